import { Type } from 'typebox'
import { COUNT, DATE, HASH, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'
import { BASE_INPUT } from '../../wire/guide/base-shape.js'
import { DIFFERENCE } from './schemas.js'

const CLAIM_STATE = oneOf('unclaimed', 'claimed', 'no-function', 'published')
const VERSION = Type.Integer({ minimum: 1 })
/** Entries of a base list: a city has some two thousand. */
export const ENTRY_IDS = list(ID, { maxItems: 3000 })

export const BASE_ENTRY = record({ ...BASE_INPUT.properties, version: VERSION, digest: HASH })

const AFFECTED = record({ gateway: NAMED, organ: NAMED, item: ID, follows: orNull(COUNT), choices: orNull(COUNT) })
const IMPORT_LINE = record({
  id: ID,
  name: Type.String(),
  version: VERSION,
  differences: list(DIFFERENCE),
  affected: list(AFFECTED),
})
export const BASE_IMPORTED = record({
  added: list(IMPORT_LINE),
  changed: list(IMPORT_LINE),
  cancelled: list(ID),
  unchanged: COUNT,
  number: orNull(COUNT),
})

export const CLAIM = record({
  organ: ID,
  entry: ID,
  baseVersion: VERSION,
  state: CLAIM_STATE,
  reason: orNull(Type.String()),
  item: orNull(ID),
  due: orNull(DATE),
  by: Type.String(),
  atMs: MS,
})

export const CLAIM_LINE = record({
  gateway: NAMED,
  organ: NAMED,
  entry: NAMED,
  state: CLAIM_STATE,
  reason: orNull(Type.String()),
  item: orNull(ID),
  baseVersion: VERSION,
  newest: VERSION,
  behind: Type.Boolean(),
  withdrawn: Type.Boolean(),
  due: orNull(DATE),
  late: COUNT,
})

export const CLAIM_SUMMARY = record({
  gateway: NAMED,
  organ: NAMED,
  counts: record({ unclaimed: COUNT, claimed: COUNT, 'no-function': COUNT, published: COUNT }),
  behind: COUNT,
  late: COUNT,
  latest: COUNT,
})

export const GATEWAY_LINE = record({ gateway: NAMED, asOfMs: orNull(MS), unknown: COUNT })

const optional = {
  gateway: Type.Optional(ID),
  organ: Type.Optional(ID),
  state: Type.Optional(CLAIM_STATE),
  onlyLate: Type.Optional(Type.Boolean()),
  onlyBehind: Type.Optional(Type.Boolean()),
}
export const CLAIM_FILTER = record(optional)

export const REVISION_LINE = record({
  organ: NAMED,
  entry: NAMED,
  from: VERSION,
  to: VERSION,
  withdrawn: Type.Boolean(),
  due: orNull(DATE),
  late: COUNT,
  differences: list(DIFFERENCE),
  work: orNull(HEX_ID),
  openChoices: COUNT,
})

export const SURVEY_LINE = record({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  type: orNull(oneOf('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20')),
  code: orNull(Type.String({ minLength: 1, maxLength: 50 })),
  remark: orNull(Type.String({ minLength: 1, maxLength: 500 })),
})

export const SURVEY = record({
  id: HEX_ID,
  title: Type.String(),
  site: ID,
  due: DATE,
  organs: list(ID),
  by: ID,
  openedMs: MS,
  closed: Type.Boolean(),
})

const SURVEY_STATE = oneOf('answered', 'none', 'missing', 'late')
export const SURVEY_PAGE = record({
  survey: SURVEY,
  asOfMs: MS,
  status: list(record({ organ: NAMED, state: SURVEY_STATE, items: COUNT, answeredMs: orNull(MS) })),
  rows: list(record({ organ: NAMED, state: SURVEY_STATE, ...SURVEY_LINE.properties, name: Type.String() })),
})
