import { evolve } from '../../domain/case/evolve.js'
import type { CaseEvent } from '../../domain/case/event.js'
import { standingBranch } from '../../domain/case/fork.js'
import type { CaseState } from '../../domain/case/state.js'
import type { CaseId, Hash, SiteId } from '../../domain/values.js'
import type { EventRow } from '../../store/event-log.js'
import { decodeEvent } from '../../wire/event.js'
import { loadCase } from '../execute.js'
import { forward } from './forward.js'
import { putCounterViews } from '../../store/projections/counter-views.js'
import type { Site } from '../site.js'
import { wantPapersOfBranch } from '../links/wants.js'

/** Folds the branch that ends in a hash, from its first event. */
export function foldTo(site: Site, caseId: CaseId, head: Hash): CaseState | null {
  const previous = new Map(site.store.events.rowsOf(caseId).map((row) => [row.hash, row.previousHash]))
  const chain: Hash[] = []
  for (let hash: Hash | undefined = head; hash !== undefined && previous.has(hash); hash = previous.get(hash)) chain.push(hash)
  return fold(site, caseId, chain.reverse())
}

function fold(site: Site, caseId: CaseId, hashes: readonly Hash[]): CaseState | null {
  let state: CaseState | null = null
  for (const hash of hashes) state = evolve(state, decodeEvent(site.store.events.bytes(caseId, hash)))
  return state
}

/** An event that does not continue the standing head: decides anew which branch stands; the other is set aside, shown, and relayed all the same. */
export function restand(site: Site, event: CaseEvent, row: number, from: SiteId | null): void {
  const { caseId } = event
  const before = loadCase(site, caseId)
  const rows = site.store.events.rowsOf(caseId)
  const { standing, setAside, frozen } = standingBranch(rows)
  const head = rows.find(({ hash }) => hash === standing.at(-1))
  if (head === undefined || before === null) throw new Error('a case without a standing branch')
  const state = head.hash === site.store.cases.headHash(caseId) ? before : stand(site, caseId, head, standing)
  site.store.cases.setBranches(caseId, setAside.length, frozen)
  if (frozen) site.options.notify.alarm('event/fork', { caseId, sequence: event.sequence })
  wantPapersOfBranch(site, state)
  const path = [...new Set([...state.path, ...before.path, ...event.after.path])]
  forward(site, { caseId, path, row, from, isFirst: false })
  site.markUnsettled(caseId)
}

function stand(site: Site, caseId: CaseId, head: EventRow, standing: readonly Hash[]): CaseState {
  const state = fold(site, caseId, standing)
  if (state === null) throw new Error('a branch without events')
  site.store.cases.put(state, head.hash, head.row)
  putCounterViews(site.store, state)
  site.remember(state)
  return state
}
