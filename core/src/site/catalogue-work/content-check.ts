import { checkAgainstRoster, checkTogether } from '../../domain/catalogue-rules/check.js'
import type { WorkItem } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemDraft } from '../../domain/item.js'
import { currentOrgan, siteOfOrgan } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { OrganId } from '../../domain/values.js'
import { checkItem } from '../../wire/item-check.js'
import { shapeItem } from '../../wire/item-shape.js'
import { itemsInForce } from '../catalogue-reports/in-force.js'
import type { Site } from '../site.js'

/** The most problems told at once; a page shows no more. */
const MOST_TOLD = 20

/** Why these contents may not go on to review: the rules of an item, and organs this gateway does not publish for. */
export function contentProblems(site: Site, items: readonly WorkItem[]): Refusal | null {
  const alone = items.flatMap(({ item, content }) => problemsOf(site, content).map((detail) => `${item}: ${detail}`))
  const details = alone.length > 0 ? alone : problemsBetween(site, items)
  return details.length === 0 ? null : refused('catalogue/broken', details.slice(0, MOST_TOLD).join('; '))
}

/** What is wrong with one content, each in a sentence. */
export function problemsOf(site: Site, content: WorkItem['content']): readonly string[] {
  const shaped = shapeItem(content)
  if (shaped.kind === 'broken') return shaped.details
  return [
    ...[...checkItem(content), ...checkAgainstRoster(content, site.roster)]
      .filter(({ severity }) => severity === 'refusal')
      .map(({ path, zh }) => `${path} ${zh}`),
    ...(content.organ !== null && !publishesFor(site, content.organ) ? [`审批主体 ${content.organ} 不在本级范围`] : []),
    ...organsNamed(content)
      .filter((organ) => currentOrgan(site.roster, organ) === null)
      .map((organ) => `名册里没有部门 ${organ}`),
  ]
}

/** What breaks a rule only beside the items in force here: each other's precondition, a power passed on. */
function problemsBetween(site: Site, items: readonly WorkItem[]): readonly string[] {
  const ids = new Set(items.map(({ content }) => content.id))
  const others = itemsInForce(site).filter(({ item, state }) => state === 'published' && !ids.has(item.id))
  const all: readonly ItemDraft[] = [...others.map(({ item }) => item), ...items.map(({ content }) => content)]
  return checkTogether(all)
    .filter(({ item, severity }) => ids.has(item) && severity === 'refusal')
    .map(({ item, path, zh }) => `${item}: ${path} ${zh}`)
}

/** A gateway publishes for organs whose place lies in its subtree. */
function publishesFor(site: Site, organ: OrganId): boolean {
  const at = siteOfOrgan(site.roster, organ)
  return at !== null && (at === site.id || sitesAbove(site.roster, at).includes(site.id))
}

function organsNamed({ organ, grants, steps }: WorkItem['content']): readonly OrganId[] {
  const named = [organ, ...grants.map((grant) => grant.organ), ...steps.map((step) => step.organ)]
  return [...new Set(named.filter((each) => each !== null))]
}
