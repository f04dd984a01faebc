import type { FaultCode } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { PeerTest } from '../site/network/peer-test.js'

/** What the program around the routes hands in: the API knows neither links nor when all has started. */
export interface CounterDoors {
  /** State of every link, as the part that drives them says it. */
  readonly links: () => readonly LinkState[]
  /** Why this program is not ready to serve; empty when it is. */
  readonly notReady: () => readonly NotReady[]
  /** Looks at the way to the parent, or to the bus; absent where there is neither. */
  readonly peerTest?: PeerTest | null
}

export interface NotReady {
  readonly code: FaultCode
  readonly detail: string
}

/** As much of a link as screens show. */
export interface LinkState {
  readonly peer: SiteId
  readonly state: 'down' | 'greeting' | 'running' | 'closed'
  readonly sinceMs: number
  readonly reason: string | null
  readonly detail: string
  readonly linkId: string | null
  readonly session: number
  readonly peerFacts: {
    readonly store: string
    readonly generation: number | null
    readonly programVersion: string
    readonly rosterVersion: number
  } | null
  readonly offset: { readonly offsetMs: number; readonly uncertaintyMs: number } | null
  readonly lanes: readonly {
    readonly lane: 'case' | 'bulk'
    readonly written: number
    readonly acknowledged: number
    readonly sent: number
    readonly inFlight: number
    readonly credit: number
    readonly received: number
    readonly peerWritten: number
    readonly waitingMs: number | null
  }[]
  readonly drops: Readonly<Record<string, number>>
  readonly lastHeardMs: number | null
  readonly peerInMaintenance: boolean
  readonly nextDialMs: number | null
}

/** No links and always ready: for tests of routes alone. */
export const closedDoors: CounterDoors = { links: () => [], notReady: () => [] }
