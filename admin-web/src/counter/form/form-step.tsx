import { Flex, Input, InputNumber, Radio, Select, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StepProps } from '../draft/step-props.js'
import { Labelled, StepPart } from '../draft/step-part.js'
import type { Asked, Item } from '../shapes.js'
import { type Field, fieldsOf } from './fields.js'

interface Props extends StepProps {
  readonly item: Item
  readonly asked: Asked
}

/** 第四步: the application form, from the item's own schema; what passes a bound is told and no obstacle. */
export function FormStep({ item, asked, content, change }: Props) {
  const { t } = useTranslation()
  const fields = fieldsOf(item.form)
  const set = (name: string, value: unknown) => change({ form: { ...content.form, [name]: value } })
  return (
    <StepPart title={t('steps.form')}>
      {fields.length === 0 && t('form.none')}
      <Flex gap={16} wrap>
        {fields.map((field) => (
          <FormField
            key={field.name}
            field={field}
            value={content.form[field.name]}
            warning={asked.warnings.find(({ path }) => path === `/${field.name}`)?.text ?? null}
            onChange={(value) => set(field.name, value)}
          />
        ))}
      </Flex>
    </StepPart>
  )
}

interface FieldProps {
  readonly field: Field
  readonly value: unknown
  readonly warning: string | null
  readonly onChange: (value: unknown) => void
}

/** One field of an item's form, with what is wrong or to be told of it. */
export function FormField({ field, value, warning, onChange }: FieldProps) {
  const { name, title, isRequired, description, maxLength } = field
  const note =
    warning === null ? null : (
      <Typography.Text key="warning" type="warning" role="status">
        {warning}
      </Typography.Text>
    )
  const hint = description === null && note === null ? undefined : [description, note]
  return (
    <Labelled
      id={`form-${name}`}
      label={title}
      isRequired={isRequired}
      width={maxLength > 100 && field.type === 'string' && field.options === null ? 480 : 300}
      problem={problemOf(field, value)}
      hint={hint}
    >
      <FieldInput field={field} value={value} onChange={onChange} />
    </Labelled>
  )
}

/** Only what is plainly wrong while one types; the program judges the whole when it is handed in. */
function problemOf({ pattern, description }: Field, value: unknown): string | null {
  if (pattern === null || typeof value !== 'string' || value === '') return null
  return new RegExp(pattern, 'u').test(value) ? null : description
}

function FieldInput({ field, value, onChange }: Omit<FieldProps, 'warning'>) {
  const { t } = useTranslation()
  const { name, type, options, maxLength, minimum } = field
  const id = `form-${name}`
  if (options !== null)
    return (
      <Select
        id={id}
        allowClear
        placeholder={t('form.choose')}
        value={typeof value === 'string' ? value : null}
        options={options.map((option) => ({ value: option, label: option }))}
        onChange={(next: string | null | undefined) => onChange(next ?? '')}
      />
    )
  if (type === 'boolean')
    return (
      <Radio.Group
        id={id}
        value={value ?? null}
        options={[
          { value: true, label: t('form.yes') },
          { value: false, label: t('form.no') },
        ]}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (type === 'number' || type === 'integer')
    return (
      <InputNumber
        id={id}
        style={{ width: '100%' }}
        {...(minimum !== null && { min: minimum })}
        {...(type === 'integer' && { precision: 0 })}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next)}
      />
    )
  if (type !== 'string') return <span id={id}>{t('form.byHand')}</span>
  const text = typeof value === 'string' ? value : ''
  return <Input id={id} value={text} maxLength={maxLength} onChange={(event) => onChange(event.target.value)} />
}
