import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LoopFailure } from '@liandong/core/runtime/loop.js'
import { BusConnection } from '@liandong/core/transport/nats/connection.js'
import { keyFiles } from '@liandong/core/wire/site-identity.js'
import { TestNetwork } from '../../core/src/transport/keys.testing.js'
import { helloFrame, texts } from './bus-frames.js'
import { BusStage, soon } from './bus-stage.js'
import { NatsServer } from './nats-server.js'
import { oldNatsServer } from './old-nats-server.js'
import { dialWhenReady } from './test-bus.js'

let stage: BusStage
beforeEach(async () => {
  stage = await BusStage.open()
})
afterEach(() => stage[Symbol.asyncDispose]())

describe('a gateway whose broker will not do', () => {
  it('says that it is missing, goes on, and is there when it comes', async () => {
    await stage.bus.server.kill()
    const failures: LoopFailure[] = []
    const city = stage.bus.city({ onPair: stage.accept, onFailure: (failure) => failures.push(failure) })
    const county = stage.bus.county()
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'nats/missing' })
    await vi.waitFor(() => expect(failures.length).toBeGreaterThan(2), soon)
    expect(failures[0]?.error).toMatchObject({ code: 'nats/missing' })
    await stage.bus.server.start()
    await vi.waitFor(() => expect(city.isReady).toBe(true), soon)
    const near = await dialWhenReady(county)
    near.messages.send(helloFrame(1))
    expect(texts((await stage.arrival(0)).messages)).toEqual(['hello 1'])
  })

  it('says that the city has made no stream yet', async () => {
    const county = stage.bus.county()
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'link/parent-unreachable' })
  })

  it('says that it is too old', async () => {
    await using old = await oldNatsServer('2.8.4')
    const county = stage.bus.county({ servers: [old.address] })
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({
      code: 'nats/too-old',
      detail: expect.stringContaining('2.8.4'),
    })
  })

  it('says so when its certificate names another, and connects when it names the bus', async () => {
    using network = await TestNetwork.make()
    const own = await network.tlsOf('k1')
    const asBus = (server: string) => ({ tls: { own, server } })
    await network.tlsOf('bus')
    const file = (name: string) => join(network.folderOf('bus'), name)
    const tls = { certificate: file(keyFiles.certificate), key: file(keyFiles.key), authority: file(keyFiles.authority) }
    await using secure = await stage.bus.secureServer(tls)
    const options = { servers: [secure.address], site: 'k1', seed: stage.bus.seed('k1') }
    await expect(BusConnection.open({ ...options, ...asBus('other') })).rejects.toThrow(/expected other, found bus/)
    await expect(BusConnection.open(options)).rejects.toMatchObject({ code: 'nats/missing' })
    const connection = await BusConnection.open({ ...options, ...asBus('bus') })
    await connection.close()
    await expect(BusConnection.open({ ...options, servers: [stage.bus.server.address], ...asBus('bus') })).rejects.toThrow(/tls/)
  })

  it('says that it has no room for the streams', async () => {
    await using small = await NatsServer.start(
      ({ listen, portsFolder, storeFolder }) =>
        `listen: "${listen}"\nports_file_dir: "${portsFolder}"\njetstream { store_dir: "${storeFolder}", max_file: 1MB }\n`,
    )
    const failures: LoopFailure[] = []
    stage.bus.city({ servers: [small.address], onPair: stage.accept, onFailure: (failure) => failures.push(failure) })
    await vi.waitFor(() => expect(failures[0]?.error).toMatchObject({ code: 'nats/no-room' }), soon)
  })

  it('says that it has no JetStream', async () => {
    await using plain = await NatsServer.start(
      ({ listen, portsFolder }) => `listen: "${listen}"\nports_file_dir: "${portsFolder}"\n`,
    )
    const county = stage.bus.county({ servers: [plain.address] })
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'nats/no-jetstream' })
    const failures: LoopFailure[] = []
    stage.bus.city({ servers: [plain.address], onPair: stage.accept, onFailure: (failure) => failures.push(failure) })
    await vi.waitFor(() => expect(failures[0]?.error).toMatchObject({ code: 'nats/no-jetstream' }), soon)
  })
})
