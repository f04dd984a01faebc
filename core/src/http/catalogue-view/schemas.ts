import { Type } from 'typebox'
import { ITEM_DRAFT } from '../../wire/item-shape.js'
import { WORK_ACT, WORK_LINE } from '../catalogue-work/schemas.js'
import { COUNT, DATE, HASH, HEX_ID, ID, LEVEL, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'
import { ITEM } from '../schemas/item.js'

export const ENTRY_STATE = oneOf('published', 'suspended', 'cancelled')
const { type, handling, grants } = ITEM_DRAFT.properties

export const CATALOGUE_LINE = record({
  id: ID,
  name: Type.String(),
  version: COUNT,
  type,
  level: LEVEL,
  organ: orNull(NAMED),
  handling,
  state: ENTRY_STATE,
  from: DATE,
  isComing: Type.Boolean(),
  publisher: NAMED,
  own: Type.Boolean(),
  grants,
  base: orNull(record({ entry: ID, version: COUNT, newest: COUNT })),
  work: orNull(HEX_ID),
})

export const CATALOGUE_PAGE = record({ asOfMs: MS, total: COUNT, items: list(CATALOGUE_LINE) })

const VERSION_LINE = record({ version: COUNT, digest: HASH, from: DATE, work: orNull(HEX_ID), acts: list(WORK_ACT) })

export const ITEM_STORY = record({
  asOfMs: MS,
  item: ITEM,
  state: ENTRY_STATE,
  stateNow: ENTRY_STATE,
  inForce: orNull(COUNT),
  from: DATE,
  publisher: NAMED,
  own: Type.Boolean(),
  versions: list(VERSION_LINE),
  works: list(WORK_LINE),
})

const CODE = record({ value: Type.String(), zh: Type.String(), en: Type.String() })
export const CODE_LISTS = record({
  itemTypes: list(CODE),
  levels: list(CODE),
  handlings: list(CODE),
  limitUnits: list(CODE),
  powers: list(CODE),
  powerSources: list(CODE),
  stepKinds: list(CODE),
  serviceObjects: list(CODE),
  handlingForms: list(CODE),
  handleAreas: list(CODE),
  necessities: list(CODE),
  materialKinds: list(CODE),
  materialFormats: list(CODE),
  sourceChannels: list(CODE),
  resultKinds: list(CODE),
  specialStepKinds: list(CODE),
  stopGrounds: list(CODE),
})
