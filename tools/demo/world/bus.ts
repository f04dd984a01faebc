import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { keysFolderOf } from '@liandong/core/cli/init/make-keys.js'
import { natsServerConfig } from '@liandong/core/transport/nats/server-config.js'
import { keyFiles } from '@liandong/core/wire/site-identity.js'
import { Program } from './program.js'

/** Where the bus runs and whom it lets in. */
export interface BusPlan {
  readonly folder: string
  readonly port: number
  readonly cityFolder: string
  readonly city: string
  readonly counties: readonly string[]
}

/** A real nats-server with a configuration of its own; the one a Debian package may run is left alone. */
export class Bus {
  readonly #program: Program
  readonly #storeFolder: string

  constructor({ folder, port, cityFolder, city, counties }: BusPlan) {
    this.#storeFolder = join(folder, 'store')
    const configFile = join(folder, 'nats.conf')
    const user = (site: string) => ({ site, publicKey: readKey(cityFolder, site) })
    const listen = `127.0.0.1:${port}`
    writeFileSync(
      configFile,
      natsServerConfig({ listen, storeFolder: this.#storeFolder, city: user(city), counties: counties.map(user) }),
    )
    this.#program = new Program({
      name: 'nats-server',
      command: 'nats-server',
      args: ['-c', configFile],
      env: {},
      logFile: join(folder, 'nats.log'),
      isReady: () => listens(port),
    })
  }

  start(): Promise<void> {
    return this.#program.start()
  }

  stop(): Promise<void> {
    return this.#program.stop()
  }

  /** Kills it and deletes all it ever stored. */
  async killAndWipe(): Promise<void> {
    await this.#program.kill()
    rmSync(this.#storeFolder, { recursive: true, force: true })
  }
}

function readKey(cityFolder: string, site: string): string {
  return readFileSync(join(keysFolderOf(cityFolder, site), keyFiles.busUser), 'utf8').trim()
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
