import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import { Fault } from '../../domain/fault.js'
import type { PersonId } from '../../domain/values.js'
import type { Cancel, Clock } from '../../runtime/clock.js'
import type { Logger } from '../../runtime/logger.js'
import { randomHex } from '../../wire/hash.js'
import { phoneListener } from './listener.js'
import { type Ticket, Tickets } from './tickets.js'

/** The certificate a phone is shown, and whether its browser knows it. */
export interface PhoneSecurity {
  readonly context: SecureContextOptions
  readonly fingerprint: string
  /** An administrator's own; a phone warns of any other. */
  readonly isGiven: boolean
}

export interface PhoneCameraOptions {
  /** Addresses of this machine on the office's network, the likeliest first. */
  readonly addresses: () => readonly string[]
  /** 0 takes a free one each time. */
  readonly port: number
  readonly security: () => Promise<PhoneSecurity>
  readonly clock: Clock
  readonly logger: Logger
}

/** What the desk shows while it waits. */
export interface Awaited {
  readonly id: string
  /** Address with the code behind its #, for a QR. */
  readonly address: string
  readonly untilMs: number
  readonly fingerprint: string
  readonly isGiven: boolean
}

/** Long enough to find the phone; nobody waits at a counter longer. */
const OPEN_MS = 10 * 60_000
const LAST_ANSWER_MS = 5_000
/** A phone or two a desk. */
const MOST_CONNECTIONS = 40

/** 手机拍照: an upload-only door on a port of its own, open only while somebody at a desk waits for a picture. */
export class PhoneCamera {
  readonly #options: PhoneCameraOptions
  readonly #tickets = new Tickets()
  #server: Server | null = null
  #opening: Promise<Server> | null = null
  #security: PhoneSecurity | null = null
  #timer: Cancel | null = null
  #isStopped = false

  constructor(options: PhoneCameraOptions) {
    this.#options = options
  }

  /** Whether the door stands open now. */
  get isOpen(): boolean {
    return this.#server !== null
  }

  /** Throws `phone/no-network`, `http/too-many`, `port/in-use`. */
  async ask(person: PersonId, label: string): Promise<Awaited> {
    const { clock, addresses } = this.#options
    const [host] = addresses()
    if (host === undefined) throw new Fault('phone/no-network')
    if (this.#isStopped) throw new Fault('phone/over')
    const server = await this.#open()
    const ticket = this.#tickets.add(randomHex(), person, label, clock.monotonicMs() + OPEN_MS)
    if (ticket === null) throw new Fault('http/too-many', 'phone')
    this.#watch()
    const { port } = server.address() as AddressInfo
    const { fingerprint = '', isGiven = false } = this.#security ?? {}
    const address = `https://${host.includes(':') ? `[${host}]` : host}:${port}/#${ticket.code}`
    return { id: ticket.id, address, untilMs: clock.nowMs() + OPEN_MS, fingerprint, isGiven }
  }

  stateOf(id: string, person: PersonId): Ticket['state'] {
    return this.#tickets.of(id, person)?.state ?? 'over'
  }

  /** The picture, once: then it is nowhere here any more. */
  take(id: string, person: PersonId): NonNullable<Ticket['picture']> {
    const picture = this.#tickets.of(id, person)?.picture ?? null
    if (picture === null) throw new Fault('phone/over')
    this.#tickets.drop(id)
    return picture
  }

  /** Nobody waits for it any more. */
  cancel(id: string, person: PersonId): void {
    if (this.#tickets.of(id, person) !== null) this.#tickets.drop(id)
    this.#closeUnlessAwaited()
  }

  /** With the program: nothing is taken from then on. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#opening?.catch(() => null)
    this.#shut()
  }

  async #open(): Promise<Server> {
    if (this.#server !== null) return this.#server
    this.#opening ??= this.#listen().finally(() => {
      this.#opening = null
    })
    return await this.#opening
  }

  async #listen(): Promise<Server> {
    const { security, port, logger, clock } = this.#options
    this.#security = await security()
    const listener = phoneListener({
      tickets: this.#tickets,
      monotonicMs: () => clock.monotonicMs(),
      onArrived: () => this.#closeUnlessAwaited(),
      onGuessed: () => {
        logger.warn('somebody tries codes at the door for phones; it is shut', { part: 'http', code: 'http/too-many' })
        this.#shut()
      },
    })
    const server = createServer({ ...this.#security.context, requestTimeout: 120_000, headersTimeout: 15_000 }, listener)
    server.maxConnections = MOST_CONNECTIONS
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new Fault('port/in-use', String(port), error) : error),
      )
      server.listen({ port, host: '0.0.0.0' }, resolve)
    })
    logger.info('a door for phones is open', { part: 'http', address: `port ${(server.address() as AddressInfo).port}` })
    this.#server = server
    return server
  }

  /** Looks again when the first of those who wait has waited long enough. */
  #watch(): void {
    const { clock } = this.#options
    this.#timer?.()
    this.#timer = clock.setTimer(OPEN_MS, () => {
      this.#tickets.expire(clock.monotonicMs())
      this.#closeUnlessAwaited()
    })
  }

  #closeUnlessAwaited(): void {
    this.#tickets.expire(this.#options.clock.monotonicMs())
    if (this.#tickets.waiting().length === 0) this.#close()
  }

  #shut(): void {
    this.#tickets.dropAll()
    this.#close(true)
  }

  #close(isAtOnce = false): void {
    this.#timer?.()
    this.#timer = null
    const server = this.#server
    if (server === null) return
    this.#server = null
    server.close()
    // The last answer is still on its way to a phone that was believed; nobody else keeps a connection.
    if (isAtOnce) server.closeAllConnections()
    else this.#options.clock.setTimer(LAST_ANSWER_MS, () => server.closeAllConnections())
    this.#options.logger.info('the door for phones is shut', { part: 'http' })
  }
}
