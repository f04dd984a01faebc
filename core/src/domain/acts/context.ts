import type { AskedBy, Facts } from '../case/command.js'
import type { After, CaseBody, CaseEventDraft, QueryVerifier, Stage } from '../case/event.js'
import { papersOf, refuseSize } from '../case/papers.js'
import type { CaseState } from '../case/state.js'
import { nextStages } from '../case/transitions.js'
import { accepted, refused, type Decision, type Refusal } from '../decider.js'
import type { Epoch } from '../epoch.js'
import type { ItemVersion } from '../item.js'
import type { Roster } from '../roster.js'
import { currentSite } from '../roster-view.js'
import { connect, gatewayOf } from '../tree.js'
import type { Actor, PaperRef, SiteId } from '../values.js'
import type { Standing } from './standing.js'

/** What an act on an existing case decides from. */
export interface Context {
  readonly state: CaseState
  readonly by: Actor
  readonly who: Standing
  readonly asked: AskedBy | null
  readonly facts: Facts
}

export type CaseDecision = Decision<CaseEventDraft>

/** The legal time of what is decided now. */
export function legalNow(state: CaseState | null, facts: Facts): number {
  return Math.max(facts.time.legalMs, state?.legalMs ?? facts.time.legalMs)
}

/** The pinned version of the case's item; the site fetches it when it is not here. */
export function pinnedItem(state: CaseState, facts: Facts): ItemVersion | Refusal {
  const { item } = facts
  return item !== null && item.digest === state.item.digest
    ? item
    : refused('item/waiting-for', `${state.item.id} v${state.item.version}`)
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused'
}

export interface Changes {
  readonly after?: Partial<After>
  readonly epoch?: Epoch
}

/**
 * One event on the case as it stands, if its stage, its papers and the programs on its path allow that.
 * The stage follows from the body's type; `changes` names it where there is a choice.
 */
export function propose(context: Pick<Context, 'state' | 'by' | 'facts'>, body: CaseBody, changes: Changes = {}): CaseDecision {
  const { state, facts } = context
  const stage = changes.after?.stage ?? nextStages(body.type, state.stage)[0]
  if (stage === undefined) return wrongStage(state.stage)
  const after = { ...afterOf(state), ...changes.after, stage }
  const refusal = refusePapers(papersOf(body), context.by, facts) ?? refuseUnreadable(facts.roster, after.path, body.type)
  return refusal ?? accepted(draftOf(body, after, changes.epoch ?? state.epoch))
}

export function wrongStage(stage: Stage): Refusal {
  return stage === 'completed' ? refused('case/completed') : refused('case/wrong-stage', stage)
}

export function draftOf(body: CaseBody, after: After, epoch: Epoch, queryVerifier: QueryVerifier | null = null): CaseEventDraft {
  return { body, after, epoch, papers: papersOf(body), answer: null, queryVerifier }
}

export function afterOf(state: After): After {
  const { custodian, path, participants, originSite, originPlace, serviceSite, servicePlace, stage, item } = state
  return { custodian, path, participants, originSite, originPlace, serviceSite, servicePlace, stage, item }
}

/**
 * Naming a hash gives no right to it: people here name only what this store holds for the case. What a request
 * names lies at its author and is on its way.
 */
export function refusePapers(papers: readonly PaperRef[], by: Actor, facts: Facts): Refusal | null {
  const size = refuseSize(papers)
  if (size !== null || by.site !== facts.self) return size
  const missing = papers.find((paper) => !facts.holdsPaper(paper.hash))
  return missing === undefined ? null : refused('paper/not-held', missing.hash)
}

/** Body types every program ever released can read. */
const FIRST_RELEASE: ReadonlySet<string> = new Set<CaseBody['type']>([
  ...(['registered', 'submitted', 'moved', 'accepted', 'not-accepted', 'supplement-asked', 'supplement-given'] as const),
  ...(['paper-added', 'step-reviewed', 'decided', 'delivered', 'completed', 'withdrawn', 'task-given'] as const),
  ...(['task-answered', 'external-noted', 'service-place-changed', 'site-joined', 'due-reckoned', 'seized'] as const),
  ...(['notice-opened', 'notice-told', 'originals-handed-on', 'originals-received', 'request-refused'] as const),
])

/** A newer body type is written only when every site on the path is known to read it. */
export function refuseUnreadable(roster: Roster, path: readonly SiteId[], bodyType: string): Refusal | null {
  if (FIRST_RELEASE.has(bodyType)) return null
  const behind = path.find((site) => !currentSite(roster, site)?.bodyTypes.includes(bodyType))
  return behind === undefined ? null : refused('site/not-ready-for-body', behind)
}

/** Path and participants grown by sites that may hold papers from now on, and by the gateways above stations. */
export function withParticipants(
  roster: Roster,
  now: Pick<After, 'path' | 'participants'>,
  sites: readonly SiteId[],
): Pick<After, 'path' | 'participants'> {
  let path = now.path
  const participants = new Set(now.participants)
  for (const site of sites) {
    const gateway = gatewayOf(roster, site) ?? site
    path = connect(roster, connect(roster, path, site), gateway)
    participants.add(site).add(gateway)
  }
  return { path, participants: [...participants] }
}
