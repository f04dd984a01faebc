import type { FaultCode } from '../../domain/fault.js'
import type { CaseId, Hash, SiteId, StoreId } from '../../domain/values.js'

/** Each strictly ordered, with its own numbers, digest and credit in each direction. */
export type Lane = 'case' | 'bulk'
export const LANES: readonly Lane[] = ['case', 'bulk']

/** Larger ones do not pass every hop. */
export const MAX_FRAME_BYTES = 512 * 1024

export type MessageKind =
  | 'event'
  | 'request'
  | 'unknown-case-answer'
  | 'roster-change'
  | 'seizure-ask'
  | 'catalogue-edition'
  | 'list-snapshot'
  | 'content-ask'
  | 'content-pack'
  | 'list-proof'
  | 'item-stop'
  | 'seizure-refusal'
  | 'site-enrolled'
  | 'site-revoked'
  | 'catalogue-note'
  | 'audit-news'
  | 'verifier'
  | 'account-ask'
  | 'account-answer'
  | 'hand-over'
  | 'list-ask'
  | 'list-pack'

/** One message of a lane; `kind` is null for a kind this version does not know (its number is kept). */
export interface LaneMessage {
  readonly kind: MessageKind | null
  readonly kindNumber: number
  readonly payload: Uint8Array
}

export interface MessageResult {
  readonly number: number
  readonly state: 'held' | 'parked'
  readonly code: FaultCode
  readonly detail: string
}

/** What one side has committed of one lane, and how far the other may send. */
export interface LaneState {
  readonly lane: Lane
  readonly received: number
  readonly receivedDigest: Hash
  /** Highest number the other side may send. */
  readonly credit: number
  /** Highest number this side has given out. */
  readonly written: number
}

export interface Hello {
  readonly kind: 'hello'
  readonly site: SiteId
  readonly store: StoreId
  readonly generation: number
  readonly wireOldest: number
  readonly wireNewest: number
  readonly programVersion: string
  readonly bodyTypes: readonly string[]
  readonly lanes: readonly LaneState[]
  readonly clockMs: number
  readonly rosterVersion: number
  readonly instance: string
}

export interface Welcome {
  readonly kind: 'welcome'
  readonly site: SiteId
  readonly store: StoreId
  readonly wire: number
  readonly programVersion: string
  readonly bodyTypes: readonly string[]
  readonly lanes: readonly LaneState[]
  readonly clockMs: number
  readonly rosterVersion: number
  readonly helloClockMs: number
}

/** A code this version does not know arrives as `link/unknown-kind`, with the code in its detail. */
export interface Stop {
  readonly kind: 'stop'
  readonly code: FaultCode
  readonly detail: string
}

export interface Batch {
  readonly kind: 'batch'
  readonly lane: Lane
  readonly first: number
  readonly messages: readonly LaneMessage[]
}

export interface Ack {
  readonly kind: 'ack'
  readonly lane: Lane
  readonly number: number
  readonly digest: Hash
  readonly credit: number
  readonly results: readonly MessageResult[]
}

/** How the line and the machine of a site stand, as the gateway it dials sees it or, of itself, as the site says. */
export interface SiteReport {
  readonly site: SiteId
  readonly running: boolean
  /** Since when it is, or is not, connected; null for never. */
  readonly sinceMs: number | null
  readonly heardMs: number | null
  /** Why it is not connected: a code, or the channel's own words; null while it is. */
  readonly reason: string | null
  /** Messages that have not arrived: of the site, and for it. */
  readonly waitingUp: number
  readonly waitingDown: number
  /** Since when the oldest of those for it waits; null when none does. */
  readonly oldestMs: number | null
  readonly offset: { readonly offsetMs: number; readonly uncertaintyMs: number } | null
  readonly programVersion: string | null
  readonly rosterVersion: number
  readonly maintenance: boolean
  /** Cases whose last event no other site holds; null where it has not said. */
  readonly onlyHere: number | null
  readonly asOfMs: number
}

export interface Heartbeat {
  readonly kind: 'heartbeat'
  readonly clockMs: number
  readonly lanes: readonly LaneState[]
  /** The last heartbeat heard from the other side, by its clock and by this one; null before the first. */
  readonly heard: { readonly clockMs: number; readonly atMs: number } | null
  /** The sender takes no new work; absent otherwise. */
  readonly maintenance?: true
  /** How sites stand, toward the parent; absent otherwise. */
  readonly sites?: readonly SiteReport[]
}

/** Asks for events of one case again, both ends inclusive. */
export interface Ask {
  readonly kind: 'ask'
  readonly caseId: CaseId
  readonly from: number
  readonly to: number
}

/** A paper of one case: every blob frame names both, since naming a hash alone gives no right to it. */
interface OfPaper {
  readonly caseId: CaseId
  readonly hash: Hash
}

export type PaperFrame =
  | ({ readonly kind: 'want' } & OfPaper)
  | ({ readonly kind: 'have'; readonly sizeBytes: number } & OfPaper)
  | ({ readonly kind: 'pull'; readonly offset: number; readonly length: number } & OfPaper)
  | ({ readonly kind: 'chunk'; readonly offset: number; readonly data: Uint8Array } & OfPaper)
  | ({ readonly kind: 'got'; readonly held: boolean; readonly byCustodian: boolean } & OfPaper)

/** A kind of a later version: counted and passed over. */
export interface UnknownFrame {
  readonly kind: 'unknown'
}

export type FrameBody = Hello | Welcome | Stop | Batch | Ack | Heartbeat | Ask | PaperFrame

/** What travels between two neighbours, on a link and in a session. */
export interface LinkFrame {
  /** null only in a first Hello. */
  readonly linkId: string | null
  readonly session: number
  readonly body: FrameBody | UnknownFrame
}
