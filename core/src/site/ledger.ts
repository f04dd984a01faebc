import type { FaultCode } from '../domain/fault.js'
import type { CaseId, Hash, SiteId, StoreId } from '../domain/values.js'
import type { NewPaper } from '../store/papers/blobs.js'
import type { Lane, LaneMessage, MessageKind, MessageResult, SiteReport } from '../wire/frame.js'

export type { Hop } from '../wire/request.js'
export { LANES } from '../wire/frame.js'
export type { Lane, LaneMessage, MessageKind, MessageResult, SiteReport }

/** What this side has committed of a lane, as stated at session start and in heartbeats. */
export interface LaneMark {
  readonly lane: Lane
  readonly received: number
  readonly receivedDigest: Hash
  /** Highest number given to an outgoing message. */
  readonly written: number
  /** Highest own number the other side said it has committed. */
  readonly acknowledged: number
}

export interface LinkFacts {
  /** null before the first session. */
  readonly linkId: string | null
  readonly peerStore: StoreId | null
  /** The last session number used (dialler) or seen (accepter). */
  readonly session: number
  /** Why the link stopped; null while it may run. */
  readonly stopped: FaultCode | null
}

/** An earlier part of a case's log that is asked for again; both ends inclusive. */
export interface CaseRange {
  readonly caseId: CaseId
  readonly from: number
  readonly to: number
}

export interface Received {
  readonly number: number
  readonly digest: Hash
  readonly results: readonly MessageResult[]
  readonly asks: readonly CaseRange[]
}

/**
 * What a link session needs of its site's store. Every method that changes something has committed
 * with synchronous=FULL when it returns. Methods throw `Fault` only for store failures.
 */
export interface LinkLedger {
  facts(peer: SiteId): LinkFacts
  /** Dialler: the next session number, committed before it is used. Accepter: remembers the one heard. */
  beginSession(peer: SiteId): number
  sawSession(peer: SiteId, session: number): void
  /** First contact: remembers link id and the peer's store, and writes what this neighbour must have into its lanes. */
  adopt(peer: SiteId, linkId: string, peerStore: StoreId): void
  marks(peer: SiteId): readonly LaneMark[]
  /** Own running digest at an outgoing number (0 gives zeros); null when never written or pruned. */
  digestAt(peer: SiteId, lane: Lane, number: number): Hash | null
  /** Outgoing messages from a number on, at least one when there is one, together at most `maxBytes`, none past `upTo`. */
  read(peer: SiteId, lane: Lane, from: number, maxBytes: number, upTo: number): readonly LaneMessage[]
  /** Applies messages `first …` in one transaction. The caller has made sure that `first` is received + 1. */
  receive(peer: SiteId, lane: Lane, first: number, messages: readonly LaneMessage[]): Received
  /**
   * The other side committed all up to `number`; `results` name what it held or parked. A number alone need not survive a power cut:
   * the other side states it again at the next session start.
   */
  acknowledge(peer: SiteId, lane: Lane, number: number, results: readonly MessageResult[]): void
  /**
   * Ranges still missing behind what this peer's messages left held. An Ask dies with its connection, so they are asked for
   * again once the peer's lane is drained and they are still open.
   */
  openAsks(peer: SiteId): readonly CaseRange[]
  /** All the peer had written in its case lane is committed here now. */
  drained(peer: SiteId): void
  /** All the peer had written in its bulk lane is committed here now: this site knows all the peer knew of lists. */
  listsHeard(peer: SiteId): void
  /** Writes the rows asked for into the case lane again. */
  writeAgain(peer: SiteId, range: CaseRange): void
  /** Whether this site takes no new work now, as it says in heartbeats. */
  inMaintenance?(): boolean
  /** What the parent is to hear of sites with this heartbeat; nothing toward anybody else. */
  siteReports?(peer: SiteId, isFirst: boolean): readonly SiteReport[]
  /** A neighbour told of itself and of sites below it. */
  siteReported?(peer: SiteId, reports: readonly SiteReport[]): void
  /** Ends the link for a reason a person must look at; it is shown, nothing is deleted. */
  stop(peer: SiteId, code: FaultCode, detail: string): void
  /** Offset of the peer's clock against this one and its uncertainty, in ms; measured by heartbeats. */
  measured(peer: SiteId, offsetMs: number, uncertaintyMs: number): void
}

/** A paper is wanted, held and let go for one case. */
export interface PaperName {
  readonly caseId: CaseId
  readonly hash: Hash
}

/** What a commit, or a neighbour's word, changed about papers. */
export interface PapersChange {
  /** Cases of which papers are wanted that were not, or may be had by another way now. */
  readonly wantedIn: ReadonlySet<CaseId>
  /** Papers that are here now, or that this site wants no more. */
  readonly settled: readonly PaperName[]
  /** Papers held here of which a neighbour is asked whether it keeps them too. */
  readonly toConfirm?: readonly ToConfirm[]
}

/** A paper held here, and the neighbour that is asked about it. */
export interface ToConfirm extends PaperName {
  readonly peer: SiteId
  readonly sizeBytes: number
}

/** What a neighbour says of a paper it was asked about. */
export interface Kept {
  /** Held there for the case, committed; not a copy on its way to others. */
  readonly held: boolean
  /** The case's custodian, as that neighbour knows it, holds it too. */
  readonly byCustodian: boolean
}

export type WantAnswer =
  | { readonly kind: 'have'; readonly sizeBytes: number }
  /** Not here yet; kept and passed on toward where it may be. */
  | { readonly kind: 'passed-on' }
  | { readonly kind: 'refused'; readonly code: FaultCode }

/** A small paper that came whole and fits its name; its bytes are committed by `keep`. */
export interface WholePaper extends PaperName {
  readonly file: NewPaper
}

/** What a chunk did; `complete`: the paper is committed, or wanted no more. */
export type ChunkWritten =
  | { readonly kind: 'more'; readonly next: number }
  | { readonly kind: 'whole'; readonly paper: WholePaper }
  | { readonly kind: 'complete' }
  | { readonly kind: 'mismatch' }

/** What the blob exchange needs of its site's store. */
export interface PaperLedger {
  /** A new session: the peer states all its wants anew, so what it wanted before is forgotten. */
  connected(peer: SiteId): void
  /** Papers this site still lacks and may get through that neighbour, oldest cases first; read only as far as it is gone through. */
  wantsFrom(peer: SiteId): Iterable<PaperName>
  /** Those of one case. */
  wantsOf(peer: SiteId, caseId: CaseId): readonly PaperName[]
  isWanted(peer: SiteId, caseId: CaseId, hash: Hash): boolean
  /** Whether the neighbour may hear of the case's papers at all. */
  hasJoined(peer: SiteId, caseId: CaseId): boolean
  /** Bytes of the file already here; pulling starts there. */
  partSize(hash: Hash): number
  /** Copies kept for the peer until it says Got (a Have or a Got may have died with its connection). */
  unconfirmed(peer: SiteId): readonly PaperName[]
  /** Size of a paper that the peer asked for, has not confirmed, and may have from here now; null when not. */
  offerable(peer: SiteId, caseId: CaseId, hash: Hash): number | null
  /** The peer states a want. It is remembered until `got` or the next `connected`. */
  wanted(peer: SiteId, caseId: CaseId, hash: Hash): WantAnswer
  /** Bytes of a paper held for that case and allowed to that peer; null when not. */
  readChunk(peer: SiteId, caseId: CaseId, hash: Hash, offset: number, length: number): Uint8Array | null
  /** Appends at `offset`; anything but the next byte is ignored and `next` says where to go on. */
  writeChunk(peer: SiteId, caseId: CaseId, hash: Hash, offset: number, data: Uint8Array, sizeBytes: number): ChunkWritten
  /** Commits papers that came whole, all at once; those wanted no more are let go. */
  keep(papers: readonly WholePaper[]): void
  /** This site holds it for that case, verified; it says Got to a neighbour that still offers it. */
  has(caseId: CaseId, hash: Hash): boolean
  /** The peer holds it, verified: a copy spooled for it may go. */
  got(peer: SiteId, caseId: CaseId, hash: Hash): void
  /** What this site says of a paper the peer asks about by offering it. */
  keeps?(peer: SiteId, caseId: CaseId, hash: Hash): Kept
  /** What the peer answered when it was asked. */
  confirmed?(peer: SiteId, caseId: CaseId, hash: Hash, said: Kept): void
}

/** Who this site is, as it says in Hello and Welcome. */
export interface SelfDescription {
  readonly site: SiteId
  readonly store: StoreId
  readonly generation: number
  readonly instance: string
  readonly programVersion: string
  readonly bodyTypes: readonly string[]
  readonly rosterVersion: number
}
