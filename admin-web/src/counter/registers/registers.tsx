import { Card, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { Consult } from '../consult/consult.js'
import { DaySignOff } from './day-sign-off.js'
import { useRegisterFilter, views } from './filter.js'
import { PlaceLedger } from './ledger.js'
import { Stuck } from '../stuck/stuck.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 登记簿: what a counter writes down beside its cases. */
export function Registers() {
  const { t } = useTranslation()
  const [filter, change] = useRegisterFilter()
  const content = {
    consult: <Consult filter={filter} change={change} />,
    stuck: <Stuck />,
    day: <DaySignOff filter={filter} change={change} />,
    ledger: <PlaceLedger filter={filter} change={change} />,
  }
  return (
    <>
      <Heading title={t('registers.title')} asOfMs={null} />
      <Card styles={{ body: { padding: 16 } }}>
        <Tabs
          activeKey={filter.view}
          onChange={(key) => change({ view: views.find((view) => view === key) ?? 'consult', date: '' })}
          items={views.map((view) => ({ key: view, label: t(`registers.view.${view}`), children: content[view] }))}
          destroyOnHidden
        />
      </Card>
    </>
  )
}
