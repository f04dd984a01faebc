import { checkAgainstRoster, checkTogether, type ItemFinding } from '../../domain/catalogue-rules/check.js'
import type { WorkItem } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemDraft } from '../../domain/item.js'
import { currentOrgan, siteOfOrgan } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { ItemId, OrganId } from '../../domain/values.js'
import { checkItem } from '../../wire/item-check.js'
import { shapeItem } from '../../wire/item-shape.js'
import { itemsInForce } from '../catalogue-reports/in-force.js'
import type { Site } from '../site.js'

/** The most problems told at once; a page shows no more. */
const MOST_TOLD = 20

/** Why these contents may not go on to review; what is only told stops nothing. */
export function contentProblems(site: Site, items: readonly WorkItem[]): Refusal | null {
  const problems = problemsByItem(
    site,
    items.map(({ content }) => content),
  )
  const details = [...problems].flatMap(([item, found]) => found.map((detail) => `${item}: ${detail}`))
  return details.length === 0 ? null : refused('catalogue/broken', details.slice(0, MOST_TOLD).join('; '))
}

/** What the rules find in these contents: by themselves, against the roster, and beside the items in force here. */
export function findingsOf(site: Site, contents: readonly ItemDraft[]): readonly ItemFinding[] {
  const ids = new Set(contents.map(({ id }) => id))
  const others = itemsInForce(site).filter(({ item, state }) => state === 'published' && !ids.has(item.id))
  return [
    ...contents.flatMap((content) =>
      [...checkItem(content), ...checkAgainstRoster(content, site.roster)].map((finding) => ({ ...finding, item: content.id })),
    ),
    ...checkTogether([...others.map(({ item }) => item), ...contents]).filter(({ item }) => ids.has(item)),
  ]
}

/** Why each of these contents may not be published, by item; those that may are not there. */
export function problemsByItem(site: Site, contents: readonly ItemDraft[]): ReadonlyMap<ItemId, readonly string[]> {
  const broken = contents.flatMap((content) => strangers(site, content).map((detail) => [content.id, detail] as const))
  const found = (broken.length > 0 ? [] : findingsOf(site, contents)).filter(({ severity }) => severity === 'refusal')
  const problems = new Map<ItemId, string[]>()
  for (const [item, detail] of [...broken, ...found.map((each) => [each.item, `${each.path} ${each.zh}`] as const)])
    problems.set(item, [...(problems.get(item) ?? []), detail])
  return problems
}

/** What no rule could judge: another shape, organs the roster lacks or this gateway does not publish for. */
function strangers(site: Site, content: ItemDraft): readonly string[] {
  const shaped = shapeItem(content)
  if (shaped.kind === 'broken') return shaped.details
  return [
    ...(content.organ !== null && !publishesFor(site, content.organ) ? [`审批主体 ${content.organ} 不在本级范围`] : []),
    ...organsNamed(content)
      .filter((organ) => currentOrgan(site.roster, organ) === null)
      .map((organ) => `名册里没有部门 ${organ}`),
  ]
}

/** A gateway publishes for organs whose place lies in its subtree. */
function publishesFor(site: Site, organ: OrganId): boolean {
  const at = siteOfOrgan(site.roster, organ)
  return at !== null && (at === site.id || sitesAbove(site.roster, at).includes(site.id))
}

function organsNamed({ organ, grants, steps }: ItemDraft): readonly OrganId[] {
  const named = [organ, ...grants.map((grant) => grant.organ), ...steps.map((step) => step.organ)]
  return [...new Set(named.filter((each) => each !== null))]
}
