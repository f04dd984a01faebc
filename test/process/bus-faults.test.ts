import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { natsServerConfig } from '@liandong/core/transport/nats/server-config.js'
import { keyFiles } from '@liandong/core/wire/site-identity.js'
import { NatsServer } from './nats-server.js'
import { oldNatsServer } from './old-nats-server.js'
import { portOf } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
beforeAll(async () => {
  city = await TestCity.make()
})
afterAll(() => city[Symbol.asyncDispose]())

const user = (name: 'city' | 'county') => ({
  site: city.ids[name].site,
  publicKey: readFileSync(join(city.keysOf(name), keyFiles.busUser), 'utf8').trim(),
})

describe('a gateway whose message bus will not do', () => {
  it('goes on without it, says that it is missing, and links up once it is there', async () => {
    await using bus = await NatsServer.start((places) =>
      natsServerConfig({ ...places, city: user('city'), counties: [user('county')] }),
    )
    await bus.kill()
    const nats = { LIANDONG_NATS_SERVERS: bus.address }
    await using top = city.gateway('city', nats)
    const cityPort = portOf(await top.line('grpc listening'))
    await using county = city.gateway('county', { ...nats, ...city.countyParent(cityPort) })
    for (const gateway of [top, county]) {
      await gateway.line('ready')
      await gateway.line('the message bus cannot be reached', ({ code }) => code === 'nats/missing')
    }
    await bus.start()
    await county.line('link running', ({ peer }) => peer === city.ids.city.site)
    await bus.kill()
    bus.wipe()
    await county.line('the message bus cannot be reached', ({ code }) => code === 'nats/missing')
    expect(await Promise.all([county.stop(), top.stop()])).toEqual([0, 0])
  })

  it('says that it is too old', async () => {
    await using old = await oldNatsServer('2.8.4')
    await using top = city.gateway('city', { LIANDONG_NATS_SERVERS: old.address })
    const line = await top.line('the message bus will not do')
    expect(line).toMatchObject({ level: 'error', code: 'nats/too-old', reason: expect.stringContaining('2.8.4') })
    await top.line('ready')
  })

  it('says that it has no JetStream', async () => {
    await using plain = await NatsServer.start(
      ({ listen, portsFolder }) => `listen: "${listen}"\nports_file_dir: "${portsFolder}"\n`,
    )
    await using top = city.gateway('city', { LIANDONG_NATS_SERVERS: plain.address })
    expect(await top.line('the message bus will not do')).toMatchObject({ level: 'error', code: 'nats/no-jetstream' })
    await top.line('ready')
  })
})
