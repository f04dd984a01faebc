import type { BaseEntry, Claim } from '../../domain/catalogue/base.js'
import { revised } from '../../domain/catalogue-work/base-revision.js'
import type { Choice, WorkItem, WorkPlan, WorkState } from '../../domain/catalogue-work/work.js'
import type { ItemId } from '../../domain/values.js'
import { nextVersion, publishedHere } from '../catalogue-work/lists.js'
import { beginWork, record } from '../catalogue-work/work-log.js'
import type { Site } from '../site.js'
import { baseVersion } from './base-entries.js'

/**
 * 上级修订: a work with what follows already in it and what was adapted waiting for a choice. A work in hand on the item gets
 * it instead, and is a draft again. Nothing is published by itself.
 */
export function prepareRevision(site: Site, claim: Claim, entry: BaseEntry): void {
  if (claim.item === null || publishedHere(site, claim.item) === null) return
  const open = openWorkOn(site, claim.item)
  const item = open?.items.find((each) => each.item === claim.item) ?? nextVersion(site, claim.item)
  if ('code' in item || (item.content.guide.base?.version ?? 0) >= entry.version) return
  const merged = mergedItem(site, item, entry)
  const plan = planOf(claim, entry, item)
  if (open === null) begin(site, { claim, entry, plan, ...merged })
  else rebase(site, open, { plan, ...merged })
}

interface Merged {
  readonly item: WorkItem
  readonly choices: readonly Choice[]
  readonly plan: WorkPlan
}

/** Against the version it was last settled with; without that one here, everything that differs is asked about. */
function mergedItem(site: Site, item: WorkItem, entry: BaseEntry): Pick<Merged, 'item' | 'choices'> {
  const settled = item.content.guide.base?.version ?? 0
  const was = baseVersion(site, entry.id, settled) ?? nothingOf(entry)
  const { content, choices } = revised(item.content, was, entry)
  return { item: { ...item, content }, choices }
}

/** Shares nothing with any item, so that no part of one passes for untouched. */
function nothingOf(entry: BaseEntry): BaseEntry {
  return {
    ...entry,
    name: '',
    legal: null,
    legalBasis: [],
    conditions: [],
    materials: [],
    codes: { ...entry.codes, catalogue: '' },
  }
}

function planOf({ due }: Claim, entry: BaseEntry, { content }: WorkItem): WorkPlan {
  const from = content.guide.base?.version ?? 0
  return { kind: 'revision', entry: entry.id, from, to: entry.version, due: entry.settleBy ?? due }
}

/** The system prepares it in the name of nobody: whoever chooses is its author. */
const PREPARER = { person: '', organ: null }

function begin(
  site: Site,
  { claim, entry, item, choices, plan }: Merged & { readonly claim: Claim; readonly entry: BaseEntry },
): void {
  const title = `基本目录修订:${entry.name}(第${entry.version}版)`
  beginWork(site, { fact: 'begun', plan, organ: claim.organ, title, items: [item], choices }, PREPARER)
}

function rebase(site: Site, open: WorkState, { item, choices, plan }: Merged): void {
  const items = open.items.map((each) => (each.item === item.item ? item : each))
  const isOpen = (choice: Choice) => !choices.some((each) => each.item === choice.item && each.path === choice.path)
  const all = [...open.choices.filter(isOpen), ...choices]
  record(site, open, { fact: 'rebased', plan: open.items.length === 1 ? plan : open.plan, items, choices: all }, PREPARER)
}

function openWorkOn(site: Site, item: ItemId): WorkState | null {
  const isOn = ({ items }: WorkState) => items.some((each) => each.item === item)
  return site.store.catalogueWork.works.open().find(isOn) ?? null
}
