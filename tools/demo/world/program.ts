import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { until } from './until.js'

/** How a process is started, and how one sees that it answers. */
export interface ProgramStart {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  readonly isReady: () => Promise<boolean>
}

/** How long a program may take to end by itself; longer is a fault of it. */
const stopMs = 10_000
const logLinesShown = 15

/** One process of the demonstration; it may be killed and started again. */
export class Program {
  readonly #start: ProgramStart
  #process: ChildProcess | null = null

  constructor(start: ProgramStart) {
    this.#start = start
  }

  /** Resolves once it answers; rejects with the end of its log when it ends before. */
  async start(): Promise<void> {
    const { name, command, args, env, logFile, isReady } = this.#start
    mkdirSync(dirname(logFile), { recursive: true })
    const log = openSync(logFile, 'a')
    const child = spawn(command, args, { env: { ...inherited(), ...env }, stdio: ['ignore', log, log], detached: true })
    closeSync(log)
    this.#process = child
    child.on('error', () => {})
    await until(`${name} answers (see ${logFile})`, async () => {
      if (hasEnded(child)) throw new Error(`${name} ended:\n${lastLines(logFile)}`)
      return (await isReady()) ? true : null
    })
  }

  /** As a power cut does it. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    const { name, logFile } = this.#start
    const late = setTimeout(() => {
      process.stderr.write(`${name} did not end within ${stopMs / 1000} s; see ${logFile}\n`)
      this.#process?.kill('SIGKILL')
    }, stopMs)
    await this.#end('SIGTERM')
    clearTimeout(late)
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null || hasEnded(child)) return
    child.kill(signal)
    await once(child, 'exit')
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}

/** A program reads its settings from LIANDONG_…; those of whoever started the demonstration are not meant. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LIANDONG_')))
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-logLinesShown).join('\n')
}
