import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import type { PaperReceipts } from './later-part.js'

const lines = ['item', 'name', 'identity', 'phone', 'papers', 'time', 'sign'] as const

/** The numbered papers as they are printed, with room to write; the villager keeps one, the station copies it. */
export function Slips({ receipts }: { readonly receipts: PaperReceipts['receipts'] }) {
  const { t } = useTranslation()
  const { desk, start } = useSeat()
  return (
    <div className="only-print">
      {receipts.map(({ number, queryCode }) => (
        <section key={number} className="sheet receipt slip">
          <h2>{`${desk?.place.name ?? start.site.name} ${t('later.slip')}`}</h2>
          <p className="big">
            {t('receipt.number')} <strong className="number">{number}</strong>
          </p>
          <p className="big">
            {t('receipt.code')} <strong className="number">{queryCode}</strong>
          </p>
          <dl>
            {lines.map((line) => (
              <div key={line}>
                <dt>{t(`later.lines.${line}`)}</dt>
                <dd />
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
