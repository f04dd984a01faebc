import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { BusConnection } from '@liandong/core/transport/nats/connection.js'
import { natsServerConfig } from '@liandong/core/transport/nats/server-config.js'
import { loadBusSeed } from '@liandong/core/transport/site-keys.js'
import { keyFiles } from '@liandong/core/wire/site-identity.js'
import { Api, type CasePage } from '../../tools/demo/desk/api.js'
import { manyVillagers } from '../../tools/demo/desk/applicants.js'
import { NatsServer } from './nats-server.js'
import { portOf, urlOf } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
beforeAll(async () => {
  city = await TestCity.make()
})
afterAll(() => city[Symbol.asyncDispose]())

const soon = { timeout: 60_000, interval: 50 }
const user = (name: 'city' | 'county') => ({
  site: city.ids[name].site,
  publicKey: readFileSync(join(city.keysOf(name), keyFiles.busUser), 'utf8').trim(),
})

interface OutgoingLane {
  readonly peer: { readonly id: string }
  readonly lane: string
  readonly written: number
  readonly acknowledged: number
}

it('what the broker took and lost, while the city stood still and died, is not done and comes again', {
  timeout: 180_000,
}, async () => {
  await using bus = await NatsServer.start((places) =>
    natsServerConfig({ ...places, city: user('city'), counties: [user('county')] }),
  )
  const nats = { LIANDONG_NATS_SERVERS: bus.address }
  const first = city.gateway('city', nats)
  const cityPort = String(portOf(await first.line('grpc listening')))
  await using county = city.gateway('county', { ...nats, ...city.countyParent(Number(cityPort)) })
  await using village = city.agent('village', portOf(await county.line('grpc listening')))
  const desk = new Api(await urlOf(village), city.actor('village', 'u5001'))
  const clerk = new Api(await urlOf(county), city.actor('county', 'u2006'))
  await vi.waitFor(async () => expect(await offered(desk)).toContain('cunji-03'), soon)
  await vi.waitFor(async () => expect(await toCity(clerk)).toSatisfy(isDone), soon)

  process.kill(first.pid, 'SIGSTOP')
  const taken = await takenByBroker(bus)
  const filed = await file(desk, 5)
  await vi.waitFor(async () => expect(await countOf(clerk)).toBe(5), soon)
  await vi.waitFor(async () => expect(await takenByBroker(bus)).toBeGreaterThan(taken), soon)
  const lane = await toCity(clerk)
  expect(lane.written - lane.acknowledged).toBeGreaterThanOrEqual(5)

  await first.stop('SIGKILL')
  await bus.kill()
  bus.wipe()
  await bus.start()
  await using second = city.gateway('city', { ...nats, LIANDONG_GRPC_PORT: cityPort })
  const mayor = new Api(await urlOf(second), city.actor('city', 'u1002'))
  await vi.waitFor(async () => expect(await countOf(mayor)).toBe(5), soon)
  for (const caseId of filed) {
    const [atCounty, atCity] = await Promise.all([clerk, mayor].map((api) => headOf(api, caseId)))
    expect(atCity).toBe(atCounty)
  }
  await vi.waitFor(async () => expect(await toCity(clerk)).toSatisfy(isDone), soon)
})

function isDone({ written, acknowledged }: OutgoingLane): boolean {
  return written === acknowledged
}

async function offered(desk: Api): Promise<readonly string[]> {
  return (await desk.get<{ items: readonly { id: string }[] }>('/api/items?limit=500')).items.map(({ id }) => id)
}

/** The county's case lane toward the city. */
async function toCity(clerk: Api): Promise<OutgoingLane> {
  const { lanes } = await clerk.get<{ lanes: readonly OutgoingLane[] }>('/api/outgoing?limit=1')
  const found = lanes.find(({ peer, lane }) => peer.id === city.ids.city.site && lane === 'case')
  if (found === undefined) throw new Error('no lane to the city')
  return found
}

/** The number of the last frame the broker took from the county. */
async function takenByBroker(bus: NatsServer): Promise<number> {
  const site = city.ids.city.site
  const connection = await BusConnection.open({ servers: [bus.address], site, seed: loadBusSeed(city.keysOf('city')) })
  try {
    const { streams } = await connection.js.jetstreamManager(false)
    return (await streams.info(`up_${city.ids.county.site}`)).state.last_seq
  } finally {
    await connection.close()
  }
}

async function file(desk: Api, count: number): Promise<readonly string[]> {
  const materials = ['application', 'id-card'].map((material) => {
    return { material, paper: null, form: 'original', originals: 1, copies: 0 }
  })
  const answer = await desk.post<{ rows: readonly { receipt?: { caseId: string } }[] }>('/api/batches', {
    requestId: randomBytes(16).toString('hex'),
    shared: { item: 'cunji-03', form: { parties: 2, kind: '邻里', claim: '院墙' }, materials },
    rows: manyVillagers(count).map((applicant, index) => ({ key: `${index}`, content: { applicant } })),
  })
  return answer.rows.map(({ receipt }) => receipt?.caseId ?? '')
}

async function countOf(api: Api): Promise<number> {
  const { stages } = await api.get<{ stages: readonly { count: number }[] }>('/api/cases/counts')
  return stages.reduce((sum, { count }) => sum + count, 0)
}

async function headOf(api: Api, caseId: string): Promise<string> {
  return (await api.get<CasePage>(`/api/cases/${caseId}`)).history.at(-1)?.hash ?? ''
}
