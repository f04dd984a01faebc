import { Button, Card, Empty, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { addWords } from '../../parts/words/add-words.js'
import type { CaseList as Cases } from '../../parts/shapes.js'
import { type CaseFilter, everything, listPath, useCaseFilter } from './case-filter.js'
import { CaseSearch } from './case-search.js'
import { PersonSearch } from './person-search.js'
import { SeizuresWaiting } from './seizures-waiting.js'
import { CaseTable } from './case-table.js'
import { findCasesEn, findCasesZh } from './words.js'

addWords(findCasesZh, findCasesEn)

/** 办件: what this site knows, newest first. */
export function CaseList() {
  const { t } = useTranslation()
  const [filter, change] = useCaseFilter()
  const query = useAnswer<Cases>(listPath(filter))
  return (
    <>
      <Heading title={t('cases.title')} asOfMs={query.data?.asOfMs ?? null} />
      <Card styles={{ body: { padding: 16 } }}>
        <SeizuresWaiting />
        <CaseSearch filter={filter} change={change} />
        <PersonSearch />
        <Asked query={query}>
          {({ cases, next }) => (
            <>
              <SteadyList asked={listPath(filter)} query={query} rows={cases} keyOf={({ caseId }) => caseId}>
                {(rows) => (rows.length > 0 ? <CaseTable cases={rows} /> : <NoCases change={change} />)}
              </SteadyList>
              <Turning filter={filter} next={next} change={change} />
            </>
          )}
        </Asked>
      </Card>
    </>
  )
}

type Change = (change: Partial<CaseFilter>) => void

function NoCases({ change }: { readonly change: Change }) {
  const { t } = useTranslation()
  return (
    <Empty description={t('cases.empty')} style={{ padding: 32 }}>
      <Button onClick={() => change(everything)}>{t('cases.clear')}</Button>
    </Empty>
  )
}

function Turning({
  filter,
  next,
  change,
}: {
  readonly filter: CaseFilter
  readonly next: string | null
  readonly change: Change
}) {
  const { t } = useTranslation()
  const { after } = filter
  if (after.length === 0 && next === null) return null
  return (
    <nav aria-label={t('cases.paging')}>
      <Flex justify="flex-end" align="center" gap={12} style={{ marginTop: 16 }}>
        <Button disabled={after.length === 0} onClick={() => change({ after: after.slice(0, -1) })}>
          {t('cases.previous')}
        </Button>
        <span>{t('cases.page', { page: after.length + 1 })}</span>
        <Button disabled={next === null} onClick={() => change({ after: next === null ? after : [...after, next] })}>
          {t('cases.next')}
        </Button>
      </Flex>
    </nav>
  )
}
