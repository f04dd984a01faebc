import { type BatchChange, withBatchChange } from '../../domain/catalogue-work/batch.js'
import {
  type DelegationGround,
  delegationProblems,
  type RowProblem,
  takeBackProblems,
  withDelegation,
  withOrganMoved,
  withoutDelegation,
} from '../../domain/catalogue-work/delegation.js'
import { type Difference, differencesOf } from '../../domain/catalogue-work/difference.js'
import { sameJson } from '../../domain/catalogue-work/merge.js'
import type { DelegationRow, ItemContent, WorkItem, WorkPlan } from '../../domain/catalogue-work/work.js'
import { localDateOf } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { currentOrgan } from '../../domain/roster-view.js'
import type { ItemId, OrganId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import type { Named } from '../query/names.js'
import type { Site } from '../site.js'
import { problemsByItem } from './content-check.js'
import { nameAt, openCasesOf, type OpenCases } from './impact.js'
import { livingHere, refOf } from './lists.js'
import { beginWork } from './work-log.js'
import { entitled } from './worker.js'
import type { WorkOutcome } from './works.js'

/** As many entries as one edition holds. */
export const MOST_ITEMS = 500

/** A refusal of the whole that names every row. */
export interface DelegationRefusal extends Refusal {
  readonly rows: readonly RowProblem[]
}

/** 下放、委托 or 收回 of many powers in one act: a work that goes through review and is published as one edition. */
export function openDelegation(
  site: Site,
  acting: Acting,
  input: { readonly kind: 'delegation' | 'take-back'; readonly rows: readonly DelegationRow[]; readonly title: string },
): Promise<WorkOutcome | DelegationRefusal> {
  return site.commit(() => {
    const { kind, rows } = input
    const problems = kind === 'delegation' ? delegationProblems(rows, groundOf(site)) : takeBackProblems(rows, groundOf(site))
    if (problems.length > 0) return { ...refused('delegation/refused', inWords(problems)), rows: problems }
    const change = (item: ItemContent) => {
      const own = rows.filter((row) => row.item === item.id)
      return kind === 'delegation' ? withDelegation(item, own, site.roster) : withoutDelegation(item, own)
    }
    const from = rows.map((row) => row.from).reduce((a, b) => (a > b ? a : b), '')
    const dated = (item: ItemContent) => ({ ...change(item), effectiveFrom: from })
    return openBundle(site, acting, { plan: { kind, rows }, title: input.title, items: itemsOf(rows), change: dated })
  })
}

function itemsOf(rows: readonly DelegationRow[]): readonly ItemId[] {
  return [...new Set(rows.map(({ item }) => item))]
}

function groundOf(site: Site): DelegationGround {
  const today = localDateOf(site.clock.now().estimateMs)
  return { roster: site.roster, today, itemOf: (item) => livingHere(site, item) }
}

function inWords(problems: readonly RowProblem[]): string {
  return problems.map(({ row, item, to, detail }) => `第${row + 1}行 ${item} → ${to}:${detail}`).join('; ')
}

/** 职能划转: the items' organ changes; open cases keep their version and are shown by the preview. */
export function openTransfer(
  site: Site,
  acting: Acting,
  {
    items,
    from,
    to,
    title,
  }: { readonly items: readonly ItemId[]; readonly from: OrganId; readonly to: OrganId; readonly title: string },
): Promise<WorkOutcome> {
  return site.commit(() => {
    const unknown = [from, to].find((organ) => currentOrgan(site.roster, organ) === null)
    if (unknown !== undefined) return refused('catalogue/unknown-organ', unknown)
    const strange = items.filter((item) => livingHere(site, item)?.organ !== from)
    if (strange.length > 0) return refused('item/unknown', strange.join(' '))
    const change = (item: ItemContent) => withOrganMoved(item, from, to)
    return openBundle(site, acting, { plan: { kind: 'transfer', from, to }, title, items, change })
  })
}

/** What a batch change would do to one item. */
export interface BatchLine {
  readonly item: Named
  readonly differences: readonly Difference[]
  /** Why the item may not read so. */
  readonly problems: readonly string[]
  readonly openCases: readonly OpenCases[]
}

/** 试运行: every difference the change would make, item by item, and nothing written. */
export function tryBatch(
  site: Site,
  acting: Acting,
  { items, change }: { readonly items: readonly ItemId[]; readonly change: BatchChange },
): readonly BatchLine[] | Refusal {
  const who = entitled(site, acting, 'write', null)
  if ('kind' in who) return who
  const unknown = items.filter((item) => livingHere(site, item) === null)
  if (unknown.length > 0) return refused('item/unknown', unknown.join(' '))
  const known = items.flatMap((id) => livingHere(site, id) ?? [])
  const changed = known.map((item) => ({ ...withBatchChange(contentOf(item), change), version: item.version + 1 }))
  const problems = problemsByItem(site, changed)
  return known.map((item, index) => ({
    item: { id: item.id, name: item.name },
    differences: differencesOf(item, changed[index] ?? item, nameAt(site)),
    problems: problems.get(item.id) ?? [],
    openCases: openCasesOf(site, item.id),
  }))
}

/** 批量修改: one change over many items; those it does not touch are left out. */
export function openBatch(
  site: Site,
  acting: Acting,
  { items, change, title }: { readonly items: readonly ItemId[]; readonly change: BatchChange; readonly title: string },
): Promise<WorkOutcome> {
  return site.commit(() =>
    openBundle(site, acting, { plan: { kind: 'batch' }, title, items, change: (item) => withBatchChange(item, change) }),
  )
}

interface Bundle {
  readonly plan: WorkPlan
  readonly title: string
  readonly items: readonly ItemId[]
  readonly change: (item: ItemContent) => ItemContent
}

function openBundle(site: Site, acting: Acting, { plan, title, items, change }: Bundle): WorkOutcome {
  const who = entitled(site, acting, 'write', null)
  if ('kind' in who) return who
  const found = items.map((item) => livingHere(site, item))
  const unknown = items.filter((_, index) => found[index] === null)
  if (unknown.length > 0) return refused('item/unknown', unknown.join(' '))
  const changed = found.flatMap((item): WorkItem[] => {
    if (item === null) return []
    const content = contentOf(item)
    const next = change(content)
    return sameJson(content, next)
      ? []
      : [{ item: item.id, basedOn: refOf(item), content: { ...next, version: item.version + 1 } }]
  })
  if (changed.length === 0 || changed.length > MOST_ITEMS) return refused('input/invalid', `${changed.length} items`)
  const begun = { fact: 'begun' as const, plan, organ: null, title, items: changed, choices: [] }
  return { kind: 'done', work: beginWork(site, begun, who) }
}

/** A published version as somebody goes on writing it. */
function contentOf(item: ItemContent & { readonly digest?: string }): ItemContent {
  const { digest: _, ...content } = item
  return content
}
