import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a configuration is made from: where to listen, where to keep, where to write the port taken. */
export interface NatsPlaces {
  readonly listen: string
  readonly storeFolder: string
  readonly portsFolder: string
}

/** Without users and permissions, for tests that need a broker and no more. */
export const openConfig = ({ listen, storeFolder, portsFolder }: NatsPlaces): string =>
  `listen: "${listen}"\nports_file_dir: "${portsFolder}"\njetstream { store_dir: "${storeFolder}" }\n`

/** A real nats-server on a free port, with its configuration, log and store in a temporary folder. */
export class NatsServer {
  readonly #folder: string
  readonly #configure: (places: NatsPlaces) => string
  readonly #log: string[] = []
  #process: ChildProcess | null = null
  #port = -1

  private constructor(configure: (places: NatsPlaces) => string) {
    this.#folder = mkdtempSync(join(tmpdir(), 'liandong-nats-'))
    this.#configure = configure
  }

  static async start(configure = openConfig): Promise<NatsServer> {
    const server = new NatsServer(configure)
    await server.start()
    return server
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  get storeFolder(): string {
    return join(this.#folder, 'store')
  }

  /** Starts it, on the same port as before when it ran before. */
  async start(): Promise<void> {
    const portsFolder = join(this.#folder, 'ports')
    rmSync(portsFolder, { recursive: true, force: true })
    mkdirSync(portsFolder)
    const config = join(this.#folder, 'nats.conf')
    const { storeFolder } = this
    writeFileSync(config, this.#configure({ listen: `127.0.0.1:${this.#port}`, storeFolder, portsFolder }))
    const child = spawn('nats-server', ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#process = child
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#log.push(text))
    this.#port = await Promise.race([portWritten(portsFolder), this.#earlyEnd(child)])
  }

  /** Makes it read its configuration anew. */
  reload(): void {
    writeFileSync(
      join(this.#folder, 'nats.conf'),
      this.#configure({ listen: this.address, storeFolder: this.storeFolder, portsFolder: join(this.#folder, 'ports') }),
    )
    this.#process?.kill('SIGHUP')
  }

  async kill(): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  /** Deletes all it ever stored. */
  wipe(): void {
    rmSync(this.storeFolder, { recursive: true, force: true })
  }

  log(): string {
    return this.#log.join('')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #earlyEnd(child: ChildProcess): Promise<never> {
    const [reason] = await Promise.race([once(child, 'exit'), once(child, 'error')])
    throw new Error(`nats-server did not start (${reason}):\n${this.log()}`)
  }
}

/** The server writes its ports file when it listens. */
function portWritten(folder: string): Promise<number> {
  return new Promise((resolve) => {
    const watcher = watch(folder, look)
    look()
    function look(): void {
      const port = readPort(folder)
      if (port === null) return
      watcher.close()
      resolve(port)
    }
  })
}

function readPort(folder: string): number | null {
  const name = readdirSync(folder).find((file) => file.endsWith('.ports'))
  if (name === undefined) return null
  try {
    const { nats } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { nats: string[] }
    return Number(new URL(nats[0] as string).port)
  } catch {
    return null
  }
}
