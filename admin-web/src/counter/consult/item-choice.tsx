import { Empty, Flex, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import type { ItemLine } from '../shapes.js'

export interface Named {
  readonly id: string
  readonly name: string
}

interface Props {
  readonly usual: readonly Named[]
  readonly chosen: Named | 'none' | null
  readonly choose: (chosen: Named | 'none') => void
}

const none = '\0none'

/** What was asked about: what is usual here by a digit, anything else by its name. */
export function ItemChoice({ usual, chosen, choose }: Props) {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const isOther = chosen !== null && chosen !== 'none' && !usual.some(({ id }) => id === chosen.id)
  const offered = [...usual, ...(isOther ? [chosen] : [])]
  return (
    <>
      <Radio.Group
        aria-label={t('registers.consult.item')}
        value={chosen === 'none' ? none : (chosen?.id ?? null)}
        onChange={({ target }) => {
          const found = offered.find(({ id }) => id === target.value)
          if (found !== undefined) choose(found)
          else if (target.value === none) choose('none')
        }}
      >
        <Flex vertical gap={4}>
          {offered.map((item, at) => (
            <Radio key={item.id} value={item.id}>
              {at < usual.length && <kbd>{at + 1}</kbd>} {item.name}
            </Radio>
          ))}
          <Radio value={none}>
            <kbd>0</kbd> {t('registers.consult.noItem')}
          </Radio>
        </Flex>
      </Radio.Group>
      <Input
        type="search"
        allowClear
        aria-label={t('registers.consult.find')}
        placeholder={`${t('registers.consult.find')}: ${t('registers.consult.findHint')}`}
        value={text}
        maxLength={100}
        onChange={({ target }) => type(target.value)}
      />
      {text.trim() !== '' && <Found text={text.trim()} take={(item) => (choose(item), type(''))} />}
    </>
  )
}

function Found({ text, take }: { readonly text: string; readonly take: (item: Named) => void }) {
  const { t } = useTranslation()
  const query = useAnswer<{ readonly items: readonly ItemLine[] }>(`/api/items?limit=8&text=${encodeURIComponent(text)}`)
  return (
    <Asked query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('registers.consult.nothing')} />
        ) : (
          <ul className="lines">
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" className="found" onClick={() => take(item)}>
                  {item.name}
                </button>
                <span>{item.organ?.name}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Asked>
  )
}
