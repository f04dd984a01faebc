import { Descriptions, Flex, Typography } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { exactTimeText } from '../../parts/times.js'
import { figureText, spanText, type FigureColumn } from '../network/figures.js'
import { Sign } from '../network/sign.js'
import type { PlaceNetwork } from './place-page.js'

const figures: readonly FigureColumn[] = [
  'life',
  'lag',
  'queue',
  'onlyHere',
  'version',
  'clock',
  'certificate',
  'catalogue',
  'heard',
]

/** The figures of the table, with their words spelt out. */
export function Standing({ one }: { readonly one: PlaceNetwork }) {
  const { t } = useTranslation()
  const { row, place, standIn } = one
  const items = figures
    .map((column) => ({ key: column, label: t(`net.column.${column}`), children: figureText(t, column, row) }))
    .filter(({ children }) => children !== '')
  const hours =
    place === null ? [] : [{ key: 'hours', label: t('netPlace.hoursToday'), children: hoursText(t, place.hours.week) }]
  return (
    <Part title={t('netPlace.now')}>
      <Flex vertical gap={12}>
        <LineWords one={one} />
        {place?.hours.closures.map(({ from, to }) => (
          <Typography.Text key={from}>{t('netPlace.closure', { from, to })}</Typography.Text>
        ))}
        {standIn !== null && <Typography.Text strong>{t('netPlace.standIn', { name: standIn.name })}</Typography.Text>}
        <Descriptions size="small" column={2} items={[...items, ...hours]} />
      </Flex>
    </Part>
  )
}

/** The line in a sentence: sign, what it means, since when, why. */
function LineWords({ one: { row } }: { readonly one: PlaceNetwork }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const { line, hostedBy, sinceMs, downMinutes, reason, toldBy } = row
  const fault = faults[reason ?? '']
  const isGone = line === 'down' || line === 'stopped' || line === 'asleep'
  return (
    <Flex vertical gap={4}>
      <Flex gap={12} wrap align="baseline">
        <Sign line={line} />
        <Typography.Text type="secondary">{t(`net.hint.${line}`)}</Typography.Text>
        {hostedBy !== null && <Typography.Text>{t('net.hosted', { name: hostedBy })}</Typography.Text>}
      </Flex>
      {sinceMs !== null && line !== 'here' && (
        <Typography.Text>
          {exactTimeText(sinceMs)} {t('netPlace.since')}
          {line === 'down' && `${t('semicolon')}${spanText(t, downMinutes)}（${t('age.hint')}）`}
        </Typography.Text>
      )}
      {isGone && fault !== undefined && (
        <Typography.Text>
          {fault.title}
          {t('semicolon')}
          {fault.next}
        </Typography.Text>
      )}
      {toldBy !== null && <Typography.Text type="secondary">{t('netPlace.told', { name: toldBy })}</Typography.Text>}
    </Flex>
  )
}

type Week = NonNullable<PlaceNetwork['place']>['hours']['week']

/** Days with the same hours together: 一–五 08:30–17:00. */
function hoursText(t: TFunction, week: Week): string {
  const days = week.map((spans) => spans.map(({ fromMinute, toMinute }) => `${clock(fromMinute)}–${clock(toMinute)}`).join(' '))
  const runs: { from: number; to: number; text: string }[] = []
  days.forEach((text, day) => {
    const last = runs[runs.length - 1]
    if (last?.text === text) last.to = day
    else runs.push({ from: day, to: day, text })
  })
  const name = (day: number) => t(`netPlace.weekday.${day + 1}`)
  return runs
    .filter(({ text }) => text !== '')
    .map(({ from, to, text }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`} ${text}`)
    .join(t('semicolon'))
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
