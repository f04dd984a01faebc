import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBusUser, makeLinkMacKey } from '@liandong/core/cli/keys.js'
import type { Channel, ChannelPair } from '@liandong/core/link/channel.js'
import { Secret } from '@liandong/core/runtime/secret.js'
import { startNatsCity, type NatsCity, type NatsCityOptions } from '@liandong/core/transport/nats/city.js'
import { BusConnection } from '@liandong/core/transport/nats/connection.js'
import { startNatsCounty, type NatsCounty, type NatsCountyOptions } from '@liandong/core/transport/nats/county.js'
import { natsServerConfig, type BusUser, type NatsServerConfigOptions } from '@liandong/core/transport/nats/server-config.js'
import { keyFiles } from '@liandong/core/wire/site-identity.js'
import { NatsServer } from './nats-server.js'

/** A real broker with its users, the city's end and the counties' ends, all closed with the test. */
export class TestBus {
  readonly server: NatsServer
  readonly #folder: string
  readonly #closing: (() => Promise<void>)[] = []

  readonly #users: readonly [BusUser, ...BusUser[]]

  private constructor(server: NatsServer, folder: string, users: readonly [BusUser, ...BusUser[]]) {
    this.server = server
    this.#folder = folder
    this.#users = users
  }

  static async start(counties: readonly string[] = ['k1', 'k2']): Promise<TestBus> {
    const folder = mkdtempSync(join(tmpdir(), 'liandong-bus-'))
    const holder = (site: string) => ({ site, folder: join(folder, site) })
    const user = async (site: string) => ({ site, publicKey: await makeBusUser(join(folder, site)) })
    const city = await user('city')
    const users = await Promise.all(counties.map(user))
    for (const county of counties) makeLinkMacKey(holder('city'), holder(county))
    const server = await NatsServer.start((places) => natsServerConfig({ ...places, city, counties: users }))
    return new TestBus(server, folder, [city, ...users])
  }

  seed(site: string): Secret {
    return this.#secret(site, keyFiles.busSeed)
  }

  macKey(site: string, peer: string): Secret {
    return this.#secret(site, keyFiles.linkMac(peer))
  }

  city(options: Pick<NatsCityOptions, 'onPair'> & Partial<NatsCityOptions>, counties = ['k1', 'k2']): NatsCity {
    const city = startNatsCity({
      servers: [this.server.address],
      site: 'city',
      seed: this.seed('city'),
      counties: counties.map((site) => ({ site, macKey: this.macKey('city', site) })),
      onFailure: () => {},
      ...options,
    })
    this.#closing.push(() => city.close())
    return city
  }

  county(options: Partial<NatsCountyOptions> = {}): NatsCounty {
    const site = options.site ?? 'k1'
    const county = startNatsCounty({
      servers: [this.server.address],
      site,
      seed: this.seed(site),
      city: 'city',
      macKey: this.macKey(site, 'city'),
      dialBlobs: () => new Promise<Channel>(() => {}),
      onFailure: () => {},
      ...options,
    })
    this.#closing.push(() => county.close())
    return county
  }

  /** A connection with that site's credential and nothing of the product around it. */
  async raw(site: string) {
    const connection = await BusConnection.open({ servers: [this.server.address], site, seed: this.seed(site) })
    return {
      nc: connection.nc,
      ...(await managed(connection)),
      publish: (subject: string, bytes: Uint8Array) => connection.publish(subject, bytes),
      [Symbol.asyncDispose]: () => connection.close(),
    }
  }

  /** Another server with the same users, which only speaks TLS. */
  secureServer(tls: NonNullable<NatsServerConfigOptions['tls']>): Promise<NatsServer> {
    const [city, ...counties] = this.#users
    return NatsServer.start((places) => natsServerConfig({ ...places, city, counties, tls }))
  }

  /** A credential that the broker does not know. */
  async strangerSeed(): Promise<Secret> {
    await makeBusUser(join(this.#folder, 'stranger'))
    return this.seed('stranger')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#closing.map((close) => close()))
    await this.server[Symbol.asyncDispose]()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #secret(site: string, file: string): Secret {
    return new Secret(readFileSync(join(this.#folder, site, file), 'utf8').trim())
  }
}

/** Dials until the city has made this county's streams. */
export async function dialWhenReady(county: NatsCounty): Promise<ChannelPair> {
  const signal = AbortSignal.timeout(10_000)
  for (;;) {
    try {
      return await county.dial(signal)
    } catch (error) {
      if (signal.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function managed(connection: BusConnection) {
  const { streams, consumers } = await connection.js.jetstreamManager(false)
  return { streams, consumers }
}
