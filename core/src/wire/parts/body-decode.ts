import type { DueDate, EnteredLater, PaperSubmitted } from '../../domain/case/event.js'
import type { CaseBody } from '../../domain/case/event.js'
import * as gen from '../gen/liandong/event/v1/body.js'
import type { BodyOf } from './body-encode.js'
import * as allowed from './body-words.js'
import * as check from './checks.js'
import { fromOptionalPaper, fromPaper } from './envelope.js'

type Oneof = NonNullable<gen.CaseBody['body']>
type Decoders = { readonly [C in Oneof['$case']]: (value: Extract<Oneof, { $case: C }>['value']) => CaseBody }

/** Reads an encoded `CaseBody`; throws for anything this version cannot fully understand. */
export function decodeBody(bytes: Uint8Array): CaseBody {
  const { body } = check.decodeWhole(gen.CaseBody, bytes)
  const { $case, value } = check.present(body, 'body')
  return (decoders[$case] as (value: unknown) => CaseBody)(value)
}

const decoders: Decoders = {
  registered: fromRegistered,
  submitted: (value) => ({
    type: 'submitted',
    to: check.id(value.to, 'to'),
    organ: check.optionalId(value.organ, 'organ'),
  }),
  moved: fromMoved,
  accepted: fromAccepted,
  notAccepted: fromNotAccepted,
  supplementAsked: fromSupplementAsked,
  supplementGiven: fromSupplementGiven,
  paperAdded: fromPaperAdded,
  stepReviewed: fromStepReviewed,
  decided: fromDecided,
  delivered: fromDelivered,
  completed: () => ({ type: 'completed' }),
  withdrawn: fromWithdrawn,
  taskGiven: fromTaskGiven,
  taskAnswered: fromTaskAnswered,
  externalNoted: fromExternalNoted,
  servicePlaceChanged: fromServicePlaceChanged,
  siteJoined: (value) => ({
    type: 'site-joined',
    site: check.id(value.site, 'site'),
    participant: value.participant,
  }),
  dueReckoned: fromDueReckoned,
  seized: fromSeized,
  noticeOpened: fromNoticeOpened,
  noticeTold: fromNoticeTold,
  originalsHandedOn: fromHandedOn,
  originalsReceived: fromReceived,
  requestRefused: () => ({ type: 'request-refused' }),
}

function fromRegistered(value: gen.Registered): BodyOf<'registered'> {
  return {
    type: 'registered',
    applicantKind: check.choice(value.applicantKind, allowed.applicantKinds, 'applicant_kind'),
    applicant: fromPaper(value.applicant, 'applicant'),
    form: fromPaper(value.form, 'form'),
    coApplicantCount: value.coApplicantCount,
    answers: value.answers.map((answer) => check.id(answer, 'answers')),
    materials: value.materials.map(fromPaperSubmitted),
    calendarVersion: check.id(value.calendarVersion, 'calendar_version'),
    source: check.choice(value.source, allowed.sources, 'source'),
    enteredLater: fromEnteredLater(value.enteredLater),
  }
}

function fromPaperSubmitted(value: gen.PaperSubmitted): PaperSubmitted {
  return {
    material: check.id(value.material, 'material'),
    paper: fromOptionalPaper(value.paper, 'paper'),
    form: check.choice(value.form, allowed.paperForms, 'form'),
    originals: value.originals,
    copies: value.copies,
  }
}

function fromEnteredLater(value: gen.EnteredLater | undefined): EnteredLater | null {
  if (value === undefined) return null
  return {
    claimedMs: check.ms(value.claimedMs, 'claimed_ms'),
    reason: check.choice(value.reason, allowed.laterReasons, 'reason'),
    proof: fromOptionalPaper(value.proof, 'proof'),
  }
}

function fromMoved(value: gen.Moved): BodyOf<'moved'> {
  return {
    type: 'moved',
    direction: check.choice(value.direction, allowed.directions, 'direction'),
    to: check.id(value.to, 'to'),
    organ: check.optionalId(value.organ, 'organ'),
    note: fromOptionalPaper(value.note, 'note'),
  }
}

function fromDueDate(value: gen.DueDate | undefined): DueDate | null {
  if (value === undefined) return null
  const { date, latest, provisional } = value
  return { date: check.date(date, 'date'), latest: check.optionalDate(latest, 'latest'), provisional }
}

function fromAccepted(value: gen.Accepted): BodyOf<'accepted'> {
  return {
    type: 'accepted',
    organ: check.optionalId(value.organ, 'organ'),
    acceptedMs: check.ms(value.acceptedMs, 'accepted_ms'),
    promised: fromDueDate(value.promised),
    legal: fromDueDate(value.legal),
    calendarVersion: check.id(value.calendarVersion, 'calendar_version'),
  }
}

export function fromNotAccepted(value: gen.NotAccepted): BodyOf<'not-accepted'> {
  return {
    type: 'not-accepted',
    organ: check.optionalId(value.organ, 'organ'),
    ground: check.choice(value.ground, allowed.grounds, 'ground'),
    rightOrgan: check.optionalId(value.rightOrgan, 'right_organ'),
    notice: fromPaper(value.notice, 'notice'),
  }
}

function fromSupplementAsked(value: gen.SupplementAsked): BodyOf<'supplement-asked'> {
  return {
    type: 'supplement-asked',
    materials: check.idList(value.materials, 'materials'),
    notice: fromPaper(value.notice, 'notice'),
    dueBy: check.optionalDate(value.dueBy, 'due_by'),
  }
}

export function fromSupplementGiven(value: gen.SupplementGiven): BodyOf<'supplement-given'> {
  return { type: 'supplement-given', materials: value.materials.map(fromPaperSubmitted) }
}

export function fromPaperAdded(value: gen.PaperAdded): BodyOf<'paper-added'> {
  return { type: 'paper-added', material: fromPaperSubmitted(check.present(value.material, 'material')) }
}

export function fromStepReviewed(value: gen.StepReviewed): BodyOf<'step-reviewed'> {
  return {
    type: 'step-reviewed',
    step: check.id(value.step, 'step'),
    organ: check.optionalId(value.organ, 'organ'),
    result: check.choice(value.result, allowed.reviewResults, 'result'),
    opinion: fromOptionalPaper(value.opinion, 'opinion'),
  }
}

export function fromDecided(value: gen.Decided): BodyOf<'decided'> {
  return {
    type: 'decided',
    organ: check.optionalId(value.organ, 'organ'),
    result: check.choice(value.result, allowed.decisions, 'result'),
    document: fromOptionalPaper(value.document, 'document'),
    certificateNumber: check.optionalText(value.certificateNumber, 'certificate_number'),
  }
}

export function fromDelivered(value: gen.Delivered): BodyOf<'delivered'> {
  return {
    type: 'delivered',
    how: check.choice(value.how, allowed.deliveries, 'how'),
    receiver: check.choice(value.receiver, allowed.receivers, 'receiver'),
    proof: fromOptionalPaper(value.proof, 'proof'),
  }
}

export function fromWithdrawn(value: gen.Withdrawn): BodyOf<'withdrawn'> {
  return { type: 'withdrawn', statement: fromOptionalPaper(value.statement, 'statement') }
}

function fromTaskGiven(value: gen.TaskGiven): BodyOf<'task-given'> {
  return {
    type: 'task-given',
    task: check.id(value.task, 'task'),
    kind: check.choice(value.kind, allowed.taskKinds, 'kind'),
    site: check.id(value.site, 'site'),
    place: check.optionalId(value.place, 'place'),
    person: check.optionalId(value.person, 'person'),
    from: check.optionalDate(value.from, 'from'),
    until: check.optionalDate(value.until, 'until'),
    instruction: fromOptionalPaper(value.instruction, 'instruction'),
  }
}

export function fromTaskAnswered(value: gen.TaskAnswered): BodyOf<'task-answered'> {
  const { votes } = value
  return {
    type: 'task-answered',
    task: check.id(value.task, 'task'),
    result: check.choice(value.result, allowed.taskResults, 'result'),
    report: fromOptionalPaper(value.report, 'report'),
    votes: votes === undefined ? null : { present: votes.present, agreed: votes.agreed },
  }
}

export function fromExternalNoted(value: gen.ExternalNoted): BodyOf<'external-noted'> {
  return {
    type: 'external-noted',
    step: check.id(value.step, 'step'),
    system: check.text(value.system, 'system'),
    number: check.optionalText(value.number, 'number'),
    state: check.choice(value.state, allowed.externalStates, 'state'),
    asOfMs: check.ms(value.asOfMs, 'as_of_ms'),
    proof: fromOptionalPaper(value.proof, 'proof'),
  }
}

export function fromServicePlaceChanged(value: gen.ServicePlaceChanged): BodyOf<'service-place-changed'> {
  return { type: 'service-place-changed', place: check.id(value.place, 'place') }
}

function fromDueReckoned(value: gen.DueReckoned): BodyOf<'due-reckoned'> {
  return {
    type: 'due-reckoned',
    promised: fromDueDate(value.promised),
    legal: fromDueDate(value.legal),
    calendarVersion: check.id(value.calendarVersion, 'calendar_version'),
    reason: check.choice(value.reason, allowed.reckonReasons, 'reason'),
  }
}

function fromSeized(value: gen.Seized): BodyOf<'seized'> {
  const { lastHeardMs } = value
  return {
    type: 'seized',
    from: check.id(value.from, 'from'),
    reason: check.choice(value.reason, allowed.seizureReasons, 'reason'),
    approvers: check.idList(value.approvers, 'approvers'),
    lastHeardMs: lastHeardMs === undefined ? null : check.ms(lastHeardMs, 'last_heard_ms'),
    secondDecisionPossible: value.secondDecisionPossible,
  }
}

export function fromNoticeOpened(value: gen.NoticeOpened): BodyOf<'notice-opened'> {
  return { type: 'notice-opened', notice: value.notice, kind: check.choice(value.kind, allowed.noticeKinds, 'kind') }
}

export function fromNoticeTold(value: gen.NoticeTold): BodyOf<'notice-told'> {
  return {
    type: 'notice-told',
    notice: value.notice,
    kind: check.choice(value.kind, allowed.noticeKinds, 'kind'),
    whom: check.choice(value.whom, allowed.toldWhom, 'whom'),
    how: check.choice(value.how, allowed.toldHow, 'how'),
    toldMs: check.ms(value.toldMs, 'told_ms'),
    record: fromOptionalPaper(value.record, 'record'),
  }
}

export function fromHandedOn(value: gen.OriginalsHandedOn): BodyOf<'originals-handed-on'> {
  return {
    type: 'originals-handed-on',
    materials: value.materials.map((material) => check.id(material, 'materials')),
    to: check.optionalId(value.to, 'to'),
    bag: check.optionalId(value.bag, 'bag'),
  }
}

export function fromReceived(value: gen.OriginalsReceived): BodyOf<'originals-received'> {
  return {
    type: 'originals-received',
    bag: check.optionalId(value.bag, 'bag'),
    materials: value.materials.map((material) => check.id(material, 'materials')),
    missing: value.missing.map((material) => check.id(material, 'missing')),
  }
}
