import { createHash } from 'node:crypto'
import { BODY_TYPES } from '@liandong/core/wire/event.js'
import { LinkHub } from '@liandong/core/link/hub.js'
import type { Clock } from '@liandong/core/runtime/clock.js'
import { linkLedger } from '@liandong/core/site/link-ledger.js'
import { paperLedger } from '@liandong/core/site/paper-ledger.js'
import { Site } from '@liandong/core/site/site.js'
import { wake } from '@liandong/core/site/wake.js'
import type { Store } from '@liandong/core/store/store.js'

export interface SimSiteOptions {
  readonly id: string
  readonly parent: string | null
  readonly tier: 'city' | 'county' | 'edge'
  readonly store: Store
  readonly clock: Clock
  readonly randomHex: (byteCount: number) => string
  readonly random: () => number
  readonly bodyTypes?: readonly string[]
  readonly onAlarm?: (code: string, fields: Readonly<Record<string, string | number>>) => void
}

/** One program start of a site in the simulation: its site and its links, over a store that outlives it. */
export class SimSite {
  readonly site: Site
  readonly hub: LinkHub
  readonly instance: string

  constructor(options: SimSiteOptions) {
    const { id, parent, tier, store, clock, randomHex, random } = options
    this.instance = randomHex(8)
    this.site = new Site({
      site: id,
      parent,
      tier,
      generation: 1,
      store,
      clock,
      sealKey: createHash('sha256').update(`seal of ${id}`).digest(),
      randomHex,
      programVersion: '0.1.0',
      bodyTypes: options.bodyTypes ?? BODY_TYPES,
      notify: {
        written: (peers) => this.hub.poke(peers),
        papersChanged: () => this.hub.poke(this.hub.status().map(({ peer }) => peer)),
        alarm: (code, fields) => options.onAlarm?.(code, fields),
      },
    })
    wake(this.site)
    this.hub = new LinkHub({
      self: () => this.#self(),
      ledger: linkLedger(this.site),
      papers: paperLedger(this.site),
      clock,
      random,
      newLinkId: () => randomHex(16),
      onBug: (peer, error) =>
        options.onAlarm?.('internal/bug', {
          peer,
          detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    })
  }

  #self() {
    const { id, store, roster, options } = this.site
    const { generation, programVersion, bodyTypes } = options
    return {
      site: id,
      store: store.id,
      generation,
      instance: this.instance,
      programVersion,
      bodyTypes,
      rosterVersion: roster.version,
    }
  }
}
