import { mintNumber } from '../../domain/case/number.js'
import { localDateOf } from '../../domain/civil-date.js'
import type { Place } from '../../domain/roster.js'
import type { LocalDate } from '../../domain/values.js'
import type { Site } from '../site.js'

/** Division codes have twelve digits down to the village; shorter ones are filled up, as the statistical office does. */
const CODE_DIGITS = 12

/** The next number of a place, by today's date; made without asking anyone. */
export function numberAt(site: Site, place: Place): string {
  const date = localDateOf(site.clock.now().estimateMs)
  const placeCode = codeOn(place, date).padEnd(CODE_DIGITS, '0')
  return mintNumber({ placeCode, date, tag: site.numberTag, sequence: site.nextNumberSequence() })
}

function codeOn({ codes }: Place, date: LocalDate): string {
  const dated = codes.find(({ from, to }) => from <= date && (to === null || date <= to))
  return (dated ?? codes.at(-1))?.code ?? ''
}
