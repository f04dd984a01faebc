import type { BodyType, CaseBody, DueDate, EnteredLater, PaperSubmitted } from '../../domain/case/event.js'
import * as gen from '../gen/liandong/event/v1/body.js'
import { encodeWhole } from './encoding.js'
import { toOptionalPaper, toPaper } from './envelope.js'

export type BodyOf<T extends BodyType> = Extract<CaseBody, { readonly type: T }>
type Oneof = NonNullable<gen.CaseBody['body']>
type Encoders = { readonly [T in BodyType]: (body: BodyOf<T>) => Oneof }

/** An encoded `CaseBody`. */
export function encodeBody(body: CaseBody): Uint8Array {
  const encoder = encoders[body.type] as (body: CaseBody) => Oneof
  return encodeWhole(gen.CaseBody, { body: encoder(body) })
}

const encoders: Encoders = {
  registered: (body) => ({ $case: 'registered', value: toRegistered(body) }),
  submitted: (body) => ({ $case: 'submitted', value: { to: body.to, organ: body.organ ?? '' } }),
  moved: (body) => ({ $case: 'moved', value: toMoved(body) }),
  accepted: (body) => ({ $case: 'accepted', value: toAccepted(body) }),
  'not-accepted': (body) => ({ $case: 'notAccepted', value: toNotAccepted(body) }),
  'supplement-asked': (body) => ({ $case: 'supplementAsked', value: toSupplementAsked(body) }),
  'supplement-given': (body) => ({ $case: 'supplementGiven', value: toSupplementGiven(body) }),
  'paper-added': (body) => ({ $case: 'paperAdded', value: toPaperAdded(body) }),
  'step-reviewed': (body) => ({ $case: 'stepReviewed', value: toStepReviewed(body) }),
  decided: (body) => ({ $case: 'decided', value: toDecided(body) }),
  delivered: (body) => ({ $case: 'delivered', value: toDelivered(body) }),
  completed: () => ({ $case: 'completed', value: {} }),
  withdrawn: (body) => ({ $case: 'withdrawn', value: toWithdrawn(body) }),
  'task-given': (body) => ({ $case: 'taskGiven', value: toTaskGiven(body) }),
  'task-answered': (body) => ({ $case: 'taskAnswered', value: toTaskAnswered(body) }),
  'external-noted': (body) => ({ $case: 'externalNoted', value: toExternalNoted(body) }),
  'service-place-changed': (body) => ({ $case: 'servicePlaceChanged', value: { place: body.place } }),
  'site-joined': (body) => ({ $case: 'siteJoined', value: { site: body.site, participant: body.participant } }),
  'due-reckoned': (body) => ({ $case: 'dueReckoned', value: toDueReckoned(body) }),
  seized: (body) => ({ $case: 'seized', value: toSeized(body) }),
  'notice-opened': (body) => ({ $case: 'noticeOpened', value: { notice: body.notice, kind: body.kind } }),
  'notice-told': (body) => ({ $case: 'noticeTold', value: toNoticeTold(body) }),
  'originals-handed-on': (body) => ({ $case: 'originalsHandedOn', value: toHandedOn(body) }),
  'originals-received': (body) => ({ $case: 'originalsReceived', value: toReceived(body) }),
  'request-refused': () => ({ $case: 'requestRefused', value: {} }),
}

/** Types of body this version writes and reads, as a site states them to its neighbours. */
export const BODY_TYPES: readonly string[] = Object.keys(encoders)

function toRegistered(body: BodyOf<'registered'>): gen.Registered {
  return {
    applicantKind: body.applicantKind,
    applicant: toPaper(body.applicant),
    form: toPaper(body.form),
    coApplicantCount: body.coApplicantCount,
    answers: [...body.answers],
    materials: body.materials.map(toPaperSubmitted),
    calendarVersion: body.calendarVersion,
    source: body.source,
    enteredLater: toEnteredLater(body.enteredLater),
  }
}

function toPaperSubmitted(submitted: PaperSubmitted): gen.PaperSubmitted {
  const { material, paper, form, originals, copies } = submitted
  return { material, paper: toOptionalPaper(paper), form, originals, copies }
}

function toEnteredLater(later: EnteredLater | null): gen.EnteredLater | undefined {
  if (later === null) return undefined
  return { claimedMs: later.claimedMs, reason: later.reason, proof: toOptionalPaper(later.proof) }
}

function toMoved(body: BodyOf<'moved'>): gen.Moved {
  return { direction: body.direction, to: body.to, organ: body.organ ?? '', note: toOptionalPaper(body.note) }
}

function toDueDate(due: DueDate | null): gen.DueDate | undefined {
  if (due === null) return undefined
  return { date: due.date, latest: due.latest ?? '', provisional: due.provisional }
}

function toAccepted(body: BodyOf<'accepted'>): gen.Accepted {
  return {
    organ: body.organ ?? '',
    acceptedMs: body.acceptedMs,
    promised: toDueDate(body.promised),
    legal: toDueDate(body.legal),
    calendarVersion: body.calendarVersion,
  }
}

export function toNotAccepted(body: Omit<BodyOf<'not-accepted'>, 'type'>): gen.NotAccepted {
  const { organ, ground, rightOrgan, notice } = body
  return { organ: organ ?? '', ground, rightOrgan: rightOrgan ?? '', notice: toPaper(notice) }
}

function toSupplementAsked(body: BodyOf<'supplement-asked'>): gen.SupplementAsked {
  return { materials: [...body.materials], notice: toPaper(body.notice), dueBy: body.dueBy ?? '' }
}

export function toSupplementGiven(body: Omit<BodyOf<'supplement-given'>, 'type'>): gen.SupplementGiven {
  return { materials: body.materials.map(toPaperSubmitted) }
}

export function toPaperAdded(body: Omit<BodyOf<'paper-added'>, 'type'>): gen.PaperAdded {
  return { material: toPaperSubmitted(body.material) }
}

export function toStepReviewed(body: Omit<BodyOf<'step-reviewed'>, 'type'>): gen.StepReviewed {
  const { step, organ, result, opinion } = body
  return { step, organ: organ ?? '', result, opinion: toOptionalPaper(opinion) }
}

export function toDecided(body: Omit<BodyOf<'decided'>, 'type'>): gen.Decided {
  return {
    organ: body.organ ?? '',
    result: body.result,
    document: toOptionalPaper(body.document),
    certificateNumber: body.certificateNumber ?? '',
  }
}

export function toDelivered(body: Omit<BodyOf<'delivered'>, 'type'>): gen.Delivered {
  return { how: body.how, receiver: body.receiver, proof: toOptionalPaper(body.proof) }
}

export function toWithdrawn(body: Omit<BodyOf<'withdrawn'>, 'type'>): gen.Withdrawn {
  return { statement: toOptionalPaper(body.statement) }
}

function toTaskGiven(body: BodyOf<'task-given'>): gen.TaskGiven {
  return {
    task: body.task,
    kind: body.kind,
    site: body.site,
    place: body.place ?? '',
    person: body.person ?? '',
    from: body.from ?? '',
    until: body.until ?? '',
    instruction: toOptionalPaper(body.instruction),
  }
}

export function toTaskAnswered(body: Omit<BodyOf<'task-answered'>, 'type'>): gen.TaskAnswered {
  const { task, result, report, votes } = body
  return { task, result, report: toOptionalPaper(report), votes: votes === null ? undefined : { ...votes } }
}

export function toExternalNoted(body: Omit<BodyOf<'external-noted'>, 'type'>): gen.ExternalNoted {
  const { step, system, number, state, asOfMs, proof } = body
  return { step, system, number: number ?? '', state, asOfMs, proof: toOptionalPaper(proof) }
}

export function toNoticeTold(body: Omit<BodyOf<'notice-told'>, 'type'>): gen.NoticeTold {
  const { notice, kind, whom, how, toldMs, record } = body
  return { notice, kind, whom, how, toldMs, record: toOptionalPaper(record) }
}

export function toHandedOn(body: Omit<BodyOf<'originals-handed-on'>, 'type'>): gen.OriginalsHandedOn {
  return { materials: [...body.materials], to: body.to ?? '', bag: body.bag ?? '' }
}

export function toReceived(body: Omit<BodyOf<'originals-received'>, 'type'>): gen.OriginalsReceived {
  return { bag: body.bag ?? '', materials: [...body.materials], missing: [...body.missing] }
}

function toDueReckoned(body: BodyOf<'due-reckoned'>): gen.DueReckoned {
  return {
    promised: toDueDate(body.promised),
    legal: toDueDate(body.legal),
    calendarVersion: body.calendarVersion,
    reason: body.reason,
  }
}

function toSeized(body: BodyOf<'seized'>): gen.Seized {
  return {
    from: body.from,
    reason: body.reason,
    approvers: [...body.approvers],
    lastHeardMs: body.lastHeardMs ?? undefined,
    secondDecisionPossible: body.secondDecisionPossible,
  }
}
