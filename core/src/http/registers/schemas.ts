import { Type } from 'typebox'
import { PERIODS } from '../../site/registers/periods.js'
import { CONSULTATION_OUTCOMES } from '../../store/registers/consultations.js'
import { COUNT, DATE, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

export const CONSULTATION_INPUT = record({
  /** Made by the page: sending it again records nothing twice. */
  id: HEX_ID,
  /** null: no item fits. */
  item: orNull(ID),
  became: oneOf(...CONSULTATION_OUTCOMES),
  /** Options of scenarios ticked. */
  answers: list(ID, { maxItems: 100 }),
  name: Type.String({ maxLength: 100 }),
  phone: Type.String({ maxLength: 40 }),
  note: Type.String({ maxLength: 500 }),
  /** The application begun; its draft has the same id. */
  draft: orNull(record({ title: Type.String({ maxLength: 200 }), content: Type.Unknown() })),
})

export const CONSULTATION_LINE = record({
  id: HEX_ID,
  atMs: MS,
  person: NAMED,
  item: orNull(NAMED),
  became: oneOf(...CONSULTATION_OUTCOMES),
  answers: list(Type.String()),
  /** Masked. */
  name: Type.String(),
  phone: Type.String(),
  note: Type.String(),
})

export const CONSULTATION_DAY = record({
  asOfMs: MS,
  day: DATE,
  total: COUNT,
  consultations: list(CONSULTATION_LINE),
  /** Asked about most at this place lately. */
  usual: list(NAMED),
})

const OPEN_NOW = { taken: COUNT, consultations: COUNT, open: COUNT, unsent: COUNT, drafts: COUNT, untold: COUNT }
export const DAY = record({
  asOfMs: MS,
  day: DATE,
  now: record(OPEN_NOW),
  signedOff: orNull(record({ person: NAMED, atMs: MS, counts: record({ ...OPEN_NOW, onPaper: COUNT }), remark: Type.String() })),
})

export const SIGN_OFF = record({
  day: DATE,
  onPaper: Type.Integer({ minimum: 0, maximum: 10_000 }),
  remark: Type.String({ maxLength: 500 }),
})

const TALLY = record({
  ...{ taken: COUNT, accepted: COUNT, returned: COUNT, decided: COUNT, told: COUNT },
  /** null: kept by the place's own machine. */
  consultations: orNull(COUNT),
  /** Days signed off. */
  signedOff: orNull(COUNT),
})

export const PERIOD_ASKED = { period: oneOf(...PERIODS), date: Type.Optional(DATE) }
const SPAN = { from: DATE, until: DATE }

export const PLACE_LEDGER = record({ asOfMs: MS, ...SPAN, places: list(record({ place: NAMED, tally: TALLY })) })
export const PLACE_ROWS = record({ asOfMs: MS, rows: list(record({ ...SPAN, tally: TALLY, signedBy: list(NAMED) })) })
