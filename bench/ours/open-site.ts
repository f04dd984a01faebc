import { createHash } from 'node:crypto'
import { type LinkedSite, openLinkedSite } from '@liandong/core/link/linked-site.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import { takeRosterChange } from '@liandong/core/site/inbound/roster.js'
import type { Site } from '@liandong/core/site/site.js'
import type { Signer } from '@liandong/core/wire/catalogue/signing.js'
import { ZERO_HASH } from '@liandong/core/wire/hash.js'
import { encodeRosterChange } from '@liandong/core/wire/roster.js'
import { giveItems } from './give-item.js'
import { item, parentOf, type SiteName, worldFacts } from './world.js'

export interface BenchSite extends LinkedSite {
  close(): Promise<void>
}

/** Opens one site of the bench's city as a program would, with roster and item already there. */
export function openBenchSite(name: SiteName, folder: string): BenchSite {
  const opened = openBare({ id: name, role: name, folder, signer: null })
  if (opened.site.roster.version === 0) give(opened.site)
  return opened
}

/** Which site is opened: one of the three, or another village beside the first. */
export interface BareSite {
  readonly id: string
  readonly role: SiteName
  readonly folder: string
  readonly signer: Signer | null
}

/** Opens a site as a program would, with what its folder holds and nothing else. */
export function openBare({ id, role, folder, signer }: BareSite): BenchSite {
  const logger = createLogger({ level: 'error', destination: process.stderr })
  const scope = new Scope({ onFailure: (step, error) => logger.error('closing failed', { step, error }) })
  const linked = openLinkedSite(
    {
      site: id,
      tier: role === 'village' ? 'edge' : role,
      generation: 1,
      parent: parentOf(role),
      dataFolder: folder,
      sealKey: createHash('sha256').update(`seal of ${id}`).digest(),
      signer,
      programVersion: '0.1.0',
      clock: systemClock,
      logger,
    },
    scope,
  )
  return { ...linked, close: () => scope.close() }
}

function give(site: Site): void {
  const change = { version: 1, atMs: 0, by: 'bench', facts: worldFacts }
  const { bytes, hash } = encodeRosterChange(change, ZERO_HASH)
  site.transact(() => takeRosterChange(site, change, bytes, hash))
  giveItems(site, [item])
}
