import type { Stage } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { Action } from '../../domain/rights/actions.js'
import { may } from '../../domain/rights/may.js'
import { rightsAt } from '../../domain/rights/rights.js'
import type { Target } from '../../domain/rights/target.js'
import { currentOrgan } from '../../domain/roster-view.js'
import type { Actor, CaseId, Hash, PersonId } from '../../domain/values.js'
import { type Acting, resolveActor } from '../act.js'
import { loadCase } from '../execute.js'
import { targetOfState } from '../rights/case-target.js'
import type { Site } from '../site.js'
import { auditNow } from './audit.js'

/** 查看理由: why somebody looks who does not handle the case now. */
export const VIEW_REASONS = ['applicant-asks', 'hand-over', 'correction', 'complaint', 'inspection', 'judicial'] as const

export interface ViewReason {
  readonly reason: (typeof VIEW_REASONS)[number]
  /** Number of a letter or an order, where there is one. */
  readonly reference: string | null
}

/** How long a reason given holds: one sitting. */
const REASON_HOLDS_MS = 30 * 60_000
/** Whoever handles a case looks at it again and again; once an hour is recorded. */
const NOTED_FOR_MS = 60 * 60_000

const OVER: ReadonlySet<Stage> = new Set(['completed', 'withdrawn', 'not-accepted'])
/** Whoever may do one of these to a case that lies at hand handles it. */
const HANDLING: readonly Action[] = ['case.add-paper', 'case.review-step', 'case.decide', 'case.deliver']

/** Whether the person sees the applicant as he is: who handles the case now, or gave a reason a short while ago. */
export function seesUnmasked(site: Site, caseId: CaseId, acting: Acting): boolean {
  const state = loadCase(site, caseId)
  const actor = resolveActor(site, acting)
  if (state === null || 'kind' in actor) return false
  return handlesNow(site, state, actor) || (site.viewed.get(keyOf(actor.person, caseId))?.untilMs ?? 0) > site.nowRawMs()
}

/** 经办: the case is open, it lies here or is served at the person's desk, and the table of rights lets the person work on it. */
function handlesNow(site: Site, state: CaseState, actor: Actor): boolean {
  if (OVER.has(state.stage) || !liesAtHand(site, state, actor)) return false
  const rights = rightsAt(site.roster, actor, site.options.tier)
  const target = targetOfState(site, state)
  if (isOfAnotherOrgan(site, target, actor)) return false
  return HANDLING.some((action) => may(rights, action, target))
}

/** Any organ of the county may take a case in; once it is there, it is the business of the organ that the item names at that level. */
function isOfAnotherOrgan({ roster }: Site, { organs }: Target, { organ }: Actor): boolean {
  if (organ === null || organs === 'unknown' || organs.includes(organ)) return false
  const level = currentOrgan(roster, organ)?.level
  return organs.some((each) => currentOrgan(roster, each)?.level === level)
}

function liesAtHand(site: Site, state: CaseState, { person, place }: Actor): boolean {
  if (state.custodian === site.id || place === state.originPlace || place === state.servicePlace) return true
  return [...state.tasks.values()].some((task) => task.answer === null && (task.place === place || task.person === person))
}

/** Gives a reason, which is recorded before anything is shown. Answers after the commit. */
export function giveViewReason(site: Site, caseId: CaseId, acting: Acting, given: ViewReason): Promise<Refusal | null> {
  return site.commit(() => {
    const actor = resolveActor(site, acting)
    if ('kind' in actor) return actor
    const state = loadCase(site, caseId)
    if (state === null) return refused('case/unknown', caseId)
    if (!may(rightsAt(site.roster, actor, site.options.tier), 'case.unmask', targetOfState(site, state)))
      return refused('rights/denied', 'case.unmask')
    const reason = given.reference === null ? given.reason : `${given.reason} ${given.reference}`
    auditNow(site, { ...entryOf(actor, caseId, null), reason })
    const nowMs = site.nowRawMs()
    site.viewed.put(keyOf(actor.person, caseId), { notedMs: nowMs, untilMs: nowMs + REASON_HOLDS_MS })
    return null
  })
}

/** Records that the person saw the case, or one of its papers, as it is; for one who handles it a full disk is no obstacle. */
export async function noteView(site: Site, caseId: CaseId, acting: Acting, paper: Hash | null): Promise<void> {
  const actor = resolveActor(site, acting)
  if ('kind' in actor) return
  const key = paper === null ? keyOf(actor.person, caseId) : `${keyOf(actor.person, caseId)} ${paper}`
  const nowMs = site.nowRawMs()
  const known = site.viewed.get(key)
  if (known !== undefined && nowMs - known.notedMs < NOTED_FOR_MS && nowMs >= known.notedMs) return
  site.viewed.put(key, { notedMs: nowMs, untilMs: known?.untilMs ?? 0 })
  await note(site, entryOf(actor, caseId, paper))
}

/** Records that somebody looked for a person, by what, and how many cases were shown; neither number nor name, nor a digest of one. */
export async function notePersonSearch(site: Site, acting: Acting, by: 'identity' | 'name', found: number): Promise<void> {
  const { person, place } = acting
  await note(site, { kind: 'view', person, place, subject: 'person search', outcome: `${found} cases`, reason: by })
}

/** Records that a villager's receipt was scanned and told of, by its number. */
export async function noteScan(site: Site, { person, place }: Acting, number: string): Promise<void> {
  await note(site, { kind: 'view', person, place, subject: `receipt ${number}`, outcome: 'state', reason: null })
}

/** A full disk keeps nobody from work. */
async function note(site: Site, entry: Parameters<typeof auditNow>[1]): Promise<void> {
  await site
    .commit(() => auditNow(site, entry))
    .catch((error: unknown) => {
      if (site.store.health !== 'full') throw error
    })
}

function entryOf({ person, place }: Actor, caseId: CaseId, paper: Hash | null) {
  const subject = `case ${caseId}`
  return { kind: 'view' as const, person, place, subject, outcome: paper === null ? 'case' : `paper ${paper}`, reason: null }
}

function keyOf(person: PersonId, caseId: CaseId): string {
  return `${caseId} ${person}`
}
