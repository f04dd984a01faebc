import { createLogger, type Logger, type LogLevel } from './logger.js'

export interface CapturedLog {
  readonly logger: Logger
  /** The lines written so far, as they would be read from the file, without their times. */
  readonly lines: () => readonly Readonly<Record<string, unknown>>[]
}

/** A logger for tests that read what was logged. */
export function captureLog(level: LogLevel = 'debug'): CapturedLog {
  const written: string[] = []
  const logger = createLogger({ level, destination: { write: (line) => void written.push(line) } })
  return { logger, lines: () => written.map(withoutTime) }
}

function withoutTime(line: string): Record<string, unknown> {
  const { time: _, ...rest } = JSON.parse(line) as Record<string, unknown>
  return rest
}
