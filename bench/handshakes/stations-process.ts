import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { connect, type TLSSocket } from 'node:tls'
import { serve } from '../harness/serve.js'
import type { Returned, ReturnTask, StationKeys } from './tasks.js'

/** Connections a station's process here opens at once; the listener's queue holds more, so none waits for a lost packet. */
const AT_ONCE = 200

/**
 * All stations connect again, with full handshakes. They are played by the same few lines on both sides: what a station's own program
 * costs is spread over two thousand machines in truth.
 */
async function comeBack({ port, how, stations }: ReturnTask): Promise<Returned> {
  const startMs = performance.now()
  const [handshakes, dials] = [[] as number[], [] as number[]]
  const waiting = [...stations]
  let missing = 0
  const work = async () => {
    for (let station = waiting.pop(); station !== undefined; station = waiting.pop()) {
      const isIn = await (how === 'raw' ? shakeHands(port, station, done) : dial(port, station, done))
      if (isIn) dials.push(performance.now() - startMs)
      else missing += 1
    }
  }
  const done = () => void handshakes.push(performance.now() - startMs)
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { handshakesMs: Math.max(...handshakes), dialsMs: Math.max(...dials), missing }
}

function open(port: number, { authority, certificate, key }: StationKeys, protocols: string[]): TLSSocket {
  const options = { ca: authority, cert: certificate, key, minVersion: 'TLSv1.3', ALPNProtocols: protocols } as const
  return connect({ host: '127.0.0.1', port, ...options, checkServerIdentity: () => undefined })
}

/** The server's byte comes after its own half of the handshake: a client of TLS 1.3 is through before. */
async function shakeHands(port: number, station: StationKeys, done: () => void): Promise<boolean> {
  const socket = open(port, station, [])
  try {
    await once(socket, 'data')
    done()
    return true
  } catch {
    return false
  }
}

/** The server's first HTTP/2 frame says the same; both calls of a dial are answered once the certificate has been judged. */
async function dial(port: number, station: StationKeys, done: () => void): Promise<boolean> {
  const session = connectHttp2(`https://127.0.0.1:${port}`, { createConnection: () => open(port, station, ['h2']) })
  session.on('error', () => {})
  try {
    await once(session, 'remoteSettings')
    done()
    const id = randomUUID()
    const statuses = await Promise.all(['Messages', 'Blobs'].map((name) => call(session, name, id)))
    return statuses.every((status) => status === undefined)
  } catch {
    return false
  }
}

/** The error an answer begins with; undefined for a call that is open. */
async function call(session: ClientHttp2Session, name: string, dialId: string): Promise<unknown> {
  const stream = session.request({
    ':method': 'POST',
    ':path': `/liandong.link.v1.LinkService/${name}`,
    'content-type': 'application/grpc',
    te: 'trailers',
    'liandong-dial': dialId,
  })
  const [headers] = (await once(stream, 'response')) as [Readonly<Record<string, unknown>>]
  return headers['grpc-status']
}

serve({ comeBack })
