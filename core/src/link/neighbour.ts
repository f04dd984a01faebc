import type { FaultCode } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { Clock } from '../runtime/clock.js'
import type { LaneMark, LinkLedger, PaperLedger, PapersChange, SelfDescription } from '../site/ledger.js'
import { BlobExchange } from './blobs.js'
import type { ChannelPair } from './channel.js'
import { judgeSession, type SessionVerdict, type WireRange } from './merge.js'
import { LinkSession } from './session.js'
import type { HelloIdentity } from './session/options.js'
import { type LaneStatus, type LinkStatus, noDrops } from './status.js'

/** What the links of one site are made of. */
export interface NeighbourOptions {
  /** Asked at each session start: what this site says of itself. */
  readonly self: () => SelfDescription
  readonly ledger: LinkLedger
  readonly papers: PaperLedger
  readonly clock: Clock
  /** What connections from children are told the time by; `clock` when absent. Toward its parent a site states its own. */
  readonly reckonedClock?: Clock
  /** A random id for a link that begins here. */
  readonly newLinkId: () => string
  /** Draws from 0 up to 1: for the jitter of dialling, and for numbers nobody guesses. */
  readonly random: () => number
  readonly wire?: WireRange
  readonly windowMessages?: number
  /** Called after each change of a link's state. */
  readonly onStatus?: (status: LinkStatus) => void
  readonly onBug?: (peer: SiteId, error: unknown) => void
}

/** One connection and what runs over it. */
interface Connection {
  readonly session: LinkSession
  readonly pair: ChannelPair
  readonly onClosed: () => void
  papers: BlobExchange | null
}

/** Connections that have not said Hello; a peer that opens more has lost the older ones. */
const waitingLimit = 4
/** Restarts of the peer beside a session that lived; an older copy is caught by the digests of the lanes. */
const instancesKept = 32

/** The link to one neighbour: its one live session, what waits to take its place, and what was last known of it. */
export class Neighbour {
  readonly #peer: SiteId
  readonly #options: NeighbourOptions
  /** The one that runs, or that this site dialled. */
  #live: Connection | null = null
  /** Accepted, not greeted yet. */
  #waiting: readonly Connection[] = []
  /** Instances of the peer's store, other than the live one's, that were alive beside another. */
  readonly #otherInstances = new Set<string>()
  #cloneCount = 0
  #last: LinkStatus | null = null
  #nextDialMs: number | null = null

  constructor(peer: SiteId, options: NeighbourOptions) {
    this.#peer = peer
    this.#options = options
  }

  accept(pair: ChannelPair): LinkSession {
    const connection = this.#open(pair, 'accepter', () => undefined)
    this.#waiting = [...this.#waiting, connection]
    if (this.#waiting.length > waitingLimit) this.#waiting[0]?.session.stop('link/superseded')
    connection.session.start()
    return connection.session
  }

  connect(pair: ChannelPair, onClosed: () => void): LinkSession {
    this.#live?.session.stop('link/superseded')
    const connection = this.#open(pair, 'dialler', onClosed)
    this.#live = connection
    this.#nextDialMs = null
    connection.session.start()
    return connection.session
  }

  poke(): void {
    this.#live?.session.poke()
  }

  papersChanged(change: PapersChange): void {
    this.#live?.papers?.changed(change)
  }

  stop(code: FaultCode, detail: string): void {
    for (const { session } of this.#waiting) session.stop(code, detail)
    this.#live?.session.stop(code, detail)
  }

  close(reason: string): void {
    for (const { session } of this.#waiting) session.close(reason)
    this.#live?.session.close(reason)
  }

  /** There is no connection, and the next dial is due after so long. */
  noteWait(forMs: number, reason: string): void {
    const { clock, onStatus } = this.#options
    this.#nextDialMs = clock.nowMs() + forMs
    this.#last = { ...this.status(), reason }
    onStatus?.(this.#last)
  }

  status(): LinkStatus {
    if (this.#live !== null) return this.#statusOf(this.#live)
    const { ledger, clock } = this.#options
    const { linkId, session, stopped } = ledger.facts(this.#peer)
    const known = this.#last ?? unmet(this.#peer, clock.nowMs())
    const lanes = ledger.marks(this.#peer).map(idleLane)
    const reason = stopped ?? known.reason
    return { ...known, state: 'down', reason, linkId, session, lanes, papers: null, nextDialMs: this.#nextDialMs }
  }

  #statusOf({ session, papers }: Connection): LinkStatus {
    const status = session.status()
    const drops = { ...status.drops, clone: this.#cloneCount, paper: papers?.dropped ?? 0 }
    return { ...status, drops, papers: papers?.status() ?? null }
  }

  #open(pair: ChannelPair, role: 'dialler' | 'accepter', onClosed: () => void): Connection {
    const { self, ledger, newLinkId, random, wire, windowMessages, onBug } = this.#options
    const clock = role === 'accepter' ? (this.#options.reckonedClock ?? this.#options.clock) : this.#options.clock
    const session = new LinkSession({
      role,
      peer: this.#peer,
      self: self(),
      ledger,
      channel: pair.messages,
      clock,
      newLinkId,
      random,
      ...(wire === undefined ? {} : { wire }),
      ...(windowMessages === undefined ? {} : { windowMessages }),
      admit: (hello, last) => this.#admit(connection, hello, last),
      onChange: () => this.#changed(connection),
      onBug: (error) => onBug?.(this.#peer, error),
    })
    const connection: Connection = { session, pair, onClosed, papers: null }
    return connection
  }

  /** The newer session closes the older; a second live copy of the store is refused. */
  #admit(connection: Connection, hello: HelloIdentity, last: number): SessionVerdict {
    const older = this.#live
    const live = older === null ? null : { ...identityOf(older), otherInstances: this.#otherInstances }
    const verdict = judgeSession(last, live, hello)
    if (verdict.kind === 'clone') this.#noteClone(hello.instance)
    if (verdict.kind !== 'take') return verdict
    this.#otherInstances.delete(hello.instance)
    if (live !== null && live.instance !== hello.instance) this.#noteInstance(live.instance)
    older?.session.stop('link/superseded')
    this.#live = connection
    return verdict
  }

  #noteClone(instance: string): void {
    this.#cloneCount += 1
    this.#noteInstance(instance)
  }

  #noteInstance(instance: string): void {
    const [oldest] = this.#otherInstances
    if (this.#otherInstances.size >= instancesKept && oldest !== undefined) this.#otherInstances.delete(oldest)
    this.#otherInstances.add(instance)
  }

  #changed(connection: Connection): void {
    if (connection.session.state === 'running') this.#run(connection)
    if (connection.session.state === 'closed') this.#closed(connection)
    this.#options.onStatus?.(this.status())
  }

  #run(connection: Connection): void {
    const { papers, clock, onBug } = this.#options
    const { session, pair } = connection
    this.#waiting = this.#waiting.filter((one) => one !== connection)
    pair.blobs.onClose((reason) => session.close(reason))
    if (session.state !== 'running') return
    connection.papers = new BlobExchange({
      peer: this.#peer,
      papers,
      channel: pair.blobs,
      clock,
      linkId: session.linkId ?? '',
      session: session.session,
      hasCaseBacklog: () => session.hasCaseBacklog,
      onFault: (code, detail) => session.stop(code, detail),
      onBug: (error) => onBug?.(this.#peer, error),
    })
    connection.papers.start()
  }

  #closed(connection: Connection): void {
    const { session, pair, papers, onClosed } = connection
    papers?.close()
    this.#waiting = this.#waiting.filter((one) => one !== connection)
    // A connection refused beside a live one says nothing about the link.
    if (this.#live === connection || this.#live === null) this.#last = this.#statusOf(connection)
    if (this.#live === connection) this.#live = null
    pair.blobs.close(session.status().reason ?? '')
    onClosed()
  }
}

function identityOf({ session }: Connection): HelloIdentity {
  return { session: session.session, instance: session.instance }
}

function unmet(peer: SiteId, sinceMs: number): LinkStatus {
  return {
    peer,
    state: 'down',
    sinceMs,
    reason: null,
    detail: '',
    linkId: null,
    session: 0,
    peerFacts: null,
    offset: null,
    lanes: [],
    frameBytes: 0,
    peerInMaintenance: false,
    drops: noDrops(),
    lastHeardMs: null,
    papers: null,
    nextDialMs: null,
  }
}

function idleLane({ lane, written, acknowledged, received }: LaneMark): LaneStatus {
  return {
    lane,
    written,
    acknowledged,
    sent: acknowledged,
    inFlight: 0,
    credit: 0,
    received,
    peerWritten: received,
    waitingMs: null,
  }
}
