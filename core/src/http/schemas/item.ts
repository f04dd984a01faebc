import { Type } from 'typebox'
import { COUNT, DATE, FAULT_CODE, HASH, ID, LEVEL, list, NAMED, oneOf, orNull, record } from './common.js'

const LIMIT_OF_TIME = orNull(record({ days: COUNT, unit: oneOf('working-day', 'calendar-day') }))
const TYPE = oneOf('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20')
const HANDLING = oneOf('instant', 'promised')

export const ITEM_LINE = record({
  id: ID,
  version: COUNT,
  name: Type.String(),
  type: TYPE,
  level: LEVEL,
  organ: orNull(NAMED),
  handling: HANDLING,
  effectiveFrom: DATE,
  offered: Type.Boolean(),
  code: orNull(FAULT_CODE),
})

const STEP = record({
  id: ID,
  name: Type.String(),
  kind: oneOf(
    'accept',
    'examine',
    'site-survey',
    'public-notice',
    'village-opinion',
    'review',
    'decide',
    'certificate',
    'external',
  ),
  organ: orNull(ID),
  level: LEVEL,
  externalSystem: orNull(Type.String()),
})

/** A whole version: what a counter needs to take the application in. */
export const ITEM = record({
  id: ID,
  version: COUNT,
  digest: HASH,
  name: Type.String(),
  type: TYPE,
  level: LEVEL,
  organ: orNull(ID),
  handling: HANDLING,
  promised: LIMIT_OF_TIME,
  legal: LIMIT_OF_TIME,
  withdrawable: Type.Boolean(),
  hasResult: Type.Boolean(),
  grants: list(
    record({
      level: LEVEL,
      organ: orNull(ID),
      power: oneOf('decide', 'first-review', 'receive', 'village-handle', 'proxy', 'consult'),
    }),
  ),
  steps: list(STEP),
  materials: list(
    record({ id: ID, name: Type.String(), originals: COUNT, copies: COUNT, necessity: oneOf('required', 'optional', 'later') }),
  ),
  scenarios: list(record({ id: ID, name: Type.String(), materials: list(ID) })),
  /** JSON Schema of the application form. */
  form: Type.Record(Type.String(), Type.Unknown()),
  effectiveFrom: DATE,
  basis: list(Type.String()),
  source: Type.String(),
  invented: list(Type.String()),
})
