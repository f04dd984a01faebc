import { createHash } from 'node:crypto'
import type { EndKeys } from '../../floors/keys.js'
import { serveRaw } from '../../floors/raw-stream.js'
import { serve } from '../../harness/serve.js'
import { compressed, revisionsOf } from '../revisions.js'
import { countSockets, socketBytes } from '../socket-bytes.js'

/** A station's stream and how many editions it was sent. */
interface Listener {
  readonly send: (frame: Buffer) => void
  sent: number
}

const listeners = new Map<string, Listener>()
const proven = new Map<number, Set<string>>()
let editions: readonly Buffer[] = []
let digests: readonly string[] = []
let published = 0
let onProof = () => {}

async function start({ keys, items }: { readonly keys: EndKeys; readonly items: number }): Promise<number> {
  countSockets()
  editions = revisionsOf(items).changes.map(compressed)
  digests = editions.map((edition) => createHash('sha256').update(edition).digest('hex'))
  return serveRaw(keys, (frame, answer) => {
    const { station, edition, digest } = JSON.parse(frame.toString()) as { station: string; edition?: number; digest?: string }
    if (edition === undefined) greet(station, answer)
    else if (digest === digests[edition]) prove(station, edition)
  })
}

/** A station says which it is, and gets what it was away for. */
function greet(station: string, send: Listener['send']): void {
  const listener = { send, sent: listeners.get(station)?.sent ?? 0 }
  listeners.set(station, listener)
  give(listener)
}

function give(listener: Listener): void {
  for (; listener.sent < published; listener.sent += 1) {
    const edition = editions[listener.sent]
    if (edition !== undefined) listener.send(framed(listener.sent, edition))
  }
}

/** Made once for all. */
function framed(number: number, edition: Buffer): Buffer {
  return Buffer.concat([Buffer.of(number), edition])
}

function prove(station: string, edition: number): void {
  proven.set(edition, (proven.get(edition) ?? new Set()).add(station))
  onProof()
}

/** Sends the next edition to those that listen; answers the seconds until as many have proven it. */
async function publish(expected: number): Promise<number> {
  const startMs = performance.now()
  published += 1
  for (const [station, listener] of listeners) if (!gone.has(station)) give(listener)
  await proofs(expected)
  return (performance.now() - startMs) / 1000
}

const gone = new Set<string>()

/** Those that will not listen until they come back. */
function leave(stations: readonly string[]): void {
  for (const station of stations) gone.add(station)
}

function back(): void {
  gone.clear()
}

/** Resolves when so many have proven the newest edition. */
function proofs(expected: number): Promise<void> {
  return new Promise((resolve) => {
    onProof = () => {
      if ((proven.get(published - 1)?.size ?? 0) >= expected) resolve()
    }
    onProof()
  })
}

serve({ start, publish, leave, back, proofs, bytes: socketBytes })
