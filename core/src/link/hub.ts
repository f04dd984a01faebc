import type { FaultCode } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { PapersChange } from '../site/ledger.js'
import type { ChannelPair, Dialler } from './channel.js'
import { Neighbour, type NeighbourOptions } from './neighbour.js'
import { redial } from './redial.js'
import type { LinkSession } from './session.js'
import type { LinkStatus } from './status.js'

/** What all links of one site share. */
export type LinkHubOptions = NeighbourOptions

/** All links of one site: one session per neighbour, the newer closing the older. */
export class LinkHub {
  readonly #options: LinkHubOptions
  readonly #neighbours = new Map<SiteId, Neighbour>()
  #isClosed = false

  constructor(options: LinkHubOptions) {
    this.#options = options
  }

  /** Takes a connection from a child whose certificate names it. */
  accept(peer: SiteId, pair: ChannelPair): LinkSession {
    return this.#neighbour(peer).accept(this.#open(pair))
  }

  /** Takes a connection this site has dialled; an older session with the same neighbour is closed first. */
  connect(peer: SiteId, pair: ChannelPair, onClosed: () => void = () => undefined): LinkSession {
    return this.#neighbour(peer).connect(this.#open(pair), onClosed)
  }

  /** Keeps a session to a parent alive until the signal is aborted, with capped, jittered back-off. Never rejects. */
  runDialler(peer: SiteId, dialler: Dialler, signal: AbortSignal): Promise<void> {
    const { clock, random, ledger, onBug } = this.#options
    return redial({
      dialler,
      signal,
      clock,
      random,
      isStopped: () => !this.#isClosed && ledger.facts(peer).stopped !== null,
      connect: (pair, onClosed) => this.connect(peer, pair, onClosed),
      onWait: (forMs, reason) => this.#neighbour(peer).noteWait(forMs, reason),
      onBug: (error) => onBug?.(peer, error),
    })
  }

  /** New messages for these neighbours. Call it after their commit. */
  poke(peers: Iterable<SiteId>): void {
    for (const peer of peers) this.#neighbours.get(peer)?.poke()
  }

  /** Wants have arisen, or papers come. Call it after their commit. */
  papersChanged(change: PapersChange): void {
    for (const neighbour of this.#neighbours.values()) neighbour.papersChanged(change)
  }

  /** Every neighbour met since the start, connected or not. */
  status(): readonly LinkStatus[] {
    return [...this.#neighbours.values()].map((neighbour) => neighbour.status())
  }

  /** Ends the link with a neighbour that is trusted no more, and tells it why; what it dials later is judged anew. */
  stop(peer: SiteId, code: FaultCode, detail = ''): void {
    this.#neighbours.get(peer)?.stop(code, detail)
  }

  /** Ends every session; what comes later is closed at once. */
  close(reason = 'closing'): void {
    this.#isClosed = true
    for (const neighbour of this.#neighbours.values()) neighbour.close(reason)
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** A session over a closed pair ends before it touches the store. */
  #open(pair: ChannelPair): ChannelPair {
    if (this.#isClosed) for (const channel of [pair.messages, pair.blobs]) channel.close('closing')
    return pair
  }

  #neighbour(peer: SiteId): Neighbour {
    const known = this.#neighbours.get(peer)
    if (known !== undefined) return known
    const neighbour = new Neighbour(peer, this.#options)
    this.#neighbours.set(peer, neighbour)
    return neighbour
  }
}
