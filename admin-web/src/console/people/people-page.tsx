import { Flex, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { AccountList } from '../accounts/account-list.js'
import { type Made, FirstPasswordSlip } from '../accounts/first-password.js'
import { HandOver } from './hand-over.js'
import { RightsTable } from './rights-table.js'
import type { Accounts } from '../accounts/shapes.js'
import { WaitingList } from '../accounts/waiting-list.js'
import { peopleEn } from './people-en.js'
import { peopleZh } from './people-zh.js'

addWords(peopleZh, peopleEn)

const views = ['accounts', 'waiting', 'handover', 'rights'] as const
type View = (typeof views)[number]

/** 人员与账号: who may sign in, with which rights; what waits for a second person; hand-overs; the table of rights. */
export function PeoplePage() {
  const { t } = useTranslation()
  const { roles } = useSeat().session
  const [params, setParams] = useSearchParams()
  const [made, setMade] = useState<Made | null>(null)
  const isKeeper = roles.some(({ role }) => ['network-administrator', 'security-administrator', 'auditor'].includes(role))
  const offered = isKeeper ? views : views.filter((each) => each === 'handover' || each === 'rights')
  const view = offered.find((each) => each === params.get('view')) ?? offered[0] ?? 'rights'
  if (made !== null) return <FirstPasswordSlip made={made} close={() => setMade(null)} />
  return (
    <>
      <Heading title={t('people.title')} asOfMs={null} />
      <Flex vertical gap={16}>
        <Segmented<View>
          aria-label={t('people.title')}
          value={view}
          options={offered.map((value) => ({ value, label: t(`people.view.${value}`) }))}
          onChange={(next) => setParams({ view: next })}
          style={{ alignSelf: 'flex-start' }}
        />
        {(view === 'accounts' || view === 'waiting') && <Kept view={view} setMade={setMade} />}
        {view === 'handover' && <HandOver />}
        {view === 'rights' && <RightsTable />}
      </Flex>
    </>
  )
}

function Kept({ view, setMade }: { readonly view: View; readonly setMade: (made: Made) => void }) {
  const query = useAnswer<Accounts>('/api/accounts')
  return (
    <Asked query={query}>
      {(answer) =>
        view === 'accounts' ? (
          <AccountList accounts={answer.accounts} setMade={setMade} />
        ) : (
          <WaitingList answer={answer} setMade={setMade} />
        )
      }
    </Asked>
  )
}
