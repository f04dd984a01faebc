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
  state: oneOf('published', 'suspended', 'cancelled'),
  stale: Type.Boolean(),
})

/** How the item stands here and now: what a page shows above the guide. */
const STANDING = record({
  list: ID,
  state: oneOf('published', 'suspended', 'cancelled'),
  newerOnItsWay: Type.Boolean(),
  asOfMs: orNull(Type.Number()),
  stale: Type.Boolean(),
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

/** The version in force with how it stands here; null for an item that is in no list. */
export const ITEM_IN_FORCE = record({ ...ITEM_DRAFT.properties, id: ID, digest: HASH, standing: orNull(STANDING) })
