import { COUNT, DATE, HASH, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record, TEXT } from '../schemas/common.js'
import { STAGE } from '../schemas/case.js'
import { ITEM_DRAFT } from '../../wire/item-shape.js'
import { Type } from 'typebox'
import type { WorkPlan } from '../../domain/catalogue-work/work.js'

export const WORK_PARAMS = record({ work: HEX_ID })
export const ITEM_IDS = list(ID, { maxItems: 500 })
export const REASON = Type.String({ minLength: 1, maxLength: 500 })
export const TITLE = Type.String({ minLength: 1, maxLength: 200 })

const WORK_STAGE = oneOf('draft', 'department-check', 'legal-review', 'ready', 'published', 'dropped')
const WORK_KIND = oneOf('edit', 'revision', 'delegation', 'take-back', 'transfer', 'batch', 'suspend', 'resume', 'cancel')
export const POWER = oneOf('decide', 'first-review', 'receive')
export const DELEGATION_ROW = record({ item: ID, to: ID, power: POWER, source: oneOf('2', '5'), from: DATE })

/** One item of a work as it is written now; the digest comes with publishing. */
export const CONTENT = ITEM_DRAFT
const WORK_ITEM = record({ item: ID, basedOn: orNull(record({ version: COUNT, digest: HASH })), content: CONTENT })
const CHOICE = record({
  item: ID,
  path: Type.String(),
  base: Type.Optional(Type.Unknown()),
  theirs: Type.Optional(Type.Unknown()),
  ours: Type.Optional(Type.Unknown()),
  take: orNull(oneOf('theirs', 'ours')),
})
/** A choice by its name and in words; null where a side has nothing there. */
export const CHOICE_WORDS = record({
  item: ID,
  path: Type.String(),
  label: Type.String(),
  base: orNull(Type.String()),
  theirs: orNull(Type.String()),
  ours: orNull(Type.String()),
})
const RETURNED = record({ from: WORK_STAGE, reason: Type.String(), by: ID })
const PUBLISHED = record({ list: Type.String(), number: COUNT, from: DATE })

/** A work as lists show it. */
export const WORK_LINE = record({
  id: HEX_ID,
  kind: WORK_KIND,
  organ: orNull(NAMED),
  title: Type.String(),
  stage: WORK_STAGE,
  items: COUNT,
  openChoices: COUNT,
  returned: orNull(RETURNED),
  published: orNull(PUBLISHED),
  due: orNull(DATE),
  beganMs: MS,
  changedMs: MS,
})

/** A work whole: what is written, and what waits for a choice. */
export const WORK = record({
  id: HEX_ID,
  plan: Type.Unsafe<WorkPlan>(Type.Record(Type.String(), Type.Unknown())),
  organ: orNull(ID),
  title: Type.String(),
  stage: WORK_STAGE,
  items: list(WORK_ITEM),
  choices: list(CHOICE),
  authors: list(ID),
  returned: orNull(RETURNED),
  published: orNull(PUBLISHED),
  beganMs: MS,
  changedMs: MS,
  sequence: COUNT,
  head: HASH,
})

export const WORK_ACT = record({
  sequence: COUNT,
  person: NAMED,
  organ: orNull(NAMED),
  atMs: MS,
  fact: oneOf(
    'begun',
    'edited',
    'rebased',
    'chosen',
    'submitted',
    'department-passed',
    'legally-passed',
    'returned',
    'dropped',
    'published',
  ),
  reason: orNull(Type.String()),
  hash: HASH,
})

export const FINDING = record({
  item: ID,
  code: Type.String(),
  severity: oneOf('refusal', 'warning'),
  path: Type.String(),
  article: orNull(Type.String()),
  zh: Type.String(),
  en: Type.String(),
})

export const DIFFERENCE = record({
  kind: oneOf('added', 'removed', 'changed'),
  path: Type.String(),
  label: Type.String(),
  old: orNull(Type.String()),
  new: orNull(Type.String()),
})

export const OPEN_CASES = record({ stage: STAGE, count: COUNT, ids: list(HEX_ID) })

export const IMPACT = record({
  asOfMs: MS,
  items: list(
    record({
      item: NAMED,
      from: orNull(COUNT),
      to: COUNT,
      differences: list(DIFFERENCE),
      scenarios: list(Type.String()),
      openCases: list(OPEN_CASES),
      drafts: list(record({ site: NAMED, count: COUNT, asOfMs: MS })),
      lowerOrgans: list(NAMED),
    }),
  ),
})

export const DELEGATION_LIST = record({
  title: Type.String(),
  asOfMs: MS,
  lines: list(
    record({
      number: COUNT,
      item: Type.String(),
      code: Type.String(),
      giver: Type.String(),
      receiver: Type.String(),
      power: Type.String(),
      source: Type.String(),
      from: DATE,
      until: orNull(DATE),
    }),
  ),
})

export const BATCH_CHANGE = Type.Union([
  record({ change: oneOf('set'), path: Type.String({ maxLength: 100 }), value: Type.Unknown() }),
  record({ change: oneOf('drop-paper'), name: Type.String({ minLength: 1, maxLength: 200 }) }),
  record({
    change: oneOf('replace-words'),
    find: Type.String({ minLength: 1, maxLength: 200 }),
    put: Type.String({ maxLength: 200 }),
  }),
  record({ change: oneOf('cut-promise'), amount: Type.Integer({ minimum: 1, maximum: 9999 }) }),
])

export const BATCH_LINE = record({
  item: NAMED,
  differences: list(DIFFERENCE),
  problems: list(Type.String()),
  openCases: list(OPEN_CASES),
})

const FIGURE = record({
  name: Type.String(),
  formula: Type.String(),
  value: orNull(Type.Number()),
  unit: Type.String(),
  base: Type.Record(Type.String(), Type.Number()),
})

export const SPEED_UP = record({
  items: COUNT,
  figures: list(FIGURE),
  leftOut: list(record({ item: ID, name: Type.String(), reason: TEXT })),
})
