import { Type } from 'typebox'
import { Compile } from 'typebox/schema'
import type { RosterFact } from '../../domain/roster.js'

/*
 * The form of roster facts from outside. Fields of a later version pass; what the facts mean
 * together is checked by the domain.
 */

const id = Type.String({ minLength: 1, maxLength: 128 })
const text = Type.String({ maxLength: 200 })
const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const whole = Type.Integer({ minimum: 0 })

function orNull<const Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

function oneOf<const Value extends string>(...values: readonly Value[]) {
  return Type.Enum([...values])
}

const level = oneOf('city', 'county', 'township', 'village')

const trust = Type.Object({
  fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  busUser: orNull(Type.String({ pattern: '^U[A-Z2-7]{55}$' })),
  issuedMs: Type.Number(),
  renewByMs: Type.Number(),
  revokedMs: orNull(Type.Number()),
})

const site = Type.Object({
  id,
  name: text,
  program: oneOf('gateway', 'edge-agent'),
  tier: oneOf('city', 'county', 'edge'),
  parent: orNull(id),
  generation: whole,
  life: oneOf('planned', 'enrolled', 'retired'),
  successor: orNull(id),
  bodyTypes: Type.Array(id),
  publishingKeys: Type.Array(Type.Object({ id, algorithm: id, publicKey: Type.String({ pattern: '^[0-9a-f]{64}$' }) }), {
    maxItems: 16,
  }),
  trust: Type.Optional(trust),
  plannedFor: Type.Optional(id),
})

const span = Type.Object({
  fromMinute: Type.Integer({ minimum: 0, maximum: 1440 }),
  toMinute: Type.Integer({ minimum: 0, maximum: 1440 }),
})

const hours = Type.Object({
  week: Type.Array(Type.Array(span), { minItems: 7, maxItems: 7 }),
  closures: Type.Array(Type.Object({ from: date, to: date, standIn: orNull(id) })),
})

const place = Type.Object({
  id,
  kind: oneOf('hall', 'township-centre', 'village-station'),
  level,
  name: text,
  codes: Type.Array(Type.Object({ code: text, from: date, to: orNull(date) })),
  parent: orNull(id),
  site: id,
  life: oneOf('planned', 'built', 'open', 'paused', 'closed'),
  hours,
  rota: Type.Array(Type.Object({ person: id, weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7 }) })),
  standIns: Type.Array(id),
  phone: orNull(text),
})

const organ = Type.Object({
  id,
  name: text,
  level,
  nature: oneOf('administrative', 'authorised', 'entrusted'),
  place: id,
  creditCode: orNull(text),
})

const person = Type.Object({
  id,
  name: text,
  phone: orNull(text),
  posts: Type.Array(Type.Object({ place: id, organ: orNull(id) })),
  active: Type.Boolean(),
})

const account = Type.Object({
  person: id,
  login: Type.String({ minLength: 1, maxLength: 32 }),
  // A role of a later version gives no rights here and makes nobody refuse the roster.
  roles: Type.Array(Type.Object({ role: id, place: id, organ: orNull(id) }), { maxItems: 64 }),
  state: oneOf('active', 'closed'),
  credentialVersion: whole,
})

const calendar = Type.Object({
  version: id,
  year: Type.Integer({ minimum: 1970, maximum: 9999 }),
  workdays: Type.Array(date),
  holidays: Type.Array(date),
})

const policy = Type.Object({
  leaseWorkingDays: Type.Number({ exclusiveMinimum: 0 }),
  eraseAfterDays: Type.Number({ minimum: 0 }),
  catalogueFreshDays: Type.Number({ exclusiveMinimum: 0 }),
  catalogueBehindOpenHours: Type.Number({ exclusiveMinimum: 0 }),
  offlineSignInDays: Type.Number({ exclusiveMinimum: 0 }),
  idleMinutes: Type.Number({ exclusiveMinimum: 0 }),
  sessionHours: Type.Number({ exclusiveMinimum: 0 }),
  auditKeepMonths: Type.Number({ exclusiveMinimum: 0 }),
  oneTimeCodes: oneOf('nobody', 'administrators', 'everyone'),
})

const shapes: { readonly [K in RosterFact['kind']]: (value: unknown) => boolean } = {
  site: shapeOf('site', site),
  place: shapeOf('place', place),
  organ: shapeOf('organ', organ),
  person: shapeOf('person', person),
  account: shapeOf('account', account),
  calendar: shapeOf('calendar', calendar),
  policy: shapeOf('policy', policy),
}

function shapeOf<Schema extends Parameters<typeof Type.Union>[0][number]>(kind: string, schema: Schema) {
  const fact = Compile(Type.Object({ kind: Type.Literal(kind), [kind]: schema }))
  return (value: unknown) => fact.Check(value)
}

/** The fact; null for a kind of a later version; undefined when its form is wrong. */
export function shapeFact(value: unknown): RosterFact | null | undefined {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
  if (typeof kind !== 'string') return undefined
  if (!Object.hasOwn(shapes, kind)) return null
  return shapes[kind as RosterFact['kind']](value) ? (value as RosterFact) : undefined
}
