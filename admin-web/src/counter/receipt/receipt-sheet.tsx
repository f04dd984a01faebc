import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { timeText } from '../../parts/times.js'
import type { HandedIn } from '../draft/hand-in.js'
import { sheetsText } from '../papers/sheets.js'
import { Rows } from '../rows.js'
import type { Receipt } from '../shapes.js'

/** The villager's paper: number, query code, what was handed in. */
export function ReceiptSheet({ receipt, isSubmitted }: HandedIn) {
  const { t } = useTranslation()
  const { start, desk } = useSeat()
  const state = isSubmitted === true ? t('receipt.submitted') : t('receipt.registered')
  const rows = [
    [t('receipt.item'), receipt.item.name],
    [t('receipt.place'), desk?.place.name ?? start.site.name],
    [t('receipt.time'), timeText(receipt.registeredMs)],
    [t('receipt.state'), receipt.onlyHere && start.site.parent !== null ? t('receipt.onlyHere') : state],
  ] as const
  return (
    <section className="sheet receipt" aria-label={t('receipt.title')}>
      <h2>{t('receipt.title')}</h2>
      <p className="big">
        {t('receipt.number')} <strong className="number">{receipt.number}</strong>
      </p>
      <p className="big">
        {t('receipt.code')} <strong className="number">{receipt.queryCode}</strong>
      </p>
      <Rows rows={rows} />
      <h3>{t('receipt.papers')}</h3>
      {receipt.materials.length === 0 && <p>{t('receipt.noPapers')}</p>}
      <ul>
        {receipt.materials.map((material) => (
          <li key={material.material}>{`${material.name}${t('colon')}${sheetsOf(material)}`}</li>
        ))}
      </ul>
      <p>{t('receipt.keep')}</p>
    </section>
  )

  function sheetsOf({ originals, copies, paper }: Receipt['materials'][number]): string {
    const sheets = originals + copies > 0 ? [sheetsText(t, { originals, copies })] : []
    return [...sheets, ...(paper === null ? [] : [t('receipt.scan')])].join(' · ')
  }
}
