import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  /** As the address has it. */
  readonly text: string
  readonly width: number
  readonly find: (text: string) => void
}

/** The box in which part of a number or an item's name is looked for. */
export function CaseTextSearch({ text, width, find }: Props) {
  const { t } = useTranslation()
  const [typed, type] = useState(text)
  const [asked, follow] = useState(text)
  // Going back in the browser changes the address alone.
  if (asked !== text) {
    follow(text)
    type(text)
  }
  return (
    <Input.Search
      value={typed}
      onChange={({ target }) => type(target.value)}
      aria-label={t('cases.search')}
      placeholder={t('cases.searchHint')}
      enterButton={t('cases.find')}
      allowClear
      maxLength={100}
      style={{ width }}
      onSearch={(found) => find(found.trim())}
    />
  )
}
