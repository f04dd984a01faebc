import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import type { BagHanded } from './shapes.js'

/** What did not go at once, case by case, with the next step. */
export function Handed({ handed: { cases } }: { readonly handed: BagHanded }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const waiting = cases.filter(({ outcome }) => outcome === 'requested')
  const refused = cases.filter(({ outcome }) => outcome === 'refused')
  return (
    <>
      {waiting.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('bags.requested')}
          description={waiting.map(({ number }) => number).join(t('semicolon'))}
        />
      )}
      {refused.map(({ caseId, number, code }) => {
        const fault = code === null ? undefined : faults[code]
        const next = t('nextStep', { next: fault?.next ?? '' })
        return (
          <Alert key={caseId} type="error" showIcon title={`${number} ${fault?.title ?? t('bags.refused')}`} description={next} />
        )
      })}
    </>
  )
}
