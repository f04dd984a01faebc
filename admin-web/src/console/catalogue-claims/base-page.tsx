import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { BaseEntries } from './base-entries.js'
import { ClaimSummary } from './claim-summary.js'
import { ClaimList } from './claims.js'
import { Unassigned } from './unassigned.js'
import { en, zh } from './words.js'

addWords(zh, en)

const views = ['claims', 'summary', 'entries', 'unassigned'] as const

/** 基本目录与认领: what may be exercised, and what each organ answered to it. */
export function BasePage() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const content = {
    claims: <ClaimList />,
    summary: <ClaimSummary />,
    entries: <BaseEntries />,
    unassigned: <Unassigned />,
  }
  return (
    <>
      <Heading title={t('catalogue.claims.title')} asOfMs={null} />
      <Tabs
        activeKey={views.find((view) => view === wish['view']) ?? 'claims'}
        onChange={(view) => change({ view })}
        items={views.map((view) => ({ key: view, label: t(`catalogue.claims.views.${view}`), children: content[view] }))}
        destroyOnHidden
      />
    </>
  )
}
