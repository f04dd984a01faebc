import type { Stage } from '../../domain/case/event.js'
import { type Difference, differencesOf, type NameOf, scenariosWithOtherPapers } from '../../domain/catalogue-work/difference.js'
import type { WorkItem } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemVersion } from '../../domain/item.js'
import { currentOrgan } from '../../domain/roster-view.js'
import type { CaseId, ItemId, LocalDate } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { type Named, organNamed, siteNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { publishedHere } from './lists.js'
import { workerOf } from './worker.js'

/** Open cases of one stage; they keep the version they were registered with. */
export interface OpenCases {
  readonly stage: Stage
  readonly count: number
  /** The newest ones; a list by stage shows them all. */
  readonly ids: readonly CaseId[]
}

/** Applications being prepared; they move to the new version on the day it takes effect, and keep every answer. */
export interface DraftsAt {
  readonly site: Named
  readonly count: number
  /** When that site said so. */
  readonly asOfMs: number
}

/** What publishing one item's new version would touch. */
export interface ItemImpact {
  readonly item: Named
  readonly from: number | null
  readonly to: number
  readonly differences: readonly Difference[]
  /** 情形 for which other papers would be asked. */
  readonly scenarios: readonly string[]
  readonly openCases: readonly OpenCases[]
  readonly drafts: readonly DraftsAt[]
  /** Lower organs that have a part in it: powers handed down, steps of their own. */
  readonly lowerOrgans: readonly Named[]
}

export interface Impact {
  readonly asOfMs: number
  readonly items: readonly ItemImpact[]
}

const OPEN: readonly Stage[] = ['registered', 'submitted', 'supplementing', 'accepted', 'reviewing', 'decided', 'delivered']
/** A page of ids for each stage; the count is of all. */
const IDS_SHOWN = 200

/** 影响预览: what a work would change once it is published. */
export function impactOf(site: Site, acting: Acting, work: string): Impact | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const state = site.store.catalogueWork.works.get(work)
  if (state === null) return refused('work/unknown', work)
  return { asOfMs: site.clock.now().estimateMs, items: state.items.map((item) => impactOfItem(site, item)) }
}

function impactOfItem(site: Site, { item, content }: WorkItem): ItemImpact {
  const current = publishedHere(site, item)
  return {
    item: { id: item, name: content.name },
    from: current?.version ?? null,
    to: content.version,
    differences: current === null ? [] : differencesOf(current, content, nameAt(site)),
    scenarios: current === null ? [] : scenariosWithOtherPapers(current, content),
    openCases: openCasesOf(site, item),
    drafts: draftsOf(site, item),
    lowerOrgans: lowerOrgansOf(site, current, content),
  }
}

/** Cases of an item that are not ended; none of them is on a version that is not published yet. */
export function openCasesOf({ store }: Site, item: ItemId): readonly OpenCases[] {
  const counts = store.caseList.countByStage({ item, stages: OPEN })
  return OPEN.flatMap((stage) => {
    const count = counts.get(stage) ?? 0
    if (count === 0) return []
    return [{ stage, count, ids: store.caseList.page({ item, stages: [stage] }, IDS_SHOWN).map(({ caseId }) => caseId) }]
  })
}

function draftsOf(site: Site, item: ItemId): readonly DraftsAt[] {
  const own = site.store.drafts.countOf(item)
  const asOfMs = site.clock.now().estimateMs
  const here = own === 0 ? [] : [{ site: siteNamed(site, site.id), count: own, asOfMs }]
  const below = site.store.catalogueWork.draftCounts.of(item).filter((each) => each.site !== site.id)
  return [...here, ...below.map((each) => ({ site: siteNamed(site, each.site), count: each.count, asOfMs: each.asOfMs }))]
}

function lowerOrgansOf(site: Site, current: ItemVersion | null, content: WorkItem['content']): readonly Named[] {
  const named = [current, content].flatMap((item) => [...(item?.grants ?? []), ...(item?.steps ?? [])])
  const organs = new Set(named.flatMap(({ organ }) => organ ?? []))
  const rank = ['city', 'county', 'township', 'village']
  const isLower = (id: string) => rank.indexOf(currentOrgan(site.roster, id)?.level ?? 'city') > rank.indexOf(content.level)
  return [...organs].filter(isLower).map((id) => organNamed(site, id) ?? { id, name: id })
}

/** Names of organs and items in place of their ids. */
export function nameAt(site: Site): NameOf {
  return (id) => currentOrgan(site.roster, id)?.name ?? site.store.items.newest(id)?.name ?? id
}

/** Two versions of one item side by side, in words. */
export function compareVersions(
  site: Site,
  acting: Acting,
  { item, from, to }: { readonly item: ItemId; readonly from: number; readonly to: number },
): { readonly differences: readonly Difference[]; readonly effectiveFrom: LocalDate } | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const [old, next] = [site.store.items.byVersion(item, from), site.store.items.byVersion(item, to)]
  if (old === null || next === null) return refused('item/unknown', `${item} v${old === null ? from : to}`)
  return { differences: differencesOf(old, next, nameAt(site)), effectiveFrom: next.effectiveFrom }
}
