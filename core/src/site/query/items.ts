import { mayRegister } from '../../domain/acts/authority.js'
import { isRefusal } from '../../domain/acts/context.js'
import { standingOf } from '../../domain/acts/standing.js'
import type { FaultCode } from '../../domain/fault.js'
import type { ItemVersion } from '../../domain/item.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemId } from '../../domain/values.js'
import type { ItemSummary } from '../../store/items.js'
import { type Acting, resolveActor } from '../act.js'
import { versionInForce } from '../intake/check.js'
import type { Site } from '../site.js'
import { type Named, organNamed } from './names.js'

/** One line of the catalogue, with whether it is taken in at the acting place. */
export interface ItemLine extends Omit<ItemSummary, 'organ'> {
  readonly organ: Named | null
  readonly offered: boolean
  /** Why not. */
  readonly code: FaultCode | null
}

/** Newest versions found by name, pinyin or initials. */
export function searchItems(site: Site, acting: Acting, text: string, limit: number): readonly ItemLine[] | Refusal {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  return site.store.items.search(text, limit).map(({ organ, ...summary }) => {
    const code = whyNot(site, acting, summary.id)
    return { ...summary, organ: organNamed(site, organ), offered: code === null, code }
  })
}

/** One version: the one named, or the one in force today. */
export function findItem(site: Site, id: ItemId, version: number | null): ItemVersion | Refusal {
  const item = version === null ? versionInForce(site, id) : site.store.items.byVersion(id, version)
  if (item !== null) return item
  const isKnown = version !== null && site.store.items.newest(id) !== null
  return isKnown ? refused('item/waiting-for', `${id} v${version}`) : refused('item/unknown', id)
}

function whyNot(site: Site, acting: Acting, id: ItemId): FaultCode | null {
  const item = versionInForce(site, id)
  if (item === null) return 'item/not-offered'
  const by = resolveActor(site, acting)
  const standing = 'kind' in by ? by : standingOf(by, site.roster)
  return (isRefusal(standing) ? standing : mayRegister(item, standing))?.code ?? null
}
