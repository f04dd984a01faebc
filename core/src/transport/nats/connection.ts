import { jetstream, JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream'
import { connect, nkeyAuthenticator, type ConnectionOptions, type NatsConnection } from '@nats-io/transport-node'
import { Fault, type FaultCode } from '../../domain/fault.js'
import type { SiteId } from '../../domain/values.js'
import { systemClock } from '../../runtime/clock.js'
import type { BackOff } from '../../runtime/loop.js'
import type { Secret } from '../../runtime/secret.js'
import { clientTls, type SiteTls } from '../tls.js'
import { inboxPrefix } from './names.js'

export interface BusOptions {
  /** `host:port` of one or more servers of the same cluster. */
  readonly servers: readonly string[]
  readonly site: SiteId
  /** The site's credential at the bus, as `makeBusUser` wrote it. */
  readonly seed: Secret
  /** What this site shows and whom the server's certificate must name. Absent only where server and gateway share a machine. */
  readonly tls?: { readonly own: SiteTls; readonly server: SiteId }
}

/** A server beside us that restarts is back within a second or two. */
export const busBackOff: BackOff = { firstMs: 100, longestMs: 5_000 }

/** A server that answers does so at once; one that does not shall not hold up the end of a program. */
const leaveMs = 1_000
const publishTimeoutMs = 10_000
/** The broker's numbers for a consumer and a stream that do not exist. */
export const missingCodes: readonly number[] = [10_014, 10_059]

interface ApiFault {
  readonly numbers: readonly number[]
  readonly code: FaultCode
  readonly what?: string
}

/** The broker's numbers for: JetStream off for this account; no room in the account, in memory, on disk; nothing there. */
const apiFaults: readonly ApiFault[] = [
  { numbers: [10_039], code: 'nats/no-jetstream' },
  { numbers: [10_023, 10_028, 10_047], code: 'nats/no-room' },
  { numbers: missingCodes, code: 'link/parent-unreachable', what: 'the city has made no stream: ' },
]
const otherFault: ApiFault = { numbers: [], code: 'nats/missing' }

/** One gateway's connection to the bus. It ends when the server is lost; its owner opens the next. */
export class BusConnection {
  readonly nc: NatsConnection
  readonly js: JetStreamClient
  /** Aborted when the server is lost or the connection closed. */
  readonly lost: AbortSignal
  #reason: Fault | null = null

  private constructor(nc: NatsConnection) {
    this.nc = nc
    this.js = jetstream(nc, { timeout: publishTimeoutMs })
    const lost = new AbortController()
    void nc.closed().finally(() => lost.abort())
    this.lost = lost.signal
  }

  /** Rejects with a Fault that says which part of the bus is missing. */
  static async open(options: BusOptions): Promise<BusConnection> {
    const nc = await connect(connectionOptions(options)).catch((cause: Error) => {
      throw new Fault('nats/missing', `${options.servers.join(', ')}: ${cause.message}`, cause)
    })
    const fault = shortcomingOf(nc)
    if (fault === null) return new BusConnection(nc)
    await nc.close()
    throw fault
  }

  /**
   * True when the broker holds the bytes. False when it has no room, no stream, or is lost; in the last case it may hold them all the
   * same. Never rejects.
   */
  publish(subject: string, bytes: Uint8Array): Promise<boolean> {
    return this.js.publish(subject, bytes).then(
      () => true,
      () => false,
    )
  }

  /** Takes leave first: what the broker delivers to an end that just went is gone. */
  async close(): Promise<void> {
    const cancel = systemClock.setTimer(leaveMs, () => void this.nc.close())
    await this.nc.drain().catch(() => this.nc.close())
    cancel()
  }

  /** Gives the connection up for a reason of our own. */
  abandon(reason: Fault): void {
    this.#reason ??= reason
    void this.nc.close()
  }

  /** Why it was lost. */
  get reason(): Fault {
    return this.#reason ?? new Fault('nats/missing', 'the connection was lost')
  }
}

/** What a failure of the broker's own interface means to people. */
export function busFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const detail = error instanceof Error ? error.message : String(error)
  const number = error instanceof JetStreamApiError ? error.code : null
  const { code, what = '' } = apiFaults.find(({ numbers }) => numbers.includes(number ?? -1)) ?? otherFault
  return new Fault(code, `${what}${detail}`, error)
}

function connectionOptions({ servers, site, seed, tls }: BusOptions): ConnectionOptions {
  return {
    name: site,
    servers: [...servers],
    authenticator: nkeyAuthenticator(Buffer.from(seed.reveal().trim())),
    inboxPrefix: inboxPrefix(site),
    reconnect: false,
    pingInterval: 10_000,
    maxPingOut: 2,
    timeout: 5_000,
    // The client hands all of it to `tls.connect`, and refuses a server that offers no TLS.
    ...(tls === undefined ? {} : { tls: clientTls(tls.own, { site: tls.server }) }),
  }
}

function shortcomingOf(nc: NatsConnection): Fault | null {
  const { version = '0', jetstream: hasJetStream = false } = nc.info ?? {}
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 2 || (major === 2 && minor < 9)) return new Fault('nats/too-old', `${nc.getServer()} runs ${version}`)
  return hasJetStream ? null : new Fault('nats/no-jetstream', nc.getServer())
}
