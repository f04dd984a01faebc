import { Descriptions } from 'antd'
import type { DescriptionsItemType } from 'antd/es/descriptions'
import { useTranslation } from 'react-i18next'
import { Part } from '../parts/part.js'
import type { CasePage } from '../parts/shapes.js'
import { dueText, timeText } from '../parts/times.js'

/** Who has it, where it came from, until when. */
export function CaseFacts({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { line, due, outcome, scenario } = page
  const facts: readonly (readonly [key: string, label: string, value: string])[] = [
    ['custodian', t('cases.custodian'), line.custodian.name],
    ['origin', t('one.origin'), line.originPlace.name],
    ['service', t('one.servicePlace'), line.servicePlace.name],
    ['registered', t('cases.registered'), timeText(line.registeredMs)],
    ['scenario', t('one.scenario'), scenario.length === 0 ? t('none') : scenario.join(' · ')],
    ['accepted', t('one.accepted'), due.acceptedMs === null ? t('none') : timeText(due.acceptedMs)],
    ['promised', t('one.promised'), dueText(t, due.promised)],
    ['legal', t('one.legal'), dueText(t, due.legal)],
    ['outcome', t('one.outcome'), outcome === null ? t('none') : t(`outcome.${outcome}`)],
  ]
  const items: DescriptionsItemType[] = facts.map(([key, label, children]) => ({ key, label, children }))
  return (
    <Part title={t('one.facts')}>
      <Descriptions column={1} size="small" items={items} />
    </Part>
  )
}
