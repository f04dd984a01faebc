import assert from 'node:assert/strict'
import { MONDAY_MS } from '../../core/src/domain/case/world.testing.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { carry, join } from '../../core/src/site/lines.testing.js'
import type { CaseEvent } from '@liandong/core/domain/case/event.js'
import { LinkHub } from '@liandong/core/link/hub.js'
import { dropCodes, type LinkStatus } from '@liandong/core/link/status.js'
import { ManualClock } from '@liandong/core/runtime/manual-clock.js'
import type { PapersChange, SelfDescription } from '@liandong/core/site/ledger.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { paperLedger } from '@liandong/core/site/links/paper-ledger.js'
import { writeLetter, writeRow } from '@liandong/core/site/log/forward.js'
import { MemoryLine } from '@liandong/core/transport/memory-line.js'
import { memoryPair } from '@liandong/core/transport/memory.js'
import { BODY_TYPES, decodeEvent, encodeEvent, eventHash } from '@liandong/core/wire/event.js'
import { encodeFrame, type FrameBody, type Hello, LANES } from '@liandong/core/wire/frame.js'
import { makeSeal, SEAL_SCHEME, ZERO_HASH } from '@liandong/core/wire/hash.js'
import { Tap } from './tap.js'

const sealKey = Buffer.alloc(32, 7)

/**
 * A village, its county and the city: real stores, real routes, a real session between village and county whose frames a
 * test can write itself. One case was acknowledged at the village, with its papers, and has reached the city.
 */
export class BadInputStage {
  readonly clock = new ManualClock(MONDAY_MS)
  readonly village: TestApp = openApp('a-village', { clock: this.clock })
  readonly county: TestApp = openApp('a', { clock: this.clock })
  readonly city: TestApp = openApp('city', { clock: this.clock })
  /** What the county's session hears on its two channels. */
  messages!: Tap
  papers!: Tap
  /** The acknowledged case. */
  first!: Receipt
  readonly #line = new MemoryLine({ clock: this.clock, random: () => 0.5, faults: {} })
  readonly #hubs = { village: this.#hub(this.village), county: this.#hub(this.county) }

  static async open(): Promise<BadInputStage> {
    const stage = new BadInputStage()
    join(stage.county.site, stage.city.site)
    stage.dial()
    stage.first = await stage.register()
    stage.settle()
    return stage
  }

  #self({ site, store }: TestApp): SelfDescription {
    const { generation, programVersion } = site.options
    const rosterVersion = site.roster.version
    const instance = `program of ${site.id}`
    return { site: site.id, store: store.id, generation, instance, programVersion, bodyTypes: BODY_TYPES, rosterVersion }
  }

  #hub(app: TestApp): LinkHub {
    const { site } = app
    const hub = new LinkHub({
      self: () => this.#self(app),
      ledger: linkLedger(site),
      papers: paperLedger(site),
      clock: this.clock,
      random: () => 0.5,
      newLinkId: () => `link of ${site.id}`,
      onBug: (_peer, error) => {
        throw error
      },
    })
    // A counter of its own tells nobody.
    Object.assign(site.options.notify, { papersChanged: (change: PapersChange) => hub.papersChanged(change) })
    return hub
  }

  /** The village dials; an older session is closed by the newer. */
  dial(): void {
    const { dialler, accepter } = memoryPair({ line: this.#line, child: 'a-village', parent: 'a' })
    this.messages = new Tap(accepter.messages)
    this.papers = new Tap(accepter.blobs)
    this.#hubs.county.accept('a-village', { messages: this.messages, blobs: this.papers })
    this.#hubs.village.connect('a', dialler)
    this.clock.advance(1_000)
  }

  /** Lets everything written arrive: village and county by their session, county and city by hand. */
  settle(): void {
    for (let round = 0; round < 4; round += 1) {
      if (this.status().state === 'down') this.dial()
      this.#hubs.village.poke(['a'])
      this.#hubs.county.poke(['a-village'])
      this.clock.advance(5_000)
      carry([this.county.site, this.city.site])
    }
  }

  /** The county's view of its link to the village. */
  status(): LinkStatus {
    return this.#hubs.county.status()[0] as LinkStatus
  }

  /** A frame in the village's name, on its link and session unless said otherwise. */
  frame(body: FrameBody, head: { readonly linkId?: string; readonly session?: number } = {}): Uint8Array {
    const { linkId, session } = this.status()
    return encodeFrame({ linkId, session, ...head, body })
  }

  /** Delivers bytes to the county and answers what its link says of them: why it closed, or what it dropped them for. */
  meets(bytes: Uint8Array): string | null {
    const before = this.status().drops
    this.messages.deliver(bytes)
    const { drops, reason } = this.status()
    const dropped = Object.keys(dropCodes) as (keyof typeof dropCodes)[]
    const counted = dropped.find((each) => drops[each] > before[each])
    return counted === undefined ? reason : dropCodes[counted]
  }

  /** As `meets`, for a Hello on a new connection whose certificate names the village. */
  helloMeets(changes: Partial<Hello>): string | null {
    const { accepter } = memoryPair({ line: this.#line, child: 'a-village', parent: 'a' })
    const [messages, papers] = [new Tap(accepter.messages), new Tap(accepter.blobs)]
    const session = this.#hubs.county.accept('a-village', { messages, blobs: papers })
    const lane = { received: 0, receivedDigest: ZERO_HASH, credit: 9, written: 0 }
    const lanes = LANES.map((each) => ({ lane: each, ...lane }))
    const self = { ...this.#self(this.village), wireOldest: 1, wireNewest: 1, lanes, clockMs: 0 }
    messages.deliver(encodeFrame({ linkId: null, session: 1, body: { kind: 'hello', ...self, ...changes } }))
    return session.status().reason
  }

  async register(changes: object = {}, requestId = newRequestId()): Promise<Receipt> {
    const body = { requestId, application: { ...application(), ...changes } }
    const answer = await this.village.call<Receipt>(asProxy, 'POST', '/api/cases', body)
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    return answer.body
  }

  /** What an HTTP call to the village is told: the code of its problem document. */
  async told(method: 'GET' | 'POST', url: string, body?: unknown, headers?: Record<string, string>): Promise<unknown> {
    const answer = await this.village.call(asProxy, method, url, body, headers === undefined ? {} : { headers })
    assert.equal(answer.headers['content-type'], 'application/problem+json')
    return answer.body['code']
  }

  act(app: TestApp, caseId: string, act: object, requestId = newRequestId()) {
    const who: Who = app === this.village ? asProxy : asClerk
    return app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId, act })
  }

  async draft(): Promise<string> {
    const draft = { item: 'permit', title: '', content: {} }
    return (await this.village.call<{ id: string }>(asProxy, 'POST', '/api/drafts', draft)).body.id
  }

  /** The last event of a case, and its hash, as the village has it. */
  head(caseId: string): { readonly event: CaseEvent; readonly hash: string; readonly bytes: Uint8Array } {
    const hash = this.village.store.cases.headHash(caseId) as string
    const bytes = this.village.store.events.bytes(caseId, hash)
    return { event: decodeEvent(bytes), hash, bytes }
  }

  /** A village whose program is broken writes an event of its own making after the head and sends it; the county's code for it. */
  eventMeets(caseId: string, changes: Partial<CaseEvent>, alter = (bytes: Uint8Array) => bytes): string | null {
    const { event, hash } = this.head(caseId)
    const next = { ...event, sequence: event.sequence + 1, previousHash: hash, queryVerifier: null, answer: null, papers: [] }
    return this.sendEvent({ ...next, ...changes }, alter)
  }

  sendEvent(event: CaseEvent, alter = (bytes: Uint8Array) => bytes): string | null {
    const { site, store } = this.village
    const bytes = alter(encodeEvent(event))
    const hash = eventHash(bytes)
    const seal = { seal: makeSeal(sealKey, hash), sealScheme: SEAL_SCHEME }
    site.transact(() => {
      const row = store.events.append({ event, hash, bytes, ...seal, own: true, source: null, atMs: 0 })
      writeRow(site, 'a', row)
    })
    this.settle()
    return this.codeOf(event.caseId)
  }

  /** As the county keeps it: the reason something of the case is parked, or that it is held. */
  codeOf(caseId: string): string | null {
    const { inbox } = this.county.store
    const parked = inbox.parked().find((each) => each.caseId === caseId)
    const held = inbox.held(10).find((each) => each.caseId === caseId)
    return parked?.code ?? (held === undefined ? null : 'event/unknown-predecessor')
  }

  /** A request the village sends by its lane. */
  sendRequest(requestId: string, payload: Uint8Array): void {
    const { site } = this.village
    site.transact(() => writeLetter(site, 'a', 'case', 'request', requestId, payload))
    this.settle()
  }

  /** All rows of a case go into both lanes again, as after an Ask. */
  repeat(caseId: string): void {
    const again = { caseId, from: 1, to: 99 }
    linkLedger(this.village.site).writeAgain('a', again)
    linkLedger(this.city.site).writeAgain('a', again)
    this.settle()
  }

  /** A case of another county's village, of which nobody here has heard. */
  async otherVillagesCase(): Promise<Receipt> {
    const other = openApp('b-village', { clock: this.clock })
    const who = { person: 'b-proxy', place: 'b-station' }
    const body = { requestId: newRequestId(), application: { ...application(), item: 'instant', materials: [] } }
    const answer = await other.call<Receipt>(who, 'POST', '/api/cases', body)
    await other.close()
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body
  }

  /** Nothing acknowledged is gone, and the next case goes all the way: whatever came in held back nothing else. */
  async nothingLost(): Promise<void> {
    this.settle()
    const next = await this.register()
    this.settle()
    for (const { number, caseId } of [this.first, next]) {
      const found = await this.village.call<{ cases: { caseId: string }[] }>(asProxy, 'GET', `/api/cases/by-number/${number}`)
      assert.deepEqual(
        found.body.cases.map((each) => each.caseId),
        [caseId],
      )
      for (const { store } of [this.county, this.city]) assert.equal(store.cases.state(caseId)?.number, number)
      assert.equal(this.county.store.papers.ofCase(caseId).length, 2)
    }
    assert.equal(this.county.store.cases.headHash(next.caseId), this.head(next.caseId).hash)
    assert.deepEqual(this.county.store.verify(), [])
    for (const { written, acknowledged } of this.village.store.lanes.marks('a')) assert.equal(acknowledged, written)
    assert.equal(this.village.store.links.get('a')?.stopped ?? null, null)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const hub of Object.values(this.#hubs)) hub.close('test over')
    for (const app of [this.village, this.county, this.city]) await app.close()
  }
}
