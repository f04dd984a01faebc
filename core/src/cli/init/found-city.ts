import { Fault } from '../../domain/fault.js'
import { checkChange } from '../../domain/roster-check.js'
import type { RosterChange } from '../../domain/roster.js'
import { publishFirst } from '../../site/catalogue/publish-items.js'
import { takeRosterChange } from '../../site/inbound/roster.js'
import type { Site } from '../../site/site.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { encodeRosterChange } from '../../wire/roster.js'
import { readFirstItems, readInitFolder } from './init-folder.js'

/** Enters the first roster into the city's empty store, all or nothing; a store that has a roster stays as it is. */
export function foundCity(site: Site, folder: string): 'founded' | 'there' {
  if (site.roster.version > 0) return 'there'
  const { changes } = readInitFolder(folder)
  site.transact(() => {
    for (const change of changes) enterChange(site, change)
  })
  return 'founded'
}

/** Publishes the items that `init` left for this gateway as its first editions; `waiting` before the roster has come. */
export function publishFirstItems(site: Site, folder: string): 'published' | 'there' | 'waiting' {
  const items = readFirstItems(folder, site.id)
  const by = readInitFolder(folder).changes[0]?.by ?? ''
  return site.transact(() => publishFirst(site, items, by))
}

function enterChange(site: Site, change: RosterChange): void {
  const problems = checkChange(site.roster, change)
  if (problems.length > 0)
    throw new Fault('roster/broken', problems.map(({ kind, id, problem }) => `${kind} ${id} ${problem}`).join('; '))
  const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH)
  takeRosterChange(site, change, bytes, hash)
}
