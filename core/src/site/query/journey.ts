import type { CaseState } from '../../domain/case/state.js'
import type { FaultCode } from '../../domain/fault.js'
import { nextHop } from '../../domain/tree.js'
import type { SiteId } from '../../domain/values.js'
import type { StoredEvent } from '../../store/event-log.js'
import type { Copy } from '../../store/link/lanes.js'
import { entitledSites } from '../links/wants.js'
import type { Site } from '../site.js'
import { type Age, ageOf } from './age.js'
import { type Named, siteNamed } from './names.js'
import { listSeizureAsks } from './traffic.js'

/** How sure this site is that another one holds the case's last event. */
export type Durability =
  /** Committed in this very store. */
  | 'here'
  /** That site said so itself: it acknowledged the event, or wrote it. */
  | 'acknowledged'
  /** The neighbour toward it has it; what lies behind is that neighbour's to know. */
  | 'passed-on'
  /** Not yet even at the neighbour toward it. */
  | 'waiting'

export interface JourneyStop {
  readonly site: Named
  readonly roles: readonly ('origin' | 'custodian' | 'service-place' | 'papers')[]
  readonly durable: Durability
  /** Since when it is known, ms since 1970 by this machine's clock; null while it waits or is not this site's to know. */
  readonly sinceMs: number | null
  /** The neighbour through which it is reached; null for this site. */
  readonly via: Named | null
}

export interface Journey {
  readonly custodian: Named
  readonly here: boolean
  readonly onlyHere: Age | null
  readonly stops: readonly JourneyStop[]
  readonly waitsFor: readonly Waiting[]
}

/** One reason the case does not move; `detail` names the paper, task, step or request. */
export interface Waiting {
  readonly what: 'papers' | 'supplement' | 'task' | 'external' | 'request' | 'seizure' | 'upgrade' | 'item'
  readonly detail: string
  readonly code: FaultCode | null
  readonly age: Age | null
}

/** Where a case is, how far its last event has come, and what it waits for. */
export function journeyOf(site: Site, state: CaseState): Journey {
  const head = headOf(site, state)
  const copies = head === null ? [] : copiesOf(site, head)
  const stops = state.path.map((id) => stopOf(site, state, id, head, copies))
  const alone = head !== null && head.own && !stops.some(({ durable }) => durable === 'acknowledged' || durable === 'passed-on')
  return {
    custodian: siteNamed(site, state.custodian),
    here: state.custodian === site.id,
    onlyHere: alone ? ageOf(site, head.atMs, state.originPlace) : null,
    stops,
    waitsFor: waitsFor(site, state),
  }
}

function headOf({ store }: Site, { caseId }: CaseState): StoredEvent | null {
  const hash = store.cases.headHash(caseId)
  const row = hash === null ? null : store.events.rowOf(caseId, hash)
  return row === null ? null : store.events.at(row)
}

/** Every row of a case goes to each neighbour that joined it; an entry that is gone was acknowledged, long ago. */
function copiesOf({ store }: Site, { row, caseId, source }: StoredEvent): readonly Copy[] {
  const copies = store.lanes.copiesOfEvent(row)
  const pruned = store.neighbours
    .of(caseId)
    .filter((peer) => peer !== source && copies.every((copy) => copy.peer !== peer) && store.lanes.isPruned(peer, 'case'))
  return [...copies, ...pruned.map((peer) => ({ peer, number: 0, acknowledged: true, sinceMs: null }))]
}

function stopOf(site: Site, state: CaseState, id: SiteId, head: StoredEvent | null, copies: readonly Copy[]): JourneyStop {
  const via = id === site.id ? null : nextHop(site.roster, site.id, id)
  return {
    site: siteNamed(site, id),
    roles: rolesOf(state, id),
    ...durabilityAt(site, id, via, head, copies),
    via: via === null ? null : siteNamed(site, via),
  }
}

function durabilityAt(
  site: Site,
  id: SiteId,
  via: SiteId | null,
  head: StoredEvent | null,
  copies: readonly Copy[],
): Pick<JourneyStop, 'durable' | 'sinceMs'> {
  if (head === null) return { durable: 'waiting', sinceMs: null }
  if (id === site.id) return { durable: 'here', sinceMs: head.atMs }
  if (id === head.authorSite || id === head.source) return { durable: 'acknowledged', sinceMs: head.atMs }
  const copy = copies.find(({ peer, acknowledged }) => peer === via && acknowledged)
  if (copy === undefined)
    return head.source !== null && head.source === via
      ? { durable: 'passed-on', sinceMs: null }
      : { durable: 'waiting', sinceMs: null }
  return id === via ? { durable: 'acknowledged', sinceMs: copy.sinceMs } : { durable: 'passed-on', sinceMs: null }
}

function rolesOf(state: CaseState, id: SiteId): JourneyStop['roles'] {
  return [
    ...(state.originSite === id ? (['origin'] as const) : []),
    ...(state.custodian === id ? (['custodian'] as const) : []),
    ...(state.serviceSite === id ? (['service-place'] as const) : []),
    ...(entitledSites(state).has(id) ? (['papers'] as const) : []),
  ]
}

function waitsFor(site: Site, state: CaseState): Waiting[] {
  return [
    ...brakes(site, state),
    ...papersAwaited(site, state),
    ...workOpen(site, state),
    ...requestsOpen(site, state),
    ...asksOpen(site, state),
  ]
}

function waiting(what: Waiting['what'], detail: string, code: FaultCode | null = null, age: Age | null = null): Waiting {
  return { what, detail, code, age }
}

function brakes({ store }: Site, state: CaseState): Waiting[] {
  return [
    ...(store.cases.isFrozen(state.caseId) ? [waiting('seizure', state.custodian, 'case/frozen')] : []),
    ...(state.unknownBodies.length > 0 ? [waiting('upgrade', state.unknownBodies.join(' '), 'case/needs-upgrade')] : []),
    ...(store.items.has(state.item.digest)
      ? []
      : [waiting('item', `${state.item.id} v${state.item.version}`, 'item/waiting-for')]),
  ]
}

function papersAwaited(site: Site, state: CaseState): Waiting[] {
  const own = site.store.papers.wantsOf(state.caseId).filter(({ forSite }) => forSite === site.id)
  return own.map(({ hash, sinceMs }) => waiting('papers', hash, 'paper/awaited', ageOf(site, sinceMs, state.originPlace)))
}

function workOpen(site: Site, state: CaseState): Waiting[] {
  const tasks = [...state.tasks].filter(([, { answer }]) => answer === null)
  const external = [...state.external].filter(([, { state: seen }]) => seen === 'sent' || seen === 'in-progress')
  return [
    ...(state.supplement?.materials ?? []).map((material) => waiting('supplement', material)),
    ...tasks.map(([task, { givenMs, place }]) => waiting('task', task, null, ageOf(site, givenMs, place))),
    ...external.map(([step, { asOfMs }]) => waiting('external', step, null, ageOf(site, asOfMs))),
  ]
}

function requestsOpen(site: Site, state: CaseState): Waiting[] {
  return site.store.requests
    .unanswered(state.caseId)
    .map(({ id, code, atMs, request }) => waiting('request', id, code, ageOf(site, atMs, request.author.place)))
}

function asksOpen(site: Site, { caseId }: CaseState): Waiting[] {
  const open = listSeizureAsks(site, caseId).filter(({ state }) => state === 'asked')
  return open.map(({ id, age }) => waiting('seizure', id, null, age))
}
