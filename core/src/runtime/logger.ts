import { pino, stdSerializers, type DestinationStream, type Logger as Pino } from 'pino'
import type { LogFacts } from './log-fields.js'

/** Writes constant messages with facts from one list; several sites may share a process, so none is global. */
export interface Logger {
  debug(message: string, facts?: LogFacts): void
  info(message: string, facts?: LogFacts): void
  warn(message: string, facts?: LogFacts): void
  error(message: string, facts?: LogFacts): void
  /** A logger whose every line also has these facts. */
  child(facts: LogFacts): Logger
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export interface LoggerOptions {
  readonly level: LogLevel
  /** Where lines go; standard output when absent. */
  readonly destination?: DestinationStream
}

/** A second net under `Secret`: names that never belong into a line, however they got into a fact. */
const secretNames = ['password', 'secret', 'token', 'key', 'authorization', 'cookie']
const depths = ['', '*.', '*.*.', '*.*.*.']
const redact = { paths: depths.flatMap((depth) => secretNames.map((name) => depth + name)), censor: '[secret]' }

export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    messageKey: 'message',
    serializers: { error: stdSerializers.err },
    redact,
  }
  return around(destination === undefined ? pino(options) : pino(options, destination))
}

function around(lines: Pino): Logger {
  return {
    debug: (message, facts = {}) => lines.debug(facts, message),
    info: (message, facts = {}) => lines.info(facts, message),
    warn: (message, facts = {}) => lines.warn(facts, message),
    error: (message, facts = {}) => lines.error(facts, message),
    child: (facts) => around(lines.child(facts)),
  }
}
