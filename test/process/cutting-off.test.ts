import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { jetstreamManager } from '@nats-io/jetstream'
import { createUser } from '@nats-io/nkeys'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Secret } from '@liandong/core/runtime/secret.js'
import { BusConnection } from '@liandong/core/transport/nats/connection.js'
import { natsServerConfigBeside, natsUsersConfig } from '@liandong/core/transport/nats/server-config.js'
import { EnrolmentStage } from './enrolment-stage.js'
import { NatsServer } from './nats-server.js'
import type { StartedProgram } from './started-program.js'

/** Five seconds are promised, and what it took is printed; the machine of a test has other work. */
const soon = { timeout: 60_000, interval: 20 }
const usersFile = 'bus-users.conf'

let bus: NatsServer
let stage: EnrolmentStage
let folder: string
beforeAll(async () => {
  bus = await NatsServer.start((places) => {
    folder = dirname(places.portsFolder)
    const nobody = natsUsersConfig({ city: { site: 'none', publicKey: createUser().getPublicKey() }, counties: [] })
    writeFileSync(join(folder, usersFile), nobody)
    return natsServerConfigBeside(usersFile, { ...places, pidFile: join(folder, 'nats.pid') })
  })
  stage = await EnrolmentStage.open({ LIANDONG_NATS_SERVERS: bus.address }, { ...cityBus() })
})
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  await bus[Symbol.asyncDispose]()
})

function cityBus(): Record<string, string> {
  return { LIANDONG_NATS_USERS_FILE: join(folder, usersFile), LIANDONG_NATS_PID_FILE: join(folder, 'nats.pid') }
}

/** A second county whose machine comes while the city and its bus run. */
async function enrolCounty(): Promise<{ readonly site: string; readonly keys: string; readonly county: StartedProgram }> {
  const site = stage.city.otherCounty()
  const made = await stage.codes([site], { replaces: true }, 'city')
  const { config, code, said } = await stage.enrol(made, { program: 'gateway' })
  expect([code, said]).toEqual([0, expect.stringContaining(site)])
  const settings = { LIANDONG_CONFIG: config, LIANDONG_HTTP_PORT: '0', LIANDONG_GRPC_HOST: '127.0.0.1', LIANDONG_GRPC_PORT: '0' }
  const county = stage.city.program(['gateway/dist/main.js'], { ...settings, LIANDONG_NATS_SERVERS: bus.address })
  const { keysFolder } = JSON.parse(readFileSync(config, 'utf8')) as { keysFolder: string }
  return { site, keys: keysFolder, county }
}

async function mayUseBus(site: string, keys: string): Promise<boolean> {
  const seed = new Secret(readFileSync(join(keys, 'bus.seed'), 'utf8').trim())
  try {
    const connection = await BusConnection.open({ servers: [bus.address], site, seed })
    await connection.close()
    return true
  } catch {
    return false
  }
}

/** As the city's user sees them. */
async function streamNames(): Promise<string[]> {
  const seed = new Secret(readFileSync(join(stage.city.keysOf('city'), 'bus.seed'), 'utf8').trim())
  const connection = await BusConnection.open({ servers: [bus.address], site: stage.city.ids.city.site, seed })
  try {
    const names: string[] = []
    for await (const name of (await jetstreamManager(connection.nc)).streams.names()) names.push(name)
    return names.sort()
  } finally {
    await connection.close()
  }
}

describe('a station', () => {
  it('is cut off within seconds, told so, and stays out', async () => {
    const { site } = stage.city.ids.village
    await using village = stage.city.agent('village', stage.countyPort)
    await village.line('link running')
    const startMs = performance.now()
    const { status, body } = await stage.call('county', 'POST', `/api/sites/${site}/revocation`, {})
    await village.line('link down', ({ reason }) => reason === 'link/revoked')
    const tookMs = performance.now() - startMs
    process.stdout.write(`a station was cut off in ${Math.round(tookMs)} ms\n`)
    expect({ status, body }).toMatchObject({ status: 200, body: { refused: [] } })
    await stage.county.line('a site was turned away', ({ peer, code }) => peer === site && code === 'link/revoked')
    await vi.waitFor(async () => {
      const above = await stage.call('city', 'GET', `/api/sites/${site}`)
      expect(above.body).toMatchObject({ machine: { revokedMs: expect.any(Number) } })
    }, soon)
  })
})

describe('a county', () => {
  it('comes while city and bus run, and is cut off from both within seconds; the others do not notice', async () => {
    const { site, keys, county } = await enrolCounty()
    await county.line('link running')
    expect(await mayUseBus(site, keys)).toBe(true)
    const streams = await streamNames()
    expect(streams).toEqual(expect.arrayContaining([`down_${site}`, `up_${site}`, `up_${stage.city.ids.county.site}`]))
    const cuts = () =>
      stage.county.lines.filter(({ message, peer }) => message === 'link down' && peer === stage.city.ids.city.site)
    const before = cuts().length
    const startMs = performance.now()
    expect((await stage.call('city', 'POST', `/api/sites/${site}/revocation`, {})).status).toBe(200)
    await vi.waitFor(async () => expect(await mayUseBus(site, keys)).toBe(false), soon)
    await county.line('link down')
    const tookMs = performance.now() - startMs
    process.stdout.write(`a county was cut off from its link and the bus in ${Math.round(tookMs)} ms\n`)
    expect(cuts()).toHaveLength(before)
    // What it left on the bus goes with it, and nothing else does.
    const others = streams.filter((name) => !name.endsWith(`_${site}`))
    await vi.waitFor(async () => expect(await streamNames()).toEqual(others), soon)
  })
})
