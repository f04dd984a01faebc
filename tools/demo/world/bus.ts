import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Program } from './program.js'

/** Where the bus runs. */
export interface BusPlan {
  readonly root: string
  readonly folder: string
  readonly port: number
}

/** Written by the city, read by the server. */
const usersFile = 'bus-users.conf'
const pidFile = 'nats.pid'

/** What the city must know to let counties on the bus and put them off again. */
export function busSettings({ folder, port }: Omit<BusPlan, 'root'>): Record<string, string> {
  return {
    LIANDONG_NATS_SERVERS: `127.0.0.1:${port}`,
    LIANDONG_NATS_USERS_FILE: join(folder, usersFile),
    LIANDONG_NATS_PID_FILE: join(folder, pidFile),
  }
}

/** A real nats-server with a configuration of its own; the one a Debian package may run is left alone. */
export class Bus {
  readonly #program: Program
  readonly #storeFolder: string

  constructor(plan: BusPlan) {
    const { folder, port } = plan
    this.#storeFolder = join(folder, 'store')
    const configFile = join(folder, 'nats.conf')
    writeFileSync(configFile, configure(plan, this.#storeFolder))
    this.#program = new Program({
      name: 'nats-server',
      command: 'nats-server',
      args: ['-c', configFile],
      env: {},
      logFile: join(folder, 'nats.log'),
      isReady: () => listens(port),
    })
  }

  /** After the city, which names its users. */
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

/** With the command an administrator uses. */
function configure({ root, folder, port }: BusPlan, storeFolder: string): string {
  const said = { store: storeFolder, pid: join(folder, pidFile), listen: `127.0.0.1:${port}`, users: usersFile }
  const args = Object.entries(said).flatMap(([name, value]) => [`--${name}`, value])
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'core/dist/cli/main.js'), 'nats-config', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error('liandong nats-config failed')
  return stdout
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
