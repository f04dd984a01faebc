import { systemClock, type Clock } from '../../runtime/clock.js'
import { createLogger, type Logger } from '../../runtime/logger.js'
import { Scope } from '../../runtime/scope.js'

/** What tests replace. */
export interface ProgramParts {
  readonly clock?: Clock
  readonly logger?: Logger
}

/** The same with nothing missing. */
export interface StartParts {
  readonly clock: Clock
  readonly logger: Logger
  readonly scope: Scope
}

/** Opens a program's parts; what was opened is closed newest first, at the end or when the start fails half-way. */
export async function startInScope<Opened extends object>(
  { clock = systemClock, logger = createLogger({ level: 'info' }) }: ProgramParts,
  open: (parts: StartParts) => Promise<Opened>,
): Promise<Opened & { close(): Promise<void> }> {
  const onFailure = (step: string, error: unknown) => logger.error('closing failed', { step, error })
  const scope = new Scope({ clock, onFailure })
  try {
    const opened = await open({ clock, logger, scope })
    return { ...opened, close: () => scope.close() }
  } catch (error) {
    await scope.close()
    throw error
  }
}
