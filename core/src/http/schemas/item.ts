import { Type } from 'typebox'
import { ITEM_DRAFT } from '../../wire/item-shape.js'
import { COUNT, DATE, FAULT_CODE, HASH, ID, LEVEL, NAMED, oneOf, orNull, record } from './common.js'

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

/** A whole version: what a counter needs to take the application in. */
export const ITEM = record({ ...ITEM_DRAFT.properties, id: ID, digest: HASH })
