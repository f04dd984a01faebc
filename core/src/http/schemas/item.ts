import { Type } from 'typebox'
import { ITEM_DRAFT } from '../../wire/item-shape.js'
import { COUNT, DATE, FAULT_CODE, HASH, ID, LEVEL, list, NAMED, oneOf, orNull, record } from './common.js'

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

export const FORM_WARNING = record({ path: Type.String(), text: Type.String(), bound: Type.Number() })

/** What is asked for after so many answers. */
export const ASKED = record({
  groups: ITEM_DRAFT.properties.scenarioGroups,
  isAnswered: Type.Boolean(),
  materials: ITEM_DRAFT.properties.materials,
  warnings: list(FORM_WARNING),
})

/** A whole version: what a counter needs to take the application in. */
export const ITEM = record({ ...ITEM_DRAFT.properties, id: ID, digest: HASH })
