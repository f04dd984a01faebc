import {
  logVerbosity,
  Metadata,
  Server,
  type ServerCredentials,
  setLogVerbosity,
  status,
  type ServerDuplexStream,
} from '@grpc/grpc-js'
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader'
import { ReflectionService } from '@grpc/reflection'
import { HealthImplementation } from 'grpc-health-check'
import { readFileSync } from 'node:fs'
import { Fault } from '../domain/fault.js'
import { machineDoors } from '../domain/rights/machine-doors.js'
import type { SiteId } from '../domain/values.js'
import type { Channel, ChannelPair } from '../link/channel.js'
import { systemClock, type Clock } from '../runtime/clock.js'
import type { Refusal } from '../domain/decider.js'
import type { Presented } from '../domain/doors/trust.js'
import { presentedBy } from '../wire/doors/presented.js'
import { toStatus } from '../wire/faults/status.js'
import { EnrolmentServiceService, LinkServiceService, SnapshotServiceService, type LinkServiceServer } from '../wire/services.js'
import { GrpcChannel, type Wrapped } from './grpc-channel.js'
import { dialKey, grpcLimits, sessionKey } from './grpc-limits.js'
import { Pairing, type Half } from './grpc-pairing.js'
import { enrolmentService, type EnrolmentCalls } from './enrolment/service.js'
import { snapshotService, type SnapshotCalls } from './snapshot/service.js'
import { SiteServerCredentials, type SiteTls } from './tls.js'

export interface GrpcServerOptions {
  /** `host:port`; port 0 takes a free one. */
  readonly address: string
  readonly tls: SiteTls
  /** Why a machine whose certificate is of this network may not dial in; asked for each call, and again when trust has changed. */
  readonly admit?: (presented: Presented) => Refusal | null
  /** Lets machines in that have no certificate yet; absent where nobody dials. */
  readonly enrolment?: EnrolmentCalls
  /** Answers counties that are far behind; absent where nobody is served beside the lanes. */
  readonly snapshots?: SnapshotCalls
  /** A site dialled in; its certificate names it. */
  readonly onPair: (peer: SiteId, pair: ChannelPair) => void
  /** The papers of a site whose messages come by another way; `session` is the one of its Hello there. */
  readonly onBlobs?: (peer: SiteId, session: number, blobs: Channel) => void
  /** The image buf builds of the contracts, for tools that ask the server what it offers; null offers nothing. */
  readonly contracts: string | null
  readonly clock?: Clock
}

export interface GrpcServer {
  readonly port: number
  /** What a health check is told. False at first and while closing. */
  setServing(serving: boolean): void
  /** Shows another certificate to connections made from now on. */
  rotate(tls: SiteTls): void
  /** Ends the calls of machines that may not dial in any more. */
  judgeAgain(): void
  close(): Promise<void>
}

type Call = ServerDuplexStream<Wrapped, Wrapped>
type Calls = Map<Call, Presented | null>

/** After this, calls that did not end are torn off. */
const shutdownMs = 2_000

/** A method that says nowhere who may call it keeps the program from starting. */
class LockedServer extends Server {
  override addService(...[service, implementation]: Parameters<Server['addService']>): void {
    const open = Object.values(service).filter(({ path }) => !Object.hasOwn(machineDoors, path))
    if (open.length > 0) throw new Error(`no row: ${open.map(({ path }) => path).join(', ')}`)
    super.addService(service, implementation)
  }
}

/** Offers the link service, health and reflection on one port. */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  // What grpc would print to the console is also in the errors it gives.
  setLogVerbosity(logVerbosity.NONE)
  const server = new LockedServer(grpcLimits)
  const calls: Calls = new Map()
  const pairing = new Pairing(options.clock ?? systemClock, options.onPair)
  server.addService(LinkServiceService, linkService(options, pairing, calls))
  if (options.enrolment !== undefined) server.addService(EnrolmentServiceService, enrolmentService(options.enrolment))
  if (options.snapshots !== undefined)
    server.addService(SnapshotServiceService, snapshotService(options.snapshots, options.admit ?? (() => null)))
  const health = new HealthImplementation({ '': 'NOT_SERVING' })
  health.addToServer(server)
  if (options.contracts !== null) reflectionOf(options.contracts).addToServer(server)
  const identity = new SiteServerCredentials(options.tls)
  const port = await bind(server, options.address, identity)
  return {
    port,
    setServing: (serving) => health.setStatus('', serving ? 'SERVING' : 'NOT_SERVING'),
    rotate: (tls) => identity.rotate(tls),
    judgeAgain: () => judgeAgain(options, calls),
    close: async () => {
      health.setStatus('', 'NOT_SERVING')
      pairing.close()
      for (const call of calls.keys()) refuse(call, status.UNAVAILABLE, 'the server is closing')
      await shutDown(server)
    },
  }
}

function linkService(options: GrpcServerOptions, pairing: Pairing, calls: Calls): LinkServiceServer {
  const accept = (call: Call, side: keyof ChannelPair): void => {
    const certificate = call.getAuthContext().sslPeerCertificate
    const peer = certificate === undefined ? null : presentedBy(certificate)
    calls.set(call, peer)
    call.on('close', () => calls.delete(call))
    call.on('error', () => {})
    if (peer === null) return refuse(call, status.UNAUTHENTICATED, 'the link service needs a certificate of this network')
    const refusal = options.admit?.(peer) ?? null
    if (refusal !== null) return refuseFor(call, refusal)
    const open = (): Channel => {
      call.sendMetadata(new Metadata())
      return new GrpcChannel(peer.site, call)
    }
    const session = textOf(call, sessionKey)
    if (session !== null) return acceptAlone(options, call, side, peer.site, session, open)
    const dial = textOf(call, dialKey)
    if (dial === null) return refuse(call, status.INVALID_ARGUMENT, `${dialKey} is missing`)
    const half: Half = { peer: peer.site, dial, side, open, refuse: (why) => refuse(call, status.ABORTED, why) }
    call.on('cancelled', () => pairing.drop(half))
    pairing.add(half)
  }
  return { messages: (call) => accept(call, 'messages'), blobs: (call) => accept(call, 'blobs') }
}

function acceptAlone(
  { onBlobs }: GrpcServerOptions,
  call: Call,
  side: keyof ChannelPair,
  peer: SiteId,
  session: string,
  open: () => Channel,
): void {
  if (onBlobs === undefined || side !== 'blobs') return refuse(call, status.FAILED_PRECONDITION, 'both calls are needed here')
  if (!/^[1-9]\d{0,15}$/.test(session)) return refuse(call, status.INVALID_ARGUMENT, `${sessionKey} is no session number`)
  onBlobs(peer, Number(session), open())
}

function judgeAgain({ admit }: GrpcServerOptions, calls: Calls): void {
  for (const [call, peer] of [...calls]) {
    const refusal = peer === null ? null : (admit?.(peer) ?? null)
    if (refusal !== null) refuseFor(call, refusal)
  }
}

/** The words of the catalogue go along, so that the other end can show them. */
function refuseFor(call: Call, { code, detail }: Refusal): void {
  call.emit('error', toStatus(new Fault(code, detail)))
}

function refuse(call: Call, code: status, details: string): void {
  call.emit('error', { code, details })
}

function textOf(call: Call, key: string): string | null {
  const value = call.metadata.get(key)[0]
  return typeof value === 'string' && value !== '' && value.length <= 64 ? value : null
}

function reflectionOf(contracts: string): ReflectionService {
  return new ReflectionService(loadFileDescriptorSetFromBuffer(readFileSync(contracts)))
}

function bind(server: Server, address: string, identity: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, identity, (error, port) => {
      if (error === null) resolve(port)
      else reject(error.message.includes('EADDRINUSE') ? new Fault('port/in-use', address, error) : error)
    })
  })
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      server.forceShutdown()
      resolve()
    }, shutdownMs)
    server.tryShutdown(() => {
      clearTimeout(deadline)
      resolve()
    })
  })
}
