import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import { type FieldProblem, fieldProblems } from '../../wire/field-problems.js'
import { APPLICANT } from './applicant.js'

const ID = Type.String({ minLength: 1, maxLength: 128 })
const SHEETS = Type.Integer({ minimum: 0, maximum: 99 })

/** A paper as its upload answered. */
export const PAPER_REF = Type.Object(
  { hash: Type.String({ pattern: '^[0-9a-f]{64}$' }), sizeBytes: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
)

/** One paper of the guide's list: scanned, or sheets seen at the counter. */
export const MATERIAL_GIVEN = Type.Object(
  {
    material: ID,
    paper: Type.Union([PAPER_REF, Type.Null()]),
    form: Type.Enum(['original', 'copy', 'scan']),
    originals: SHEETS,
    copies: SHEETS,
  },
  { additionalProperties: false },
)

/** 补录: when it happened by the claim, why it is entered only now, and the proof that was uploaded. */
export const ENTERED_LATER = Type.Object(
  {
    claimedMs: Type.Integer({ minimum: 0 }),
    reason: Type.Enum(['power-cut', 'worked-on-paper', 'other']),
    proof: Type.Union([PAPER_REF, Type.Null()]),
    /** Of the numbered paper it was taken in on: the case bears that number. */
    number: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { additionalProperties: false },
)

const asked = {
  item: ID,
  /** The version the page showed; the newest when absent. */
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  /** 情形: the options chosen, one for each question put; none when absent. */
  answers: Type.Optional(Type.Array(ID, { maxItems: 50, uniqueItems: true })),
  /** Where the villager will be served from now on; the acting place when absent. */
  servicePlace: Type.Optional(ID),
}

const filled = {
  applicant: APPLICANT,
  form: Type.Record(Type.String(), Type.Unknown()),
  materials: Type.Array(MATERIAL_GIVEN, { maxItems: 200 }),
  enteredLater: Type.Optional(Type.Union([ENTERED_LATER, Type.Null()])),
}

/** One application as a counter hands it in. */
export const APPLICATION = Type.Object({ ...asked, ...filled }, { additionalProperties: false })
export type Application = Static<typeof APPLICATION>
export type MaterialGiven = Static<typeof MATERIAL_GIVEN>

/** What all rows of a batch share; form answers of a row stand over the shared ones. */
export const SHARED_ANSWERS = Type.Object(
  {
    ...asked,
    form: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    materials: Type.Optional(Type.Array(MATERIAL_GIVEN, { maxItems: 200 })),
  },
  { additionalProperties: false },
)
export type SharedAnswers = Static<typeof SHARED_ANSWERS>

/** What a row brings of its own; its shape is judged row by row, so that a bad one holds back only itself. */
export const BATCH_ROW = Type.Object(
  {
    applicant: APPLICANT,
    form: Type.Optional(filled.form),
    materials: Type.Optional(filled.materials),
    enteredLater: filled.enteredLater,
  },
  { additionalProperties: false },
)
export type BatchRow = Static<typeof BATCH_ROW>

const row = Compile(BATCH_ROW)

export function batchRowProblems(value: unknown): FieldProblem[] {
  return row.Check(value) ? [] : fieldProblems(row.Errors(value)[1])
}
