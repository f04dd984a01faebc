import type { CaseEvent, Registered } from '../case/event.js'
import type { CaseState } from '../case/state.js'

/** A case before its first body is read: envelope values, and nothing else known. */
export function openCase(event: CaseEvent): CaseState {
  return {
    caseId: event.caseId,
    number: event.caseNumber,
    sequence: 0,
    epoch: event.epoch,
    legalMs: event.time.legalMs,
    registeredMs: event.time.legalMs,
    queryVerifier: event.queryVerifier,
    applicantKind: 'person',
    applicant: null,
    form: null,
    coApplicantCount: 0,
    scenarioAnswers: [],
    enteredLater: null,
    calendarVersion: '',
    materials: new Map(),
    papers: new Map(),
    supplement: null,
    supplementsAsked: new Map(),
    acceptedMs: null,
    promised: null,
    legal: null,
    steps: new Map(),
    external: new Map(),
    tasks: new Map(),
    notices: new Map(),
    originals: new Map(),
    decision: null,
    decidedMs: null,
    delivery: null,
    answers: new Map(),
    unknownBodies: [],
    secondDecisionPossible: false,
    // Last: an object that grows from a spread is some hundred times slower to make.
    ...event.after,
  }
}

/** What every version can read: place in the log, custody, path, stage, papers named, answers given. */
export function foldEnvelope(state: CaseState, event: CaseEvent): CaseState {
  return {
    ...state,
    ...event.after,
    sequence: event.sequence,
    epoch: event.epoch,
    legalMs: event.time.legalMs,
    papers: withPapers(state.papers, event),
    answers: event.answer === null ? state.answers : added(state.answers, event.answer.requestId, event.answer),
  }
}

function withPapers(papers: CaseState['papers'], event: CaseEvent): CaseState['papers'] {
  if (event.papers.length === 0) return papers
  return new Map([...papers, ...event.papers.map((paper) => [paper.hash, paper.sizeBytes] as const)])
}

export function foldRegistered(state: CaseState, body: Registered): CaseState {
  return {
    ...state,
    applicantKind: body.applicantKind,
    applicant: body.applicant,
    form: body.form,
    coApplicantCount: body.coApplicantCount,
    scenarioAnswers: body.answers,
    enteredLater: body.enteredLater,
    calendarVersion: body.calendarVersion,
    materials: byName(body.materials),
  }
}

function byName(materials: Registered['materials']): CaseState['materials'] {
  const named = new Map<string, Registered['materials'][number]>()
  for (const material of materials) named.set(material.material, material)
  return named
}

/** A copy of a map with one entry set. */
export function added<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value)
}
