import { Type } from 'typebox'
import { date, id, limit, line, list, oneOf, organ, orNull, passage, strictObject } from './words.js'

const code = orNull(Type.String({ minLength: 1, maxLength: 50 }))
const note = orNull(passage)
const flag = Type.Boolean()

export const CODES = strictObject({
  scheme: oneOf('GB/T 39046-2020', 'GB/T 39554-2020', 'local'),
  catalogue: code,
  task: code,
  handleItem: code,
  localCatalogue: code,
  localTask: code,
})

export const LEGAL_BASIS = strictObject({ law: line, documentNumber: orNull(line), clause: orNull(line), text: note })

const fee = strictObject({
  name: line,
  standard: passage,
  basis: orNull(LEGAL_BASIS),
  reducible: flag,
  reductionBasis: note,
})

const specialStep = strictObject({
  name: line,
  kind: oneOf('1', '2'),
  limit,
  basis: note,
  chargeBasis: note,
  insideLimit: flag,
  ground: orNull(oneOf('hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert-review')),
})

const result = strictObject({
  kind: oneOf('1', '2', '3', '4'),
  name: line,
  sample: orNull(line),
  certificateType: orNull(line),
})

const who = {
  codes: CODES,
  base: orNull(strictObject({ entry: id, version: Type.Integer({ minimum: 1 }) })),
  implementation: orNull(strictObject({ id, name: line })),
  powerSource: oneOf('1', '2', '3', '4', '5', '6'),
  supervisingOrgan: organ,
  formerOrgan: organ,
  entrustingOrgan: organ,
  jointOrgans: list(line),
  company: orNull(line),
  recordOnly: flag,
  sensitive: flag,
  highRisk: flag,
  handledAt: oneOf('here', 'external', 'both'),
  externalSystems: list(line),
  serviceObjects: list(oneOf('1', '2', '3', '4', '5', '6')),
  handlingForms: list(oneOf('1', '2', '3', '4', '9')),
  area: orNull(oneOf('1', '2', '3', '4', '5', '6')),
}

const how = {
  visits: orNull(Type.Integer({ minimum: 0, maximum: 99 })),
  visitsExplain: note,
  conditions: list(passage),
  flow: note,
  legalExplain: note,
  promisedExplain: note,
  quota: note,
  legalBasis: list(LEGAL_BASIS),
  fees: list(fee),
  specialSteps: list(specialStep),
  results: list(result),
  questions: list(strictObject({ question: passage, answer: passage })),
  preconditions: list(strictObject({ item: orNull(id), name: line })),
  intermediaries: list(line),
}

const where = {
  address: note,
  hours: note,
  consult: note,
  complain: note,
  inCentre: flag,
  onlineDepth: orNull(line),
  payOnline: flag,
  express: flag,
  booking: flag,
  terminals: flag,
  topics: list(line),
  lifeEvents: list(line),
  keywords: list(line),
  planCancel: orNull(date),
  formTemplate: note,
}

/** The form of a guide (办事指南). */
export const GUIDE = strictObject({ ...who, ...how, ...where })
