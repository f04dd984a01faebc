import { Type } from 'typebox'
import { ROLES } from '../../domain/people/account.js'
import { COUNT, DATE, HASH, ID, LEVEL, list, MS, oneOf, orNull, record, TEXT } from './common.js'

const siteFields = {
  id: ID,
  name: TEXT,
  program: oneOf('gateway', 'edge-agent'),
  tier: oneOf('city', 'county', 'edge'),
  parent: orNull(ID),
  generation: COUNT,
  life: oneOf('planned', 'enrolled', 'retired'),
  successor: orNull(ID),
  bodyTypes: list(ID),
  publishingKeys: list(record({ id: ID, algorithm: ID, publicKey: HASH })),
}

const minute = Type.Integer({ minimum: 0, maximum: 1440 })

const placeFields = {
  id: ID,
  kind: oneOf('hall', 'township-centre', 'village-station'),
  level: LEVEL,
  name: TEXT,
  codes: list(record({ code: TEXT, from: DATE, to: orNull(DATE) })),
  parent: orNull(ID),
  site: ID,
  life: oneOf('planned', 'built', 'open', 'paused', 'closed'),
  hours: record({
    week: list(list(record({ fromMinute: minute, toMinute: minute }))),
    closures: list(record({ from: DATE, to: DATE, standIn: orNull(ID) })),
  }),
  rota: list(record({ person: ID, weekdays: list(Type.Integer({ minimum: 1, maximum: 7 })) })),
  standIns: list(ID),
  phone: orNull(TEXT),
}

export const ORGAN = record({
  id: ID,
  name: TEXT,
  level: LEVEL,
  nature: oneOf('administrative', 'authorised', 'entrusted'),
  place: ID,
  creditCode: orNull(TEXT),
})

export const PERSON = record({
  id: ID,
  name: TEXT,
  phone: orNull(TEXT),
  posts: list(record({ place: ID, organ: orNull(ID) })),
  active: Type.Boolean(),
})

export const ACCOUNT = record({
  person: ID,
  login: TEXT,
  roles: list(record({ role: oneOf(...ROLES), place: ID, organ: orNull(ID) })),
  state: oneOf('active', 'closed'),
  credentialVersion: COUNT,
})

const CALENDAR = record({
  version: ID,
  year: Type.Integer({ minimum: 1970, maximum: 9999 }),
  workdays: list(DATE),
  holidays: list(DATE),
})

export const POLICY = record({
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

/** One record of the roster as it shall stand from the next version on. */
export const ROSTER_FACT = Type.Union([
  record({ kind: Type.Literal('site'), site: record(siteFields) }),
  record({ kind: Type.Literal('place'), place: record(placeFields) }),
  record({ kind: Type.Literal('organ'), organ: ORGAN }),
  record({ kind: Type.Literal('person'), person: PERSON }),
  record({ kind: Type.Literal('account'), account: ACCOUNT }),
  record({ kind: Type.Literal('calendar'), calendar: CALENDAR }),
  record({ kind: Type.Literal('policy'), policy: POLICY }),
])

/** How long the key of its machine is good; null while none was enrolled. */
const MACHINE = record({ issuedMs: MS, renewByMs: MS, revokedMs: orNull(MS) })
export const SITE_LINE = record({ ...siteFields, self: Type.Boolean(), places: list(ID), machine: orNull(MACHINE) })

export const PLACE_LINE = record({
  ...placeFields,
  here: Type.Boolean(),
  openNow: Type.Boolean(),
  standInPlace: orNull(ID),
  code: orNull(TEXT),
})

export const ROSTER_VERSION = record({
  version: COUNT,
  hash: orNull(HASH),
  policy: POLICY,
  counts: record({ sites: COUNT, places: COUNT, organs: COUNT, persons: COUNT }),
})

export const ROSTER_CHANGED = record({ version: COUNT, asOfMs: MS })
