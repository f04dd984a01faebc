import { Alert, Button, Card, Flex, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { Refusal } from '../../parts/refusal.js'
import { type NewSecret, useChange } from '../../parts/session.js'
import type { Session } from '../../parts/shapes.js'

/** 首次登录改密码: nothing else opens before. */
export function FirstPassword({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  return (
    <Flex justify="center">
      <Card style={{ width: 480, marginTop: 48 }}>
        <Heading title={t('newSecret.first')} asOfMs={null} />
        <SecretForm what="password" csrf={session.csrf} done={() => {}} />
      </Card>
    </Flex>
  )
}

/** Opens the form for another password, or for the PIN where one serves. */
export function SecretButton({ what }: { readonly what: 'password' | 'pin' }) {
  const { t } = useTranslation()
  const { session } = useSeat()
  const [isOpen, open] = useState(false)
  return (
    <>
      <Button ghost onClick={() => open(true)}>
        {t(`newSecret.${what}`)}
      </Button>
      <Modal open={isOpen} title={t(`newSecret.${what}`)} footer={null} destroyOnHidden onCancel={() => open(false)}>
        <SecretForm what={what} csrf={session.csrf} done={() => open(false)} />
      </Modal>
    </>
  )
}

interface Props {
  readonly what: 'password' | 'pin'
  readonly csrf: string
  readonly done: () => void
}

type Typed = NewSecret & { readonly again: string }

function SecretForm({ what, csrf, done }: Props) {
  const { t } = useTranslation()
  const change = useChange(what, csrf, done)
  const fields = [
    { name: 'current', label: t('newSecret.current'), complete: 'current-password' },
    { name: 'next', label: t(`newSecret.${what}Next`), complete: 'new-password' },
    { name: 'again', label: t('newSecret.again'), complete: 'new-password' },
  ] as const
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      disabled={change.isPending}
      onFinish={({ current, next }) => change.mutate({ current, next })}
    >
      <Form.Item>
        {change.error === null ? <Alert type="info" title={t(`newSecret.${what}Rules`)} /> : <Refusal error={change.error} />}
      </Form.Item>
      {fields.map(({ name, label, complete }) => (
        <Form.Item key={name} name={name} label={label} rules={rulesOf(name, t('newSecret.missing'), t('newSecret.differs'))}>
          <Input.Password autoComplete={complete} maxLength={256} autoFocus={name === 'current'} visibilityToggle={false} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('newSecret.save')}
      </Button>
    </Form>
  )
}

function rulesOf(name: 'current' | 'next' | 'again', missing: string, differs: string) {
  const required = { required: true, message: missing }
  if (name !== 'again') return [required]
  return [
    required,
    ({ getFieldValue }: { readonly getFieldValue: (name: string) => unknown }) => ({
      validator: (_: unknown, again: string) =>
        again === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(differs)),
    }),
  ]
}
