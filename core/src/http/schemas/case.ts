import { Type } from 'typebox'
import { BODY, DUE, NOTICE_KIND, ENTERED_LATER, EPOCH, MATERIAL, PAPERS, fields } from './bodies.js'
import { FORM_WARNING } from './item.js'
import { AGE, COUNT, DATE, FAULT_CODE, HASH, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record } from './common.js'

const STAGE_NAMES = [
  'registered',
  'submitted',
  'supplementing',
  'accepted',
  'not-accepted',
  'reviewing',
  'decided',
  'delivered',
  'completed',
  'withdrawn',
] as const
export const STAGE = oneOf(...STAGE_NAMES)
const NATIONAL = oneOf('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13')

export const CASE_LINE = record({
  caseId: HEX_ID,
  number: Type.String(),
  stage: STAGE,
  nationalCode: NATIONAL,
  item: NAMED,
  custodian: NAMED,
  here: Type.Boolean(),
  originPlace: NAMED,
  servicePlace: NAMED,
  registeredMs: MS,
  legalMs: MS,
  promisedDue: orNull(DATE),
  legalDue: orNull(DATE),
  onlyHere: orNull(AGE),
  setAsideCount: COUNT,
  frozen: Type.Boolean(),
  needsUpgrade: Type.Boolean(),
})

export const CASE_LIST = record({ asOfMs: MS, cases: list(CASE_LINE), next: orNull(Type.String()) })
export const CASE_COUNTS = record({ asOfMs: MS, stages: list(record({ stage: STAGE, nationalCode: NATIONAL, count: COUNT })) })
export const CASES_FOUND = record({ asOfMs: MS, cases: list(CASE_LINE) })

export const RECEIPT = record({
  caseId: HEX_ID,
  number: Type.String(),
  queryCode: Type.String(),
  registeredMs: MS,
  stage: STAGE,
  onlyHere: Type.Boolean(),
  item: record({ id: ID, version: COUNT, name: Type.String() }),
  materials: list(record({ ...MATERIAL.properties, name: Type.String() })),
  repeated: Type.Boolean(),
})

const REFUSAL = orNull(record({ code: FAULT_CODE, detail: Type.String() }))

const HISTORY_ENTRY = record({
  sequence: COUNT,
  hash: HASH,
  epoch: EPOCH,
  body: BODY,
  time: record({ rawMs: MS, estimateMs: MS, known: oneOf('reference', 'measured', 'carried', 'unsure'), legalMs: MS }),
  by: record({ person: NAMED, place: NAMED, organ: orNull(NAMED), site: NAMED, store: Type.String(), rosterVersion: COUNT }),
  receivedFrom: orNull(NAMED),
  receivedMs: MS,
  stage: STAGE,
  custodian: NAMED,
  papers: PAPERS,
  answer: orNull(record({ requestId: HEX_ID, refusal: REFUSAL })),
  rightGone: orNull(COUNT),
})

const JOURNEY = record({
  custodian: NAMED,
  here: Type.Boolean(),
  onlyHere: orNull(AGE),
  stops: list(
    record({
      site: NAMED,
      roles: list(oneOf('origin', 'custodian', 'service-place', 'papers')),
      durable: oneOf('here', 'acknowledged', 'passed-on', 'waiting'),
      sinceMs: orNull(MS),
      via: orNull(NAMED),
    }),
  ),
  waitsFor: list(
    record({
      what: oneOf('papers', 'supplement', 'task', 'external', 'request', 'seizure', 'upgrade', 'item'),
      detail: Type.String(),
      code: orNull(FAULT_CODE),
      age: orNull(AGE),
    }),
  ),
})

const ALLOWED_ACT = record({
  act: Type.String(),
  option: orNull(Type.String()),
  how: oneOf('at-once', 'by-request', 'not'),
  code: orNull(FAULT_CODE),
  detail: Type.String(),
})

const CASE_PAPER = record({
  hash: HASH,
  sizeBytes: COUNT,
  what: Type.String(),
  material: orNull(ID),
  state: oneOf('held', 'awaited', 'elsewhere', 'erased'),
  awaited: orNull(AGE),
})

const NOTICE = record({
  sequence: COUNT,
  kind: NOTICE_KIND,
  issuedMs: MS,
  opened: orNull(record({ atMs: MS, place: NAMED })),
  told: orNull(
    record({ whom: fields.noticeTold.whom, how: fields.noticeTold.how, toldMs: MS, record: orNull(HASH), place: NAMED }),
  ),
})

const ORIGINAL = record({
  material: ID,
  /** null: the applicant has it. */
  holder: orNull(NAMED),
  to: orNull(NAMED),
  bag: orNull(ID),
  sinceMs: MS,
  missing: Type.Boolean(),
})

/** 待告知: a notice that nobody has told yet, with the case it belongs to. */
export const NOTICE_LINE = record({
  caseId: HEX_ID,
  number: Type.String(),
  itemName: Type.String(),
  sequence: COUNT,
  kind: NOTICE_KIND,
  place: NAMED,
  phone: orNull(Type.String()),
  issuedMs: MS,
  openedMs: orNull(MS),
  age: AGE,
})

/** 原件: one at a counter, or on its way from or to it. */
export const ORIGINAL_LINE = record({
  caseId: HEX_ID,
  number: Type.String(),
  itemName: Type.String(),
  material: ID,
  materialName: Type.String(),
  holder: NAMED,
  to: orNull(NAMED),
  bag: orNull(ID),
  sinceMs: MS,
  missing: Type.Boolean(),
})

const TASK_ANSWER = record(fields.taskAnswer)

export const CASE_PAGE = record({
  asOfMs: MS,
  line: CASE_LINE,
  nationalName: Type.String(),
  outcome: orNull(oneOf('granted', 'denied', 'recorded', 'not-accepted', 'withdrawn')),
  itemVersion: record({
    id: ID,
    version: COUNT,
    digest: HASH,
    isHere: Type.Boolean(),
    newerAtRegistration: orNull(COUNT),
  }),
  scenario: list(Type.String()),
  due: record({ acceptedMs: orNull(MS), promised: orNull(DUE), legal: orNull(DUE), calendarVersion: Type.String() }),
  supplement: orNull(record({ materials: list(ID), dueBy: orNull(DATE) })),
  enteredLater: orNull(ENTERED_LATER),
  secondDecisionPossible: Type.Boolean(),
  /** null where this site may not hold it or lacks it. */
  applicant: Type.Unknown(),
  /** The applicant is masked and the form left out: give a reason to see them. */
  masked: Type.Boolean(),
  form: Type.Unknown(),
  /** Set where a station has erased the papers: what it keeps of the applicant. */
  erased: orNull(record({ atMs: MS, maskedName: orNull(Type.String()) })),
  warnings: list(FORM_WARNING),
  papers: list(CASE_PAPER),
  materials: list(
    record({
      id: ID,
      name: Type.String(),
      necessity: oneOf('required', 'optional', 'later'),
      format: oneOf('paper', 'electronic', 'either', 'automatic'),
      given: orNull(record({ paper: orNull(HASH), form: MATERIAL.properties.form, originals: COUNT, copies: COUNT })),
    }),
  ),
  steps: list(
    record({
      id: ID,
      name: Type.String(),
      kind: Type.String(),
      organ: orNull(ID),
      externalSystem: orNull(Type.String()),
      result: orNull(oneOf('agreed', 'disagreed')),
      atMs: orNull(MS),
      external: orNull(record({ state: Type.String(), number: orNull(Type.String()), asOfMs: MS })),
    }),
  ),
  tasks: list(record({ task: ID, ...fields.taskGiven, givenMs: MS, answer: orNull(TASK_ANSWER) })),
  notices: list(NOTICE),
  originals: list(ORIGINAL),
  journey: JOURNEY,
  history: list(HISTORY_ENTRY),
  setAside: list(HISTORY_ENTRY),
  acts: list(ALLOWED_ACT),
})

export const TASK_LINE = record({
  caseId: HEX_ID,
  task: ID,
  kind: fields.taskGiven.kind,
  site: ID,
  place: orNull(ID),
  person: orNull(ID),
  from: orNull(DATE),
  until: orNull(DATE),
  givenMs: MS,
  result: orNull(oneOf('done', 'not-done', 'objection')),
  number: Type.String(),
  itemName: Type.String(),
  age: AGE,
  overdue: Type.Boolean(),
})
