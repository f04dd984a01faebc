import type { SiteId } from '../domain/values.js'
import type { Logger } from '../runtime/logger.js'
import { type DropReason, dropCodes, type LinkStatus } from './status.js'

/** Deadlines run in days; a clock off by less than this harms nobody. */
const clockIsOffMs = 60_000

/** Writes the life of links into the log: each when it runs and when it is down for another reason, with what was dropped; once when the parent's clock shows the own one to be wrong. */
export class LinkJournal {
  readonly #logger: Logger
  readonly #parent: SiteId | null
  readonly #told = new Map<SiteId, string>()
  /** The session whose drops were told last. */
  readonly #dropsTold = new Map<SiteId, number>()
  #toldOffsetMs = 0

  constructor(logger: Logger, parent: SiteId | null) {
    this.#logger = logger
    this.#parent = parent
  }

  note({ peer, state, linkId, session, reason, drops }: LinkStatus): void {
    if (state === 'greeting') return
    if (state === 'down') this.#noteDrops(peer, session, drops)
    const news = state === 'running' ? `running ${session}` : `down ${reason}`
    if (this.#told.get(peer) === news) return
    this.#told.set(peer, news)
    const facts = { peer, link: linkId, session }
    if (state === 'running') this.#logger.info('link running', facts)
    else this.#logger.warn('link down', { ...facts, reason })
  }

  /** Cuts and resends leave some behind every day, so they alarm nobody; who looks for a cause finds them. */
  #noteDrops(peer: SiteId, session: number, drops: LinkStatus['drops']): void {
    if (this.#dropsTold.get(peer) === session) return
    this.#dropsTold.set(peer, session)
    for (const [reason, count] of Object.entries(drops)) {
      if (count > 0) this.#logger.info('frames dropped', { peer, code: dropCodes[reason as DropReason], reason, count })
    }
  }

  measured(peer: SiteId, offsetMs: number): void {
    if (peer !== this.#parent || Math.abs(offsetMs) < clockIsOffMs) return
    if (Math.abs(offsetMs - this.#toldOffsetMs) < clockIsOffMs) return
    this.#toldOffsetMs = offsetMs
    this.#logger.warn('the clock of this machine is wrong', { peer, offsetMs, code: 'clock/unsure' })
  }
}
