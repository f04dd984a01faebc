import type { PEER_TEST } from '@liandong/core/http/network/peer-test.js'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Flex, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { useTell } from '../../counter/tell.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import '../network/words.js'

type PeerTest = Static<typeof PEER_TEST>

const signs = { ok: '✓', failed: '✕', unknown: '?', skipped: '–' } as const

/** 线路自检: one click, and each step shows as it ends, with what to do where it fails. */
export function LinkTest() {
  const { t } = useTranslation()
  const tell = useTell()
  const started = useMutation({ mutationFn: () => tell<PeerTest>('/api/link-tests', { method: 'POST', body: {} }) })
  const id = started.data?.id ?? null
  const test = useQuery({
    queryKey: ['link-test', id],
    queryFn: () => tell<PeerTest>(`/api/link-tests/${id ?? ''}`, { method: 'GET' }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.done === true ? false : 300),
  })
  const shown = test.data ?? started.data ?? null
  const isRunning = started.isPending || (shown !== null && !shown.done)
  return (
    <Part title={t('net.test.title')}>
      <Flex vertical gap={8}>
        <span>
          <Button loading={isRunning} onClick={() => started.mutate()}>
            {t('net.test.start')}
          </Button>
        </span>
        {started.error !== null && <Refusal error={started.error} />}
        {test.error !== null && <Refusal error={test.error} />}
        {shown !== null && (
          <ol aria-label={t('net.test.steps', { name: shown.target })} style={{ margin: 0, paddingInlineStart: 20 }}>
            {shown.steps.map((step) => (
              <Step key={step.step} step={step} />
            ))}
          </ol>
        )}
        {shown?.done === true && shown.steps.every(({ state }) => state !== 'failed') && (
          <Typography.Text type="success">{t('net.test.fine')}</Typography.Text>
        )}
      </Flex>
    </Part>
  )
}

function Step({ step: { step, state, detail } }: { readonly step: PeerTest['steps'][number] }) {
  const { t } = useTranslation()
  return (
    <li>
      <span aria-hidden="true">{signs[state]}</span> {t(`net.test.step.${step}`)}
      {t('semicolon')}
      <span className={state === 'failed' ? 'sign-down' : undefined}>{t(`net.test.state.${state}`)}</span>
      {detail !== '' && <Typography.Text type="secondary"> {detail}</Typography.Text>}
      {state === 'failed' && <div>{t('nextStep', { next: t(`net.test.next.${step}`) })}</div>}
    </li>
  )
}
