import type { ItemVersion } from '../../domain/item.js'
import type { RosterFact } from '../../domain/roster.js'
import { applyChange, emptyRoster, newest, siteOfOrgan } from '../../domain/roster-view.js'
import { gatewayOf } from '../../domain/tree.js'
import type { SiteId } from '../../domain/values.js'

/** Which gateway publishes an item: that of its organ's window; the city what no organ decides. */
export function publishersIn(facts: readonly RosterFact[]): (item: Pick<ItemVersion, 'id' | 'organ'>) => SiteId {
  const roster = applyChange(emptyRoster(), { version: 1, atMs: 0, by: '', facts })
  const city = newest(roster.sites).find(({ tier }) => tier === 'city')?.id ?? ''
  return ({ organ }) => {
    const site = organ === null ? null : siteOfOrgan(roster, organ)
    return (site === null ? null : gatewayOf(roster, site)) ?? city
  }
}
