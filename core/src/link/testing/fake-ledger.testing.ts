import { Fault, type FaultCode } from '../../domain/fault.js'
import type { Hash, SiteId, StoreId } from '../../domain/values.js'
import type {
  CaseRange,
  Lane,
  LaneMark,
  LaneMessage,
  LinkFacts,
  LinkLedger,
  MessageResult,
  Received,
  SelfDescription,
} from '../../site/ledger.js'
import { LANES } from '../../site/ledger.js'
import { nextDigest, ZERO_HASH } from '../../wire/hash.js'

interface FakeLane {
  written: LaneMessage[]
  /** `digests[n]` stands after message n. */
  digests: Hash[]
  acknowledged: number
  received: LaneMessage[]
  receivedDigest: Hash
  results: MessageResult[]
}

interface FakeLink {
  linkId: string | null
  peerStore: StoreId | null
  session: number
  stopped: FaultCode | null
  detail: string
  lanes: Record<Lane, FakeLane>
  offset: { offsetMs: number; uncertaintyMs: number } | null
}

const kindOfEvent = 1

/** A site's links in plain arrays, with honest digests. A message is text; `case:sequence` texts are held until in order. */
export class FakeLedger implements LinkLedger {
  /** What the site says of itself in heartbeats. */
  maintenance = false
  readonly site: SiteId
  store: StoreId
  /** Thrown by the next change. */
  failure: Fault | null = null
  /** Called inside each commit. */
  onReceive: () => void = () => undefined
  #links = new Map<SiteId, FakeLink>()
  #heads = new Map<string, number>()
  #held = new Map<string, Map<number, SiteId>>()

  constructor(site: SiteId, store = `${site}-store`) {
    this.site = site
    this.store = store
  }

  self(instance = `${this.site}-1`): SelfDescription {
    const { site, store } = this
    return { site, store, generation: 1, instance, programVersion: '0.1.0', bodyTypes: ['registered'], rosterVersion: 1 }
  }

  /** All of it as it is now; `restore` brings it back, as a copied-back file would. */
  snapshot(): unknown {
    return structuredClone({ links: this.#links, heads: this.#heads, held: this.#held })
  }

  restore(snapshot: unknown): void {
    const { links, heads, held } = structuredClone(snapshot) as {
      links: Map<SiteId, FakeLink>
      heads: Map<string, number>
      held: Map<string, Map<number, SiteId>>
    }
    this.#links = links
    this.#heads = heads
    this.#held = held
  }

  write(peer: SiteId, lane: Lane, text: string): void {
    const payload = new TextEncoder().encode(text)
    const out = this.#lane(peer, lane)
    out.digests.push(nextDigest(out.digests.at(-1) ?? ZERO_HASH, kindOfEvent, payload))
    out.written.push({ kind: 'event', kindNumber: kindOfEvent, payload })
  }

  received(peer: SiteId, lane: Lane): string[] {
    return this.#lane(peer, lane).received.map(textOf)
  }

  written(peer: SiteId, lane: Lane): string[] {
    return this.#lane(peer, lane).written.map(textOf)
  }

  results(peer: SiteId, lane: Lane): readonly MessageResult[] {
    return this.#lane(peer, lane).results
  }

  acknowledged(peer: SiteId, lane: Lane): number {
    return this.#lane(peer, lane).acknowledged
  }

  offset(peer: SiteId): { offsetMs: number; uncertaintyMs: number } | null {
    return this.#link(peer).offset
  }

  head(caseId: string): number {
    return this.#heads.get(caseId) ?? 0
  }

  inMaintenance(): boolean {
    return this.maintenance
  }

  facts(peer: SiteId): LinkFacts {
    const { linkId, peerStore, session, stopped } = this.#link(peer)
    return { linkId, peerStore, session, stopped }
  }

  beginSession(peer: SiteId): number {
    this.#mayFail()
    return ++this.#link(peer).session
  }

  sawSession(peer: SiteId, session: number): void {
    this.#mayFail()
    this.#link(peer).session = session
  }

  adopt(peer: SiteId, linkId: string, peerStore: StoreId): void {
    this.#mayFail()
    Object.assign(this.#link(peer), { linkId, peerStore })
  }

  marks(peer: SiteId): readonly LaneMark[] {
    return LANES.map((lane) => {
      const { written, acknowledged, received, receivedDigest } = this.#lane(peer, lane)
      return { lane, received: received.length, receivedDigest, written: written.length, acknowledged }
    })
  }

  digestAt(peer: SiteId, lane: Lane, number: number): Hash | null {
    return number === 0 ? ZERO_HASH : (this.#lane(peer, lane).digests[number - 1] ?? null)
  }

  read(peer: SiteId, lane: Lane, from: number, maxBytes: number, upTo: number): readonly LaneMessage[] {
    const messages: LaneMessage[] = []
    let sizeBytes = 0
    for (const message of this.#lane(peer, lane).written.slice(from - 1, upTo)) {
      sizeBytes += message.payload.byteLength
      if (messages.length > 0 && sizeBytes > maxBytes) break
      messages.push(message)
    }
    return messages
  }

  receive(peer: SiteId, lane: Lane, first: number, messages: readonly LaneMessage[]): Received {
    this.#mayFail()
    const into = this.#lane(peer, lane)
    if (first !== into.received.length + 1) throw new Error(`received ${into.received.length}, handed ${first}`)
    const results: MessageResult[] = []
    const asks: CaseRange[] = []
    for (const [i, message] of messages.entries()) {
      into.received.push({ ...message, payload: message.payload.slice() })
      into.receivedDigest = nextDigest(into.receivedDigest, message.kindNumber, message.payload)
      const ask = this.#apply(peer, textOf(message))
      if (ask === null) continue
      results.push({ number: first + i, state: 'held', code: 'event/unknown-predecessor', detail: textOf(message) })
      asks.push(ask)
    }
    this.onReceive()
    return { number: into.received.length, digest: into.receivedDigest, results, asks }
  }

  #apply(peer: SiteId, text: string): CaseRange | null {
    const [caseId = '', sequence] = text.split(':')
    if (sequence === undefined) return null
    const head = this.head(caseId)
    const held = this.#held.get(caseId) ?? new Map<number, SiteId>()
    this.#held.set(caseId, held)
    if (Number(sequence) > head + 1) {
      held.set(Number(sequence), peer)
      return { caseId, from: head + 1, to: Number(sequence) - 1 }
    }
    if (Number(sequence) === head + 1) this.#heads.set(caseId, head + 1)
    while (held.delete(this.head(caseId) + 1)) this.#heads.set(caseId, this.head(caseId) + 1)
    return null
  }

  drained(): void {}

  listsHeard(): void {}

  openAsks(peer: SiteId): readonly CaseRange[] {
    const open: CaseRange[] = []
    for (const [caseId, held] of this.#held) {
      const sequences = [...held].filter(([, from]) => from === peer).map(([sequence]) => sequence)
      if (sequences.length > 0) open.push({ caseId, from: this.head(caseId) + 1, to: Math.min(...sequences) - 1 })
    }
    return open
  }

  acknowledge(peer: SiteId, lane: Lane, number: number, results: readonly MessageResult[]): void {
    this.#mayFail()
    const out = this.#lane(peer, lane)
    if (number < out.acknowledged || number > out.written.length)
      throw new Error(`acknowledged ${number} of ${out.written.length}`)
    out.acknowledged = number
    out.results.push(...results)
  }

  writeAgain(peer: SiteId, { caseId, from, to }: CaseRange): void {
    this.#mayFail()
    for (let sequence = from; sequence <= to; sequence++) this.write(peer, 'case', `${caseId}:${sequence}`)
  }

  stop(peer: SiteId, code: FaultCode, detail: string): void {
    Object.assign(this.#link(peer), { stopped: code, detail })
  }

  stopDetail(peer: SiteId): string {
    return this.#link(peer).detail
  }

  measured(peer: SiteId, offsetMs: number, uncertaintyMs: number): void {
    this.#link(peer).offset = { offsetMs, uncertaintyMs }
  }

  #mayFail(): void {
    const { failure } = this
    this.failure = null
    if (failure !== null) throw failure
  }

  #lane(peer: SiteId, lane: Lane): FakeLane {
    return this.#link(peer).lanes[lane]
  }

  #link(peer: SiteId): FakeLink {
    const known = this.#links.get(peer)
    if (known !== undefined) return known
    const link: FakeLink = {
      linkId: null,
      peerStore: null,
      session: 0,
      stopped: null,
      detail: '',
      lanes: { case: newLane(), bulk: newLane() },
      offset: null,
    }
    this.#links.set(peer, link)
    return link
  }
}

function newLane(): FakeLane {
  return { written: [], digests: [], acknowledged: 0, received: [], receivedDigest: ZERO_HASH, results: [] }
}

function textOf({ payload }: LaneMessage): string {
  return new TextDecoder().decode(payload)
}
