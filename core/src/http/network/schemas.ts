import { Type } from 'typebox'
import { COUNT, LEVEL, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'
import { LINK, PARKED } from '../schemas/traffic.js'
import { MACHINE_LINE } from '../enrolment/schemas.js'
import { PLACE_LINE } from '../schemas/roster.js'

export const LINE_SIGN = oneOf('here', 'up', 'down', 'asleep', 'stopped', 'maintenance', 'unknown', 'never', 'planned', 'cut')

export const NETWORK_ROW = record({
  id: Type.String(),
  kind: oneOf('hall', 'township-centre', 'village-station', 'machine'),
  name: Type.String(),
  parent: orNull(Type.String()),
  level: orNull(LEVEL),
  life: orNull(oneOf('planned', 'built', 'open', 'paused', 'closed')),
  openNow: Type.Boolean(),
  site: Type.String(),
  hostedBy: orNull(Type.String()),
  line: LINE_SIGN,
  sinceMs: orNull(MS),
  downMinutes: COUNT,
  heardMs: orNull(MS),
  reason: orNull(Type.String()),
  waitingUp: orNull(COUNT),
  waitingDown: orNull(COUNT),
  lagMinutes: orNull(COUNT),
  onlyHere: orNull(COUNT),
  version: orNull(Type.String()),
  offsetMs: orNull(MS),
  uncertaintyMs: orNull(MS),
  certificateDays: orNull(Type.Integer()),
  catalogue: orNull(record({ held: COUNT, newest: COUNT, behindLists: COUNT, behindSinceMs: orNull(MS) })),
  toldBy: orNull(Type.String()),
  asOfMs: orNull(MS),
})

export const NETWORK_PAGE = record({
  asOfMs: MS,
  mark: Type.String(),
  isWhole: Type.Boolean(),
  rows: list(NETWORK_ROW),
  gone: list(Type.String()),
})

const RING = record({
  name: Type.String(),
  phone: orNull(Type.String()),
  why: oneOf('duty', 'stand-in', 'posted', 'place', 'above'),
})

const REASON = record({
  concern: oneOf('stopped', 'down', 'overdue', 'at-risk', 'unopened', 'waiting', 'behind', 'clock', 'certificate', 'overdue-key'),
  sinceMs: orNull(MS),
  openMinutes: COUNT,
  count: Type.Integer(),
  code: orNull(Type.String()),
})

export const CALL = record({
  place: NAMED,
  /** The place above it; null for the topmost. */
  under: orNull(NAMED),
  site: Type.String(),
  line: LINE_SIGN,
  openNow: Type.Boolean(),
  reasons: list(REASON),
  ring: list(RING),
})

export const ATTENTION = record({
  asOfMs: MS,
  calls: list(CALL),
  /** What needs none: places connected, asleep, and all that are looked after. */
  quiet: record({ up: COUNT, asleep: COUNT, all: COUNT }),
})

const STORY_WORD = oneOf(
  'up',
  'down',
  'planned',
  'enrolled',
  'replaced',
  'key-renewed',
  'cut-off',
  'retired',
  'code-made',
  'code-said',
  'place-planned',
  'place-built',
  'place-open',
  'place-paused',
  'place-closed',
  'moved',
)

export const PLACE_NETWORK = record({
  asOfMs: MS,
  row: NETWORK_ROW,
  /** null for a machine that serves no place. */
  place: orNull(PLACE_LINE),
  under: orNull(NAMED),
  standIn: orNull(NAMED),
  machine: orNull(MACHINE_LINE),
  hosted: list(NAMED),
  ring: list(RING),
  story: list(record({ atMs: MS, word: STORY_WORD, reason: orNull(Type.String()), by: orNull(NAMED) })),
  /** Of a neighbour of this gateway: what only engineers ask. */
  link: orNull(LINK),
  parked: list(PARKED),
  /** Whether the one who asks may do this to it, here. */
  may: record({ enrol: Type.Boolean(), revoke: Type.Boolean(), test: Type.Boolean(), repair: Type.Boolean() }),
})
