import { useQuery } from '@tanstack/react-query'
import { Alert, Col, Row } from 'antd'
import { useTranslation } from 'react-i18next'
import { ask } from '../parts/api.js'
import { useSeat } from '../parts/desk.js'
import { Part } from '../parts/part.js'
import type { CasePage } from '../parts/shapes.js'
import { applicantLines, type DataLine, formLines } from './case-data.js'
import { PaperViewer } from './papers/paper-viewer.js'
import { Unmask } from './unmask.js'

/** The application's answers in the order of its form; null while its version is not here. */
export function useFormSchema({ itemVersion: { id, version, isHere } }: CasePage): unknown {
  const { desk } = useSeat()
  const { language } = useTranslation().i18n
  const path = `/api/items/${encodeURIComponent(id)}/versions/${version}`
  const { data } = useQuery({
    queryKey: ['version', path, language],
    queryFn: ({ signal }) => ask<{ readonly form: unknown }>(path, { desk, language, signal }),
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isHere,
  })
  return data?.form ?? null
}

/** 对照审查: what was filled in beside the papers that prove it. */
export function CaseReview({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const schema = useFormSchema(page)
  const { applicant, form, masked, erased } = page
  const isAway = applicant === null && form === null && erased === null
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={10}>
        <Part title={t('review.application')}>
          {masked && <Unmask caseId={page.line.caseId} />}
          {erased !== null && <Alert type="info" showIcon title={t('review.erased', { name: erased.maskedName ?? t('none') })} />}
          {isAway && <Alert type="info" showIcon title={t('review.notHere')} />}
          <Lines title={t('paperKind.applicant')} lines={applicantLines(t, applicant)} />
          <Lines title={t('paperKind.form')} lines={formLines(t, schema, form)} />
        </Part>
      </Col>
      <Col xs={24} lg={14}>
        <PaperViewer page={page} />
      </Col>
    </Row>
  )
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly DataLine[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3 className="lines-title">{title}</h3>
      <dl className="answers">
        {lines.map(({ key, name, text }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
