import { Fault } from '../../domain/fault.js'
import { readConfig, type ConfigOf } from '../../runtime/config.js'
import { createLogger, type Logger, type LogLevel } from '../../runtime/logger.js'
import type { Settings } from '../../runtime/setting/setting-tree.js'
import { describeFailure, describeFault } from './describe-fault.js'
import { describeSettings } from './settings-help.js'

/** What of the process a program uses; handed in by its main file, the only one that knows `process`. */
export interface ProgramHost {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  exitCode?: number | string | null | undefined
  exit(code: number): void
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  on(event: 'uncaughtException', listener: (error: Error) => void): unknown
}

/** Either what the settings mean together, or every mistake in them. */
export type Decided<Config> =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] }

/** A long-running program: what it is configured by and how it starts. */
export interface Program<Declared extends Settings & { readonly log: Settings }, Config> {
  readonly name: string
  readonly settings: Declared
  readonly decide: (values: ConfigOf<Declared>) => Decided<Config>
  readonly start: (config: Config, parts: { readonly logger: Logger }) => Promise<{ close(): Promise<void> }>
}

const exitCodes = { failed: 1, misconfigured: 2 } as const

/** Reads the configuration, starts, and closes at the first signal; the second one ends the process at once. */
export async function runProgram<Declared extends Settings & { readonly log: Settings }, Config>(
  program: Program<Declared, Config>,
  host: ProgramHost,
): Promise<void> {
  if (host.argv.includes('--help')) return say(host.stdout, help(program))
  const read = readConfig(program.settings, host.env)
  const decided = read.kind === 'config' ? program.decide(read.config) : read
  if (read.kind === 'mistakes' || decided.kind === 'mistakes') {
    say(host.stderr, [...describeFault(new Fault('config/invalid')), ...(decided as { mistakes: readonly string[] }).mistakes])
    host.exitCode = exitCodes.misconfigured
    return
  }
  const { level } = (read.config as { readonly log: { readonly level: LogLevel } }).log
  const logger = createLogger({ level }).child({ program: program.name })
  logger.info('configuration read', { config: decided.config })
  await run(program, decided.config, logger, host)
}

async function run<Declared extends Settings & { readonly log: Settings }, Config>(
  program: Program<Declared, Config>,
  config: Config,
  logger: Logger,
  host: ProgramHost,
): Promise<void> {
  const stopped = new Promise<void>((stop) => listen(host, stop, logger))
  try {
    const running = await program.start(config, { logger })
    await stopped
    await running.close()
  } catch (error) {
    say(host.stderr, describeFailure(error))
    logger.error('start failed', { code: error instanceof Fault ? error.code : 'internal/bug', error })
    host.exitCode = exitCodes.failed
  }
}

/** A process that is going down is not waited for twice. */
function listen(host: ProgramHost, stop: () => void, logger: Logger): void {
  let signals = 0
  const onSignal = () => {
    signals += 1
    if (signals > 1) host.exit(exitCodes.failed)
    else stop()
  }
  host.on('SIGINT', onSignal)
  host.on('SIGTERM', onSignal)
  host.on('uncaughtException', (error) => {
    logger.error('the program met a bug and ends', { code: 'internal/bug', error })
    host.exit(exitCodes.failed)
  })
}

function help({ name, settings }: { readonly name: string; readonly settings: Settings }): readonly string[] {
  return [
    `liandong ${name}: configured by variables of the environment, or by a JSON file named in LIANDONG_CONFIG.`,
    '',
    ...describeSettings(settings),
  ]
}

function say(stream: { write(text: string): unknown }, lines: readonly string[]): void {
  stream.write(`${lines.join('\n')}\n`)
}
