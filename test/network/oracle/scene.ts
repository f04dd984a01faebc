import type { CaseEvent } from '@liandong/core/domain/case/event.js'
import type { CaseState } from '@liandong/core/domain/case/state.js'
import type { EventRow } from '@liandong/core/store/event-log.js'
import type { Store } from '@liandong/core/store/store.js'
import type { Network } from '../network.js'
import { readEvent, type Witness } from './witness.js'

/** One row of one site's log, read. */
export interface SeenRow extends EventRow {
  readonly event: CaseEvent
}

/** A case as one site has it. */
export interface SeenCase {
  readonly site: string
  readonly store: Store
  readonly state: CaseState
  readonly head: string
  readonly rows: readonly SeenRow[]
  /** Hashes of the branch that stands here. */
  readonly standing: ReadonlySet<string>
}

/** Everything the oracle looks at, read once. */
export interface Scene {
  readonly network: Network
  readonly witness: Witness
  /** Sites the city can reach: those below a county whose disk is dead go on alone. */
  readonly sites: readonly { readonly site: string; readonly store: Store }[]
  readonly isReached: (site: string) => boolean
  /** Every case, as each site that holds it has it. */
  readonly cases: ReadonlyMap<string, readonly SeenCase[]>
}

export function sceneOf(network: Network, witness: Witness): Scene {
  const isReached = (site: string) => reaches(network, site)
  const sites = network.runningIds.filter(isReached).map((site) => ({ site, store: network.site(site).store }))
  const cases = new Map<string, SeenCase[]>()
  for (const { site, store } of sites) {
    for (const caseId of store.events.caseIds()) {
      const seen = seenCase(site, store, caseId)
      if (seen !== null) cases.set(caseId, [...(cases.get(caseId) ?? []), seen])
    }
  }
  return { network, witness, sites, isReached, cases }
}

function reaches(network: Network, site: string): boolean {
  const { parent } = network.shape(site)
  return network.isRunning(site) && (parent === null || reaches(network, parent))
}

function seenCase(site: string, store: Store, caseId: string): SeenCase | null {
  const state = store.cases.state(caseId)
  const head = store.cases.headHash(caseId)
  if (state === null || head === null) return null
  const rows = store.events
    .range(caseId, 1, Number.MAX_SAFE_INTEGER)
    .map((row) => ({ ...row, event: readEvent(row.hash, row.bytes) }))
  const standing = new Set(store.cases.standing(caseId).map(({ hash }) => hash))
  return { site, store, state, head, rows, standing }
}

/** Short names of things, as findings tell them. */
export function short(id: string): string {
  return id.slice(0, 6)
}
