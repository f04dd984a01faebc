import type { SiteId } from '../../domain/values.js'
import type { ChannelPair } from '../../link/channel.js'
import type { Clock } from '../../runtime/clock.js'
import { frameHead, type FrameHead } from '../../wire/bus-frame.js'
import { LateChannel } from '../late-channel.js'
import { BusChannel } from './channel.js'
import type { FrameMac } from './mac.js'
import { sessionOf, sessionSubject, type BusDirection } from './names.js'

/** Frames that were dropped unread, by reason. */
export interface DroppedCounts {
  /** Not signed by the other gateway for that subject. */
  badMac: number
  /** Of a session that is not open here. */
  stray: number
}

export interface ExchangeOptions {
  readonly county: SiteId
  readonly peer: SiteId
  /** The direction this end sends in. */
  readonly sends: BusDirection
  readonly mac: FrameMac
  readonly clock: Clock
  readonly publish: (subject: string, bytes: Uint8Array) => Promise<boolean>
  /** A Hello of a session that is not open here; absent at the end that dials. */
  readonly onPair?: (session: number, pair: BusPair) => void
}

/** The two channels of one session over the bus. */
export interface BusPair extends ChannelPair {
  readonly messages: BusChannel
  readonly blobs: LateChannel
  /** Aborted once the pair has closed. */
  readonly ended: AbortSignal
}

/**
 * Sessions live at once are one, or two while a newer takes over, or a copy of the site dials too; which may stay is the link's
 * affair. More are somebody's mistake.
 */
const mostSessions = 4

/** One county's frames, at either end of the bus: checks who signed them and brings each to the channel of its session. */
export class Exchange {
  readonly dropped: DroppedCounts = { badMac: 0, stray: 0 }
  readonly #options: ExchangeOptions
  readonly #pairs = new Map<number, BusPair>()

  constructor(options: ExchangeOptions) {
    this.#options = options
  }

  pairOf(session: number): BusPair | undefined {
    return this.#pairs.get(session)
  }

  /** Resolves when the next message may be read. */
  receive(subject: string, bytes: Uint8Array): Promise<void> {
    const session = sessionOf(subject)
    const frame = session === null ? null : this.#options.mac.open(subject, bytes)
    if (session === null || frame === null) return this.#drop('badMac')
    const pair = this.#pairs.get(session) ?? this.#accept(session, frame)
    if (pair === null) return this.#drop('stray')
    pair.messages.receive(frame)
    return pair.messages.whenReadable()
  }

  /** A pair that belongs to no session until its first frame, the Hello, is sent. */
  dial(onSession: (session: number, pair: BusPair) => void): BusPair {
    const pair = this.#pair(null, (session) => {
      this.#pairs.set(session, pair)
      onSession(session, pair)
    })
    return pair
  }

  close(reason: string): void {
    for (const { messages, blobs } of this.#pairs.values()) {
      messages.close(reason)
      blobs.close(reason)
    }
  }

  #accept(session: number, frame: Uint8Array): BusPair | null {
    const { onPair } = this.#options
    const head = frameHead(frame)
    if (onPair === undefined || head === null || !head.isHello || this.#pairs.size >= mostSessions) return null
    const pair = this.#pair({ ...head, session }, () => {})
    this.#pairs.set(session, pair)
    try {
      onPair(session, pair)
    } catch (error) {
      pair.messages.close('it could not be taken in')
      throw error
    }
    return pair
  }

  #pair(known: FrameHead | null, onSession: (session: number) => void): BusPair {
    const { county, sends, mac, publish, clock, peer } = this.#options
    let head = known
    const ended = new AbortController()
    const messages = new BusChannel({
      peer,
      clock,
      publish: (frame) => {
        const next = headAfter(head, frame)
        if (next === null) return Promise.resolve(true)
        if (head === null) onSession(next.session)
        head = next
        const subject = sessionSubject(sends, county, head)
        return publish(subject, mac.sign(subject, frame))
      },
      onEnd: () => {
        if (head !== null) this.#pairs.delete(head.session)
        blobs.close('messages have closed')
        ended.abort()
      },
    })
    const blobs = new LateChannel(peer, () => messages.close('papers have closed'))
    return { messages, blobs, ended: ended.signal }
  }

  #drop(why: keyof DroppedCounts): Promise<void> {
    this.dropped[why] += 1
    return Promise.resolve()
  }
}

/** The session is the one of the first frame; the link's id is known from the Welcome on. */
function headAfter(head: FrameHead | null, frame: Uint8Array): FrameHead | null {
  const found = frame.byteLength === 0 ? null : frameHead(frame)
  if (head === null || found === null) return head ?? found
  return found.session === head.session ? found : head
}
