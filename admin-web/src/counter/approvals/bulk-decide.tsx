import { Alert, Button, Checkbox, Flex, Input, Modal, Progress, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import type { Approval } from './shapes.js'
import { type Outcome, useBulk } from './use-bulk.js'

interface Props {
  readonly cases: readonly Approval[]
  /** The program's time. */
  readonly nowMs: number
  readonly close: () => void
  readonly changed: (words: string) => void
}

/** 一起决定: like cases granted one by one, each named with what became of it. */
export function BulkDecide({ cases, nowMs, close, changed }: Props) {
  const { t } = useTranslation()
  const { rows, outcomes, isRunning, go, stop } = useBulk(cases, nowMs)
  const [chosen, choose] = useState<ReadonlySet<string>>(() => new Set(cases.map(({ line }) => line.caseId)))
  const [opinion, type] = useState('')
  const done = [...outcomes.values()].filter((outcome) => outcome === 'done').length
  const waiting = rows.filter(({ line }) => chosen.has(line.caseId) && outcomes.get(line.caseId) !== 'done').length
  const progress = t('approve.progress', { done, all: rows.length })
  const leave = () => {
    if (isRunning) return
    if (outcomes.size > 0) changed(progress)
    close()
  }
  return (
    <Modal open title={t('approve.bulkTitle', { count: rows.length })} onCancel={leave} footer={null} width={720}>
      <Flex vertical gap={12}>
        <Alert type="info" showIcon title={rows[0]?.line.item.name} description={t('approve.bulkHint')} />
        <Input.TextArea
          aria-label={t('approve.opinion')}
          placeholder={t('approve.opinion')}
          rows={2}
          maxLength={1000}
          disabled={isRunning}
          value={opinion}
          onChange={({ target }) => type(target.value)}
        />
        <Rows numbers={rows.map(({ line }) => line)} outcomes={outcomes} isRunning={isRunning} chosen={chosen} choose={choose} />
        {outcomes.size > 0 && <Progress percent={Math.round((done / rows.length) * 100)} aria-label={progress} />}
        <div role="status">{outcomes.size > 0 && progress}</div>
        <Flex gap={12}>
          <Button type="primary" disabled={isRunning || waiting === 0} onClick={() => void go(chosen, opinion)}>
            {t('approve.bulkGo', { count: waiting })}
          </Button>
          <Button onClick={isRunning ? stop : leave}>{t(isRunning ? 'approve.bulkStop' : 'approve.bulkClose')}</Button>
        </Flex>
      </Flex>
    </Modal>
  )
}

interface RowsProps {
  readonly numbers: readonly Approval['line'][]
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly isRunning: boolean
  readonly chosen: ReadonlySet<string>
  readonly choose: (chosen: ReadonlySet<string>) => void
}

function Rows({ numbers, outcomes, isRunning, chosen, choose }: RowsProps) {
  const { t } = useTranslation()
  return (
    <ul className="lines bulk">
      {numbers.map(({ caseId, number }) => (
        <li key={caseId}>
          <Checkbox
            aria-label={t('approve.bulkChoose', { number })}
            disabled={isRunning || outcomes.get(caseId) === 'done'}
            checked={chosen.has(caseId)}
            onChange={({ target }) => choose(toggled(chosen, caseId, target.checked))}
          >
            <span className="number">{number}</span>
          </Checkbox>
          <OutcomeOf outcome={outcomes.get(caseId)} />
        </li>
      ))}
    </ul>
  )
}

function toggled(chosen: ReadonlySet<string>, id: string, isOn: boolean): ReadonlySet<string> {
  const next = new Set(chosen)
  if (isOn) next.add(id)
  else next.delete(id)
  return next
}

function OutcomeOf({ outcome }: { readonly outcome: Outcome | undefined }) {
  const { t } = useTranslation()
  if (outcome === undefined) return <Tag>{t('approve.waiting')}</Tag>
  if (outcome === 'working') return <Tag color="blue">{t('approve.working')}</Tag>
  return outcome === 'done' ? <Tag color="green">{t('approve.granted1')}</Tag> : <Refusal error={outcome} />
}
