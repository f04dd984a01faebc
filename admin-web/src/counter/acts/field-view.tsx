import { Checkbox, Flex, Input, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { timeText } from '../../parts/times.js'
import { OrganField, PlaceField, SiteField } from './directory-field.js'
import type { Field, PaperValue } from './fields.js'
import { PaperField } from './paper-field.js'
import { SheetsField } from './sheets-field.js'

interface Props {
  readonly field: Field
  readonly caseId: string
  readonly value: unknown
  readonly isMissing: boolean
  readonly change: (value: unknown) => void
}

/** One question with its name above; what is missing says so in words. */
export function FieldView(props: Props) {
  const { t } = useTranslation()
  const { field, isMissing } = props
  return (
    <Flex vertical gap={6} role="group" aria-label={field.label}>
      <span className="field-name">
        {field.label}
        {field.required === true && <em>{t('acts.required')}</em>}
      </span>
      <Answer {...props} />
      {isMissing && (
        <span className="field-missing" role="alert">
          {t('acts.missing', { name: field.label })}
        </span>
      )}
    </Flex>
  )
}

function Answer({ field, caseId, value, change }: Props) {
  const { label } = field
  switch (field.kind) {
    case 'choice':
      return (
        <Radio.Group
          aria-label={label}
          value={value}
          options={field.options.map(([id, name]) => ({ value: id, label: name }))}
          onChange={({ target }) => change(target.value)}
        />
      )
    case 'ticks':
      return (
        <Checkbox.Group
          value={[...(value as readonly string[])]}
          options={field.options.map(([id, name]) => ({ value: id, label: name }))}
          onChange={change}
        />
      )
    case 'text':
      return (
        <Input
          aria-label={label}
          value={(value as string | null) ?? ''}
          placeholder={field.hint}
          maxLength={120}
          onChange={({ target }) => change(target.value)}
        />
      )
    case 'date':
      return (
        <Input
          type="date"
          aria-label={label}
          value={(value as string | null) ?? ''}
          style={{ width: 180 }}
          onChange={({ target }) => change(target.value)}
        />
      )
    case 'time':
      return <Time label={label} value={value as number} change={change} />
    case 'paper':
      return <PaperField caseId={caseId} label={label} value={value as PaperValue | null} change={change} />
    case 'sheets':
      return <SheetsField caseId={caseId} {...field} value={(value ?? []) as never} change={change} />
    case 'votes':
      return <Votes value={value as VotesValue | null} change={change} />
    case 'place':
      return <PlaceField label={label} sites={field.sites} none={field.none} value={value as never} change={change} />
    case 'organ':
      return <OrganField label={label} value={value as string | null} change={change} />
    case 'site':
      return <SiteField {...field} value={value as string | null} change={change} />
  }
}

/** Written and read in the network's own zone, whatever the PC is set to. */
function Time({
  label,
  value,
  change,
}: {
  readonly label: string
  readonly value: number
  readonly change: (ms: number) => void
}) {
  return (
    <Input
      type="datetime-local"
      aria-label={label}
      defaultValue={timeText(value).replace(' ', 'T')}
      style={{ width: 220 }}
      onChange={({ target }) => {
        const ms = Date.parse(`${target.value}:00+08:00`)
        if (!Number.isNaN(ms)) change(ms)
      }}
    />
  )
}

interface VotesValue {
  readonly present: number
  readonly agreed: number
}

/** 民主评议: nothing typed is no vote, which is another thing than nobody there. */
function Votes({ value, change }: { readonly value: VotesValue | null; readonly change: (votes: VotesValue | null) => void }) {
  const { t } = useTranslation()
  const put = (name: keyof VotesValue) => (count: number | null) =>
    change(count === null ? null : { present: 0, agreed: 0, ...value, [name]: count })
  return (
    <Flex gap={12}>
      {(['present', 'agreed'] as const).map((name) => (
        <Flex key={name} gap={6} align="center">
          <span>{t(`acts.votes.${name}`)}</span>
          <InputNumber
            aria-label={t(`acts.votes.${name}`)}
            min={0}
            precision={0}
            value={value?.[name] ?? null}
            onChange={put(name)}
          />
        </Flex>
      ))}
    </Flex>
  )
}
