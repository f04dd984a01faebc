import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RosterFact } from '@liandong/core/domain/roster.js'
import { keepDialling, openLinkedSite, type LinkedSite } from '@liandong/core/link/linked-site.js'
import type { Dialler } from '@liandong/core/link/channel.js'
import { captureLog } from '@liandong/core/runtime/captured-log.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import { changeVerifier, resetVerifier } from '@liandong/core/site/people/credentials.js'
import { hashSecret } from '@liandong/core/site/people/hashing.js'
import { changeRoster } from '@liandong/core/site/roster-change.js'
import { verifierOf } from '@liandong/core/store/people/verifiers.js'
import { memoryDialler } from '@liandong/core/transport/memory.js'
import { MemoryLine } from '@liandong/core/transport/memory-line.js'
import { rosterFacts } from '../../core/src/domain/case/world.testing.js'
import { soon } from './bus-stage.js'
import { TestBus } from './test-bus.js'

const log = captureLog('warn')
let scope: Scope
let folder: string
let bus: TestBus
let wire: Wiretap
let city: LinkedSite
let county: LinkedSite
let village: LinkedSite
let stationLine: MemoryLine

beforeEach(async () => {
  scope = new Scope({ onFailure: () => undefined })
  folder = mkdtempSync(join(tmpdir(), 'liandong-verifiers-'))
  bus = await TestBus.start(['a'])
  wire = await Wiretap.before(bus.server.address)
  city = open('city', 'city', null, 'a')
  county = open('a', 'county', 'city', 'city')
  village = open('a-village', 'edge', 'a', null)
  await changeRoster(city.site, rosterFacts.map(wholeWeek), 'city-clerk')
  bus.city({ onPair: (peer, pair) => void city.hub.accept(peer, pair) }, ['a'])
  keepDialling(county.hub, 'city', bus.county({ site: 'a', servers: [wire.address] }), scope)
  stationLine = new MemoryLine()
  keepDialling(village.hub, 'a', stationDialler(), scope)
  const newest = city.site.roster.version
  await vi.waitFor(() => village.site.roster.version === newest || Promise.reject(new Error('no roster yet')), soon)
})
afterEach(async () => {
  await scope.close()
  await bus[Symbol.asyncDispose]()
  await wire.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(site: string, tier: 'city' | 'county' | 'edge', parent: string | null, peer: string | null): LinkedSite {
  const linkKey = (other: string) => (other === peer ? Buffer.from(bus.macKey(site, other).reveal(), 'hex') : null)
  const who = { site, tier, parent, generation: 1, dataFolder: join(folder, site), programVersion: '0.1.0' }
  const keys = { sealKey: createHash('sha256').update(site).digest(), signer: null, ...(tier === 'edge' ? {} : { linkKey }) }
  return openLinkedSite({ ...who, ...keys, clock: systemClock, logger: log.logger }, scope)
}

function stationDialler(): Dialler {
  return memoryDialler({ line: stationLine, child: 'a-village', parent: 'a' }, (peer, pair) => void county.hub.accept(peer, pair))
}

function wholeWeek(fact: RosterFact): RosterFact {
  if (fact.kind !== 'place') return fact
  const { hours } = fact.place
  return { kind: 'place', place: { ...fact.place, hours: { ...hours, week: [...hours.week, [], []].slice(0, 7) } } }
}

/** All that goes between the county and the bus's server. */
class Wiretap {
  readonly #server: Server
  readonly #ends: Socket[] = []
  readonly #heard: Buffer[] = []

  private constructor(target: string) {
    const [host = '', port = ''] = target.split(':')
    this.#server = createServer((near) => {
      const far = connect(Number(port), host)
      this.#ends.push(near, far)
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        from.on('data', (bytes) => (this.#heard.push(bytes), to.write(bytes)))
        from.on('close', () => to.destroy()).on('error', () => to.destroy())
      }
    })
  }

  static async before(target: string): Promise<Wiretap> {
    const tap = new Wiretap(target)
    await new Promise<void>((resolve) => tap.#server.listen(0, '127.0.0.1', resolve))
    return tap
  }

  get address(): string {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : ''
  }

  heard(text: string): boolean {
    return Buffer.concat(this.#heard).includes(text)
  }

  close(): Promise<void> {
    for (const end of this.#ends) end.destroy()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const heldAt = ({ site }: LinkedSite) => verifierOf(site.store, 'proxy')

it('changed at the city and at a station without a line, one stands at all three, and neither bus nor disks can be read', async () => {
  const [first, atStation, atCity] = await Promise.all(['first', 'at the station', 'at the city'].map(hashSecret))
  if (first === undefined || atStation === undefined || atCity === undefined) throw new Error('not hashed')
  const credentials = { phc: first, pinPhc: null, totp: null, mustChange: true }
  await city.site.commit(() => resetVerifier(city.site, 'proxy', credentials, 'city-second'))
  await vi.waitFor(() => expect(heldAt(village)?.phc).toBe(first), soon)

  stationLine.cut()
  stationLine.break()
  await village.site.commit(() => changeVerifier(village.site, 'proxy', { phc: atStation, mustChange: false }))
  // Later, whatever the clock's grain is.
  await vi.waitFor(() => expect(systemClock.nowMs()).toBeGreaterThan((heldAt(village)?.setAtMs ?? 0) + 1), soon)
  await city.site.commit(() => changeVerifier(city.site, 'proxy', { phc: atCity, mustChange: false }))
  await vi.waitFor(() => expect(heldAt(county)?.phc).toBe(atCity), soon)
  expect(heldAt(village)?.phc).toBe(atStation)

  stationLine.heal()
  await vi.waitFor(
    () => expect([heldAt(city), heldAt(county), heldAt(village)].map((held) => held?.phc)).toEqual([atCity, atCity, atCity]),
    soon,
  )
  await vi.waitFor(() => expect(county.site.store.inbox.parked(null)).toEqual([]), soon)

  // What the bus may carry openly was heard there; so the search would find a verifier too.
  expect(wire.heard('a-station')).toBe(true)
  const secrets = [first, atStation, atCity].map((phc) => phc.split('$').at(-1) ?? '')
  for (const secret of secrets) expect(wire.heard(secret)).toBe(false)
  for (const { site } of [city, county, village]) site.store.checkpoint()
  const files = [...filesIn(bus.server.storeFolder), ...filesIn(folder)].map((path) => ({ path, bytes: readFileSync(path) }))
  expect(files.filter(({ bytes }) => secrets.some((secret) => bytes.includes(secret))).map(({ path }) => path)).toEqual([])
})
