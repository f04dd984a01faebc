import { Type } from 'typebox'
import { COUNT, DATE, ID, list, MS, oneOf, orNull, PAPER, record, TEXT } from './common.js'

const paper = orNull(PAPER)
export const DUE = record({ date: DATE, latest: orNull(DATE), provisional: Type.Boolean() })
const due = orNull(DUE)
const SHEETS = Type.Integer({ minimum: 0, maximum: 99 })

export const MATERIAL = record({
  material: ID,
  paper,
  form: oneOf('original', 'copy', 'scan'),
  originals: SHEETS,
  copies: SHEETS,
})

export const ENTERED_LATER = record({ claimedMs: MS, reason: oneOf('power-cut', 'worked-on-paper', 'other'), proof: paper })

export const NOTICE_KIND = oneOf('acceptance', 'non-acceptance', 'supplement', 'decision')

/** What each kind of event says; acts of people have the same fields, so both are made from here. */
export const fields = {
  moved: { direction: oneOf('up', 'down', 'back'), to: ID, organ: orNull(ID), note: paper },
  refusal: { ground: oneOf('not-required', 'wrong-organ', 'not-eligible', 'incomplete'), rightOrgan: orNull(ID), notice: PAPER },
  supplementAsked: { materials: list(ID, { maxItems: 200 }), notice: PAPER, dueBy: orNull(DATE) },
  supplementGiven: { materials: list(MATERIAL, { maxItems: 200 }) },
  paperAdded: { material: MATERIAL },
  reviewed: { step: ID, result: oneOf('agreed', 'disagreed'), opinion: paper },
  decided: { result: oneOf('granted', 'denied'), document: paper, certificateNumber: orNull(TEXT) },
  delivered: {
    how: oneOf('counter', 'post', 'visit', 'electronic'),
    receiver: oneOf('applicant', 'representative', 'proxy'),
    proof: paper,
  },
  withdrawn: { statement: paper },
  taskGiven: {
    kind: oneOf('notify', 'public-notice', 'village-opinion', 'visit', 'deliver', 'opinion', 'hand-over'),
    site: ID,
    place: orNull(ID),
    person: orNull(ID),
    from: orNull(DATE),
    until: orNull(DATE),
    instruction: paper,
  },
  taskAnswer: {
    result: oneOf('done', 'not-done', 'objection'),
    report: paper,
    votes: orNull(record({ present: COUNT, agreed: COUNT })),
  },
  external: {
    step: ID,
    system: TEXT,
    number: orNull(TEXT),
    state: oneOf('sent', 'in-progress', 'granted', 'denied', 'returned'),
    asOfMs: MS,
    proof: paper,
  },
  noticeOpened: { notice: COUNT, kind: NOTICE_KIND },
  noticeTold: {
    notice: COUNT,
    kind: NOTICE_KIND,
    whom: oneOf('applicant', 'household', 'representative', 'other'),
    how: oneOf('in-person', 'phone', 'letter', 'message'),
    toldMs: MS,
    record: paper,
  },
  handedOn: { materials: list(ID, { maxItems: 200 }), to: orNull(ID), bag: orNull(ID) },
  received: { bag: orNull(ID), materials: list(ID, { maxItems: 200 }), missing: list(ID, { maxItems: 200 }) },
  joined: { site: ID, participant: Type.Boolean() },
  approvers: { approvers: list(ID, { maxItems: 8 }) },
} as const

const organ = { organ: orNull(ID) }
const reckoned = { promised: due, legal: due, calendarVersion: Type.String() }

/** What an event says, by its type; `unknown` was written by a newer program. */
export const BODY = Type.Union([
  record({
    type: Type.Literal('registered'),
    applicantKind: oneOf('person', 'household', 'sole-trader', 'village-collective', 'legal-person', 'other-body'),
    applicant: PAPER,
    form: PAPER,
    coApplicantCount: COUNT,
    answers: list(ID),
    materials: list(MATERIAL),
    calendarVersion: Type.String(),
    source: oneOf('window', 'proxy', 'batch'),
    enteredLater: orNull(ENTERED_LATER),
  }),
  record({ type: Type.Literal('submitted'), to: ID, ...organ }),
  record({ type: Type.Literal('moved'), ...fields.moved }),
  record({ type: Type.Literal('accepted'), ...organ, acceptedMs: MS, ...reckoned }),
  record({ type: Type.Literal('not-accepted'), ...organ, ...fields.refusal }),
  record({ type: Type.Literal('supplement-asked'), ...fields.supplementAsked }),
  record({ type: Type.Literal('supplement-given'), ...fields.supplementGiven }),
  record({ type: Type.Literal('paper-added'), ...fields.paperAdded }),
  record({ type: Type.Literal('step-reviewed'), ...organ, ...fields.reviewed }),
  record({ type: Type.Literal('decided'), ...organ, ...fields.decided }),
  record({ type: Type.Literal('delivered'), ...fields.delivered }),
  record({ type: Type.Literal('completed') }),
  record({ type: Type.Literal('withdrawn'), ...fields.withdrawn }),
  record({ type: Type.Literal('task-given'), task: ID, ...fields.taskGiven }),
  record({ type: Type.Literal('task-answered'), task: ID, ...fields.taskAnswer }),
  record({ type: Type.Literal('external-noted'), ...fields.external }),
  record({ type: Type.Literal('notice-opened'), ...fields.noticeOpened }),
  record({ type: Type.Literal('notice-told'), ...fields.noticeTold }),
  record({ type: Type.Literal('originals-handed-on'), ...fields.handedOn }),
  record({ type: Type.Literal('originals-received'), ...fields.received }),
  record({ type: Type.Literal('service-place-changed'), place: ID }),
  record({ type: Type.Literal('site-joined'), ...fields.joined }),
  record({ type: Type.Literal('due-reckoned'), ...reckoned, reason: oneOf('calendar-published', 'time-confirmed') }),
  record({
    type: Type.Literal('seized'),
    from: ID,
    reason: oneOf('silent', 'replaced', 'cut-off', 'fork', 'asked-by-city'),
    ...fields.approvers,
    lastHeardMs: orNull(MS),
    secondDecisionPossible: Type.Boolean(),
  }),
  record({ type: Type.Literal('request-refused') }),
  record({ type: Type.Literal('unknown'), name: Type.String() }),
])

export const EPOCH = record({ seizures: COUNT, tier: COUNT, moves: COUNT })
export const PAPERS = list(PAPER)
