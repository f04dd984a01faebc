import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeBusUser, makeLinkMacKey } from '@liandong/core/cli/keys.js'
import { natsServerConfig } from '@liandong/core/transport/nats/server-config.js'
import { NatsServer } from '../../test/process/nats-server.js'

export interface BenchBus {
  readonly server: NatsServer
  /** Folders with each gateway's credential and the key they share. */
  readonly folders: { readonly city: string; readonly county: string }
}

/** A real broker with the users and permissions of one city and one county. */
export async function startBus(folder: string): Promise<BenchBus> {
  const holder = (site: 'city' | 'county') => ({ site, folder: join(folder, `keys-${site}`) })
  const [city, county] = [holder('city'), holder('county')]
  mkdirSync(folder, { recursive: true })
  const user = async ({ site, folder: keys }: typeof city) => ({ site, publicKey: await makeBusUser(keys) })
  const users = { city: await user(city), counties: [await user(county)] }
  makeLinkMacKey(city, county)
  const server = await NatsServer.start((places) => natsServerConfig({ ...places, ...users }))
  return { server, folders: { city: city.folder, county: county.folder } }
}
