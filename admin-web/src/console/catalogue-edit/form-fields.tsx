import { Button, Flex, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { FieldFindings } from './findings.js'
import { type FormField, formFieldsOf, formTypes, withFormField, withoutFormField } from '../catalogue-item/form-schema.js'
import type { EditorProps } from './editor-props.js'

/** 申请表: fields of the application form; what a schema says beside title and type stays as it is. */
export function FormFields({ content, findings, change }: EditorProps) {
  const { t } = useTranslation()
  const set = (form: Readonly<Record<string, unknown>>) => change({ ...content, form: { ...form } })
  return (
    <Part title={t('catalogue.section.form')}>
      <Flex vertical gap={8} id="at_form">
        {formFieldsOf(content.form).map((field) => (
          <Row
            key={field.name}
            field={field}
            change={(next) => set(withFormField(content.form, next))}
            remove={() => set(withoutFormField(content.form, field.name))}
          />
        ))}
        <NewField
          taken={formFieldsOf(content.form).map(({ name }) => name)}
          add={(name) => set(withFormField(content.form, { name, title: name, type: 'text', isRequired: false, choices: [] }))}
        />
        <FieldFindings findings={findings} pointer="/form" />
      </Flex>
    </Part>
  )
}

interface RowProps {
  readonly field: FormField
  readonly change: (field: FormField) => void
  readonly remove: () => void
}

function Row({ field, change, remove }: RowProps) {
  const { t } = useTranslation()
  const { name, title, type, isRequired, choices } = field
  const label = (word: string) => `${name} ${t(`catalogue.form.${word}`)}`
  return (
    <Flex gap={8} align="center" wrap>
      <code style={{ width: 120, overflow: 'hidden', textOverflow: 'ellipsis' }}>{name}</code>
      <Input
        aria-label={label('title')}
        style={{ width: 240 }}
        value={title}
        onChange={({ target }) => change({ ...field, title: target.value })}
      />
      <Select
        aria-label={label('type')}
        style={{ width: 130 }}
        value={type}
        options={formTypes
          .filter((each) => each !== 'other' || type === 'other')
          .map((value) => ({ value, label: t(`catalogue.form.types.${value}`) }))}
        onChange={(next) => change({ ...field, type: next })}
      />
      <label>
        <Switch
          aria-label={label('required')}
          size="small"
          checked={isRequired}
          onChange={(next) => change({ ...field, isRequired: next })}
        />{' '}
        {t('catalogue.form.required')}
      </label>
      {type === 'choice' && (
        <Select
          aria-label={label('choices')}
          placeholder={t('catalogue.form.choices')}
          mode="tags"
          style={{ minWidth: 220, flex: 1 }}
          value={[...choices]}
          onChange={(next: string[]) => change({ ...field, choices: next })}
        />
      )}
      <Button size="small" danger aria-label={t('catalogue.edit.removeOne', { name: title })} onClick={remove}>
        {t('catalogue.edit.remove')}
      </Button>
    </Flex>
  )
}

/** Its name is what the answers are kept under: letters and digits, never changed later. */
function NewField({ taken, add }: { readonly taken: readonly string[]; readonly add: (name: string) => void }) {
  const { t } = useTranslation()
  const [name, type] = useState('')
  const isFine = /^[a-z][A-Za-z0-9_]{0,39}$/.test(name) && !taken.includes(name)
  return (
    <Flex gap={8} align="center">
      <Input
        aria-label={t('catalogue.form.newName')}
        placeholder={t('catalogue.form.newNameHint')}
        style={{ width: 260 }}
        value={name}
        onChange={({ target }) => type(target.value)}
      />
      <Button
        disabled={!isFine}
        onClick={() => {
          add(name)
          type('')
        }}
      >
        {t('catalogue.form.add')}
      </Button>
    </Flex>
  )
}
