import { Flex, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganField, useDirectory } from '../../counter/acts/directory-field.js'
import { useCodes } from '../catalogue/codes.js'
import type { Content } from '../catalogue/shapes.js'
import type { Field } from '../catalogue-item/fields.js'
import { isSame } from '../catalogue-save/merge.js'
import { AskedField, OptionsField } from './scenario-fields.js'
import { textAt, textOf, valueAt } from '../catalogue-item/paths.js'
import { useValueText } from '../catalogue-item/value-text.js'

export interface ValueProps {
  readonly field: Pick<Field, 'kind' | 'isOptional'>
  readonly label: string
  readonly value: unknown
  readonly change: (value: unknown) => void
  readonly content: Content
}

/** One value, typed or chosen; what may be left empty is null when it is. */
export function ValueField(props: ValueProps) {
  const { field, label, value, change, content } = props
  const { kind, isOptional } = field
  if (typeof kind === 'object') return <CodeField {...props} />
  const text = typeof value === 'string' ? value : ''
  const typed = (next: string) => change(isOptional && next === '' ? null : next)
  switch (kind) {
    case 'line':
    case 'item':
      return <Input aria-label={label} maxLength={200} value={text} onChange={({ target }) => typed(target.value)} />
    case 'passage':
      return (
        <Input.TextArea
          aria-label={label}
          rows={rowsFor(text, 1)}
          maxLength={4000}
          value={text}
          onChange={({ target }) => typed(target.value)}
        />
      )
    case 'lines':
      return <LinesField label={label} value={value} change={change} />
    case 'count':
      return <CountField label={label} value={value} change={change} isOptional={isOptional} />
    case 'flag':
      return <Switch aria-label={label} checked={value === true} onChange={change} />
    case 'date':
      return <DateField label={label} value={value} change={change} isOptional={isOptional} />
    case 'limit':
      return <LimitField label={label} value={value} change={change} />
    case 'organ':
      return <OrganField label={label} value={text === '' ? null : text} change={change} />
    case 'organs':
      return <OrgansField label={label} value={value} change={change} />
    case 'law':
      return <LawField label={label} value={value} change={change} />
    case 'options':
      return <OptionsField label={label} value={value} change={change} content={content} />
    case 'asked':
      return <AskedField label={label} value={value} change={change} content={content} />
    default:
      return <ReadOnly {...props} />
  }
}

/** What others decide is only shown. */
function ReadOnly({ field: { kind }, value }: ValueProps) {
  const textOf = useValueText()
  return <span>{textOf(kind, value)}</span>
}

type Plain = Pick<ValueProps, 'label' | 'value' | 'change'>

function CodeField({ field: { kind, isOptional }, label, value, change }: ValueProps) {
  const codes = useCodes()
  if (typeof kind !== 'object') return null
  const isMany = 'codes' in kind
  const options = [...codes.optionsOf(isMany ? kind.codes : kind.code)]
  const common = { 'aria-label': label, options, style: { width: '100%' } }
  if (isMany) return <Select {...common} mode="multiple" value={Array.isArray(value) ? value : []} onChange={change} />
  return <Select {...common} allowClear={isOptional} value={value ?? null} onChange={(next: unknown) => change(next ?? null)} />
}

/** As high as what is in it, without measuring: a measured box sets styles that the policy refuses. */
function rowsFor(text: string, least: number): number {
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 60), 0)
  return Math.min(8, Math.max(least, lines))
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
}

/** One on each line; an empty line being typed is no line yet. */
function LinesField({ label, value, change }: Plain) {
  const { t } = useTranslation()
  const lines = Array.isArray(value) ? value.map(textOf) : []
  const [text, type] = useState(lines.join('\n'))
  const shown = isSame(linesOf(text), lines) ? text : lines.join('\n')
  return (
    <Input.TextArea
      aria-label={label}
      placeholder={t('catalogue.edit.oneALine')}
      rows={rowsFor(shown, 2)}
      value={shown}
      onChange={({ target }) => {
        type(target.value)
        change(linesOf(target.value))
      }}
    />
  )
}

function CountField({ label, value, change, isOptional }: Plain & { readonly isOptional: boolean }) {
  const number = typeof value === 'number' ? value : null
  const next = (typed: number | null) => change(typed ?? (isOptional ? null : 0))
  return <InputNumber aria-label={label} min={0} max={99} precision={0} value={number} onChange={next} />
}

function DateField({ label, value, change, isOptional }: Plain & { readonly isOptional: boolean }) {
  return (
    <Input
      type="date"
      aria-label={label}
      style={{ width: 170 }}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => {
        if (target.value !== '' || isOptional) change(target.value === '' ? null : target.value)
      }}
    />
  )
}

/** So many working days; empty: none is set. */
function LimitField({ label, value, change }: Plain) {
  const { t } = useTranslation()
  const codes = useCodes()
  const amount = valueAt(value, ['amount'])
  const unit = valueAt(value, ['unit']) ?? 'working-day'
  const unitLabel = t('catalogue.edit.unitOf', { label })
  return (
    <Flex gap={8}>
      <InputNumber
        aria-label={label}
        min={1}
        max={9999}
        precision={0}
        value={typeof amount === 'number' ? amount : null}
        onChange={(next) => change(next === null ? null : { amount: next, unit })}
      />
      <Select
        aria-label={unitLabel}
        style={{ width: 130 }}
        value={unit}
        disabled={typeof amount !== 'number'}
        options={[...codes.optionsOf('limitUnits')]}
        onChange={(next: unknown) => change({ amount, unit: next })}
      />
    </Flex>
  )
}

function OrgansField({ label, value, change }: Plain) {
  const organs = useDirectory<{ readonly organs: readonly { readonly id: string; readonly name: string }[] }>('/api/organs')
  return (
    <Select
      aria-label={label}
      mode="multiple"
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      value={Array.isArray(value) ? value : []}
      options={(organs.data?.organs ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={change}
    />
  )
}

const lawParts = ['law', 'documentNumber', 'clause', 'text'] as const

/** 收费依据: empty as a whole means there is none. */
function LawField({ label, value, change }: Plain) {
  const { t } = useTranslation()
  const typed = (part: string, text: string) => {
    const blank = { law: '', documentNumber: null, clause: null, text: null }
    const next = { ...blank, ...(value as object | null), [part]: part !== 'law' && text === '' ? null : text }
    change(next.law === '' && part === 'law' ? null : next)
  }
  return (
    <Flex vertical gap={4}>
      {lawParts.map((part) => (
        <Input
          key={part}
          aria-label={`${label} ${t(`catalogue.inner.${part}`)}`}
          placeholder={t(`catalogue.inner.${part}`)}
          value={textAt(value, [part])}
          onChange={({ target }) => typed(part, target.value)}
        />
      ))}
    </Flex>
  )
}
