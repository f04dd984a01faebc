import { partsOfList } from '../../domain/catalogue/list.js'
import type { RosterChange } from '../../domain/roster.js'
import { applyChange } from '../../domain/roster-view.js'
import type { SiteId } from '../../domain/values.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { decodeRosterChange } from '../../wire/roster.js'
import { writeEntry } from '../log/forward.js'
import { passOn } from '../catalogue/pass-on.js'
import { flagSince } from '../rights/flags.js'
import { linkedChildren } from '../links/linked-children.js'
import { endLostSessions } from '../people/sessions.js'
import { followPosts } from '../people/verifier-travel.js'
import type { Site } from '../site.js'
import { applied, parked, type Applied } from './applied.js'

/** Takes in the next roster version from the parent, in order, and passes it on to the children. Inside a transaction. */
export function applyRosterChange(site: Site, from: SiteId, payload: Uint8Array): Applied {
  if (from !== site.parent) return parked('roster/not-city', from)
  const { change, hash, previousHash } = decodeRosterChange(payload)
  const known = site.store.roster.hashOf(change.version)
  if (known !== null) return known === hash ? applied : parked('roster/broken', `another version ${change.version} is here`)
  if (change.version !== site.roster.version + 1)
    return parked('roster/broken', `version ${change.version} after ${site.roster.version}`)
  const head = site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH
  if (previousHash !== head) return parked('roster/broken', 'does not chain to the version before')
  takeRosterChange(site, change, payload, hash)
  return applied
}

/** Stores a roster version, uses it from now on, and writes it into the children's lanes ahead of what comes later. */
export function takeRosterChange(site: Site, change: RosterChange, bytes: Uint8Array, hash: string): void {
  site.store.roster.append(change.version, hash, bytes, site.nowRawMs())
  const before = site.roster
  site.useRoster(applyChange(before, change))
  endLostSessions(site, before)
  flagSince(site, change)
  for (const child of linkedChildren(site)) {
    writeEntry(site, child, 'case', 'roster-change', change.version)
  }
  followPosts(site, before, change)
  // A neighbour may be known only now, and what it is to have with it.
  for (const { list } of site.store.lists.heads()) passOn(site, list)
  // An organ may be known only now that takes up what came before it.
  for (const { list } of site.store.lists.heads()) if (partsOfList(list)?.kind === 'base') site.markListHeld(list)
  site.markRetry('roster/behind')
  site.markTrustChanged()
}
