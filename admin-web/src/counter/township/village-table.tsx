import { Button, Flex, Table, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { timeText } from '../../parts/times.js'
import type { VillageLine, Villages } from './shapes.js'

interface Props {
  readonly answer: Villages
  readonly chosen: VillageLine | null
  readonly choose: (village: VillageLine | null) => void
}

/** One row a village: its figures of today, and whom to ring. */
export function VillageTable({ answer, chosen, choose }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Table
        aria-label={t('town.villages')}
        rowKey={({ place }) => place.id}
        size="small"
        pagination={false}
        scroll={{ y: 320 }}
        columns={columns(t, answer, choose)}
        dataSource={[...answer.villages].sort((a, b) => weight(answer, b) - weight(answer, a))}
        rowClassName={({ place }) => (place.id === chosen?.place.id ? 'chosen-row' : '')}
      />
      {chosen !== null && (
        <Button style={{ marginTop: 8 }} onClick={() => choose(null)}>
          {t('town.all')}
        </Button>
      )}
    </>
  )
}

/** Whoever has to be rung first comes first. */
function weight({ notices, supplements }: Villages, { place }: VillageLine): number {
  const of = notices.filter((notice) => notice.place.id === place.id)
  const waiting = supplements.filter((each) => each.place.id === place.id)
  return of.filter(({ toRing }) => toRing).length * 10_000 + of.length * 100 + waiting.length
}

function columns(t: TFunction, answer: Villages, choose: Props['choose']): TableColumnsType<VillageLine> {
  const { notices, supplements, originals, onlyHere } = answer
  const isAt = (place: VillageLine['place']) => (each: { readonly place: { readonly id: string } }) => each.place.id === place.id
  const figure = (title: string, of: (village: VillageLine) => number | null, color = 'orange') => ({
    title,
    width: 92,
    render: (_: unknown, village: VillageLine) => (
      <Figure count={village.kept === 'elsewhere' ? null : of(village)} color={color} />
    ),
  })
  return [
    {
      title: t('town.village'),
      render: (_, village) => (
        <Flex gap={8} align="center">
          <Button type="link" style={{ padding: 0 }} aria-label={t('town.choose', village.place)} onClick={() => choose(village)}>
            {village.place.name}
          </Button>
          <Tag color={village.openNow ? 'green' : 'default'}>{t(village.openNow ? 'town.open' : 'town.closed')}</Tag>
        </Flex>
      ),
    },
    { title: t('town.ringWhom'), width: 220, render: (_, village) => <WhomToRing village={village} /> },
    figure(t('town.sent'), ({ sentToday }) => sentToday, 'blue'),
    figure(t('town.toRing'), ({ place }) => notices.filter(isAt(place)).filter(({ toRing }) => toRing).length, 'red'),
    figure(t('town.untold'), ({ place }) => notices.filter(isAt(place)).length),
    figure(t('town.supplements'), ({ place }) => supplements.filter(isAt(place)).length),
    figure(
      t('town.coming'),
      ({ place: { id } }) => originals.filter(({ holder, to }) => holder.id === id || to?.id === id).length,
    ),
    figure(t('town.onlyHere'), ({ place, kept }) => (kept === 'here' ? onlyHere.filter(isAt(place)).length : null)),
    { title: t('town.line'), width: 200, render: (_, village) => lineText(t, village) },
  ]
}

/** Nothing is a number too; what nobody can know from here is said to be unknown. */
function Figure({ count, color }: { readonly count: number | null; readonly color: string }) {
  const { t } = useTranslation()
  if (count === null) return <span>{t('town.unknown')}</span>
  return count === 0 ? <span>0</span> : <Tag color={color}>{count}</Tag>
}

/** The station's number, else those of whoever serves there. */
export function WhomToRing({ village: { phone, people } }: { readonly village: Pick<VillageLine, 'phone' | 'people'> }) {
  const { t } = useTranslation()
  const numbers = [
    ...(phone === null ? [] : [{ name: '', phone }]),
    ...people.flatMap((person) => (person.phone === null ? [] : [{ name: person.name, phone: person.phone }])),
  ]
  if (numbers.length === 0) return <span>{t('town.noPhone')}</span>
  return (
    <Flex vertical>
      {numbers.map(({ name, phone: number }) => (
        <span key={`${name} ${number}`}>
          {name}{' '}
          <a className="number" href={`tel:${number}`}>
            {number}
          </a>
        </span>
      ))}
    </Flex>
  )
}

function lineText(t: TFunction, { kept, isUp, heardMs }: VillageLine): string {
  if (kept === 'here') return t('town.here')
  if (kept === 'elsewhere') return t('town.unknown')
  if (isUp === true) return t('town.up')
  return heardMs === null ? t('town.neverHeard') : t('town.down', { time: timeText(heardMs) })
}
