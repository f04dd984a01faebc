import { Type } from 'typebox'
import { COUNT, ID, list, MS, NAMED, oneOf, orNull, record } from './common.js'

const item = { item: ID, name: Type.String() }
const HANDLING = oneOf('instant', 'promised')
const ITEM_REASONS = ['suspended', 'cancelled', 'no-grant', 'consult-only'] as const
const PLACE_REASONS = ['planned', 'built', 'paused', 'closed', 'unstaffed'] as const

/** 哪些村办不了哪些事项: an item's gap holds for every village of its area, a village's for every item. */
export const VILLAGE_REPORT = record({
  asOfMs: MS,
  villages: COUNT,
  items: COUNT,
  itemGaps: list(record({ ...item, reason: oneOf(...ITEM_REASONS), villages: COUNT })),
  placeGaps: list(record({ place: ID, name: Type.String(), reason: oneOf(...PLACE_REASONS), items: COUNT })),
})

export const VILLAGE_GAPS = record({
  asOfMs: MS,
  offered: COUNT,
  gaps: list(record({ ...item, reason: oneOf(...ITEM_REASONS, ...PLACE_REASONS) })),
})

export const OUTSIDE_HALL = record({
  asOfMs: MS,
  items: list(
    record({
      ...item,
      organ: orNull(NAMED),
      inCentre: Type.Boolean(),
      handledAt: oneOf('here', 'external', 'both'),
      systems: list(Type.String()),
    }),
  ),
})

export const TOO_MANY_STEPS = record({
  asOfMs: MS,
  items: list(record({ ...item, handling: HANDLING, internal: COUNT, most: COUNT, steps: list(Type.String()) })),
})

export const ITEM_CASES = record({ asOfMs: MS, items: list(record({ ...item, cases: COUNT })) })
