import { Alert, Button, Col, Flex, Row, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { ActPanel } from '../counter/acts/act-panel.js'
import { useAnswer } from '../parts/answer.js'
import { Asked } from '../parts/asked.js'
import { CaseTags, StageTag } from '../parts/tags/case-tags.js'
import { Heading } from '../parts/heading.js'
import { Part } from '../parts/part.js'
import type { CasePage } from '../parts/shapes.js'
import { CaseFacts } from './case-facts.js'
import { CaseHistory } from './case-history.js'
import { CaseJourney } from './case-journey.js'
import { CaseNext } from './case-next.js'
import { CasePapers } from './papers/case-papers.js'
import { CaseReview } from './case-review.js'
import { CaseTold } from './case-told.js'
import { CaseDocuments } from './documents/case-documents.js'
import { SeizeLink } from './seize-link.js'
import { KeyInSheet } from './key-in-sheet.js'

/** One case: where it is, who has it, what is next, how it came here. */
export function CasePageView() {
  const { t } = useTranslation()
  const { case: caseId = '' } = useParams()
  const query = useAnswer<CasePage>(`/api/cases/${encodeURIComponent(caseId)}`)
  return (
    <>
      <nav aria-label={t('one.back')} style={{ marginBottom: 8 }}>
        <BackLink />
      </nav>
      <Asked query={query}>{(page) => <OneCase page={page} />}</Asked>
    </>
  )
}

/** Back to the list as it was filtered, where one came from there. */
function BackLink() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const cameFromHere = (window.history.state as { readonly idx?: number } | null)?.idx
  if (cameFromHere === undefined || cameFromHere === 0) return <Link to="/cases">{t('one.back')}</Link>
  return (
    <Button type="link" style={{ padding: 0 }} onClick={() => void navigate(-1)}>
      {t('one.back')}
    </Button>
  )
}

function OneCase({ page }: { readonly page: CasePage }) {
  const { line } = page
  const extra = (
    <>
      <StageTag stage={line.stage} />
      <CaseTags line={line} />
    </>
  )
  return (
    <>
      <Heading title={`${line.item.name} ${line.number}`} asOfMs={page.asOfMs} extra={extra} />
      <Row gutter={[16, 16]}>
        <Col span={16}>
          <Flex vertical gap={16}>
            <Warnings page={page} />
            <CaseNext page={page} />
            <Views page={page} />
          </Flex>
        </Col>
        <Col span={8}>
          <Flex vertical gap={16}>
            <ActPanel page={page} />
            <CaseFacts page={page} />
            <CasePapers page={page} />
            <CaseDocuments page={page} />
          </Flex>
        </Col>
      </Row>
    </>
  )
}

function Warnings({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { version, newerAtRegistration: newer } = page.itemVersion
  return (
    <>
      {page.secondDecisionPossible && <Alert type="error" showIcon title={t('one.secondDecision')} />}
      {newer !== null && <Alert type="warning" showIcon title={t('one.newerVersion', { newer, version })} />}
      {page.warnings.map(({ path, text }) => (
        <Alert key={`${path} ${text}`} type="warning" showIcon title={text} />
      ))}
    </>
  )
}

const views = ['course', 'review', 'told', 'key-in'] as const

/** The rest of the page, one view at a time; which one is kept in the address. */
function Views({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const hasOutside = page.steps.some(({ externalSystem }) => externalSystem !== null)
  const shown = views.filter((view) => view !== 'key-in' || hasOutside)
  const content = {
    course: <Course page={page} />,
    review: <CaseReview page={page} />,
    told: <CaseTold page={page} />,
    'key-in': <KeyInSheet page={page} />,
  }
  return (
    <Tabs
      activeKey={shown.find((view) => view === params.get('view')) ?? 'course'}
      onChange={(view) => setParams(view === 'course' ? {} : { view }, { replace: true })}
      items={shown.map((view) => ({ key: view, label: t(`one.view.${view}`), children: content[view] }))}
      destroyOnHidden
    />
  )
}

function Course({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { setAside } = page
  return (
    <Flex vertical gap={16}>
      <CaseJourney journey={page.journey} />
      <SeizeLink page={page} />
      <Part title={t('one.history')}>
        <CaseHistory page={page} entries={page.history} />
      </Part>
      {setAside.length > 0 && (
        <Part title={t('one.setAside')}>
          <Alert type="warning" showIcon title={t('one.setAsideHint')} style={{ marginBottom: 16 }} />
          <CaseHistory page={page} entries={setAside} />
        </Part>
      )}
    </Flex>
  )
}
