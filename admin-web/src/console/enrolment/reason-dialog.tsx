import { Button, Flex, Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import { useAct } from './use-act.js'
import './words.js'

interface Props<Answer> {
  readonly title: string
  readonly path: string
  /** The word on the button that does it. */
  readonly act: string
  readonly danger?: boolean
  readonly done: (answer: Answer) => void
  readonly close: () => void
  /** What it will do. */
  readonly children: ReactNode
}

/** Asks why, having said what it will do, and does it. */
export function ReasonDialog<Answer>({ title, path, act, danger = false, done, close, children }: Props<Answer>) {
  const { t } = useTranslation()
  const asked = useAct<Answer>(path, done)
  return (
    <Modal open title={title} footer={null} onCancel={close} width={560} destroyOnHidden>
      <Form<{ reason: string }> layout="vertical" onFinish={({ reason }) => asked.mutate({ reason })} disabled={asked.isPending}>
        <Flex vertical gap={12}>
          {children}
          <Form.Item
            name="reason"
            label={t('enrolment.reason')}
            rules={[{ required: true, message: t('enrolment.reasonNeeded') }]}
          >
            <Input maxLength={200} autoFocus />
          </Form.Item>
          {asked.error !== null && <Refusal error={asked.error} />}
          <Flex gap={12} justify="end">
            <Button onClick={close}>{t('enrolment.cancel')}</Button>
            <Button type="primary" danger={danger} htmlType="submit" loading={asked.isPending}>
              {act}
            </Button>
          </Flex>
        </Flex>
      </Form>
    </Modal>
  )
}
