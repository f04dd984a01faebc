import { Button, Card, Flex, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Heading } from '../../parts/heading.js'
import { Refused } from '../../parts/api.js'
import { Refusal } from '../../parts/refusal.js'
import { type SignIn, useSignIn } from '../../parts/session.js'
import { useWait } from './wait.js'

/** 登录: takes the place of a page until somebody is signed in; the address stays, and so does where one wanted to go. */
export function SignInPage({ offersPin }: { readonly offersPin: boolean }) {
  const { t } = useTranslation()
  return (
    <Flex justify="center">
      <Card style={{ width: 420, marginTop: 48 }}>
        <Heading title={t('signIn.title')} asOfMs={null} />
        <SignInForm offersPin={offersPin} done={() => {}} />
      </Card>
    </Flex>
  )
}

interface Props {
  readonly offersPin: boolean
  readonly done: () => void
  /** Who was signed in before the session ended. */
  readonly login?: string
}

interface Typed {
  readonly login: string
  readonly secret: string
  readonly totp?: string
}

/** Name and password, or the PIN on a PC that knows the person; a one-time code where it is asked for. */
export function SignInForm({ offersPin, done, login = '' }: Props) {
  const { t } = useTranslation()
  const [byPin, choosePin] = useState(false)
  const [asksCode, askCode] = useState(false)
  const signIn = useSignIn(done)
  const { seconds: waitSeconds, begin } = useWait()
  const send = (typed: Typed) => {
    signIn.mutate(bodyOf(typed, byPin), {
      onError: (error) => {
        begin(error)
        if (error instanceof Refused && error.problem?.code === 'sign-in/code-needed') askCode(true)
      },
    })
  }
  return (
    <Form<Typed> layout="vertical" requiredMark={false} initialValues={{ login }} onFinish={send} disabled={signIn.isPending}>
      {signIn.error !== null && (
        <Form.Item>
          <Refusal error={signIn.error} />
        </Form.Item>
      )}
      <Form.Item name="login" label={t('signIn.login')} rules={[{ required: true, message: t('signIn.loginMissing') }]}>
        <Input autoComplete="username" autoFocus={login === ''} maxLength={64} />
      </Form.Item>
      <SecretField byPin={byPin} hasFocus={login !== ''} />
      {asksCode && <CodeField />}
      <Flex justify="space-between" align="center" gap={12}>
        <Button type="primary" htmlType="submit" loading={signIn.isPending} disabled={waitSeconds > 0}>
          {waitSeconds > 0 ? t('signIn.wait', { seconds: waitSeconds }) : t('signIn.enter')}
        </Button>
        {offersPin && (
          <Button type="link" htmlType="button" onClick={() => choosePin(!byPin)}>
            {byPin ? t('signIn.usePassword') : t('signIn.usePin')}
          </Button>
        )}
      </Flex>
    </Form>
  )
}

function bodyOf({ login, secret, totp }: Typed, byPin: boolean): SignIn {
  const code = totp === undefined || totp === '' ? {} : { totp }
  return byPin ? { login, pin: secret, ...code } : { login, password: secret, ...code }
}

function SecretField({ byPin, hasFocus }: { readonly byPin: boolean; readonly hasFocus: boolean }) {
  const { t } = useTranslation()
  const rules = byPin
    ? [{ pattern: /^\d{6}$/, required: true, message: t('signIn.pinMissing') }]
    : [{ required: true, message: t('signIn.passwordMissing') }]
  return (
    <Form.Item key={String(byPin)} name="secret" label={t(byPin ? 'signIn.pin' : 'signIn.password')} rules={rules}>
      <Input.Password
        autoComplete={byPin ? 'off' : 'current-password'}
        inputMode={byPin ? 'numeric' : 'text'}
        maxLength={byPin ? 6 : 256}
        autoFocus={hasFocus}
        visibilityToggle={false}
      />
    </Form.Item>
  )
}

function CodeField() {
  const { t } = useTranslation()
  return (
    <Form.Item name="totp" label={t('signIn.code')} rules={[{ pattern: /^\d{6}$/, message: t('signIn.codeWrong') }]}>
      <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus />
    </Form.Item>
  )
}
