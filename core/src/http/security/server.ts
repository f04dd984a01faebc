import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { SecureContextOptions } from 'node:tls'

/** Against senders of one byte a minute: a head is whole within 15 s, also over a bad line. */
const HEADERS_TIMEOUT_MS = 15_000
/** Fifty megabytes over a slow office line, phone to desk. */
export const REQUEST_TIMEOUT_MS = 300_000
/** A page asks again within a minute. */
export const KEEP_ALIVE_MS = 72_000

/** What Node's own server is told. */
const serverOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: HEADERS_TIMEOUT_MS,
  connectionsCheckingInterval: 5_000,
} as const

/** How HTTPS is spoken. */
export interface HttpsOptions {
  readonly context: SecureContextOptions
  /** Whether browsers are to come by HTTPS alone from now on. */
  readonly strictTransport: () => boolean
}

/** Options of the framework for HTTPS, or plain HTTP where that is null; of one type, for which of them it is shows in the URL alone. */
export function listening(https: Pick<HttpsOptions, 'context'> | null): { readonly http: typeof serverOptions } {
  const options = https === null ? { http: serverOptions } : { https: { ...serverOptions, ...https.context } }
  return options as { readonly http: typeof serverOptions }
}

/** How many connections stand at a time, and how many one address may open. */
export interface ConnectionBounds {
  readonly inAll: number
  readonly perAddress: number
  /** Opened within ten seconds: a handshake costs more than a request. */
  readonly newPerAddress: number
}

/** A browser opens six; a hall of a hundred windows may come from one address. */
export const gatewayBounds: ConnectionBounds = { inAll: 3_000, perAddress: 800, newPerAddress: 800 }
/** A township has a handful of PCs. */
export const stationBounds: ConnectionBounds = { inAll: 300, perAddress: 100, newPerAddress: 200 }

const WINDOW_MS = 10_000
const desk = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Closes connections beyond the bounds at once, before TLS or HTTP has cost anything. */
export function boundConnections(server: Server, { inAll, perAddress, newPerAddress }: ConnectionBounds): void {
  const open = new Map<string, number>()
  let opened = new Map<string, number>()
  let windowMs = performance.now()
  server.maxConnections = inAll
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (desk.has(address)) return
    if (performance.now() - windowMs > WINDOW_MS) {
      windowMs = performance.now()
      opened = new Map()
    }
    const [now, lately] = [(open.get(address) ?? 0) + 1, (opened.get(address) ?? 0) + 1]
    opened.set(address, lately)
    if (now > perAddress || lately > newPerAddress) return void socket.destroy()
    open.set(address, now)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left === 0) open.delete(address)
      else open.set(address, left)
    })
  })
}
