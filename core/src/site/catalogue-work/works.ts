import { rebasedOn } from '../../domain/catalogue-work/base-revision.js'
import { decideWork, type WorkCommand } from '../../domain/catalogue-work/review.js'
import type { WorkRight } from '../../domain/catalogue-work/rights.js'
import type { Choice, WorkAct, WorkItem, WorkState } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemDraft } from '../../domain/item.js'
import type { ItemId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import type { Site } from '../site.js'
import { contentProblems } from './content-check.js'
import { nextVersion, publishedHere, refOf } from './lists.js'
import { beginWork, record } from './work-log.js'
import { entitled } from './worker.js'

/** A new item, or a new version of one published here. */
export type NewWork = { readonly item: ItemId; readonly title: string } | { readonly content: ItemDraft; readonly title: string }

/** What a person asks of a work that stays in writing and review; publishing is another matter. */
export type WorkStep = Exclude<WorkCommand, { readonly do: 'rebase' | 'publish' }>

export type WorkOutcome = { readonly kind: 'done'; readonly work: WorkState } | Refusal

/** 开始编制: a draft, from the version last published or from nothing. */
export function openWork(site: Site, acting: Acting, input: NewWork): Promise<WorkOutcome> {
  return site.commit(() => {
    const item = 'item' in input ? nextVersion(site, input.item) : newItem(site, input.content)
    if ('code' in item) return item
    const { organ } = item.content
    const who = entitled(site, acting, 'write', organ)
    if ('kind' in who) return who
    const begun = { fact: 'begun' as const, plan: { kind: 'edit' as const }, organ, title: input.title }
    return { kind: 'done', work: beginWork(site, { ...begun, items: [item], choices: [] }, who) }
  })
}

function newItem(site: Site, content: ItemDraft): WorkItem | Refusal {
  if (site.store.items.newest(content.id) !== null) return refused('work/item-exists', content.id)
  return { item: content.id, basedOn: null, content: { ...content, version: 1 } }
}

/** Who may take a step; department and author are of the organ, legal review is the hall's. */
const RIGHTS: Readonly<Record<WorkStep['do'], WorkRight>> = {
  edit: 'write',
  choose: 'write',
  submit: 'write',
  drop: 'write',
  'pass-department': 'check',
  'pass-legal': 'review',
  return: 'check',
}

/**
 * One step of writing or review, committed with who did it. `seen`: the work's sequence at which the writer read the item; what
 * somebody wrote in it since is not overwritten (`work/changed`).
 */
export function stepWork(site: Site, acting: Acting, id: string, step: WorkStep, seen?: number): Promise<WorkOutcome> {
  return site.commit(() => {
    const state = site.store.catalogueWork.works.get(id)
    if (state === null) return refused('work/unknown', id)
    const who = entitled(site, acting, rightFor(state, step), state.organ)
    if ('kind' in who) return who
    const unseen = seen === undefined || step.do !== 'edit' ? null : writtenSince(site, state, step.item.item, seen)
    if (unseen !== null) return refused('work/changed', `${unseen.sequence} ${unseen.person}`)
    const decision = decideWork(state, step, who)
    if (decision.kind === 'refused') return decision
    const problems = step.do === 'submit' ? contentProblems(site, state.items) : null
    if (problems !== null) return problems
    return { kind: 'done', work: decision.events.reduce((each, fact) => record(site, each, fact, who), state) }
  })
}

/** The newest act after that one which changed the item's content; null where none did. */
function writtenSince(site: Site, { id, sequence }: WorkState, item: ItemId, seen: number): WorkAct | null {
  if (sequence <= seen) return null
  const acts = site.store.catalogueWork.works.acts(id).filter((act) => act.sequence > seen && changes(act, item))
  return acts.at(-1) ?? null
}

function changes({ fact }: WorkAct, item: ItemId): boolean {
  if (fact.fact === 'edited') return fact.item.item === item
  return fact.fact === 'rebased' || (fact.fact === 'chosen' && fact.choice.item === item)
}

/** A return is of whoever has the work before them. */
function rightFor({ stage }: WorkState, step: WorkStep): WorkRight {
  return step.do === 'return' && stage !== 'department-check' ? 'review' : RIGHTS[step.do]
}

/** Items of the work that got another version since it was begun. */
export function outdatedItems(site: Site, { items }: WorkState): readonly WorkItem[] {
  return items.filter(({ item, basedOn }) => (publishedHere(site, item)?.digest ?? null) !== (basedOn?.digest ?? null))
}

/** 并入新版本: what was published meanwhile is taken in; both changed: a choice. The work is a draft again. */
export function rebaseWork(site: Site, acting: Acting, id: string): Promise<WorkOutcome> {
  return site.commit(() => {
    const state = site.store.catalogueWork.works.get(id)
    if (state === null) return refused('work/unknown', id)
    const who = entitled(site, acting, 'write', state.organ)
    if ('kind' in who) return who
    const merged = outdatedItems(site, state).map((item) => rebasedItem(site, item))
    const items = state.items.map((item) => merged.find((each) => each.item.item === item.item)?.item ?? item)
    const fresh = merged.flatMap((each) => each.choices)
    const stays = ({ item, path }: Choice) => !fresh.some((each) => each.item === item && each.path === path)
    const choices = [...state.choices.filter(stays), ...fresh]
    const decision = decideWork(state, { do: 'rebase', plan: state.plan, items, choices }, who)
    if (decision.kind === 'refused') return decision
    return { kind: 'done', work: decision.events.reduce((each, fact) => record(site, each, fact, who), state) }
  })
}

function rebasedItem(site: Site, item: WorkItem): { readonly item: WorkItem; readonly choices: readonly Choice[] } {
  const theirs = publishedHere(site, item.item)
  const base = item.basedOn === null ? null : site.store.items.byDigest(item.basedOn.digest)
  if (theirs === null) return { item, choices: [] }
  const { content, choices } = rebasedOn(item.content, base ?? theirs, theirs)
  return { item: { ...item, content, basedOn: refOf(theirs) }, choices }
}
