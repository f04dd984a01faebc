import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import type { ItemDraft } from '../domain/item.js'
import { GUIDE } from './guide/guide-shape.js'
import { MATERIAL, SCENARIO_GROUP } from './guide/material-shape.js'
import { date, id, level, limit, line, list, oneOf, organ, orNull, passage, strictObject } from './guide/words.js'

const grant = strictObject({
  level,
  organ,
  power: oneOf('decide', 'first-review', 'receive', 'village-handle', 'proxy', 'consult'),
})

const step = strictObject({
  id,
  name: line,
  kind: oneOf(
    'accept',
    'examine',
    'site-survey',
    'public-notice',
    'village-opinion',
    'appraisal',
    'visit',
    'joint-review',
    'review',
    'decide',
    'certificate',
    'external',
  ),
  organ,
  level,
  actedBy: orNull(line),
  externalSystem: orNull(line),
})

/** The form of an item draft, for what comes from outside; what its values mean together is `checkItem`'s. */
export const ITEM_DRAFT = strictObject({
  id,
  version: Type.Integer({ minimum: 1 }),
  name: line,
  type: oneOf('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20'),
  level,
  organ,
  handling: oneOf('instant', 'promised'),
  promised: limit,
  legal: limit,
  withdrawable: Type.Boolean(),
  hasResult: Type.Boolean(),
  grants: list(grant),
  steps: list(step),
  materials: list(MATERIAL),
  scenarioGroups: list(SCENARIO_GROUP),
  form: Type.Record(Type.String(), Type.Unknown()),
  effectiveFrom: date,
  guide: GUIDE,
  source: passage,
  invented: list(line),
})

type Shaped = Static<typeof ITEM_DRAFT>

const draft = Compile(ITEM_DRAFT)

/** The draft, or what is wrong with its form, each with the path of the value. */
export function shapeItem(
  value: unknown,
): { readonly kind: 'item'; readonly item: ItemDraft } | { readonly kind: 'broken'; readonly details: readonly string[] } {
  if (draft.Check(value)) return { kind: 'item', item: value satisfies Shaped }
  const [, errors] = draft.Errors(value)
  return { kind: 'broken', details: errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`) }
}
