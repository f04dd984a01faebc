import { Type } from 'typebox'
import { Compile } from 'typebox/schema'
import type { AccountChange } from '../../domain/accounts/changes.js'
import { ROLES } from '../../domain/people/account.js'
import type { LocalDate, PersonId, PlaceId } from '../../domain/values.js'
import * as gen from '../gen/liandong/people/v1/people.js'
import { canonicalJson } from '../parts/canonical-json.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'

/** What a county's administrator asks the city for. */
export interface AccountAsk {
  /** Random: asked twice it has no second effect. */
  readonly id: string
  readonly change: AccountChange
  readonly by: PersonId
  readonly second: PersonId | null
  readonly atMs: number
}

/** What became of it; no code: it was done. */
export interface AccountAnswer {
  readonly id: string
  readonly code: string | null
  readonly detail: string
}

/** What one colleague leaves to another, on its way to the site that serves the place. */
export interface HandOver {
  readonly id: string
  readonly from: PersonId
  readonly to: PersonId
  readonly place: PlaceId
  readonly drafts: boolean
  readonly tasks: boolean
  readonly onDate: LocalDate
  readonly by: PersonId
  readonly atMs: number
}

const id = Type.String({ minLength: 1, maxLength: 128 })
const orNull = <const Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const roles = Type.Array(Type.Object({ role: Type.Enum([...ROLES]), place: id, organ: orNull(id) }), { maxItems: 100 })
const newcomer = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  phone: orNull(Type.String({ maxLength: 40 })),
  posts: Type.Array(Type.Object({ place: id, organ: orNull(id) }), { maxItems: 100 }),
})
const word = <const Word extends string>(value: Word) => Type.Literal(value)

/** The form of a change, at the HTTP door and on the wire alike. */
export const ACCOUNT_CHANGE = Type.Union([
  Type.Object({ do: word('open'), person: id, login: Type.String({ maxLength: 64 }), roles, newcomer: orNull(newcomer) }),
  Type.Object({ do: word('set-roles'), person: id, roles }),
  Type.Object({ do: word('lock'), person: id }),
  Type.Object({ do: word('unlock'), person: id }),
  Type.Object({ do: word('close'), person: id }),
  Type.Object({
    do: word('hand-over'),
    from: id,
    to: id,
    place: id,
    posts: Type.Boolean(),
    rota: Type.Boolean(),
    roles: Type.Boolean(),
    onDate: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  }),
])
const shape = Compile(ACCOUNT_CHANGE)

export function encodeAccountAsk({ id: askId, change, by, second, atMs }: AccountAsk): Uint8Array {
  const json = Buffer.from(canonicalJson(change))
  return encodeWhole(gen.AccountAsk, { askId, change: json, by, second: second ?? '', atMs })
}

/** Reads what a county sent; throws a Fault `input/invalid`. */
export function decodeAccountAsk(payload: Uint8Array): AccountAsk {
  return check.decoding('input/invalid', () => {
    const ask = check.decodeWhole(gen.AccountAsk, payload)
    return {
      id: check.hexId(ask.askId, 'ask_id'),
      change: accountChangeOf(new TextDecoder('utf-8', { fatal: true }).decode(ask.change)),
      by: check.id(ask.by, 'by'),
      second: check.optionalId(ask.second, 'second'),
      atMs: check.ms(ask.atMs, 'at_ms'),
    }
  })
}

/** A change as it was stored or sent; throws a Fault `input/invalid`. */
export function accountChangeOf(json: string): AccountChange {
  return check.decoding('input/invalid', () => {
    const value: unknown = JSON.parse(json)
    return shape.Check(value) ? (value as AccountChange) : check.unfit('change')
  })
}

export function encodeAccountAnswer({ id: askId, code, detail }: AccountAnswer): Uint8Array {
  return encodeWhole(gen.AccountAnswer, { askId, code: code ?? '', detail })
}

/** Throws a Fault `input/invalid`. */
export function decodeAccountAnswer(payload: Uint8Array): AccountAnswer {
  return check.decoding('input/invalid', () => {
    const { askId, code, detail } = check.decodeWhole(gen.AccountAnswer, payload)
    return { id: check.hexId(askId, 'ask_id'), code: check.optionalId(code, 'code'), detail: check.words(detail, 'detail') }
  })
}

export function encodeHandOver(handOver: HandOver): Uint8Array {
  return encodeWhole(gen.HandOver, handOver)
}

/** Throws a Fault `input/invalid`. */
export function decodeHandOver(payload: Uint8Array): HandOver {
  return check.decoding('input/invalid', () => {
    const told = check.decodeWhole(gen.HandOver, payload)
    return {
      id: check.hexId(told.id, 'id'),
      from: check.id(told.from, 'from'),
      to: check.id(told.to, 'to'),
      place: check.id(told.place, 'place'),
      drafts: told.drafts,
      tasks: told.tasks,
      onDate: check.date(told.onDate, 'on_date'),
      by: check.id(told.by, 'by'),
      atMs: check.ms(told.atMs, 'at_ms'),
    }
  })
}
