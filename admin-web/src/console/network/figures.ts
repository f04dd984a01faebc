import type { TFunction } from 'i18next'
import { timeText } from '../../parts/times.js'
import type { NetworkRow } from './use-network.js'

/** The columns beside name and line, each as words; an empty one says nothing is to be said. */
export const figureColumns = [
  ['life', 64],
  ['hours', 60],
  ['lag', 76],
  ['queue', 96],
  ['onlyHere', 76],
  ['version', 72],
  ['clock', 76],
  ['certificate', 82],
  ['catalogue', 84],
  ['heard', 132],
] as const
export type FigureColumn = (typeof figureColumns)[number][0]

/** One cell. What only the county knows says so; what is not known of anybody stays empty. */
export function figureText(t: TFunction, column: FigureColumn, row: NetworkRow): string {
  if (column === 'life') return row.life === null ? '' : t(`net.life.${row.life}`)
  if (column === 'hours') return row.life !== 'open' ? '' : t(row.openNow ? 'net.open' : 'net.shut')
  if (row.hostedBy !== null) return ''
  if (column === 'certificate') return certificateText(t, row.certificateDays)
  if (column === 'catalogue') return catalogueText(t, row)
  if (row.line === 'unknown' && row.asOfMs === null) return column === 'heard' ? t('net.unknown') : ''
  return liveText(t, column, row)
}

function liveText(
  t: TFunction,
  column: Exclude<FigureColumn, 'life' | 'hours' | 'certificate' | 'catalogue'>,
  row: NetworkRow,
): string {
  switch (column) {
    case 'lag':
      return row.lagMinutes === null || row.lagMinutes === 0 ? '' : spanText(t, row.lagMinutes)
    case 'queue':
      return row.waitingUp === null ? '' : `${row.waitingUp} / ${row.waitingDown ?? 0}`
    case 'onlyHere':
      return row.onlyHere === null ? '' : String(row.onlyHere)
    case 'version':
      return row.version ?? ''
    case 'clock':
      return row.offsetMs === null ? '' : clockText(row.offsetMs)
    case 'heard':
      return row.heardMs === null ? '' : timeText(row.heardMs)
  }
}

function certificateText(t: TFunction, days: number | null): string {
  if (days === null) return ''
  return days < 0 ? t('net.daysOver', { count: -days }) : t('net.days', { count: days })
}

function catalogueText(t: TFunction, { catalogue }: NetworkRow): string {
  if (catalogue === null) return ''
  const behind = catalogue.newest - catalogue.held
  return behind <= 0 && catalogue.behindLists === 0 ? t('net.newest') : t('net.behind', { count: Math.max(1, behind) })
}

/** Minutes, hours or days: the largest that says it. */
export function spanText(t: TFunction, minutes: number): string {
  if (minutes < 60) return t('net.minutes', { count: minutes })
  return minutes < 48 * 60
    ? t('net.hours', { count: Math.floor(minutes / 60) })
    : t('net.days', { count: Math.floor(minutes / 1440) })
}

/** Seconds, or minutes where it is far off. */
export function clockText(offsetMs: number): string {
  const sign = offsetMs < 0 ? '−' : '+'
  const seconds = Math.abs(offsetMs) / 1000
  return seconds < 100 ? `${sign}${seconds.toFixed(1)} s` : `${sign}${Math.round(seconds / 60)} min`
}
