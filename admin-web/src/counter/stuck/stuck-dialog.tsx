import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Modal, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Refusal } from '../../parts/refusal.js'
import type { CasePage } from '../../parts/shapes.js'
import { Rows } from '../rows.js'
import { newId, useTell } from '../tell.js'
import { GiveReply } from './give-reply.js'
import { ReplyPaper } from './reply-paper.js'
import { replyOf, stateOf, type StuckForm } from './stuck-item.js'
import { TellReply } from './tell-reply.js'

interface Props {
  readonly caseId: string
  readonly close: () => void
}

/** One report: what was said, the answer, and what whoever sits here can do about it now. */
export function StuckDialog({ caseId, close }: Props) {
  const { t } = useTranslation()
  const query = useAnswer<CasePage>(`/api/cases/${caseId}`)
  return (
    <Modal
      open
      title={t('stuck.title')}
      width={860}
      onCancel={close}
      footer={<Button onClick={close}>{t('stuck.close')}</Button>}
    >
      <Asked query={query}>{(page) => <Report page={page} done={() => void query.refetch()} />}</Asked>
    </Modal>
  )
}

interface ReportProps {
  readonly page: CasePage
  readonly done: () => void
}

const colors = { waiting: 'orange', answered: 'blue', told: 'green', done: 'default' } as const

function Report({ page, done }: ReportProps) {
  const { t } = useTranslation()
  const state = stateOf(page)
  const { wish, sentBy, elsewhere } = (page.form ?? {}) as StuckForm
  const said = [
    [t('stuck.said.wish'), wish],
    [t('stuck.said.sentBy'), sentBy],
    [t('stuck.said.elsewhere'), elsewhere],
  ] as const
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center">
        <span className="number">{page.line.number}</span>
        <Tag color={colors[state]}>{t(`stuck.state.${state}`)}</Tag>
      </Flex>
      <div className="sheet">
        <Rows rows={said.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]))} />
      </div>
      <Next page={page} done={done} />
    </Flex>
  )
}

function Next({ page, done }: ReportProps) {
  const { t } = useTranslation()
  const { desk } = useSeat()
  const { line } = page
  const reply = replyOf(page)
  if (reply === null) {
    return line.here ? <GiveReply page={page} done={done} /> : <Alert type="info" showIcon title={t('stuck.waits')} />
  }
  const isMine = reply.place === desk?.place.id
  return (
    <>
      {reply.instruction !== null && <ReplyPaper caseId={line.caseId} paper={reply.instruction.hash} />}
      {reply.answer === null && isMine && <TellReply page={page} task={reply.task} done={done} />}
      {reply.answer === null && !isMine && <Alert type="info" showIcon title={t('stuck.waitsTold')} />}
      {stateOf(page) === 'told' && line.here && <Complete caseId={line.caseId} done={done} />}
    </>
  )
}

function Complete({ caseId, done }: { readonly caseId: string; readonly done: () => void }) {
  const { t } = useTranslation()
  const tell = useTell()
  const complete = useMutation({
    mutationFn: () =>
      tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId: newId(), act: { act: 'complete' } } }),
    onSuccess: done,
  })
  return (
    <>
      {complete.error !== null && <Refusal error={complete.error} />}
      <Button type="primary" disabled={complete.isPending} onClick={() => complete.mutate()} style={{ width: 120 }}>
        {t('stuck.complete')}
      </Button>
    </>
  )
}
