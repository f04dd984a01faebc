import { Fault } from '../../domain/fault.js'
import { checkChange } from '../../domain/roster-check.js'
import type { RosterChange } from '../../domain/roster.js'
import { takeItem } from '../../site/inbound/items.js'
import { takeRosterChange } from '../../site/inbound/roster.js'
import type { Site } from '../../site/site.js'
import { ZERO_HASH } from '../../wire/hash.js'
import type { ItemDraft } from '../../domain/item.js'
import { encodeItem, withDigest } from '../../wire/item.js'
import { encodeRosterChange } from '../../wire/roster.js'
import { readInitFolder } from './init-folder.js'

/** Enters the first roster and items into the city's empty store, all or nothing; a store that has a roster stays as it is. */
export function foundCity(site: Site, folder: string): 'founded' | 'there' {
  if (site.roster.version > 0) return 'there'
  const { changes, items } = readInitFolder(folder)
  site.transact(() => {
    for (const change of changes) enterChange(site, change)
    for (const item of items) enterItem(site, item)
  })
  return 'founded'
}

function enterChange(site: Site, change: RosterChange): void {
  const problems = checkChange(site.roster, change)
  if (problems.length > 0)
    throw new Fault('roster/broken', problems.map(({ kind, id, problem }) => `${kind} ${id} ${problem}`).join('; '))
  const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH)
  takeRosterChange(site, change, bytes, hash)
}

function enterItem(site: Site, draft: ItemDraft): void {
  takeItem(site, withDigest(draft), encodeItem(draft))
}
