import { Fault } from '../../domain/fault.js'
import type { Clock } from '../../runtime/clock.js'
import type { Logger } from '../../runtime/logger.js'
import { loop } from '../../runtime/loop.js'
import type { Scope } from '../../runtime/scope.js'
import { deskRequestOf, deskStanding, keepDesk, type OwnDesk } from '../../site/desk/own.js'
import type { SiteTls } from '../tls.js'
import { certifyDeskAt } from './client.js'

/** What a station has its pages certified with. */
export interface DeskCertifying {
  readonly desk: OwnDesk
  readonly keyring: SiteTls
  /** The parent's address. */
  readonly address: string
  readonly onCertified: () => void
  readonly clock: Clock
  readonly logger: Logger
  readonly scope: Scope
}

const LOOK_MS = 60_000
/** What a gateway refuses it refuses until somebody acts. */
const backOff = { firstMs: 2_000, longestMs: 600_000 }

/** Asks the parent until its authority stands behind the pages, and again when half the time has passed; what is refused is said once. */
export function keepDeskCertified(options: DeskCertifying): void {
  const { desk, keyring, address, onCertified, clock, logger, scope } = options
  const stop = new AbortController()
  let said = ''
  const running = loop({
    name: 'desk certificate',
    signal: stop.signal,
    step: async () => {
      if (deskStanding(desk, clock.nowMs()) === 'signed') return
      keepDesk(desk.keysFolder, await certifyDeskAt(address, keyring.authority, await deskRequestOf(desk, keyring)))
      onCertified()
    },
    pauseMs: LOOK_MS,
    backOff,
    clock,
    onFailure: ({ error }) => {
      const { code, detail } = error instanceof Fault ? error : new Fault('internal/bug', String(error))
      if (code !== said) logger.warn('the pages could not be certified', { part: 'http', code, reason: detail })
      said = code
    },
  })
  scope.add('desk certificate', async () => {
    stop.abort()
    await running
  })
}
