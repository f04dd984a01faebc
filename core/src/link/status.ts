import type { FaultCode } from '../domain/fault.js'
import type { SiteId, StoreId } from '../domain/values.js'
import type { Lane } from '../site/ledger.js'

/**
 * States of a session:
 * - `greeting`: the dialler has said Hello, the accepter waits for it; nothing else is read
 * - `running`: both know link, session and marks; lanes flow
 * - `closed`: over; `reason` says why, a fault code where there is one
 *
 * A neighbour without a session is `down`: never connected, or between two dials.
 */
export type LinkState = 'down' | 'greeting' | 'running' | 'closed'

/** One link as screens show it. */
export interface LinkStatus {
  readonly peer: SiteId
  readonly state: LinkState
  /** When this state began, ms since 1970 by this machine's clock. */
  readonly sinceMs: number
  /** Why it is down or closed: a fault code, or the channel's own words; null while it runs. */
  readonly reason: string | null
  readonly detail: string
  readonly linkId: string | null
  readonly session: number
  readonly peerFacts: PeerFacts | null
  readonly offset: ClockOffset | null
  readonly lanes: readonly LaneStatus[]
  readonly frameBytes: number
  /** Frames and messages not used, by reason. */
  readonly drops: Drops
  readonly lastHeardMs: number | null
  /** The other end takes no new work; it sends what it has. */
  readonly peerInMaintenance: boolean
  readonly papers: PaperStatus | null
  /** Dialler between two dials: when the next one is due. */
  readonly nextDialMs: number | null
}

/** What the other end said of itself. */
export interface PeerFacts {
  readonly store: StoreId
  readonly generation: number | null
  readonly programVersion: string
  readonly bodyTypes: readonly string[]
  readonly rosterVersion: number
}

/** How far the peer's clock is ahead of this one, and by how much that may be wrong. */
export interface ClockOffset {
  readonly offsetMs: number
  readonly uncertaintyMs: number
}

/** One lane, both directions. */
export interface LaneStatus {
  readonly lane: Lane
  readonly written: number
  readonly acknowledged: number
  /** Highest number handed to the network. */
  readonly sent: number
  readonly inFlight: number
  readonly credit: number
  readonly received: number
  /** Highest number the peer says it has written. */
  readonly peerWritten: number
  /** How long the oldest message on its way has waited for an answer, null when none is. */
  readonly waitingMs: number | null
}

export type DropReason = 'other-link' | 'other-session' | 'too-early' | 'unexpected' | 'duplicate' | 'gap' | 'clone' | 'paper'

export type Drops = Readonly<Record<DropReason, number>>

/** What a dropped frame is called in the catalogue. */
export const dropCodes: Readonly<Record<DropReason, FaultCode>> = {
  'other-link': 'link/wrong-link',
  'other-session': 'link/wrong-link',
  'too-early': 'link/out-of-order',
  unexpected: 'link/out-of-order',
  duplicate: 'link/out-of-order',
  gap: 'link/out-of-order',
  clone: 'link/clone',
  paper: 'link/out-of-order',
}

/** Papers on their way over this link. */
export interface PaperStatus {
  /** Stated a moment ago, or after something went wrong, and not answered. */
  readonly unanswered: number
  /** The peer has them; they are not asked for yet. */
  readonly offered: number
  readonly pulling: number
  readonly outstandingPulls: number
  readonly chunkBytes: number
  readonly receivedBytes: number
  readonly sentBytes: number
  /** Files whose bytes did not fit their name; an alarm. */
  readonly mismatches: number
  readonly refused: number
}

/** Counts of nothing yet. */
export function noDrops(): Record<DropReason, number> {
  return {
    'other-link': 0,
    'other-session': 0,
    'too-early': 0,
    unexpected: 0,
    duplicate: 0,
    gap: 0,
    clone: 0,
    paper: 0,
  }
}
