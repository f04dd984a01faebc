import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { Item, Receipt } from '../shapes.js'
import { newId, useTell } from '../tell.js'
import { Answerer } from './answerer.js'

interface Typed {
  readonly who: string
  readonly phone: string
  readonly wish: string
  readonly sentBy: string
  readonly elsewhere: string
}

const nothing: Typed = { who: '', phone: '', wish: '', sentBy: '', elsewhere: '' }

/** One act: registered and handed in to whoever answers. */
export function StuckForm({ item, done }: { readonly item: string; readonly done: () => void }) {
  const { t } = useTranslation()
  const query = useAnswer<Item>(`/api/items/${encodeURIComponent(item)}`)
  return (
    <Part title={t('stuck.title')}>
      <Asked query={query}>{(whole) => <Form item={whole} done={done} />}</Asked>
    </Part>
  )
}

function Form({ item, done }: { readonly item: Item; readonly done: () => void }) {
  const { t } = useTranslation()
  const [typed, type] = useState(nothing)
  const send = useSend(item, () => {
    type(nothing)
    done()
  })
  const set = (name: keyof Typed, text: string) => type({ ...typed, [name]: text })
  const box = (name: keyof Typed, rows: number, maxLength: number) => (
    <Flex key={name} vertical gap={4}>
      <label className="field-name" htmlFor={`stuck-${name}`}>
        {t(`stuck.${name}`)}
      </label>
      {rows === 1 ? (
        <Input
          id={`stuck-${name}`}
          value={typed[name]}
          maxLength={maxLength}
          onChange={({ target }) => set(name, target.value)}
        />
      ) : (
        <Input.TextArea
          id={`stuck-${name}`}
          rows={rows}
          value={typed[name]}
          maxLength={maxLength}
          onChange={({ target }) => set(name, target.value)}
        />
      )}
    </Flex>
  )
  const isWhole = typed.who.trim() !== '' && typed.wish.trim() !== ''
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t('stuck.hint')}</Typography.Text>
      <Answerer item={item} />
      {box('who', 1, 100)}
      {box('phone', 1, 40)}
      {box('wish', 3, 500)}
      {box('sentBy', 2, 500)}
      {box('elsewhere', 1, 100)}
      {send.error !== null && <Refusal error={send.error} />}
      {send.data !== undefined && typed === nothing && <Sent receipt={send.data} />}
      <Button type="primary" disabled={!isWhole || send.isPending} onClick={() => send.mutate(typed)} style={{ width: 160 }}>
        {t('stuck.send')}
      </Button>
    </Flex>
  )
}

function Sent({ receipt: { caseId, number } }: { readonly receipt: Receipt }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t('stuck.sent', { number })}
      description={
        <a href={`/print/cases/${caseId}/receipt`} target="_blank" rel="noreferrer">
          {t('stuck.receipt')}
        </a>
      }
    />
  )
}

/** Sent again after a lost answer it registers nothing twice. */
function useSend(item: Item, onSuccess: () => void) {
  const tell = useTell()
  const [ids, renew] = useState(() => ({ requestId: newId(), submitId: newId() }))
  return useMutation({
    mutationFn: async (typed: Typed) => {
      const body = { requestId: ids.requestId, application: applicationOf(item, typed) }
      const receipt = await tell<Receipt>('/api/cases', { method: 'POST', body })
      const act = { requestId: ids.submitId, act: { act: 'submit' } }
      await tell(`/api/cases/${receipt.caseId}/acts`, { method: 'POST', body: act })
      return receipt
    },
    onSuccess: () => {
      renew({ requestId: newId(), submitId: newId() })
      onSuccess()
    },
  })
}

/** Nobody has to show a document to say what does not work. */
const withoutDocument = '反映问题，未出示证件'

function applicationOf({ id, version }: Item, { who, phone, wish, sentBy, elsewhere }: Typed): object {
  const person = { name: who.trim(), noDocument: withoutDocument, ...filled({ phone }) }
  return { item: id, version, applicant: { kind: 'person', person }, form: filled({ wish, sentBy, elsewhere }), materials: [] }
}

function filled(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])))
}
