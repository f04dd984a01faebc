import { limitInWords } from '../../domain/catalogue-work/words.js'
import type { Fee, LegalBasis } from '../../domain/catalogue/guide.js'
import type { ItemVersion, Material } from '../../domain/item.js'
import type { OpeningHours } from '../../domain/roster.js'

/** 当场办结, or what is promised. */
export function promiseText({ handling, promised }: Pick<ItemVersion, 'handling' | 'promised'>): string {
  if (handling === 'instant') return '当场办结'
  return promised === null ? '未承诺时限' : limitInWords(promised)
}

export function lawText({ law, documentNumber, clause }: LegalBasis): string {
  return `${law}${documentNumber === null ? '' : `(${documentNumber})`}${clause ?? ''}`
}

/** 原件 1 份 and 复印件 2 份, or that nothing is to be brought. */
export function countLines({ originals, copies, format }: Material): readonly string[] {
  if (format === 'automatic') return ['免提交']
  return [...(originals > 0 ? [`原件 ${originals} 份`] : []), ...(copies > 0 ? [`复印件 ${copies} 份`] : [])]
}

export function feeText({ name, standard, basis, reducible, reductionBasis }: Fee): string {
  const reduced = reducible ? `;可减免${reductionBasis === null ? '' : `(${reductionBasis})`}` : ''
  return `${name}:${standard}${basis === null ? '' : `(依据 ${lawText(basis)})`}${reduced}`
}

const DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** 周一至周五 9:00–12:00、13:30–17:00; days of the same hours together. */
export function hoursText({ week }: OpeningHours): readonly string[] {
  const days = DAYS.map((day, index) => ({ day, hours: (week[index] ?? []).map(spanText).join('、') }))
  const groups: { first: string; last: string; hours: string }[] = []
  for (const { day, hours } of days) {
    const group = groups.at(-1)
    if (group !== undefined && group.hours === hours) group.last = day
    else groups.push({ first: day, last: day, hours })
  }
  return groups
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => `${first === last ? first : `${first}至${last}`} ${hours}`)
}

function spanText({ fromMinute, toMinute }: { readonly fromMinute: number; readonly toMinute: number }): string {
  const time = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
  return `${time(fromMinute)}–${time(toMinute)}`
}

/** 周一、周三. */
export function weekdaysText(weekdays: readonly number[]): string {
  return weekdays.map((weekday) => DAYS[weekday - 1] ?? '').join('、')
}
