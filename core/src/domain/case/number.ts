import { isLocalDate } from '../civil-date.js'
import type { LocalDate } from '../values.js'

/** Characters of GB 32100: none that is mistaken for another when read aloud or from a bad print. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const PARTS = /^([0-9A-Z]{1,18})-(\d{4})(\d{2})(\d{2})-([0-9A-HJ-NP-RTUWXY]{3})-(\d{4,9})-([0-9A-HJ-NP-RTUWXY])$/

export interface NumberParts {
  /** Division code of the place that registers. */
  readonly placeCode: string
  readonly date: LocalDate
  /** Three random characters drawn at each program start, so that a restored machine never repeats itself. */
  readonly tag: string
  readonly sequence: number
}

/** The case number (办件编号); made without asking anyone. */
export function mintNumber(parts: NumberParts): string {
  const sequence = String(parts.sequence).padStart(4, '0')
  const body = `${parts.placeCode}-${parts.date.replaceAll('-', '')}-${parts.tag}-${sequence}`
  return `${body}-${checkCharacter(body)}`
}

/**
 * The parts of a well-formed number, null for any other text. Serves one answer only, "not here yet":
 * no rule, route or right may be derived from them.
 */
export function parseNumber(text: string): NumberParts | null {
  const number = text.trim().toUpperCase()
  const [, placeCode, year, month, day, tag, sequence, check] = PARTS.exec(number) ?? []
  if (placeCode === undefined || tag === undefined) return null
  const date = `${year}-${month}-${day}`
  if (!isLocalDate(date) || checkCharacter(number.slice(0, -2)) !== check) return null
  return { placeCode, date, tag, sequence: Number(sequence) }
}

/** A tag from three random bytes. */
export function tagFrom(bytes: Iterable<number>): string {
  return [...bytes]
    .slice(0, 3)
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join('')
}

/** As in GB 32100: weights are the powers of 3 modulo 31, so any one wrong or two swapped characters show. */
function checkCharacter(body: string): string {
  let sum = 0
  let weight = 1
  for (const character of body.replaceAll('-', '')) {
    sum += valueOf(character) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] as string
}

/** Letters outside the alphabet may stand in a local place code; they only have to count as something fixed. */
function valueOf(character: string): number {
  const value = ALPHABET.indexOf(character)
  return value >= 0 ? value : character.charCodeAt(0) % 31
}
