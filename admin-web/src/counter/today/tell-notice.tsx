import { useMutation } from '@tanstack/react-query'
import { Button, Flex, Modal, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import type { NoticeLine } from '../shapes.js'
import { newId, useTell } from '../tell.js'

const whoms = ['applicant', 'household', 'representative', 'other'] as const
const hows = ['in-person', 'phone', 'letter', 'message'] as const

interface Props {
  readonly notice: NoticeLine
  /** The program's time: a PC's own clock may be years off. */
  readonly nowMs: number
  readonly done: () => void
  readonly close: () => void
}

/** 登记已告知: whom and how in one click, since both belong together. */
export function TellNotice({ notice: { caseId, sequence, kind, number }, nowMs, done, close }: Props) {
  const { t } = useTranslation()
  const tell = useTell()
  const [requestId] = useState(newId)
  const act = useMutation({
    mutationFn: (told: { readonly whom: string; readonly how: string }) =>
      tell(`/api/cases/${caseId}/acts`, {
        method: 'POST',
        body: { requestId, act: { act: 'tell-notice', notice: sequence, kind, ...told, toldMs: nowMs, record: null } },
      }),
    onSuccess: done,
  })
  return (
    <Modal open title={t('told.title')} footer={null} onCancel={close} width={640}>
      <Typography.Paragraph className="number">{`${t(`notice.${kind}`)} · ${number}`}</Typography.Paragraph>
      <Typography.Paragraph>{t('told.ask')}</Typography.Paragraph>
      {act.error !== null && <Refusal error={act.error} />}
      <Flex vertical gap={8}>
        {whoms.map((whom) => (
          <Flex key={whom} gap={8} align="center" role="group" aria-label={t(`told.whom.${whom}`)}>
            <span style={{ width: 96 }}>{t(`told.whom.${whom}`)}</span>
            {hows.map((how) => (
              <Button
                key={how}
                style={{ flex: 1 }}
                disabled={act.isPending}
                aria-label={`${t(`told.whom.${whom}`)} ${t(`told.how.${how}`)}`}
                onClick={() => act.mutate({ whom, how })}
              >
                {t(`told.how.${how}`)}
              </Button>
            ))}
          </Flex>
        ))}
      </Flex>
    </Modal>
  )
}
