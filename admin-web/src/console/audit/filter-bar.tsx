import { Button, Flex, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlaceMap } from '../accounts/directory.js'
import type { AuditFilter, Field } from './filter.js'

const kinds = [
  ...(['sign-in', 'sign-out', 'refusal', 'roster', 'enrolment', 'revocation'] as const),
  ...(['seizure', 'view', 'export', 'key', 'account', 'site'] as const),
]
const outcomes = ['done', 'other'] as const
const nothing = { from: '', to: '', kind: '', person: '', place: '', subject: '', outcome: '' }

interface Props {
  readonly filter: AuditFilter
  readonly change: (change: Partial<AuditFilter>) => void
}

/** 查询条件: who, what, where, how it ended, from and to. */
export function FilterBar({ filter, change }: Props) {
  const { t } = useTranslation()
  const places = [...usePlaceMap().values()].map(({ id, name }) => ({ value: id, label: name }))
  const choice = (
    field: 'kind' | 'outcome' | 'place',
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <Named name={t(`audit.${field}`)}>
      <Select
        aria-label={t(`audit.${field}`)}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: field === 'place' ? 200 : 130 }}
        value={filter[field]}
        options={[{ value: '', label: t('audit.every') }, ...options]}
        onChange={(value: string) => change({ [field]: value })}
      />
    </Named>
  )
  return (
    <Flex gap={12} wrap align="end" role="search" aria-label={t('audit.table')}>
      <Typed field="from" type="date" filter={filter} change={change} />
      <Typed field="to" type="date" filter={filter} change={change} />
      {choice(
        'kind',
        kinds.map((value) => ({ value, label: t(`audit.kinds.${value}`) })),
      )}
      {choice(
        'outcome',
        outcomes.map((value) => ({ value, label: t(`audit.outcomes.${value}`) })),
      )}
      {choice('place', places)}
      <Typed field="person" filter={filter} change={change} />
      <Typed field="subject" filter={filter} change={change} />
      <Button onClick={() => change(nothing)}>{t('audit.clear')}</Button>
    </Flex>
  )
}

type TypedProps = Props & { readonly field: Exclude<Field, 'kind' | 'outcome' | 'place'>; readonly type?: 'date' }

/** Looked for when one goes on or presses Enter, not at each key. */
function Typed({ field, type, filter, change }: TypedProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(filter[field])
  const [shown, show] = useState(filter[field])
  // The address changed by another way: a name clicked, conditions cleared.
  if (shown !== filter[field]) {
    show(filter[field])
    setText(filter[field])
  }
  const find = () => {
    if (text !== filter[field]) change({ [field]: text.trim() })
  }
  return (
    <Named name={t(`audit.${field}`)}>
      <Input
        {...(type !== undefined && { type })}
        aria-label={t(`audit.${field}`)}
        style={{ width: type === 'date' ? 150 : 180 }}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={find}
        onPressEnter={find}
      />
    </Named>
  )
}

function Named({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Flex vertical gap={2}>
      <span className="key-in-name">{name}</span>
      {children}
    </Flex>
  )
}
