import type { CaseEvent } from '@liandong/core/domain/case/event.js'
import type { Store } from '@liandong/core/store/store.js'
import { decodeEvent } from '@liandong/core/wire/event.js'
import type { Network } from '../network.js'

/** What a person was told, and what is known of it outside all sites. */
export interface Act {
  readonly requestId: string
  readonly caseId: string
  /** Where the person acted. */
  readonly site: string
  readonly person: string
  readonly what: string
  readonly step: number
  /**
   * pending: no answer yet, or never, because the process ended. done: in the log of that site. requested: a request of
   * that site's. asked: of the county, by the city. nothing: all it asked for was so already. refused, failed: told so.
   */
  state: 'pending' | 'done' | 'requested' | 'asked' | 'nothing' | 'refused' | 'failed'
  detail: string
  /** Sites whose stores held it when a disk was lost, one entry for each loss after the acknowledgement. */
  readonly heldAtLoss: string[][]
}

const decoded = new Map<string, CaseEvent>()
/** Bounds memory over thousands of seeds. */
const DECODED_KEPT = 50_000

/** An event by its hash, decoded once. */
export function readEvent(hash: string, bytes: Uint8Array): CaseEvent {
  const known = decoded.get(hash)
  if (known !== undefined) return known
  if (decoded.size > DECODED_KEPT) decoded.clear()
  const event = decodeEvent(bytes)
  decoded.set(hash, event)
  return event
}

/** Names one use of a request's id: two people may have used the same. */
export function useOf({ requestId, person }: Pick<Act, 'requestId' | 'person'>): string {
  return `${requestId} ${person}`
}

/** Uses of request ids whose outcome or request a store holds in any form: applied, set aside, held, parked or on its way. */
export function usesIn(store: Store): Set<string> {
  const uses = new Set<string>()
  const note = (hash: string, bytes: Uint8Array) => {
    const { answer, author } = readEvent(hash, bytes)
    if (answer !== null) uses.add(useOf({ requestId: answer.requestId, person: author.person }))
  }
  for (const { hash, bytes } of store.events.after(0, Number.MAX_SAFE_INTEGER)) note(hash, bytes)
  for (const { hash, bytes } of store.inbox.held(Number.MAX_SAFE_INTEGER)) note(hash, bytes)
  for (const { id, request } of store.requests.allUnanswered(Number.MAX_SAFE_INTEGER))
    uses.add(useOf({ requestId: id, person: request.author.person }))
  return uses
}

/** Records every acknowledgement where the caller gets it, and at each lost disk which stores still held it. */
export class Witness {
  readonly acts: Act[] = []
  /** Papers by hash: where each was made. */
  readonly papers = new Map<string, string>()
  readonly lostDisks: string[] = []

  filed(act: Omit<Act, 'state' | 'detail' | 'heldAtLoss'>): Act {
    const filed: Act = { ...act, state: 'pending', detail: '', heldAtLoss: [] }
    this.acts.push(filed)
    return filed
  }

  get acknowledged(): readonly Act[] {
    return this.acts.filter(({ state }) => state === 'done' || state === 'requested')
  }

  /** Two people, or one with two acts, used the same id: only one of them can have an outcome. */
  isShared(requestId: string): boolean {
    const uses = this.acts.filter((act) => act.requestId === requestId).map(({ person, what }) => `${person} ${what}`)
    return new Set(uses).size > 1
  }

  diskLost(site: string, network: Pick<Network, 'look'>): void {
    this.lostDisks.push(site)
    const held = network.look((each, store) => ({ site: each, uses: usesIn(store) }))
    for (const act of this.acknowledged) {
      act.heldAtLoss.push(held.flatMap((each) => (each.uses.has(useOf(act)) ? [each.site] : [])))
    }
  }

  /** No store that survived, within reach, held it when some disk was lost. */
  wasLost({ heldAtLoss }: Act, isReached: (site: string) => boolean): boolean {
    return heldAtLoss.some((sites) => !sites.some(isReached))
  }
}
