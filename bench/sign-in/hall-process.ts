import { hash, verify } from '@node-rs/argon2'
import { buildApp } from '@liandong/core/http/app.js'
import { closedDoors } from '@liandong/core/http/doors.js'
import type { Person } from '@liandong/core/domain/roster.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { takeRosterChange } from '@liandong/core/site/inbound/roster.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import { encodeRosterChange } from '@liandong/core/wire/roster.js'
import { percentile } from '../harness/figures.js'
import { serve } from '../harness/serve.js'
import { type BenchSite, openBenchSite } from '../ours/open-site.js'
import { givePasswords, PASSWORD } from '../ours/signed-in.js'
import { PEOPLE } from './names.js'

const people = Array.from({ length: PEOPLE }, (_, index) => `window-${index}`)
let hall: BenchSite | null = null

/** A county's hall with an account for each window, and its routes on a free port. */
async function start(folder: string): Promise<string> {
  hall = openBenchSite('county', folder)
  const { site } = hall
  const facts = people.flatMap((id) => {
    const person: Person = { id, name: id, phone: null, posts: [{ place: 'place-county', organ: null }], active: true }
    const roles = [{ role: 'window-clerk', place: 'place-county', organ: null } as const]
    const account = { person: id, login: id, roles, state: 'active', credentialVersion: 0 } as const
    return [{ kind: 'person', person } as const, { kind: 'account', account } as const]
  })
  const change = { version: site.roster.version + 1, atMs: 0, by: 'bench', facts }
  const { bytes, hash: digest } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? '')
  site.transact(() => takeRosterChange(site, change, bytes, digest))
  await givePasswords(site, people)
  const logger = createLogger({ level: 'info', destination: { write: () => {} } })
  const app = buildApp(site, { logger, doors: closedDoors, version: '0.1.0', randomHex })
  return await app.listen({ host: '127.0.0.1', port: 0 })
}

/** A heartbeat of a link is due so often here; how late it comes is what its peer waits. */
const BEAT_MS = 5
let beats: NodeJS.Timeout | null = null
let lags: number[] = []

function watch(): void {
  lags = []
  let dueMs = performance.now() + BEAT_MS
  beats = setInterval(() => {
    const nowMs = performance.now()
    lags.push(Math.max(0, nowMs - dueMs))
    dueMs = nowMs + BEAT_MS
  }, BEAT_MS)
}

/** The lag in ms that one beat in a hundred exceeded. */
function lag(): number {
  if (beats !== null) clearInterval(beats)
  return percentile(lags, 0.99)
}

/** Whoever answered as signed in and has no session in the store. */
function missing(answered: number): number {
  return answered - (hall?.site.store.people.sessions.all().length ?? 0)
}

/** The same number of bare checks, all asked for at once, in ms. */
async function bare(): Promise<number> {
  const phc = await hash(PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  const startMs = performance.now()
  await Promise.all(people.map(() => verify(phc, PASSWORD)))
  return performance.now() - startMs
}

async function stop(): Promise<void> {
  await hall?.close()
}

serve({ start, watch, lag, missing, bare, stop })
