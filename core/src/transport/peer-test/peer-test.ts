import { lookup } from 'node:dns/promises'
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type PeerTest, runSteps, type StepWork } from '../../site/network/peer-test.js'
import type { LineState } from '../../site/network/reports.js'
import { clientTls, type ExpectedPeer, type SiteTls } from '../tls.js'

/** A person waits for each step; a line that needs longer is no line. */
const stepMs = 8_000
/** Deadlines run in days, but receipts show minutes. */
const clockIsOffMs = 120_000

export interface ParentTestOptions {
  /** `host:port` of the parent. */
  readonly address: string
  readonly tls: SiteTls
  readonly expected: ExpectedPeer
  readonly target: string
  /** The link to it as it is now; null where none was ever tried. */
  readonly line: () => LineState | null
  readonly programVersion: string
}

/** The way to the parent, from the name of its address to the versions at both ends. */
export function parentTest(options: ParentTestOptions): PeerTest {
  const { address, target, line, programVersion } = options
  const { host, port } = hostAndPort(address)
  const works = {
    name: named(host),
    port: () => answered((done) => connectPlain({ host, port }, done), `${host}:${port}`),
    tls: () =>
      answered(
        (done) => connectTls({ host, port, ALPNProtocols: ['h2'], ...clientTls(options.tls, options.expected) }, done),
        'TLS 1.3',
      ),
    rights: async () => rightsOf(line()),
    clock: async () => clockOf(line()),
    version: async () => versionOf(line(), programVersion),
  }
  return { target, run: (tell) => runSteps(works, tell) }
}

/** The way to the message bus, for the site that is nobody's child. */
export function busTest(server: string, target: string): PeerTest {
  const { host, port } = hostAndPort(server.replace(/^\w+:\/\//, ''), 4222)
  const works = { name: named(host), port: () => answered((done) => connectPlain({ host, port }, done), `${host}:${port}`) }
  return { target, run: (tell) => runSteps(works, tell) }
}

function named(host: string): StepWork {
  return async () => (isIP(host) > 0 ? host : (await lookup(host)).address)
}

/** Resolves with the words once the connection stands; rejects with what the network says. */
function answered(open: (done: () => void) => Socket, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = open(() => {
      socket.destroy()
      resolve(words)
    })
    socket.setTimeout(stepMs, () => {
      socket.destroy()
      reject(new Error(`no answer in ${stepMs / 1000} s`))
    })
    socket.on('error', reject)
  })
}

/** The parent lets this site link up, or says why not. */
function rightsOf(line: LineState | null): string | null {
  if (line === null || line.state === 'greeting') return null
  if (line.state === 'running') return 'link running'
  throw new Error(line.reason ?? line.state)
}

function clockOf(line: LineState | null): string | null {
  const offset = line?.offset ?? null
  if (offset === null) return null
  if (Math.abs(offset.offsetMs) >= clockIsOffMs) throw new Error(`${offset.offsetMs} ms`)
  return `${offset.offsetMs} ms ± ${offset.uncertaintyMs} ms`
}

function versionOf(line: LineState | null, own: string): string | null {
  const other = line?.peerFacts?.programVersion
  return other === undefined ? null : `${own} / ${other}`
}

function hostAndPort(address: string, usual = 0): { readonly host: string; readonly port: number } {
  const at = address.lastIndexOf(':')
  const host = (at < 0 ? address : address.slice(0, at)).replace(/^\[|\]$/g, '')
  return { host, port: at < 0 ? usual : Number(address.slice(at + 1)) }
}
