import { Type } from 'typebox'
import { id, line, list, oneOf, orNull, passage, strictObject } from './words.js'

const sheets = Type.Integer({ minimum: 0, maximum: 99 })
const note = orNull(passage)

/** The form of one paper of the guide (申请材料). */
export const MATERIAL = strictObject({
  id,
  name: line,
  originals: sheets,
  copies: sheets,
  necessity: oneOf('required', 'optional', 'later'),
  kind: oneOf('original', 'copy', 'either'),
  format: oneOf('paper', 'electronic', 'either', 'automatic'),
  sourceChannel: oneOf('10', '20', '30', '99'),
  sourceExplain: note,
  issuedByItem: orNull(id),
  firstParty: orNull(line),
  paperSize: orNull(line),
  blankForm: orNull(line),
  sample: orNull(line),
  fillingNotes: note,
  acceptanceStandard: note,
  legalBasis: note,
  certificateType: orNull(line),
})

/** The form of one question with its answers (情形组). */
export const SCENARIO_GROUP = strictObject({
  id,
  question: line,
  options: list(strictObject({ id, name: line, materials: list(id) })),
  askedWhen: list(id),
})
