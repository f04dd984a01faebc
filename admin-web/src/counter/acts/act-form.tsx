import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Flex } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../../parts/api.js'
import { Refusal } from '../../parts/refusal.js'
import { newId, useTell } from '../tell.js'
import { actName } from './act-names.js'
import { bodyOf, fieldsOf } from './act-spec.js'
import { FieldView } from './field-view.js'
import { answersOf, type Field, initialValues, missingFields, type Setting, type Values } from './fields.js'

/** A form as far as it was filled in; the id is made when it opens, so that sending it twice has one effect. */
export interface Begun {
  readonly requestId: string
  readonly values: Values
}

export function begin(setting: Setting): Begun {
  return { requestId: newId(), values: initialValues(fieldsOf(setting)) }
}

/** What nobody takes back: asked once more, in words that say what will be. */
const FINAL = new Set(['refuse-acceptance', 'ask-supplement', 'decide', 'deliver', 'withdraw'])

export interface Sent {
  readonly requestId: string
  readonly name: string
  /** null: carried out here at once. */
  readonly custodian: string | null
}

interface Props {
  readonly setting: Setting
  readonly begun: Begun
  readonly keep: (begun: Begun) => void
  readonly close: () => void
  readonly sent: (sent: Sent) => void
}

type Answer = { readonly kind: 'done' } | { readonly kind: 'requested'; readonly custodian: { readonly name: string } }

/** One act's form: filled in, checked, confirmed where nobody takes it back, sent. */
export function ActForm({ setting, begun, keep, close, sent }: Props) {
  const { t } = useTranslation()
  const { page, allowed } = setting
  const fields = fieldsOf(setting)
  const shown = fields.filter((field) => field.shown === undefined || field.shown(begun.values))
  const [isChecked, check] = useState(false)
  const [isConfirming, confirm] = useState(false)
  const name = actName(t, page, allowed)
  const send = useSend(setting, fields, begun, keep, (custodian) => sent({ requestId: begun.requestId, name, custodian }))
  const missing = isChecked ? missingFields(fields, begun.values) : []
  const go = () => {
    check(true)
    if (missingFields(fields, begun.values).length > 0 || send.isPending) return
    if (FINAL.has(allowed.act) && !isConfirming) return confirm(true)
    send.mutate()
  }
  return (
    <Drawer open title={name} size={560} onClose={close} aria-label={name}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <Flex vertical gap={18}>
          <HowSent setting={setting} />
          <fieldset className="plain" disabled={isConfirming}>
            <Flex vertical gap={18}>
              {shown.map((field) => (
                <FieldView
                  key={field.name}
                  field={field}
                  caseId={page.line.caseId}
                  value={begun.values[field.name]}
                  isMissing={missing.includes(field.name)}
                  change={(value) => keep({ ...begun, values: { ...begun.values, [field.name]: value } })}
                />
              ))}
            </Flex>
          </fieldset>
          {send.error !== null && <Refusal error={send.error} />}
          {isConfirming ? (
            <Confirm name={name} isPending={send.isPending} back={() => confirm(false)} />
          ) : (
            <Flex gap={12}>
              <Button type="primary" htmlType="submit" loading={send.isPending}>
                {t('acts.send', { name })}
              </Button>
              <Button onClick={close}>{t('acts.later')}</Button>
            </Flex>
          )}
        </Flex>
      </form>
    </Drawer>
  )
}

/** At once or by request, and what the act means, said before anything is typed. */
function HowSent({ setting: { page, allowed } }: { readonly setting: Setting }) {
  const { t } = useTranslation()
  const isHere = allowed.how === 'at-once'
  const words = isHere ? t('acts.atOnceHint') : t('acts.byRequestHint', { who: page.line.custodian.name })
  const meaning = t(`acts.meaning.${allowed.act}`, { defaultValue: '' })
  return <Alert type="info" showIcon title={words} {...(meaning !== '' && { description: meaning })} />
}

interface ConfirmProps {
  readonly name: string
  readonly isPending: boolean
  readonly back: () => void
}

function Confirm({ name, isPending, back }: ConfirmProps) {
  const { t } = useTranslation()
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  return (
    <Alert
      type="warning"
      showIcon
      title={t('acts.sure', { name })}
      description={
        <Flex gap={12} style={{ marginTop: 8 }}>
          <Button ref={yes} type="primary" danger htmlType="submit" loading={isPending}>
            {t('acts.confirm', { name })}
          </Button>
          <Button onClick={back}>{t('acts.back')}</Button>
        </Flex>
      }
    />
  )
}

/** A refusal leaves the form as it is. Where it is sure that nothing was done, what is sent next is another request. */
function useSend(
  setting: Setting,
  fields: readonly Field[],
  begun: Begun,
  keep: (begun: Begun) => void,
  done: (custodian: string | null) => void,
) {
  const tell = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => {
      const act = bodyOf(setting, answersOf(fields, begun.values))
      const body = { requestId: begun.requestId, act }
      return tell<Answer>(`/api/cases/${setting.page.line.caseId}/acts`, { method: 'POST', body })
    },
    onSuccess: async (answer) => {
      done(answer.kind === 'done' ? null : answer.custodian.name)
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/') })
    },
    onError: (error) => {
      if (isWithoutEffect(error)) keep({ ...begun, requestId: newId() })
    },
  })
}

function isWithoutEffect(error: Error): boolean {
  const problem = error instanceof Refused ? error.problem : null
  return problem !== null && problem.status < 500 && problem.code !== 'request/other-body'
}
