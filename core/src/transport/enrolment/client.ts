import type { ChannelCredentials, ServiceError } from '@grpc/grpc-js'
import { credentials, Metadata } from '@grpc/grpc-js'
import { connect, createSecureContext, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import { isAuthority } from '../../wire/doors/code.js'
import {
  fromEnrolResponse,
  fromRenewResponse,
  toEnrolRequest,
  toRenewRequest,
  type Admission,
  type EnrolAnswer,
  type EnrolRequest,
  type RenewRequest,
} from '../../wire/doors/enrolment.js'
import { fromDeskResponse, toDeskRequest, type DeskRequest } from '../../wire/doors/desk-request.js'
import { presentedBy } from '../../wire/doors/presented.js'
import { fromStatus } from '../../wire/faults/status.js'
import { EnrolmentServiceClient } from '../../wire/services.js'
import { grpcLimits } from '../grpc-limits.js'

/** A handshake and an answer over a bad line, with certificates made in between. */
const deadlineMs = 20_000
const minVersion = 'TLSv1.3' as const
/** Authorities of a network stand at most two above a site. */
const longestChain = 4

/**
 * Looks at whom that address belongs to, without saying anything: answers the certificate of its network's authority, as PEM, when
 * it is the one printed on the sheet.
 */
export async function learnAuthority(address: string, mark: string): Promise<string> {
  const chain = await chainOf(address)
  const root = chain.find((raw) => isAuthority(raw, mark))
  if (root === undefined) throw new Fault('enrolment/wrong-authority', address)
  return new X509Certificate(root).toString()
}

function chainOf(address: string): Promise<readonly Buffer[]> {
  const { host, port } = hostAndPort(address)
  return new Promise((resolve, reject) => {
    // Nothing is believed of this connection but a certificate whose digest is known.
    const socket = connect({ host, port, rejectUnauthorized: false, minVersion, ALPNProtocols: ['h2'] })
    const giveUp = (detail: string) => {
      socket.destroy()
      reject(new Fault('link/parent-unreachable', `${address}: ${detail}`))
    }
    socket.setTimeout(deadlineMs, () => giveUp('no answer'))
    socket.on('error', ({ message }) => giveUp(message))
    socket.on('secureConnect', () => {
      const chain = chainIn(socket)
      socket.destroy()
      resolve(chain)
    })
  })
}

function chainIn(socket: TLSSocket): readonly Buffer[] {
  const chain: Buffer[] = []
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  while (certificate?.raw !== undefined && chain.length < longestChain) {
    chain.push(certificate.raw)
    certificate = certificate.issuerCertificate === certificate ? undefined : certificate.issuerCertificate
  }
  return chain
}

/** Says the code to a gateway of that network, and to nobody else. */
export function enrolAt(address: string, authority: string, request: EnrolRequest): Promise<EnrolAnswer> {
  return calling(address, authority, async (client) => {
    const answer = await new Promise<Parameters<typeof fromEnrolResponse>[0]>((resolve, reject) =>
      client.enrol(toEnrolRequest(request), new Metadata(), deadline(), settle(resolve, reject)),
    )
    return fromEnrolResponse(answer)
  })
}

/** Asks for a new key's certificate. */
export function renewAt(address: string, authority: string, request: RenewRequest): Promise<Admission> {
  return calling(address, authority, async (client) => {
    const answer = await new Promise<Parameters<typeof fromRenewResponse>[0]>((resolve, reject) =>
      client.renew(toRenewRequest(request), new Metadata(), deadline(), settle(resolve, reject)),
    )
    return fromRenewResponse(answer)
  })
}

/** Asks for a certificate of a site's pages, as PEM. */
export function certifyDeskAt(address: string, authority: string, request: DeskRequest): Promise<string> {
  return calling(address, authority, async (client) => {
    const answer = await new Promise<Parameters<typeof fromDeskResponse>[0]>((resolve, reject) =>
      client.certifyDesk(toDeskRequest(request), new Metadata(), deadline(), settle(resolve, reject)),
    )
    return fromDeskResponse(answer)
  })
}

async function calling<T>(address: string, authority: string, call: (client: EnrolmentServiceClient) => Promise<T>): Promise<T> {
  const refused: Fault[] = []
  const client = new EnrolmentServiceClient(
    address,
    gatewaysOnly(authority, (fault) => refused.push(fault)),
    {
      ...grpcLimits,
      'grpc.ssl_target_name_override': 'liandong',
    },
  )
  try {
    return await call(client)
  } catch (error) {
    throw refused[0] ?? fromStatus(error)
  } finally {
    client.close()
  }
}

/** A station's certificate is of the network too; only gateways, whom the network's own authority signs, hear a code. */
function gatewaysOnly(authority: string, onRefused: (fault: Fault) => void): ChannelCredentials {
  const context = createSecureContext({ ca: authority, minVersion })
  return credentials.createFromSecureContext(context, {
    checkServerIdentity: (_host, certificate) => {
      const presented = presentedBy(certificate)
      if (presented !== null && presented.issuer === null) return undefined
      const fault = new Fault('enrolment/wrong-authority', presented?.site ?? '')
      onRefused(fault)
      return fault
    },
  })
}

function deadline() {
  return { deadline: Date.now() + deadlineMs }
}

function settle<T>(resolve: (value: T) => void, reject: (error: unknown) => void) {
  return (error: ServiceError | null, value: T): void => (error === null ? resolve(value) : reject(error))
}

function hostAndPort(address: string): { readonly host: string; readonly port: number } {
  const at = address.lastIndexOf(':')
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(address.slice(at + 1)) }
}
