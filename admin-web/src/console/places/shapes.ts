import type { PLACE_PAGE } from '@liandong/core/http/routes/places.js'
import type { ORGAN, PERSON } from '@liandong/core/http/schemas/roster.js'
import type { Static } from 'typebox'
import type { PlaceLine } from '../accounts/shapes.js'

export type { PlaceLine } from '../accounts/shapes.js'
export type PlacePage = Static<typeof PLACE_PAGE>
export type Organ = Static<typeof ORGAN>
export type Person = Static<typeof PERSON>

/** A place as the roster's fact has it: without what the program adds for screens. */
export type Place = Omit<PlaceLine, 'here' | 'openNow' | 'standInPlace' | 'code'>
export type Closure = Place['hours']['closures'][number]
export type Span = Place['hours']['week'][number][number]

export const LIVES = ['planned', 'built', 'open', 'paused', 'closed'] as const
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

export function factOf({ here: _, openNow: __, standInPlace: ___, code: ____, ...place }: PlaceLine): Place {
  return place
}

/** 08:30-12:00, 14:00-17:00; an empty text is a day off. null: cannot be read. */
export function readSpans(text: string): readonly Span[] | null {
  const parts = text.split(/[,，、;；\s]+/).filter((part) => part !== '')
  const spans = parts.map((part) => {
    const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{1,2}):(\d{2})[-–~至](\d{1,2}):(\d{2})$/.exec(part) ?? []
    if (fromHour === undefined) return null
    const span = { fromMinute: Number(fromHour) * 60 + Number(fromMinute), toMinute: Number(toHour) * 60 + Number(toMinute) }
    return span.fromMinute < span.toMinute && span.toMinute <= 1440 ? span : null
  })
  return spans.every((span) => span !== null) ? spans : null
}

export function spansText(spans: readonly Span[]): string {
  return spans.map(({ fromMinute, toMinute }) => `${clock(fromMinute)}-${clock(toMinute)}`).join(', ')
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
