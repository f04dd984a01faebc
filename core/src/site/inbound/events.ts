import { admit } from '../../domain/case/admit.js'
import type { CaseEvent } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { liesBehind, neighboursOn } from '../../domain/tree.js'
import type { Hash, SiteId } from '../../domain/values.js'
import { decodeEvent, decodeSealedEvent, encodeSealedEvent, eventHash, type SealedEvent } from '../../wire/event.js'
import { settle } from '../log/append.js'
import { foldTo, restand } from '../log/branches.js'
import { loadCase, pinnedItem } from '../execute.js'
import type { Site } from '../site.js'
import { applied, type Applied, parked } from './applied.js'
import { missingBefore } from './held.js'
import { park } from './park.js'

interface Arrived extends SealedEvent {
  readonly event: CaseEvent
  readonly hash: Hash
  readonly from: SiteId
}

/** Takes in an event from a neighbour's lane, and what was held behind it. Inside a transaction. */
export function applyEvent(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { bytes, seal, sealScheme } = decodeSealedEvent(payload)
  const first = { event: decodeEvent(bytes), hash: eventHash(bytes), bytes, seal, sealScheme, from }
  const outcome = applyOne(site, first)
  if (outcome.kind === 'applied') releaseHeld(site, first)
  return outcome
}

function applyOne(site: Site, arrived: Arrived): Applied {
  const { event, hash, from } = arrived
  const { caseId } = event
  if (site.store.events.has(caseId, hash)) {
    if (isOnPath(site, from, event)) site.store.neighbours.join(caseId, from)
    return applied
  }
  if (event.sequence > 1 && !site.store.events.has(caseId, event.previousHash)) return hold(site, arrived)
  const before = stateBefore(site, event)
  const refusal = admission(site, before, arrived)
  // No list need ever have named it here: the case's word is enough to fetch it.
  if (refusal?.code === 'item/waiting-for') site.markItemMissing(event.after.item.digest)
  if (refusal !== null) return parked(refusal.code, refusal.detail, { caseId, hash })
  take(site, arrived, before)
  return applied
}

/** A neighbour elsewhere that shows an event it came by does not hear of the case from then on. */
function isOnPath({ roster, store, id }: Site, from: SiteId, { caseId, after }: CaseEvent): boolean {
  return [after.path, store.cases.state(caseId)?.path ?? []].some((path) => neighboursOn(roster, path, id).includes(from))
}

function hold(site: Site, arrived: Arrived): Applied {
  const { caseId, sequence, previousHash } = arrived.event
  site.store.inbox.hold({ ...arrived, source: arrived.from, atMs: site.nowRawMs() })
  const ask = site.store.inbox.isParked(caseId, previousHash) ? null : missingBefore(site, caseId, sequence)
  return { kind: 'held', ask }
}

/** The case as it was where the event stands: usually its head, else the branch folded anew. */
function stateBefore(site: Site, event: CaseEvent): CaseState | null {
  if (event.sequence === 1) return null
  const isHead = site.store.cases.headHash(event.caseId) === event.previousHash
  return isHead ? loadCase(site, event.caseId) : foldTo(site, event.caseId, event.previousHash)
}

/** The three questions: does the author lie on that side, was it custodian there, may it write that. */
function admission(site: Site, before: CaseState | null, { event, from }: Arrived): Refusal | null {
  const { author, after } = event
  if (author.rosterVersion > site.roster.version)
    return refused('roster/behind', `names ${author.rosterVersion}, here ${site.roster.version}`)
  if (author.site === site.id) return refused('event/forbidden-author', 'claims to be written here')
  if (!liesBehind(site.roster, site.id, from, author.site, author.rosterVersion)) {
    return refused('event/wrong-side', `${author.site} by way of ${from}`)
  }
  return admit(before, event, site.roster, pinnedItem(site, after.item))
}

function take(site: Site, { event, hash, from, bytes, seal, sealScheme }: Arrived, before: CaseState | null): void {
  const head = site.store.cases.headHash(event.caseId)
  const atMs = site.nowRawMs()
  const row = site.store.events.append({ event, hash, bytes, seal, sealScheme, own: false, source: from, atMs })
  const continuesHead = head === (before === null ? null : event.previousHash)
  if (continuesHead) settle(site, { event, hash, row, before, from })
  else restand(site, event, row, from)
}

/** What waited for this event follows it; each may set free the next. */
function releaseHeld(site: Site, first: Arrived): void {
  const settled: Arrived[] = [first]
  for (const { event, hash } of settled) {
    for (const held of site.store.inbox.takeHeldAfter(event.caseId, hash)) {
      const next = { ...held, event: decodeEvent(held.bytes), from: held.source }
      const outcome = applyOne(site, next)
      if (outcome.kind === 'applied') settled.push(next)
      if (outcome.kind === 'parked') park(site, next.from, 'event', encodeSealedEvent(next), outcome)
    }
  }
}
