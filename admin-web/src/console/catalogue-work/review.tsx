import { Alert, Button, Flex, Input, Modal, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { Work, WorkPage, WorkStage } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { timeText } from '../../parts/times.js'
import { useSeat } from '../../parts/desk.js'
import { chain } from './stages.js'

type Step = 'submit' | 'pass-department' | 'pass-legal' | 'publish' | 'return' | 'drop' | 'rebase'

/** What may be done at each stage; by whom is judged by the program. */
const offered: Readonly<Record<WorkStage, readonly Step[]>> = {
  draft: ['submit', 'drop'],
  'department-check': ['pass-department', 'return', 'drop'],
  'legal-review': ['pass-legal', 'return', 'drop'],
  ready: ['publish', 'return', 'drop'],
  published: [],
  dropped: [],
}
const reasoned: readonly Step[] = ['return', 'drop']

/** 审核: where the work stands, and the steps from here. */
export function Review({ page }: { readonly page: WorkPage }) {
  const { t } = useTranslation()
  const { work } = page
  const isEditor = useIsEditor()
  const isApprover = useSeat().session.roles.some(({ role }) => role === 'approver')
  const [step, take] = useState<Step | null>(null)
  const at = chain.indexOf(work.stage)
  return (
    <Part title={t('catalogue.works.way')}>
      <Steps
        size="small"
        current={at < 0 ? 0 : at}
        status={work.stage === 'dropped' ? 'error' : work.stage === 'published' ? 'finish' : 'process'}
        items={chain.map((stage) => ({
          title: t(`catalogue.works.stages.${stage}`),
          content: <WhoPassed page={page} stage={stage} />,
        }))}
      />
      {work.stage === 'dropped' && (
        <Alert type="info" showIcon title={t('catalogue.works.dropped', { reason: work.returned?.reason })} />
      )}
      {(isEditor || isApprover) && offered[work.stage].length > 0 && (
        <Flex gap={8} style={{ marginTop: 12 }} wrap>
          {offered[work.stage].map((each, index) => (
            <Button key={each} type={index === 0 ? 'primary' : 'default'} danger={each === 'drop'} onClick={() => take(each)}>
              {t(`catalogue.works.steps.${each}`)}
            </Button>
          ))}
          <Button onClick={() => take('rebase')}>{t('catalogue.works.steps.rebase')}</Button>
        </Flex>
      )}
      {step !== null && <StepForm key={step} step={step} work={work} close={() => take(null)} />}
    </Part>
  )
}

const passedBy: Partial<Record<WorkStage, string>> = {
  draft: 'submitted',
  'department-check': 'department-passed',
  'legal-review': 'legally-passed',
  ready: 'published',
}

/** Who took the step out of a stage, and what they said. */
function WhoPassed({ page: { acts, work }, stage }: { readonly page: WorkPage; readonly stage: WorkStage }) {
  const last = acts.filter(({ fact }) => fact === passedBy[stage]).at(-1)
  if (last === undefined || chain.indexOf(work.stage) <= chain.indexOf(stage)) return null
  return (
    <span>
      {last.person.name} {timeText(last.atMs)}
      {last.reason !== null && <div className="catalogue-words">{last.reason}</div>}
    </span>
  )
}

interface FormProps {
  readonly step: Step
  readonly work: Work
  readonly close: () => void
}

/** One step with its opinion, its reason, or its day. */
function StepForm({ step, work, close }: FormProps) {
  const { t } = useTranslation()
  const [words, type] = useState('')
  const [from, setFrom] = useState('')
  const send = useAct<Work>(close)
  const isReasoned = reasoned.includes(step)
  const takesOpinion = !isReasoned && step !== 'publish' && step !== 'rebase'
  const text = words.trim()
  const go = () => {
    const body = isReasoned
      ? { reason: text }
      : step === 'publish'
        ? from === ''
          ? {}
          : { from }
        : text === ''
          ? undefined
          : { opinion: text }
    send.mutate({ path: `/api/works/${work.id}/${step}`, ...(body !== undefined && { body }) })
  }
  const name = t(`catalogue.works.steps.${step}`)
  return (
    <Modal
      open
      title={name}
      okText={t('catalogue.works.confirm', { name })}
      okButtonProps={{ loading: send.isPending, disabled: isReasoned && text === '' }}
      onOk={go}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <span>{t(`catalogue.works.means.${step}`)}</span>
        {(isReasoned || takesOpinion) && (
          <label>
            {t(isReasoned ? 'catalogue.works.reason' : 'catalogue.works.opinion')}
            <Input.TextArea autoFocus rows={3} maxLength={500} value={words} onChange={({ target }) => type(target.value)} />
          </label>
        )}
        {step === 'publish' && (
          <label>
            {t('catalogue.works.from')}
            <Input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
          </label>
        )}
        {send.error !== null && <Refusal error={send.error} />}
      </Flex>
    </Modal>
  )
}
