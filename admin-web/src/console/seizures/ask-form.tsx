import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDirectory } from '../../counter/acts/directory-field.js'
import { useTell } from '../../counter/tell.js'
import { useSeat } from '../../parts/desk.js'
import { Refusal } from '../../parts/refusal.js'
import type { CaseLine, Sites } from '../../parts/shapes.js'

const reasons = ['silent', 'fork'] as const

/** What is to be seized, from whom and why; kept in the address as it is chosen. */
export function AskForm({ done }: { readonly done: () => void }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const { site: here } = useSeat().start
  const sites = useDirectory<Sites>('/api/sites').data?.sites ?? []
  const change = (next: Readonly<Record<string, string>>) =>
    setParams({ ...Object.fromEntries(params), ...next }, { replace: true })
  const wanted = wantedOf(params)
  const { number, isAll, from, reason } = wanted
  const { send, missing, error, isPending } = useAsking(wanted, done)
  return (
    <Flex vertical gap={12} style={{ maxWidth: 760 }}>
      {error !== null && <Refusal error={error} />}
      <Field name={t('seizures.what')}>
        <Radio.Group
          aria-label={t('seizures.what')}
          value={isAll ? 'all' : 'one'}
          options={(['one', 'all'] as const).map((value) => ({ value, label: t(`seizures.${value}`) }))}
          onChange={({ target }) => change({ what: String(target.value) })}
        />
      </Field>
      {!isAll && (
        <Field name={t('seizures.case')}>
          <Input aria-label={t('seizures.case')} value={number} onChange={({ target }) => change({ number: target.value })} />
        </Field>
      )}
      <Field name={t('seizures.from')}>
        <Select
          aria-label={t('seizures.from')}
          showSearch={{ optionFilterProp: 'label' }}
          value={from}
          options={sites.filter(({ id }) => id !== here.id).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id: string) => change({ from: id })}
        />
      </Field>
      <Field name={t('seizures.reason')}>
        <Radio.Group
          aria-label={t('seizures.reason')}
          value={reason}
          options={reasons.map((value) => ({ value, label: t(`seizures.reasons.${value}`) }))}
          onChange={({ target }) => change({ reason: String(target.value) })}
        />
      </Field>
      {missing !== null && (
        <Alert type="warning" showIcon role="alert" title={t('seizures.missing', { field: t(`seizures.${missing}`) })} />
      )}
      <Button type="primary" style={{ alignSelf: 'flex-start' }} loading={isPending} onClick={send}>
        {t('seizures.send')}
      </Button>
    </Flex>
  )
}

interface Wanted {
  readonly number: string
  readonly isAll: boolean
  readonly from: string | null
  readonly reason: (typeof reasons)[number]
}

function wantedOf(params: URLSearchParams): Wanted {
  return {
    number: (params.get('number') ?? '').trim(),
    isAll: params.get('what') === 'all',
    from: params.get('from'),
    reason: reasons.find((each) => each === params.get('reason')) ?? 'silent',
  }
}

function useAsking(wanted: Wanted, done: () => void) {
  const tell = useTell()
  const client = useQueryClient()
  const [missing, setMissing] = useState<'from' | 'case' | null>(null)
  const { mutate, error, isPending } = useMutation({
    mutationFn: async ({ from, number, isAll, reason }: Wanted & { readonly from: string }) => {
      const body = { from, reason }
      if (isAll) return await tell<object>(`/api/sites/${encodeURIComponent(from)}/seizure`, { method: 'POST', body: { reason } })
      const found = await tell<Found>(`/api/cases/by-number/${encodeURIComponent(number)}`, { method: 'GET' })
      return await tell<object>(`/api/cases/${found.cases[0]?.caseId ?? ''}/seizure`, { method: 'POST', body })
    },
    onSuccess: async () => {
      done()
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === '/api/seizures' })
    },
  })
  const send = () => {
    const { from, number, isAll } = wanted
    setMissing(from === null ? 'from' : !isAll && number === '' ? 'case' : null)
    if (from !== null && (isAll || number !== '')) mutate({ ...wanted, from })
  }
  return { send, missing, error, isPending }
}

interface Found {
  readonly cases: readonly CaseLine[]
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Flex vertical gap={4}>
      <span className="field-name">{name}</span>
      {children}
    </Flex>
  )
}
