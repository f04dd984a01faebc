import { useMutation, useQuery } from '@tanstack/react-query'
import type { AWAITED } from '@liandong/core/http/phone/routes.js'
import { Alert, Button, Flex, Modal, QRCode, Typography } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { ask, askFile } from '../api.js'
import { Waiting } from '../asked.js'
import { useSeat } from '../desk.js'
import { Refusal } from '../refusal.js'

type Awaited = Static<typeof AWAITED>
type State = 'waiting' | 'opened' | 'arrived' | 'over'

interface Props {
  readonly label: string
  readonly onPicture: (picture: Blob) => void
  readonly close: () => void
}

/** A picture shall stand in the row at once. */
const lookMs = 700

/** 用手机拍: a QR for a phone on the station's network; the picture comes to this desk and to nowhere else. */
export function PhoneDialog({ label, onPicture, close }: Props) {
  const { t } = useTranslation()
  const { desk, session } = useSeat()
  const { language } = useTranslation().i18n
  const asking = { desk, language, csrf: session.csrf }
  const begun = useRef(false)
  const opened = useMutation({
    mutationFn: () => ask<Awaited>('/api/phone-pictures', { ...asking, method: 'POST', body: { label } }),
  })
  const { mutate } = opened
  useEffect(() => {
    if (!begun.current) mutate()
    begun.current = true
  }, [mutate])
  const id = opened.data?.id
  const leave = () => {
    // The door is shut by time too, should this not come through.
    if (id !== undefined) void ask(`/api/phone-pictures/${id}`, { ...asking, method: 'DELETE' }).catch(() => null)
    close()
  }
  const state = useArrival(id, asking, onPicture)
  return (
    <Modal open title={t('hands.byPhone.title', { name: label })} footer={null} onCancel={leave} width={560}>
      {opened.error !== null && <Refusal error={opened.error} onRetry={() => mutate()} />}
      {opened.data === undefined && opened.error === null && <Waiting />}
      {opened.data !== undefined && <Shown awaited={opened.data} state={state} again={() => mutate()} />}
    </Modal>
  )
}

/** How far the phone is; hands the picture over once it is here. */
function useArrival(id: string | undefined, asking: Parameters<typeof ask>[1], onPicture: (picture: Blob) => void): State {
  const { data } = useQuery({
    queryKey: ['phone', id ?? ''],
    queryFn: ({ signal }) => ask<{ readonly state: State }>(`/api/phone-pictures/${id}`, { ...asking, method: 'GET', signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'arrived' || state.data?.state === 'over' ? false : lookMs),
    gcTime: 0,
  })
  const state = data?.state ?? 'waiting'
  const fetched = useMutation({
    mutationFn: () => askFile(`/api/phone-pictures/${id}/picture`, { ...asking, method: 'GET' }),
    onSuccess: onPicture,
  })
  const { mutate } = fetched
  useEffect(() => {
    if (state === 'arrived') mutate()
  }, [state, mutate])
  return state
}

function Shown({ awaited, state, again }: { readonly awaited: Awaited; readonly state: State; readonly again: () => void }) {
  const { t } = useTranslation()
  if (state === 'over')
    return (
      <Alert
        type="info"
        showIcon
        title={t('hands.byPhone.over')}
        action={<Button onClick={again}>{t('hands.byPhone.again')}</Button>}
      />
    )
  const { address, isGiven, fingerprint } = awaited
  return (
    <Flex gap={20}>
      <div className="qr">
        <QRCode value={address} type="svg" size={220} errorLevel="M" aria-label={t('hands.byPhone.code')} role="img" />
      </div>
      <Flex vertical gap={8}>
        <span>{t('hands.byPhone.how')}</span>
        <strong role="status">{t(`hands.byPhone.${state}`)}</strong>
        {!isGiven && (
          <Typography.Text type="secondary">{t('hands.byPhone.warns', { start: fingerprint.slice(0, 11) })}</Typography.Text>
        )}
        <Typography.Text type="secondary" className="phone-address">
          {t('hands.byPhone.address', { address })}
        </Typography.Text>
      </Flex>
    </Flex>
  )
}
