import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import type { CasePage } from '../../parts/shapes.js'
import { PrintLinks } from './print-links.js'

/** The event each document tells of; a record of delivery is signed when the result is handed over. */
const told = {
  receipt: 'registered',
  acceptance: 'accepted',
  supplement: 'supplement-asked',
  'non-acceptance': 'not-accepted',
  delivery: 'decided',
} as const

/** 打印文书: what there is of the case by now, printed again at any time. */
export function CaseDocuments({ page: { line, history } }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const kinds = (Object.keys(told) as (keyof typeof told)[]).filter((kind) =>
    history.some(({ body }) => body.type === told[kind]),
  )
  return (
    <Part title={t('documents.title')}>
      <ul className="lines">
        {kinds.map((kind) => (
          <li key={kind}>
            <PrintLinks path={`/print/cases/${line.caseId}/${kind}`} name={t(`documents.${kind}`)} />
          </li>
        ))}
      </ul>
    </Part>
  )
}
