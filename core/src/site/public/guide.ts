import { askedGroups, answerProblems, materialsFor } from '../../domain/catalogue/scenarios.js'
import type { FaultCode } from '../../domain/fault.js'
import type { ItemVersion, Material, ScenarioGroup } from '../../domain/item.js'
import type { Refusal } from '../../domain/decider.js'
import type { ItemId, Level, OrganId } from '../../domain/values.js'
import { type Contact, contactsOf } from '../catalogue-print/contacts.js'
import { standingOfItem, whyClosed } from '../intake/item-standing.js'
import { findItem, organsOf } from '../query/items.js'
import { type Named, organNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** One line of the public catalogue. */
export interface PublicItem {
  readonly id: ItemId
  readonly name: string
  readonly level: Level
  readonly organ: Named | null
  readonly handling: ItemVersion['handling']
}

/** What is looked for by people who do not sign in: all in force when nothing is said. */
export interface PublicSought {
  readonly text?: string
  readonly organ?: OrganId | null
  readonly topic?: string | null
}

/** Items in force, best first; what is closed for now is found too, and its guide says so. */
export function itemsForPublic(site: Site, { text = '', organ = null, topic = null }: PublicSought, limit: number): PublicItem[] {
  const everybody = { bearer: null, takenInBy: null, closed: [], lifeEvent: null }
  const found = site.store.items.search({ ...everybody, text, limit, organs: organsOf(site), organ, topic })
  return found.map(({ id, name, level, organ: of, handling }) => ({ id, name, level, handling, organ: organNamed(site, of) }))
}

/** What people who do not know the item's name begin with. */
export interface Beginnings {
  readonly organs: readonly (Named & { readonly items: number })[]
  readonly topics: readonly { readonly name: string; readonly items: number }[]
}

/** Departments and topics of the items in force, those of most items first. */
export function beginningsOf(site: Site): Beginnings {
  const organs = site.store.items.organCounts().map(({ organ, items }) => ({ id: organ, name: nameOf(site, organ), items }))
  return { organs, topics: site.store.items.subjects('topic') }
}

function nameOf(site: Site, organ: OrganId): string {
  return organNamed(site, organ)?.name ?? organ
}

/** An item's guide with the papers for so many answers. */
export interface PublicGuide {
  readonly item: ItemVersion
  readonly organ: Named | null
  readonly contacts: readonly Contact[]
  /** Why nobody may apply now; null when one may. */
  readonly closed: FaultCode | null
  readonly groups: readonly ScenarioGroup[]
  readonly isAnswered: boolean
  readonly materials: readonly Material[]
}

/** The version in force, as the public reads it; answers nobody asks for are not counted. */
export function guideForPublic(site: Site, id: ItemId, given: readonly string[]): PublicGuide | Refusal {
  const item = findItem(site, id, null)
  if ('kind' in item) return item
  const answers = askedOnly(item, given)
  const standing = standingOfItem(site, id)
  return {
    item,
    organ: organNamed(site, item.organ),
    contacts: contactsOf(site, item),
    closed: standing === null ? null : whyClosed(standing),
    groups: askedGroups(item, answers),
    isAnswered: answerProblems(item, answers) === null,
    materials: materialsFor(item, answers),
  }
}

/** An answer to a question that another answer closed stays in an address somebody kept. */
function askedOnly(item: ItemVersion, given: readonly string[]): readonly string[] {
  const asked = new Set(askedGroups(item, given).flatMap(({ options }) => options.map(({ id }) => id)))
  return given.filter((answer) => asked.has(answer))
}
