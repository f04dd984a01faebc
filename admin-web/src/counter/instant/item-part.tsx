import { Alert, Checkbox, Flex, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Labelled } from '../draft/step-part.js'
import { fieldsOf } from '../form/fields.js'
import { FormField } from '../form/form-step.js'
import { Questions } from '../papers/papers-step.js'
import { sheetsText } from '../papers/sheets.js'
import type { Asked, Item, ItemLine } from '../shapes.js'
import { type InstantContent, papersToSee } from './content.js'
import { beside } from './enter-moves.js'

interface Props {
  readonly item: Item | null
  readonly asked: Asked | null
  readonly content: InstantContent
  readonly change: (part: Partial<InstantContent>) => void
}

/** The item with what it asks for; it stays for the next applicant. */
export function ItemPart({ item, asked, content, change }: Props) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={4}>
      <ItemChoice
        item={item}
        chosen={content.item}
        choose={(id) => change({ item: id, answers: [], form: {}, seen: false, certificate: '' })}
      />
      {item?.handling === 'promised' && (
        <Alert
          type="warning"
          showIcon
          title={t('instant.promised')}
          description={t('nextStep', { next: t('instant.promisedNext') })}
        />
      )}
      {item !== null && asked !== null && <Details {...{ item, asked, content, change }} />}
    </Flex>
  )
}

interface ChoiceProps {
  readonly item: Item | null
  readonly chosen: string | null
  readonly choose: (id: string) => void
}

function ItemChoice({ item, chosen, choose }: ChoiceProps) {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const path = `/api/items?here=true&limit=50&text=${encodeURIComponent(text.trim())}`
  const { data, isPlaceholderData } = useAnswer<{ readonly items: readonly ItemLine[] }>(path)
  const found = (data?.items ?? []).filter(({ handling, offered }) => handling === 'instant' && offered)
  const others = item === null || text !== '' || found.some(({ id }) => id === item.id) ? [] : [item]
  return (
    <Labelled id="instant-item" label={t('instant.item')} isRequired width={480}>
      <Select
        id="instant-item"
        showSearch={{ filterOption: false, searchValue: text, onSearch: type }}
        placeholder={t('instant.itemHint')}
        loading={isPlaceholderData}
        // What is shown may belong to fewer letters than were typed: Enter must not take it.
        options={isPlaceholderData ? [] : [...others, ...found].map(({ id, name }) => ({ value: id, label: name }))}
        notFoundContent={t(isPlaceholderData ? 'waiting' : 'instant.noItem')}
        value={chosen !== null && item !== null ? { value: item.id, label: item.name } : null}
        labelInValue
        onChange={(option) => {
          type('')
          if (option !== null) choose(option.value)
        }}
      />
    </Labelled>
  )
}

function Details({ item, asked, content, change }: Props & { readonly item: Item; readonly asked: Asked }) {
  const { t } = useTranslation()
  const fields = fieldsOf(item.form)
  return (
    <>
      {asked.groups.length > 0 && (
        <Questions asked={asked} answers={content.answers} onAnswer={(answers) => change({ answers, seen: false })} />
      )}
      {fields.length > 0 && (
        <Flex gap={16} wrap>
          {fields.map((field) => (
            <FormField
              key={field.name}
              field={field}
              value={content.form[field.name]}
              warning={asked.warnings.find(({ path }) => path === `/${field.name}`)?.text ?? null}
              onChange={(value) => change({ form: { ...content.form, [field.name]: value } })}
            />
          ))}
        </Flex>
      )}
      {fields.length > 0 && (
        <div {...beside}>
          <Checkbox checked={content.keepsForm} onChange={({ target }) => change({ keepsForm: target.checked })}>
            {t('instant.keepsForm')}
          </Checkbox>
        </div>
      )}
      <Papers asked={asked} seen={content.seen} onSeen={(seen) => change({ seen })} />
    </>
  )
}

function Papers({
  asked,
  seen,
  onSeen,
}: {
  readonly asked: Asked
  readonly seen: boolean
  readonly onSeen: (seen: boolean) => void
}) {
  const { t } = useTranslation()
  const papers = papersToSee(asked)
  if (papers.length === 0) return <span>{t('instant.noPapers')}</span>
  return (
    <section aria-label={t('instant.papers')}>
      <ul className="reasons">
        {papers.map(({ id, name, originals, copies }) => (
          <li key={id}>{`${name}${t('colon')}${sheetsText(t, { originals, copies })}`}</li>
        ))}
      </ul>
      <Checkbox id="instant-seen" checked={seen} onChange={({ target }) => onSeen(target.checked)}>
        {t('instant.seen')}
      </Checkbox>
    </section>
  )
}
