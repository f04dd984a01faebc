import type { ActName, Facts } from '../../domain/case/command.js'
import { decide } from '../../domain/case/decide.js'
import type { CaseState } from '../../domain/case/state.js'
import type { Refusal } from '../../domain/decider.js'
import { untold } from '../../domain/folds/notices.js'
import type { FaultCode } from '../../domain/fault.js'
import type { ItemVersion } from '../../domain/item.js'
import { childSites } from '../../domain/roster-view.js'
import type { Actor, PaperRef, SiteId } from '../../domain/values.js'
import { type Acting, type CounterAct, resolveActor } from '../act.js'
import { eventTime } from '../log/append.js'
import { factsFor, pinnedItem } from '../execute.js'
import type { Site } from '../site.js'

/** One act and whether this person may do it here and now. */
export interface AllowedAct {
  readonly act: ActName
  /** The step, task, material, result or direction it was tried with; null where there is no choice. */
  readonly option: string | null
  /** at-once: this site holds the case. by-request: the site that does would carry it out, as far as is known here. */
  readonly how: 'at-once' | 'by-request' | 'not'
  /** Why not. */
  readonly code: FaultCode | null
  readonly detail: string
}

/**
 * Asks the kernel about every act, with stand-ins for what a person would fill in; nothing is written.
 * What a person names later (a paper, a date) may still be refused.
 */
export function allowedActs(site: Site, state: CaseState, acting: Acting): readonly AllowedAct[] | Refusal {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const item = pinnedItem(site, state.item)
  const facts = factsOf(site, state, item)
  const isFrozen = site.store.cases.isFrozen(state.caseId)
  return samples(site, state, item, by).map(([option, act]) => {
    const decision = decide(state, { act, by, asked: facts.self === site.id ? null : NO_REQUEST }, facts)
    if (isFrozen) return { act: act.act, option, how: 'not', code: 'case/frozen', detail: state.number }
    if (decision.kind === 'refused') return { act: act.act, option, how: 'not', code: decision.code, detail: decision.detail }
    return { act: act.act, option, how: facts.self === site.id ? 'at-once' : 'by-request', code: null, detail: '' }
  })
}

/** Whether the person may carry out one act here and now; papers a person would add are not asked for. */
export function mayActNow(site: Site, state: CaseState, by: Actor, act: CounterAct): boolean {
  if (state.custodian !== site.id || site.store.cases.isFrozen(state.caseId)) return false
  const facts = factsOf(site, state, pinnedItem(site, state.item))
  return decide(state, { act, by, asked: null }, facts).kind === 'accepted'
}

const NO_REQUEST = { requestId: '0'.repeat(32), bodyHash: '0'.repeat(64) }
/** Stands for the paper a person would upload. */
const SOME_PAPER: PaperRef = { hash: '0'.repeat(64), sizeBytes: 1 }

/** The custodian's facts as far as they are known here; which papers another custodian holds is not. */
function factsOf(site: Site, state: CaseState, item: ItemVersion | null): Facts {
  const own = factsFor(site, state.caseId, item, eventTime(site, state))
  if (state.custodian !== site.id) return { ...own, self: state.custodian, holdsPaper: () => true }
  return { ...own, holdsPaper: (hash) => hash === SOME_PAPER.hash || own.holdsPaper(hash) }
}

type Sample = readonly [option: string | null, act: CounterAct]

function samples(site: Site, state: CaseState, item: ItemVersion | null, by: Actor): Sample[] {
  return [
    ...throughout(state, item, by),
    ...ofSteps(item, eventTime(site, state).estimateMs),
    ...ofTasks(state),
    ...ofNotices(state, eventTime(site, state).estimateMs),
    ...ofOriginals(state, by),
    ...ofCustody(site, state),
  ]
}

function throughout(state: CaseState, item: ItemVersion | null, by: Actor): Sample[] {
  const [material] = item?.materials ?? []
  const toAsk = item?.materials.find(({ id }) => !state.supplementsAsked.has(id)) ?? material
  const sheet = (id: string) => ({ material: id, paper: null, form: 'original' as const, originals: 1, copies: 0 })
  const decided = { document: null, certificateNumber: null }
  return [
    [null, { act: 'submit' }],
    [null, { act: 'accept' }],
    [null, { act: 'refuse-acceptance', ground: 'not-eligible', rightOrgan: null, notice: SOME_PAPER }],
    ...(toAsk === undefined
      ? []
      : [[null, { act: 'ask-supplement', materials: [toAsk.id], notice: SOME_PAPER, dueBy: null }] as const]),
    [null, { act: 'give-supplement', materials: (state.supplement?.materials ?? []).map(sheet) }],
    ...(material === undefined ? [] : [[null, { act: 'add-paper', material: sheet(material.id) }] as const]),
    ['granted', { act: 'decide', result: 'granted', ...decided }],
    ['denied', { act: 'decide', result: 'denied', ...decided }],
    [null, { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null }],
    [null, { act: 'complete' }],
    [null, { act: 'withdraw', statement: null }],
    [null, { act: 'change-service-place', place: by.place }],
    [null, { act: 'reckon-due', reason: 'time-confirmed' }],
  ]
}

function ofSteps(item: ItemVersion | null, nowMs: number): Sample[] {
  return (item?.steps ?? []).flatMap((step): Sample[] => {
    if (step.externalSystem !== null) {
      const seen = { system: step.externalSystem, number: null, state: 'sent' as const, asOfMs: nowMs, proof: null }
      return [[step.id, { act: 'note-external', step: step.id, ...seen }]]
    }
    if (step.kind === 'accept' || step.kind === 'decide') return []
    return [[step.id, { act: 'review-step', step: step.id, result: 'agreed', opinion: null }]]
  })
}

function ofTasks(state: CaseState): Sample[] {
  const open = [...state.tasks].filter(([, { answer }]) => answer === null)
  const given = { kind: 'notify' as const, place: null, person: null, from: null, until: null, instruction: null }
  return [
    [null, { act: 'give-task', task: NO_REQUEST.requestId, site: state.originSite, ...given }],
    ...open.map(([task]): Sample => [task, { act: 'answer-task', task, result: 'done', report: null, votes: null }]),
  ]
}

function ofNotices(state: CaseState, nowMs: number): Sample[] {
  const told = { whom: 'applicant' as const, how: 'in-person' as const, toldMs: nowMs, record: null }
  return untold(state).flatMap(({ sequence: notice, kind, opened }): Sample[] => [
    ...(opened === null ? [[String(notice), { act: 'open-notice', notice, kind }] as const] : []),
    [String(notice), { act: 'tell-notice', notice, kind, ...told }],
  ])
}

/** Each with what lies here or is coming; without an original neither is tried. */
function ofOriginals(state: CaseState, { place }: Actor): Sample[] {
  return [...state.originals].flatMap(([material, { holder, to, bag }]): Sample[] => {
    if (to === place) return [[material, { act: 'receive-originals', bag, materials: [material], missing: [] }]]
    if (holder !== place || to !== null) return []
    return [[material, { act: 'hand-on-originals', materials: [material], to: null, bag: null }]]
  })
}

function ofCustody(site: Site, state: CaseState): Sample[] {
  const back = state.path.filter((id) => id !== state.custodian)
  const tried: readonly (readonly ['up' | 'down' | 'back', readonly SiteId[]])[] = [
    ['up', site.parent === null ? [] : [site.parent]],
    ['down', childSites(site.roster, site.id).slice(0, 1)],
    ['back', back.slice(0, 1)],
  ]
  return [
    ...tried.flatMap(([direction, [to]]): Sample[] =>
      to === undefined ? [] : [[direction, { act: 'move', direction, to, organ: null, note: null }]],
    ),
    [null, { act: 'join-site', site: state.originSite, participant: true }],
  ]
}
