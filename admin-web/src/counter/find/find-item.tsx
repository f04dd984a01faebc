import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Empty, Flex, Input, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { blankContent, blankLater } from '../draft/content.js'
import { StepBar } from '../draft/step-bar.js'
import type { Draft, ItemLine } from '../shapes.js'
import { useTell } from '../tell.js'

/** 第一步: the item, by what people type: words, pinyin, initials. Choosing one opens a draft. */
export function FindItem() {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const [isHere, onlyHere] = useState(true)
  const query = useAnswer<{ readonly items: readonly ItemLine[] }>(
    `/api/items?limit=50&text=${encodeURIComponent(text.trim())}${isHere ? '&here=true' : ''}`,
  )
  const open = useOpen()
  const first = query.data?.items.find(({ offered }) => offered)
  return (
    <>
      <Heading title={t('find.title')} asOfMs={null} extra={<Others />} />
      <Flex vertical gap={16}>
        <StepBar step="item" />
        {open.error !== null && <Refusal error={open.error} />}
        <Flex gap={16} align="center">
          <Input
            autoFocus
            allowClear
            size="large"
            type="search"
            style={{ maxWidth: 560 }}
            aria-label={t('find.label')}
            placeholder={t('find.hint')}
            value={text}
            maxLength={100}
            onChange={(event) => type(event.target.value)}
            onPressEnter={() => {
              // Enter takes the item where the words name only one.
              if (first !== undefined && query.data?.items.length === 1 && !query.isPlaceholderData) open.mutate(first)
            }}
          />
          <Checkbox checked={isHere} onChange={(event) => onlyHere(event.target.checked)}>
            {t('find.here')}
          </Checkbox>
        </Flex>
        <Part title={t('find.results')}>
          <Asked query={query}>
            {({ items }) => <Found items={items} isBusy={open.isPending} onTake={(item) => open.mutate(item)} />}
          </Asked>
        </Part>
      </Flex>
    </>
  )
}

/** Other ways to take something in. */
function Others() {
  const { t } = useTranslation()
  return (
    <Flex gap={16}>
      <Link to="/batch">{t('find.batch')}</Link>
      <Link to="/paper-receipts">{t('find.paper')}</Link>
    </Flex>
  )
}

function useOpen() {
  const receipt = useSearchParams()[0].get('receipt')
  const tell = useTell()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ id, name }: ItemLine) =>
      tell<Draft>('/api/drafts', {
        method: 'POST',
        body: { item: id, title: name, content: blankContent(receipt === null ? null : blankLater(receipt)) },
      }),
    onSuccess: ({ id }) => navigate(`/new/${id}`),
  })
}

interface FoundProps {
  readonly items: readonly ItemLine[]
  readonly isBusy: boolean
  readonly onTake: (item: ItemLine) => void
}

function Found({ items, isBusy, onTake }: FoundProps) {
  const { t } = useTranslation()
  if (items.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('find.empty')} />
  return (
    <ul className="lines">
      {items.map((item) => (
        <li key={item.id}>
          <ItemName item={item} />
          <Button
            type="primary"
            disabled={isBusy || !item.offered}
            aria-label={t('find.takeOne', { name: item.name })}
            onClick={() => onTake(item)}
          >
            {t('find.take')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function ItemName({ item: { name, organ, handling, offered, code, stale } }: { readonly item: ItemLine }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const reason = code === null ? undefined : faults[code]
  return (
    <Flex vertical>
      <Flex gap={8} align="center">
        <strong>{name}</strong>
        <Tag color={handling === 'instant' ? 'green' : 'blue'}>{t(`find.${handling}`)}</Tag>
        {stale && <Tag color="orange">{t('find.stale')}</Tag>}
      </Flex>
      <Typography.Text type="secondary">{organ?.name}</Typography.Text>
      {!offered && reason !== undefined && <span>{`${reason.title}${t('semicolon')}${reason.next}`}</span>}
    </Flex>
  )
}
