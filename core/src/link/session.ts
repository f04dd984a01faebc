import { Fault, type FaultCode } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { Cancel } from '../runtime/clock.js'
import { decodeFrame, encodeFrame, type Hello, type LinkFrame, type Stop, type Welcome } from '../wire/frame.js'
import { type Agreed, factsOf, type Greeter, makeHello, makeWelcome, takeHello, takeWelcome, WIRE } from './session/handshake.js'
import { Heartbeats, SILENCE_MS } from './session/heartbeat.js'
import { admitAlone, type LinkSessionOptions } from './session/options.js'
import { PROGRESS_MS, WINDOW_MESSAGES } from './lane/flow.js'
import { SessionLanes } from './lane/lanes.js'
import { refusal, type Stopped } from './merge.js'
import { Outbox } from './session/outbox.js'
import { Running } from './session/running.js'
import { type DropReason, type LinkState, type LinkStatus, noDrops, type PeerFacts } from './status.js'

/**
 * One session of a link over one channel; its states are listed in status.ts. All of it is synchronous: it moves when a
 * frame arrives, a timer fires, or the site pokes it.
 */
export class LinkSession {
  readonly #options: LinkSessionOptions
  readonly #greeter: Greeter
  readonly #outbox: Outbox
  readonly #beats: Heartbeats
  readonly #drops = noDrops()
  #state: LinkState = 'greeting'
  #sinceMs: number
  #closed: { readonly reason: string; readonly detail: string } | null = null
  #linkId: string | null = null
  #session = 0
  #instance = ''
  #running: Running | null = null
  #peerFacts: PeerFacts | null = null
  #lastHeardMs: number | null = null
  #silentAtMs: number
  #timer: { readonly dueMs: number; readonly cancel: Cancel } | null = null

  constructor(options: LinkSessionOptions) {
    const { peer, self, ledger, clock, channel, newLinkId, wire = WIRE, windowMessages = WINDOW_MESSAGES } = options
    const random = channel.isStored === true ? options.random : null
    this.#options = options
    this.#greeter = { peer, self, ledger, wire, windowMessages, newLinkId, random: channel.isStored === true ? random : null }
    this.#beats = new Heartbeats(clock, ({ offsetMs, uncertaintyMs }) => ledger.measured(peer, offsetMs, uncertaintyMs))
    this.#outbox = new Outbox({
      channel,
      encode: (body) => encodeFrame({ linkId: this.#linkId, session: this.#session, body }),
      nextLarge: () => this.#running?.lanes.nextBatch() ?? null,
    })
    this.#sinceMs = clock.nowMs()
    this.#silentAtMs = clock.monotonicMs() + PROGRESS_MS
  }

  get peer(): SiteId {
    return this.#options.peer
  }

  get state(): LinkState {
    return this.#state
  }

  get linkId(): string | null {
    return this.#linkId
  }

  get session(): number {
    return this.#session
  }

  /** The dialler's instance, as both ends know it; empty before the Hello. */
  get instance(): string {
    return this.#instance
  }

  /** It came past the greeting. */
  get hasRun(): boolean {
    return this.#running !== null
  }

  /** Case messages wait at one end or the other: papers should step back. */
  get hasCaseBacklog(): boolean {
    return this.#running?.lanes.hasCaseBacklog ?? false
  }

  /** Begins to listen; the dialler says Hello. */
  start(): void {
    const { channel } = this.#options
    channel.onClose((reason) => this.#end(reason, ''))
    this.#guard(() => this.#greet())
    if (this.#closed === null) channel.onFrame((bytes) => this.#guard(() => this.#take(bytes)))
  }

  /** New messages may have been written for this peer. Call it after their commit: what is read is sent. */
  poke(): void {
    this.#guard(() => this.#running?.lanes.poke())
  }

  /** Ends the session, telling the peer why; nothing is recorded. */
  stop(code: FaultCode, detail = ''): void {
    if (this.#closed === null) this.#refuse(refusal(code, detail))
  }

  /** Ends the session without a word. */
  close(reason: string): void {
    this.#options.channel.close(reason)
  }

  status(): LinkStatus {
    const { peer, ledger } = this.#options
    return {
      peer,
      state: this.#state,
      sinceMs: this.#sinceMs,
      reason: this.#closed?.reason ?? null,
      detail: this.#closed?.detail ?? '',
      linkId: this.#linkId,
      session: this.#session,
      peerFacts: this.#peerFacts,
      offset: this.#beats.offset,
      lanes: this.#running?.lanes.status(ledger.marks(peer)) ?? [],
      frameBytes: this.#running?.lanes.frameBytes ?? 0,
      drops: { ...this.#drops },
      lastHeardMs: this.#lastHeardMs,
      peerInMaintenance: this.#running?.peerInMaintenance ?? false,
      papers: null,
      nextDialMs: null,
    }
  }

  /** Everything that happens to a session happens in here: a failure ends it, else what can be sent is sent. */
  #guard(step: () => void): void {
    if (this.#closed !== null) return
    try {
      step()
      this.#outbox.flush()
      this.#arm()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** A store that fails acknowledges nothing: the session ends, and the next one starts from what was committed. */
  #fail(error: unknown): void {
    if (!(error instanceof Fault)) this.#options.onBug?.(error)
    this.#refuse(error instanceof Fault ? refusal(error.code, error.detail) : refusal('internal/bug', ''))
  }

  #greet(): void {
    const { role, peer, ledger, self } = this.#options
    if (role === 'accepter') return
    const facts = ledger.facts(peer)
    this.#linkId = facts.linkId
    this.#session = facts.stopped === null ? ledger.beginSession(peer) : facts.session
    if (facts.stopped !== null) return this.#refuse(refusal(facts.stopped, 'the link was stopped before'))
    this.#instance = self.instance
    this.#outbox.put('hello', () => makeHello(this.#greeter, this.#beats.stamp()))
  }

  #take(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes)
    if (this.#state === 'greeting') return this.#takeGreeting(frame)
    if (frame.linkId !== this.#linkId) return this.#drop('other-link')
    if (frame.session !== this.#session) return this.#drop('other-session')
    this.#hear()
    this.#takeRunning(frame.body)
  }

  #takeGreeting(frame: LinkFrame): void {
    const { body } = frame
    const { role } = this.#options
    if (body.kind === 'stop') this.#takeEarlyStop(frame, body)
    else if (role === 'accepter' && body.kind === 'hello') this.#takeHello(frame, body)
    else if (role === 'dialler' && body.kind === 'welcome') this.#takeWelcome(frame, body)
    else this.#drop('too-early')
  }

  /** Either the answer to a Hello, or a dialler that remembers a stop of which this side never heard. */
  #takeEarlyStop(frame: LinkFrame, { code, detail }: Stop): void {
    const { role, peer, ledger } = this.#options
    const { linkId } = ledger.facts(peer)
    // Of another link it is stale; where one end knows of none, the peer's doubt stands.
    const isSameLink = linkId === frame.linkId || linkId === null || frame.linkId === null
    const isOurs = role === 'dialler' ? frame.session >= this.#session : isSameLink
    if (!isOurs) return this.#drop('other-link')
    if (role === 'dialler' && code === 'link/superseded') ledger.sawSession(peer, frame.session)
    this.#stoppedByPeer(code, detail)
  }

  #takeHello({ linkId, session }: LinkFrame, hello: Hello): void {
    const { admit = admitAlone } = this.#options
    this.#linkId = linkId
    this.#session = session
    const admitThis = (last: number) => admit({ session, instance: hello.instance }, last)
    const verdict = takeHello(this.#greeter, linkId, session, hello, admitThis)
    if (verdict.kind === 'behind') return this.#sayBehind(verdict.last)
    if (verdict.kind === 'stop') return this.#refuse(verdict)
    this.#instance = hello.instance
    this.#peerFacts = factsOf(hello, hello.generation)
    this.#linkId = verdict.linkId
    this.#beats.heard(hello.clockMs, null)
    this.#outbox.put('welcome', () => makeWelcome(this.#greeter, hello, this.#beats.stamp()))
    this.#run(verdict)
  }

  /** The number in the Stop's own frame tells the dialler which one to start above. */
  #sayBehind(last: number): void {
    this.#session = last
    this.#refuse(refusal('link/superseded', `session ${last} was the last one`))
  }

  #takeWelcome({ linkId, session }: LinkFrame, welcome: Welcome): void {
    // Stored since an earlier store of this site said Hello under the same number.
    const isOld = this.#options.channel.isStored === true && !this.#beats.said(welcome.helloClockMs)
    if (session !== this.#session || isOld) return this.#drop('other-session')
    const verdict = takeWelcome(this.#greeter, linkId, welcome)
    if (verdict.kind === 'stop') return this.#refuse(verdict)
    this.#peerFacts = factsOf(welcome, null)
    this.#linkId = verdict.linkId
    this.#beats.heard(welcome.clockMs, { clockMs: welcome.helloClockMs, atMs: welcome.clockMs })
    this.#run(verdict).beat()
  }

  #run({ lanes: starts }: Agreed): Running {
    const { peer, ledger, clock } = this.#options
    const { windowMessages } = this.#greeter
    const lanes = new SessionLanes({ peer, ledger, clock, windowMessages, starts })
    const drop = (reason: DropReason) => this.#drop(reason)
    this.#running = new Running({ peer, ledger, clock, windowMessages, lanes, outbox: this.#outbox, beats: this.#beats, drop })
    this.#hear()
    this.#enter('running')
    return this.#running
  }

  #takeRunning(body: LinkFrame['body']): void {
    if (body.kind === 'stop') return this.#stoppedByPeer(body.code, body.detail)
    if (body.kind === 'hello' || body.kind === 'welcome') return this.#drop('unexpected')
    const stopped = this.#running?.take(body) ?? null
    if (stopped !== null) this.#refuse(stopped)
  }

  #hear(): void {
    const { clock } = this.#options
    this.#lastHeardMs = clock.nowMs()
    this.#silentAtMs = clock.monotonicMs() + SILENCE_MS
  }

  #drop(reason: DropReason): void {
    this.#drops[reason] += 1
  }

  /** Says Stop and closes. The one frame more on a full channel is worth it: it may save the peer a wrong guess. */
  #refuse({ code, detail, recorded }: Stopped): void {
    const { peer, ledger, channel, onBug } = this.#options
    try {
      if (recorded) ledger.stop(peer, code, detail)
      channel.send(encodeFrame({ linkId: this.#linkId, session: this.#session, body: { kind: 'stop', code, detail } }))
    } catch (error) {
      onBug?.(error)
    }
    this.#end(code, detail)
  }

  /** Both ends record that they disagree; every other reason may have passed by the next dial. */
  #stoppedByPeer(code: FaultCode, detail: string): void {
    if (code === 'link/needs-reconciliation') this.#options.ledger.stop(this.peer, code, detail)
    this.#end(code, detail)
  }

  #end(reason: string, detail: string): void {
    if (this.#closed !== null) return
    this.#closed = { reason, detail }
    this.#timer?.cancel()
    this.#outbox.close()
    this.#options.channel.close(reason)
    this.#enter('closed')
  }

  #enter(state: LinkState): void {
    this.#state = state
    this.#sinceMs = this.#options.clock.nowMs()
    this.#options.onChange?.()
  }

  #arm(): void {
    if (this.#closed !== null) return
    const { clock } = this.#options
    const dueMs = Math.min(this.#silentAtMs, this.#running?.dueMs ?? this.#silentAtMs)
    if (this.#timer !== null && this.#timer.dueMs <= dueMs) return
    this.#timer?.cancel()
    this.#timer = { dueMs, cancel: clock.setTimer(Math.max(0, dueMs - clock.monotonicMs()), () => this.#tick()) }
  }

  #tick(): void {
    this.#timer = null
    this.#guard(() => {
      const nowMs = this.#options.clock.monotonicMs()
      if (nowMs >= this.#silentAtMs) return this.#end('silent', '')
      this.#running?.tick(nowMs)
    })
  }
}
