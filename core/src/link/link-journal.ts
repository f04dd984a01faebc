import type { SiteId } from '../domain/values.js'
import type { Logger } from '../runtime/logger.js'
import type { LinkStatus } from './status.js'

/** Deadlines run in days; a clock off by less than this harms nobody. */
const clockIsOffMs = 60_000

/** Writes the life of links into the log: each when it runs and when it is down for another reason; once when the parent's clock shows the own one to be wrong. */
export class LinkJournal {
  readonly #logger: Logger
  readonly #parent: SiteId | null
  readonly #told = new Map<SiteId, string>()
  #toldOffsetMs = 0

  constructor(logger: Logger, parent: SiteId | null) {
    this.#logger = logger
    this.#parent = parent
  }

  note({ peer, state, linkId, session, reason }: LinkStatus): void {
    if (state === 'greeting') return
    const news = state === 'running' ? `running ${session}` : `down ${reason}`
    if (this.#told.get(peer) === news) return
    this.#told.set(peer, news)
    const facts = { peer, link: linkId, session }
    if (state === 'running') this.#logger.info('link running', facts)
    else this.#logger.warn('link down', { ...facts, reason })
  }

  measured(peer: SiteId, offsetMs: number): void {
    if (peer !== this.#parent || Math.abs(offsetMs) < clockIsOffMs) return
    if (Math.abs(offsetMs - this.#toldOffsetMs) < clockIsOffMs) return
    this.#toldOffsetMs = offsetMs
    this.#logger.warn('the clock of this machine is wrong', { peer, offsetMs, code: 'clock/unsure' })
  }
}
