import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Card, Flex, Input, Radio } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import type { CasePage } from '../../parts/shapes.js'
import { newId } from '../tell.js'
import { OPINION_ID } from './approval-lines.js'
import { type Decision, newDecision, useDecide } from './use-decide.js'
import { useRework, workerBefore } from './use-rework.js'

interface Props {
  readonly page: CasePage
  readonly finish: (words: string) => Promise<void>
}

/** 作出决定 with an opinion, or 退回修改: from the keyboard, asked once more where nobody takes it back. */
export function DecideForm({ page, finish }: Props) {
  const { t } = useTranslation()
  const { number } = page.line
  const [decision, change] = useState(newDecision)
  const [isSure, ask] = useState(false)
  const [isUnsaid, note] = useState(false)
  const decide = useDecide()
  const sendBack = useRework()
  const result = t(`approve.${decision.result}`)
  const deciding = useMutation({
    mutationFn: () => decide(page.line, decision, page.asOfMs),
    onSuccess: () => finish(t('approve.done', { number, result })),
    onError: () => (ask(false), change({ ...decision, requestId: newId() })),
  })
  const returning = useMutation({
    mutationFn: () => sendBack(page, decision.opinion),
    onSuccess: (who) => finish(t('approve.reworkDone', { number, who })),
  })
  const isBusy = deciding.isPending || returning.isPending
  const error = deciding.error ?? returning.error
  const goBack = () => (decision.opinion.trim() === '' ? note(true) : returning.mutate())
  return (
    <Card size="small" title={<h3 className="part">{t('approve.form')}</h3>}>
      <Flex vertical gap={10} onKeyDown={(event) => isCtrlEnter(event) && ask(true)}>
        <Choices decision={decision} isFixed={isSure} change={change} />
        <Input.TextArea
          id={OPINION_ID}
          aria-label={t('approve.opinion')}
          placeholder={t('approve.opinion')}
          rows={2}
          maxLength={1000}
          disabled={isSure}
          value={decision.opinion}
          onChange={({ target }) => (note(false), change({ ...decision, opinion: target.value }))}
        />
        {isUnsaid && (
          <span className="field-missing" role="alert">
            {t('approve.reworkMissing')}
          </span>
        )}
        {error !== null && <Refusal error={error} />}
        {isSure ? (
          <Sure number={number} result={result} isBusy={isBusy} go={() => deciding.mutate()} back={() => ask(false)} />
        ) : (
          <Flex gap={12} wrap>
            <Button type="primary" disabled={isBusy} onClick={() => ask(true)}>
              {t('approve.decide')}
            </Button>
            <Button disabled={isBusy || workerBefore(page) === null} onClick={goBack}>
              {t('approve.rework')}
            </Button>
            {workerBefore(page) === null && <span className="hint">{t('approve.reworkNobody')}</span>}
          </Flex>
        )}
      </Flex>
    </Card>
  )
}

interface ChoicesProps {
  readonly decision: Decision
  readonly isFixed: boolean
  readonly change: (decision: Decision) => void
}

function Choices({ decision, isFixed, change }: ChoicesProps) {
  const { t } = useTranslation()
  return (
    <Flex gap={16} align="center" wrap>
      <Radio.Group
        aria-label={t('approve.result')}
        optionType="button"
        disabled={isFixed}
        value={decision.result}
        options={(['granted', 'denied'] as const).map((value) => ({ value, label: t(`approve.${value}`) }))}
        onChange={({ target }) => change({ ...decision, result: target.value as Decision['result'] })}
      />
      {decision.result === 'granted' && (
        <Input
          aria-label={t('approve.certificate')}
          placeholder={t('approve.certificate')}
          maxLength={120}
          disabled={isFixed}
          style={{ width: 260 }}
          value={decision.certificateNumber}
          onChange={({ target }) => change({ ...decision, certificateNumber: target.value })}
        />
      )}
    </Flex>
  )
}

function isCtrlEnter({ key, ctrlKey }: KeyboardEvent): boolean {
  return key === 'Enter' && ctrlKey
}

interface SureProps {
  readonly number: string
  readonly result: string
  readonly isBusy: boolean
  readonly go: () => void
  readonly back: () => void
}

function Sure({ number, result, isBusy, go, back }: SureProps) {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <Alert
      type="warning"
      showIcon
      title={t('approve.sure', { result, number })}
      action={
        <Flex gap={8}>
          <Button ref={button} type="primary" danger disabled={isBusy} onClick={go}>
            {t('approve.yes', { result })}
          </Button>
          <Button disabled={isBusy} onClick={back}>
            {t('approve.back')}
          </Button>
        </Flex>
      }
    />
  )
}
