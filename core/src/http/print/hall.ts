import type { ItemVersion } from '../../domain/item.js'
import { currentOrgan, currentPlace } from '../../domain/roster-view.js'
import type { Site } from '../../site/site.js'
import { hoursText } from './words.js'

/** Where the item's department sits, with its hours in words; null where nobody knows. */
export function hallOf(site: Site, { organ }: Pick<ItemVersion, 'organ'>) {
  const at = organ === null ? null : currentOrgan(site.roster, organ)?.place
  const hall = at === null || at === undefined ? null : currentPlace(site.roster, at)
  return hall === null ? null : { name: hall.name, hours: hoursText(hall.hours) }
}
