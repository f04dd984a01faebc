import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Labelled } from '../draft/step-part.js'
import type { Item, ItemLine } from '../shapes.js'

interface Props {
  readonly id: string
  readonly item: Item | null
  readonly isChosen: boolean
  readonly isDisabled?: boolean
  /** Others are not offered. */
  readonly handling?: ItemLine['handling']
  readonly choose: (id: string) => void
}

/** An item this place takes in, by words, pinyin or initials, in one field. */
export function ItemChoice({ id, item, isChosen, isDisabled = false, handling, choose }: Props) {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const path = `/api/items?here=true&limit=50&text=${encodeURIComponent(text.trim())}`
  const { data, isPlaceholderData } = useAnswer<{ readonly items: readonly ItemLine[] }>(path)
  const found = (data?.items ?? []).filter((line) => line.offered && (handling === undefined || line.handling === handling))
  const others = item === null || text !== '' || found.some((line) => line.id === item.id) ? [] : [item]
  return (
    <Labelled id={id} label={t('steps.item')} isRequired width={480}>
      <Select
        id={id}
        disabled={isDisabled}
        showSearch={{ filterOption: false, searchValue: text, onSearch: type }}
        placeholder={t('find.hint')}
        loading={isPlaceholderData}
        // What is shown may belong to fewer letters than were typed: Enter must not take it.
        options={isPlaceholderData ? [] : [...others, ...found].map((line) => ({ value: line.id, label: line.name }))}
        notFoundContent={t(isPlaceholderData ? 'waiting' : 'find.empty')}
        value={isChosen && item !== null ? { value: item.id, label: item.name } : null}
        labelInValue
        onChange={(option) => {
          type('')
          if (option !== null) choose(option.value)
        }}
      />
    </Labelled>
  )
}
