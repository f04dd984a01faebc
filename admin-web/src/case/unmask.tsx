import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../counter/tell.js'
import { Refusal } from '../parts/refusal.js'

const REASONS = ['applicant-asks', 'hand-over', 'correction', 'complaint', 'inspection', 'judicial'] as const

/** 说明理由查看: who does not handle the case says why, and that is written down before anything is shown. */
export function Unmask({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation()
  const tell = useTell()
  const client = useQueryClient()
  const [isOpen, open] = useState(false)
  const [reason, choose] = useState<string | null>(null)
  const [reference, type] = useState('')
  const ask = useMutation({
    mutationFn: () => {
      const body = { reason, ...(reference.trim() !== '' && { reference: reference.trim() }) }
      return tell(`/api/cases/${caseId}/unmask`, { method: 'POST', body })
    },
    onSuccess: async () => {
      open(false)
      await client.invalidateQueries({ queryKey: [`/api/cases/${caseId}`] })
    },
  })
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t('unmask.masked')}
        action={<Button onClick={() => open(true)}>{t('unmask.ask')}</Button>}
        style={{ marginBottom: 12 }}
      />
      <Modal
        open={isOpen}
        title={t('unmask.ask')}
        okText={t('unmask.show')}
        okButtonProps={{ disabled: reason === null, loading: ask.isPending }}
        onOk={() => ask.mutate()}
        onCancel={() => open(false)}
      >
        <Flex vertical gap={12}>
          <span>{t('unmask.noted')}</span>
          <Radio.Group
            aria-label={t('unmask.reason')}
            value={reason}
            options={REASONS.map((each) => ({ value: each, label: t(`unmask.reasons.${each}`) }))}
            onChange={({ target }) => choose(String(target.value))}
          />
          <Input
            aria-label={t('unmask.reference')}
            placeholder={t('unmask.reference')}
            maxLength={40}
            value={reference}
            onChange={({ target }) => type(target.value)}
          />
          {ask.error !== null && <Refusal error={ask.error} />}
        </Flex>
      </Modal>
    </>
  )
}
