import type { ListId } from '@liandong/core/domain/catalogue/list.js'
import type { FaultCode } from '@liandong/core/domain/fault.js'
import type { Hash, SiteId } from '@liandong/core/domain/values.js'
import type { Lane, LaneMark, LaneMessage, LinkLedger, MessageKind, PaperLedger, Received } from '@liandong/core/site/ledger.js'
import { decodeListPack, encodeListAsk } from '@liandong/core/wire/catalogue/list-pack.js'
import { decodeEdition } from '@liandong/core/wire/catalogue/edition.js'
import { encodeProof } from '@liandong/core/wire/catalogue/proof.js'
import { decodeSigned } from '@liandong/core/wire/catalogue/signing.js'
import { kindNumber } from '@liandong/core/wire/frame.js'
import { hashBytes, hashHex, nextDigest, nextDigestOf, sha256, ZERO_HASH } from '@liandong/core/wire/hash.js'

/** Where a site's link stands that has met its county and holds all it published. */
export interface HollowStart {
  readonly site: string
  readonly linkId: string
  readonly store: string
  readonly parentStore: string
  readonly lanes: readonly { readonly lane: Lane; readonly received: number; readonly receivedDigest: Hash }[]
}

interface HollowLane {
  readonly lane: Lane
  received: number
  receivedDigest: Hash
  acknowledged: number
  readonly messages: LaneMessage[]
  /** At each own number, from zeros. */
  readonly digests: Hash[]
}

/** Places that an edition still lacks before it can be proven. */
interface Open {
  readonly list: ListId
  readonly number: number
  readonly digest: Hash
  readonly missing: Set<number>
}

export interface HollowParts {
  /** Where an item stands in a list that is sorted by key. */
  readonly indexOf: (list: ListId, key: string) => number
  /** Something waits to be sent. */
  readonly onWritten: () => void
}

/**
 * Answers as a station does, message for message, and keeps nothing: it asks for every content of an edition, told by the version
 * it would hold, and proves the edition when every one has come. It neither inflates nor hashes them.
 */
export class HollowLedger implements LinkLedger {
  readonly #start: HollowStart
  readonly #parts: HollowParts
  readonly #lanes: readonly HollowLane[]
  #open: readonly Open[] = []
  #session = 0

  constructor(start: HollowStart, parts: HollowParts) {
    this.#start = start
    this.#parts = parts
    this.#lanes = start.lanes.map((lane) => ({ ...lane, acknowledged: 0, messages: [], digests: [ZERO_HASH] }))
  }

  facts() {
    return { linkId: this.#start.linkId, peerStore: this.#start.parentStore, session: this.#session, stopped: null }
  }

  beginSession(): number {
    this.#session += 1
    return this.#session
  }

  sawSession(_: SiteId, session: number): void {
    this.#session = session
  }

  marks(): readonly LaneMark[] {
    return this.#lanes.map(({ lane, received, receivedDigest, acknowledged, messages }) => {
      return { lane, received, receivedDigest, written: messages.length, acknowledged }
    })
  }

  digestAt(_: SiteId, lane: Lane, number: number): Hash | null {
    return this.#lane(lane).digests[number] ?? null
  }

  /** Asks and proofs are short: all that may go fits one batch. */
  read(_: SiteId, lane: Lane, from: number, __: number, upTo: number): readonly LaneMessage[] {
    return this.#lane(lane).messages.slice(from - 1, upTo)
  }

  receive(_: SiteId, lane: Lane, first: number, messages: readonly LaneMessage[]): Received {
    for (const { kind, payload } of messages) {
      if (kind === 'catalogue-edition') this.#takeEdition(payload)
      else if (kind === 'list-pack') this.#takePack(payload)
    }
    const own = this.#lane(lane)
    own.received = first + messages.length - 1
    own.receivedDigest = digestOver(messages, own.receivedDigest)
    return { number: own.received, digest: own.receivedDigest, results: [], asks: [] }
  }

  acknowledge(_: SiteId, lane: Lane, number: number): void {
    this.#lane(lane).acknowledged = number
  }

  stop(_: SiteId, code: FaultCode, detail: string): void {
    process.stderr.write(`${this.#start.site}: ${code} ${detail}\n`)
  }

  openAsks(): readonly [] {
    return []
  }

  adopt(): void {}
  drained(): void {}
  listsHeard(): void {}
  writeAgain(): void {}
  measured(): void {}

  #takeEdition(payload: Uint8Array): void {
    const { list, number, listDigest: digest, changes } = decodeEdition(decodeSigned(payload).bytes)
    const places = changes.map(({ key }) => 2 * this.#parts.indexOf(list, key)).toSorted((a, b) => a - b)
    this.#open = [...this.#open, { list, number, digest, missing: new Set(places) }]
    this.#write('list-ask', encodeListAsk({ list, number, wants: places.map((place) => ({ place, base: 1 })) }))
  }

  #takePack(payload: Uint8Array): void {
    const { list: of, number: at, contents } = decodeListPack(payload)
    const told = this.#open.filter(({ list, number }) => list === of && number === at)
    for (const { missing } of told) for (const { place } of contents) missing.delete(place)
    for (const { list, number, digest } of this.#open.filter(({ missing }) => missing.size === 0)) {
      const { site } = this.#start
      const nothing = { held: number, missing: 0, repaired: 0, wantsSnapshot: false }
      this.#write('list-proof', encodeProof({ list, site, number, digest, ...nothing, atMs: Date.now() }))
    }
    this.#open = this.#open.filter(({ missing }) => missing.size > 0)
  }

  #write(kind: MessageKind, payload: Uint8Array): void {
    const { messages, digests } = this.#lane('bulk')
    const number = kindNumber(kind)
    messages.push({ kind, kindNumber: number, payload })
    digests.push(nextDigest(digests.at(-1) ?? ZERO_HASH, number, payload))
    // As a site tells of what it has committed: after the batch it came in.
    setImmediate(this.#parts.onWritten)
  }

  #lane(lane: Lane): HollowLane {
    const own = this.#lanes.find((each) => each.lane === lane)
    if (own === undefined) throw new Error(`no lane ${lane}`)
    return own
  }
}

function digestOver(messages: readonly LaneMessage[], before: Hash): Hash {
  let digest = hashBytes(before)
  for (const { kindNumber: kind, payload } of messages) digest = nextDigestOf(digest, kind, sha256(payload))
  return hashHex(digest)
}

/** No case is anywhere, so no papers are. */
export const noPapers: PaperLedger = {
  connected: () => {},
  wantsFrom: () => [],
  wantsOf: () => [],
  isWanted: () => false,
  hasJoined: () => false,
  partSize: () => 0,
  unconfirmed: () => [],
  offerable: () => null,
  wanted: () => ({ kind: 'refused', code: 'case/unknown' }),
  readChunk: () => null,
  writeChunk: () => ({ kind: 'mismatch' }),
  keep: () => {},
  has: () => false,
  got: () => {},
}
