import { type ItemDraft, PERMIT } from '../item.js'
import type { Limit } from '../values.js'
import { type Findings, refuses, warns } from './finding.js'

/** A promise may shorten the legal limit, never lengthen it. */
export function promiseIsWithinTheLaw({ promised, legal }: ItemDraft): Findings {
  if (promised === null || legal === null) return []
  const told = {
    path: '/promised',
    article: '优化营商环境条例 36',
    zh: '承诺时限长于法定时限',
    en: 'The promise is longer than the legal limit',
  }
  const sureness = isLonger(promised, legal)
  return [sureness === 'surely' && refuses('promise-too-long', told), sureness === 'maybe' && warns('promise-too-long', told)]
}

/** Without another limit in a law or regulation a permit is decided in twenty working days. */
export function permitsTakeTwentyDays({ type, legal, guide }: ItemDraft): Findings {
  if (type !== PERMIT || legal === null || guide.legalExplain !== null) return []
  const isLong = isLonger(legal, { amount: 20, unit: 'working-day' }) !== 'no'
  return [
    isLong &&
      warns('legal-limit-long', {
        path: '/legal',
        article: '行政许可法 42',
        zh: '法定时限超过二十个工作日,须在说明中写明法律、法规的依据',
        en: 'A legal limit of more than twenty working days names the law that sets it',
      }),
  ]
}

/**
 * Working days never take less than as many calendar days, and a day is at least twenty-four hours of a period that counts
 * from the day after. The other way round the calendar decides, so a longer number is only told.
 */
function isLonger(limit: Limit, than: Limit): 'surely' | 'maybe' | 'no' {
  if (hoursOf(limit) <= hoursOf(than)) return 'no'
  const isSure = limit.unit === than.unit || limit.unit === 'working-day' || than.unit === 'hour'
  return isSure ? 'surely' : 'maybe'
}

function hoursOf({ amount, unit }: Limit): number {
  return unit === 'hour' ? amount : amount * 24
}
