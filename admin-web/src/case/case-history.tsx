import { Flex, Tag, Timeline, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDirectory, usePlaces } from '../counter/acts/directory-field.js'
import { useSeat } from '../parts/desk.js'
import type { CasePage, HistoryEntry } from '../parts/shapes.js'
import { timeText } from '../parts/times.js'
import { detailOf, type Names } from './entry-detail.js'

/** What was done, by whom, when, where it came from; the newest first. */
export function CaseHistory({ page, entries }: { readonly page: CasePage; readonly entries: readonly HistoryEntry[] }) {
  const names = useNames()
  const items = [...entries].reverse().map((entry) => ({
    key: entry.hash,
    color: entry.body.type === 'request-refused' ? 'red' : 'blue',
    content: <Entry entry={entry} page={page} names={names} />,
  }))
  return <Timeline items={items} />
}

function useNames(): Names {
  const places = usePlaces()
  const organs = useDirectory<{ readonly organs: readonly { readonly id: string; readonly name: string }[] }>('/api/organs')
  const nameIn = (all: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
    all.find((each) => each.id === id)?.name ?? id
  return { place: nameIn(places), organ: nameIn(organs.data?.organs ?? []) }
}

interface EntryProps {
  readonly entry: HistoryEntry
  readonly page: CasePage
  readonly names: Names
}

function Entry({ entry, page, names }: EntryProps) {
  const { t } = useTranslation()
  const detail = detailOf({ t, page, names }, entry.body)
  const { by, body, receivedFrom, time } = entry
  const place = by.organ === null ? by.place.name : t('one.at', { place: by.place.name, organ: by.organ.name })
  return (
    <Flex vertical>
      <Flex gap={12} wrap>
        <strong>{t(`event.${body.type}`)}</strong>
        <span>
          {by.person.name} · {place}
        </span>
        <Typography.Text type="secondary" className="number" style={{ marginInlineStart: 'auto' }}>
          {timeText(time.legalMs)}
        </Typography.Text>
      </Flex>
      {detail !== '' && <span>{detail}</span>}
      {receivedFrom !== null && <Typography.Text type="secondary">{t('one.from', { site: receivedFrom.name })}</Typography.Text>}
      {entry.rightGone !== null && (
        <span>
          <Tag color="red">{t('one.rightGone', { version: entry.rightGone })}</Tag>
        </span>
      )}
      <Refused entry={entry} />
    </Flex>
  )
}

/** A refused request is told with its reason and the next step. */
function Refused({ entry: { answer } }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const refusal = answer?.refusal ?? null
  if (refusal === null) return null
  const words = faults[refusal.code]
  const text = words === undefined ? refusal.code : `${words.title}${t('semicolon')}${words.next}`
  return <Typography.Text type="danger">{text}</Typography.Text>
}
