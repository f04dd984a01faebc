import { Alert, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CaseNext } from '../../case/case-next.js'
import { CaseReview } from '../../case/case-review.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked, Waiting } from '../../parts/asked.js'
import type { CasePage } from '../../parts/shapes.js'
import { CaseTags, StageTag } from '../../parts/tags/case-tags.js'
import { DecideForm } from './decide-form.js'
import type { Approval } from './shapes.js'

interface Props {
  readonly approval: Approval
  readonly finish: (words: string) => Promise<void>
}

/** One case: what is decided stands above what it is decided by. */
export function OneApproval({ approval: { line }, finish }: Props) {
  const query = useAnswer<CasePage>(`/api/cases/${line.caseId}`)
  return (
    <Asked query={query}>
      {(page) =>
        // The answer of the case before stays while this one is read: nobody decides the wrong one.
        page.line.caseId === line.caseId ? <Opened page={page} finish={finish} /> : <Waiting />
      }
    </Asked>
  )
}

function Opened({ page, finish }: { readonly page: CasePage; readonly finish: Props['finish'] }) {
  const { t } = useTranslation()
  const { line, acts, warnings, secondDecisionPossible } = page
  const mayDecide = acts.some(({ act, how }) => act === 'decide' && how === 'at-once')
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center" wrap>
        <h2 className="part">
          {line.item.name} <span className="number">{line.number}</span>
        </h2>
        <StageTag stage={line.stage} />
        <CaseTags line={line} />
        <Link to={`/cases/${line.caseId}`} style={{ marginInlineStart: 'auto' }}>
          {t('approve.open')}
        </Link>
      </Flex>
      {secondDecisionPossible && <Alert type="error" showIcon title={t('one.secondDecision')} />}
      {warnings.map(({ path, text }) => (
        <Alert key={`${path} ${text}`} type="warning" showIcon title={text} />
      ))}
      {page.journey.waitsFor.length > 0 && <CaseNext page={page} />}
      {mayDecide ? <DecideForm page={page} finish={finish} /> : <Alert type="info" showIcon title={t('approve.withdrawnHere')} />}
      <CaseReview page={page} />
    </Flex>
  )
}
