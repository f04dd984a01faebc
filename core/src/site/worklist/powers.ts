import type { Grant, ItemVersion } from '../../domain/item.js'
import { currentPlace, organsAt } from '../../domain/roster-view.js'
import type { LocalDate, PlaceId } from '../../domain/values.js'
import { versionInForce } from '../intake/item-standing.js'
import { type Named, organNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** 受委托、承接的权力: one item another organ holds and an organ of this place decides or reviews first. */
export interface HandedDown {
  readonly item: Named
  readonly version: number
  readonly effectiveFrom: LocalDate
  /** 交出方: who holds the power, or entrusts it. */
  readonly giver: Named | null
  /** The organ here that exercises it; null: whichever organ of the level. */
  readonly receiver: Named | null
  readonly power: 'decide' | 'first-review'
  /** 权力来源 (GB/T 39046), as the item says it. */
  readonly source: string
}

/** What is decided at a place by a power of somebody else, as the versions in force say; by name. */
export function handedDownTo(site: Site, place: PlaceId): readonly HandedDown[] {
  const organs = new Set(organsAt(site.roster, place).map(({ id }) => id))
  const level = currentPlace(site.roster, place)?.level
  const isHere = (grant: Grant) => grant.level === level && (grant.organ === null || organs.has(grant.organ))
  const organsOf = site.store.itemOrgans.all()
  const ids = new Set(
    site.store.items
      .entries()
      .filter(({ digest }) => organsOf.get(digest)?.grants.some((grant) => isHere(grant) && isHandling(grant)) === true)
      .map(({ id }) => id),
  )
  return [...ids]
    .flatMap((id) => linesOf(site, versionInForce(site, id), isHere, organs))
    .sort((a, b) => a.item.name.localeCompare(b.item.name, 'zh'))
}

function isHandling({ power }: Grant): boolean {
  return power === 'decide' || power === 'first-review'
}

function linesOf(
  site: Site,
  item: ItemVersion | null,
  isHere: (grant: Grant) => boolean,
  organs: ReadonlySet<string>,
): HandedDown[] {
  if (item === null) return []
  const { id, name, version, effectiveFrom, organ, guide } = item
  const giver = guide.entrustingOrgan ?? organ
  if (giver !== null && organs.has(giver)) return []
  return item.grants
    .filter((grant) => isHere(grant) && isHandling(grant))
    .map((grant) => ({
      item: { id, name },
      version,
      effectiveFrom,
      giver: organNamed(site, giver),
      receiver: organNamed(site, grant.organ),
      power: grant.power as HandedDown['power'],
      source: guide.powerSource,
    }))
}
