import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, InputNumber, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { Asked } from '../../parts/asked.js'
import { Refusal } from '../../parts/refusal.js'
import { ExportLink } from '../../parts/lists/export-link.js'
import { timeText } from '../../parts/times.js'
import { knowReturnWords } from '../returns/words.js'
import type { OutsideSteps } from '../shapes.js'
import { newId, useTell } from '../tell.js'
import type { WorkProps } from './worklist.js'

knowReturnWords()

const DAY_MS = 86_400_000

type Step = OutsideSteps['steps'][number]

/** 外部未核对: nobody has looked into the other system for so many days, so what we show may be old. */
export function Outside({ filter: { days }, change }: WorkProps) {
  const { t } = useTranslation()
  const query = useAnswer<OutsideSteps>(`/api/outside?days=${days}`)
  const check = useChecked(query.data?.asOfMs ?? 0, () => void query.refetch())
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center">
        <span>{t('work.unchecked')}</span>
        <InputNumber
          aria-label={t('work.unchecked')}
          min={0}
          max={365}
          precision={0}
          value={days}
          onChange={(next) => change({ days: next ?? 0 })}
        />
        <span>{t('work.days')}</span>
        <span className="hint">{t('wl.checkHint')}</span>
        <Link to="/returns">{t('returns.link')}</Link>
        <ExportLink list="outside" filter={new URLSearchParams({ days: String(days) })} />
      </Flex>
      <div role="status">
        {check.data !== undefined && <Alert type="success" showIcon title={t('wl.checked', { number: check.data })} />}
      </div>
      {check.error !== null && <Refusal error={check.error} />}
      <Asked query={query}>
        {({ steps, asOfMs }) => (
          <>
            <Steps steps={steps} asOfMs={asOfMs} isBusy={check.isPending} check={(step) => check.mutate(step)} />
            <AsOf ms={asOfMs} />
          </>
        )}
      </Asked>
    </Flex>
  )
}

interface StepsProps {
  readonly steps: readonly Step[]
  readonly asOfMs: number
  readonly isBusy: boolean
  readonly check: (step: Step) => void
}

function Steps({ steps, asOfMs, isBusy, check }: StepsProps) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('work.view.outside')}
      rowKey={({ caseId, step }) => `${caseId} ${step.id}`}
      size="middle"
      pagination={false}
      locale={{ emptyText: t('work.allChecked') }}
      dataSource={[...steps]}
      columns={[
        {
          title: t('cases.number'),
          render: (_, { caseId, number }) => (
            <Link className="number" to={`/cases/${caseId}?view=key-in`}>
              {number}
            </Link>
          ),
        },
        { title: t('cases.item'), dataIndex: 'itemName' },
        { title: t('work.step'), render: (_, { step }) => step.name },
        { title: t('acts.field.system'), dataIndex: 'system' },
        { title: t('acts.field.externalNumber'), render: (_, { externalNumber }) => externalNumber ?? t('none') },
        { title: t('acts.field.externalState'), render: (_, { state }) => <State state={state} /> },
        { title: t('work.lastSeen'), render: (_, seen) => seenText(seen) },
        { title: t('wl.check'), render: (_, step) => <Check step={step} isBusy={isBusy} check={check} /> },
      ]}
    />
  )

  function seenText({ state, asOfMs: seenMs }: Step): string {
    const ago = { time: timeText(seenMs), days: Math.floor((asOfMs - seenMs) / DAY_MS) }
    return t(state === 'not-sent' ? 'wl.waitsSince' : 'work.ago', ago)
  }
}

function State({ state }: Pick<Step, 'state'>) {
  const { t } = useTranslation()
  if (state === 'not-sent') return <Tag color="red">{t('wl.notSent')}</Tag>
  return <Tag color={state === 'returned' ? 'orange' : 'blue'}>{t(`acts.external.${state}`)}</Tag>
}

function Check({ step, isBusy, check }: Pick<StepsProps, 'isBusy' | 'check'> & { readonly step: Step }) {
  const { t } = useTranslation()
  const { caseId, number, state } = step
  const isSent = state !== 'not-sent'
  return (
    <Flex vertical gap={4} align="start">
      {isSent && (
        <Button size="small" disabled={isBusy} aria-label={t('wl.stillOf', { number })} onClick={() => check(step)}>
          {t('wl.still')}
        </Button>
      )}
      <Link to={`/cases/${caseId}?view=key-in`} aria-label={t(isSent ? 'wl.otherOf' : 'wl.keyInOf', { number })}>
        {t(isSent ? 'wl.other' : 'wl.keyIn')}
      </Link>
    </Flex>
  )
}

/** Somebody has looked, and it goes on there: the same number, as of now. Answers with the case's number. */
function useChecked(nowMs: number, done: () => void) {
  const tell = useTell()
  return useMutation({
    mutationFn: async ({ caseId, number, step, system, externalNumber }: Step) => {
      const seen = { system, number: externalNumber, state: 'in-progress', asOfMs: nowMs, proof: null }
      const act = { act: 'note-external', step: step.id, ...seen }
      await tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId: newId(), act } })
      return number
    },
    onSuccess: done,
  })
}
