import { authorOf } from '../../domain/acts/standing.js'
import { evolve } from '../../domain/case/evolve.js'
import type { CaseEvent, CaseEventDraft } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import { sameEpoch } from '../../domain/epoch.js'
import type { Actor, CaseId, EventTime, Hash, SiteId } from '../../domain/values.js'
import { encodeEvent } from '../../wire/event.js'
import { makeSeal, SEAL_SCHEME, sha256Hex, ZERO_HASH } from '../../wire/hash.js'
import { forward } from './forward.js'
import { updateCounterViews } from '../../store/projections/counter-views.js'
import type { Site } from '../site.js'
import { flagIfGone } from '../rights/flags.js'
import { wantPapers } from '../links/wants.js'

export interface CaseIdentity {
  readonly caseId: CaseId
  readonly number: string
}

/** The time an act of this site counts from: never before the case's last event. */
export function eventTime(site: Site, state: CaseState | null): EventTime {
  const now = site.clock.now()
  return { ...now, legalMs: Math.max(now.estimateMs, state?.legalMs ?? 0) }
}

/**
 * Appends what was decided here: events, projections and lane entries, inside the caller's transaction. The person may
 * have acted elsewhere and asked by a request; the author of the event is this site all the same.
 */
export function appendOwn(
  site: Site,
  identity: CaseIdentity,
  before: CaseState | null,
  drafts: readonly CaseEventDraft[],
  by: Actor,
  time: EventTime,
): CaseState {
  const author = authorOf(by, { site: site.id, store: site.store.id }, site.roster)
  let state = before
  let previousHash = before === null ? ZERO_HASH : headOf(site, identity.caseId)
  for (const draft of drafts) {
    const sequence = (state?.sequence ?? 0) + 1
    const event: CaseEvent = {
      caseId: identity.caseId,
      caseNumber: identity.number,
      sequence,
      author,
      time,
      previousHash,
      ...draft,
    }
    previousHash = appendOne(site, event, state)
    state = site.states.get(identity.caseId) ?? null
  }
  if (state === null) throw new Error('a decision without events')
  return state
}

function appendOne(site: Site, event: CaseEvent, before: CaseState | null): Hash {
  const bytes = encodeEvent(event)
  const hash = sha256Hex(bytes)
  const seal = makeSeal(site.options.sealKey, hash)
  const row = site.store.events.append({
    event,
    hash,
    bytes,
    seal,
    sealScheme: SEAL_SCHEME,
    own: true,
    source: null,
    atMs: site.nowRawMs(),
  })
  settle(site, { event, hash, row, before, from: null })
  return hash
}

export function headOf(site: Site, caseId: CaseId): Hash {
  const head = site.store.cases.headHash(caseId)
  if (head === null) throw new Error(`case ${caseId} has no head`)
  return head
}

export interface Standing {
  readonly event: CaseEvent
  readonly hash: Hash
  readonly row: number
  readonly before: CaseState | null
  /** The neighbour it came from; null when it was written here. */
  readonly from: SiteId | null
}

/** What every event that continues the standing branch brings with it, wherever it was written. */
export function settle(site: Site, { event, hash, row, before, from }: Standing): void {
  const state = evolve(before, event)
  site.store.cases.put(state, hash, row)
  updateCounterViews(site.store, state, before)
  site.remember(state)
  flagIfGone(site, event, hash)
  if (event.answer !== null) site.store.requests.answered(event.answer.requestId, event.answer.bodyHash, row)
  wantPapers(site, state, before, event.papers)
  forward(site, { caseId: state.caseId, path: event.after.path, row, from, isFirst: before === null })
  if (before !== null && !sameEpoch(before.epoch, state.epoch)) site.markUnsettled(state.caseId)
}
