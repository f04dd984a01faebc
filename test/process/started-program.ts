import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** One line of a program's log. */
export interface LogLine {
  readonly [fact: string]: unknown
  readonly message: string
}

/** Of the address a program says it listens on. */
export function portOf({ address }: LogLine): number {
  return Number(String(address).split(':').at(-1))
}

/** How long real programs may take for what they do at once: on a machine that does much else it is ten times as long. */
export const soon = { timeout: 60_000, interval: 20 }

/** A built program as a process of its own; killed at the latest with the test. */
export class StartedProgram {
  readonly lines: LogLine[] = []
  #said = ''
  readonly #process: ChildProcess
  readonly #ended: Promise<number | null>

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.#process = spawn(process.execPath, args, {
      cwd: root,
      env: { ...inherited(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#ended = once(this.#process, 'close').then(([code]) => code as number | null)
    createInterface({ input: this.#process.stdout as NodeJS.ReadableStream }).on('line', (line) => this.#take(line))
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#said += text))
  }

  /** What it wrote for people. */
  get said(): string {
    return this.#said
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** The first line with that message, now or soon. */
  async line(message: string, fits: (line: LogLine) => boolean = () => true): Promise<LogLine> {
    return await vi.waitFor(() => {
      const found = this.lines.find((line) => line.message === message && fits(line))
      if (found === undefined) throw new Error(`no line "${message}":\n${JSON.stringify(this.lines, null, 1)}\n${this.#said}`)
      return found
    }, soon)
  }

  /** Its exit code; null when a signal ended it. */
  ended(): Promise<number | null> {
    return this.#ended
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#process.kill(signal)
    return this.#ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill('SIGKILL')
    await this.#ended
  }

  #take(line: string): void {
    try {
      this.lines.push(JSON.parse(line) as LogLine)
    } catch {
      this.#said += `${line}\n`
    }
  }
}

function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LIANDONG_')))
}

/** Where its pages are served, once it says so. */
export async function urlOf(program: StartedProgram): Promise<string> {
  return String((await program.line('http listening'))['address'])
}
