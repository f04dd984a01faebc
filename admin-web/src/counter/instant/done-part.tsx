import { Button, Checkbox, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Part } from '../../parts/part.js'
import { timeText } from '../../parts/times.js'
import { ReceiptSheet } from '../receipt/receipt-sheet.js'
import type { Receipt } from '../shapes.js'

interface Props {
  /** Newest first; in this page alone, for the query codes are kept nowhere in clear. */
  readonly done: readonly Receipt[]
  readonly printsAtOnce: boolean
  readonly setPrints: (prints: boolean) => void
}

/** The receipt of the last case, and the numbers of those before. */
export function DonePart({ done, printsAtOnce, setPrints }: Props) {
  const { t } = useTranslation()
  const [last] = done
  return (
    <section aria-label={t('instant.done')} className="instant-done">
      <div className="no-print">
        <Checkbox checked={printsAtOnce} onChange={({ target }) => setPrints(target.checked)}>
          {t('instant.printsAtOnce')}
        </Checkbox>
      </div>
      {last === undefined ? (
        <p className="no-print">{t('instant.none')}</p>
      ) : (
        <>
          <p role="status" className="no-print">
            {t('instant.doneNumber', { number: last.number })}
          </p>
          <ReceiptSheet receipt={last} isSubmitted={null} />
          <Flex className="no-print" style={{ margin: '12px 0' }}>
            <Button onClick={() => window.print()}>{t('instant.print')}</Button>
          </Flex>
          <div className="no-print">
            <Part title={t('instant.sofar', { count: done.length })}>
              <ul className="lines">
                {done.slice(0, 8).map(({ caseId, number, registeredMs, item }) => (
                  <li key={caseId}>
                    <Link to={`/cases/${caseId}`} className="number">
                      {number}
                    </Link>
                    <span>{t('instant.one', { time: timeText(registeredMs).slice(11), item: item.name })}</span>
                  </li>
                ))}
              </ul>
            </Part>
          </div>
        </>
      )}
    </section>
  )
}
