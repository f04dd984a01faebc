import { searchItems } from '@liandong/core/site/query/items.js'
import { takeRosterChange } from '@liandong/core/site/inbound/roster.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { encodeRosterChange } from '@liandong/core/wire/roster.js'
import { giveItems } from '../ours/give-item.js'
import { openBenchSite } from '../ours/open-site.js'
import { acting } from '../ours/world.js'
import type { Listed } from './counties.js'
import type { Query } from './queries.js'
import type { Finder } from './search.js'

/** What a village station asks its own store, through everything a page's question goes through but HTTP. */
export async function ours(folder: string, { items, organs }: Listed): Promise<Finder> {
  const opened = openBenchSite('village', folder)
  const { site } = opened
  const change = { version: 2, atMs: 0, by: 'bench', facts: organs.map((organ) => ({ kind: 'organ', organ }) as const) }
  const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(1) ?? '')
  site.transact(() => takeRosterChange(site, change, bytes, hash))
  giveItems(site, items.map(withDigest))
  const find = ({ sought }: Query) => {
    const found = searchItems(site, acting, sought, FOUND)
    if ('kind' in found) throw new Error(`${found.code} ${found.detail}`)
    return found.length
  }
  return { find, close: () => opened.close() }
}

/** As many lines as a page shows. */
export const FOUND = 50
