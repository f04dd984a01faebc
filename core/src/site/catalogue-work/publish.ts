import { localDateOf } from '../../domain/civil-date.js'
import type { WorkItem, WorkState } from '../../domain/catalogue-work/work.js'
import { decideWork } from '../../domain/catalogue-work/review.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemId, LocalDate } from '../../domain/values.js'
import { encodeItem } from '../../wire/item.js'
import type { Acting } from '../act.js'
import type { Site } from '../site.js'
import { publishEdition } from '../catalogue/publish.js'
import { kindOfItem } from '../catalogue/publish-items.js'
import { stopItems } from '../catalogue/stop-items.js'
import { claimCancelled, claimPublished } from '../claiming/claims.js'
import { settlePending } from '../pending.js'
import { contentProblems } from './content-check.js'
import { publishedHere, stateHere } from './lists.js'
import { beginWork, record } from './work-log.js'
import { entitled } from './worker.js'
import { outdatedItems, type WorkOutcome } from './works.js'

/** 发布: all items of the work in one edition, in force from a day that is not past. */
export function publishWork(site: Site, acting: Acting, id: string, from: LocalDate | null): Promise<WorkOutcome> {
  return site.commit(() => {
    const state = site.store.catalogueWork.works.get(id)
    if (state === null) return refused('work/unknown', id)
    const who = entitled(site, acting, 'publish', state.organ)
    if ('kind' in who) return who
    if (state.stage !== 'ready') return refused('work/wrong-stage', `${id} ${state.stage}`)
    const dated = withDate(site, state, from)
    const refusal = 'code' in dated ? dated : refusalOf(site, state, dated.items)
    if (refusal !== null || 'code' in dated) return refusal ?? refused('internal/bug')
    return publishNow(site, state, dated, who)
  })
}

interface Dated {
  readonly items: readonly WorkItem[]
  readonly from: LocalDate
}

function withDate(site: Site, { items }: WorkState, from: LocalDate | null): Dated | Refusal {
  const today = localDateOf(site.clock.now().estimateMs)
  const written = items.map(({ content }) => content.effectiveFrom).reduce((a, b) => (a > b ? a : b), '')
  const date = from ?? (written < today ? today : written)
  if (date < today) return refused('work/wrong-date', date)
  return { from: date, items: items.map((item) => ({ ...item, content: { ...item.content, effectiveFrom: date } })) }
}

function refusalOf(site: Site, state: WorkState, items: readonly WorkItem[]): Refusal | null {
  const outdated = outdatedItems(site, state)
  if (outdated.length > 0) return refused('work/outdated', outdated.map(({ item }) => item).join(' '))
  const kinds = new Set(items.map(({ content }) => kindOfItem(content)))
  if (kinds.size > 1) return refused('catalogue/broken', '全市通办与其他事项须分开发布')
  return contentProblems(site, items)
}

function publishNow(
  site: Site,
  state: WorkState,
  { items, from }: Dated,
  who: { person: string; organ: string | null },
): WorkOutcome {
  const kind = items[0] === undefined ? 'items' : kindOfItem(items[0].content)
  const changes = items.map(({ item, content }) => {
    const published = { key: item, version: content.version, content: encodeItem(content) }
    // A better guide does not bring back what was suspended; that is asked for by itself.
    const state = stateHere(site, item) === 'suspended' ? ('suspended' as const) : ('published' as const)
    return { ...published, state, from }
  })
  const outcome = publishEdition(site, { kind, changes, by: who.person })
  if (outcome.kind === 'refused') return outcome
  registerPowers(site, state, from)
  claimPublished(site, { ...state, items }, who.person)
  const published = { list: outcome.list, number: outcome.number, from }
  const decision = decideWork(state, { do: 'publish', published }, who)
  if (decision.kind === 'refused') return decision
  settlePending(site)
  return { kind: 'done', work: decision.events.reduce((each, fact) => record(site, each, fact, who), state) }
}

/** The register is what people look up; grants in the items are what the kernel decides by. */
function registerPowers(site: Site, { id, plan, items }: WorkState, from: LocalDate): void {
  const { delegations } = site.store.catalogueWork
  if (plan.kind === 'take-back') for (const { item, to, power } of plan.rows) delegations.end(item, to, power, from)
  if (plan.kind !== 'delegation') return
  const giverOf = (item: ItemId) => items.find((each) => each.item === item)?.content.organ ?? null
  for (const row of plan.rows) delegations.add(id, giverOf(row.item), { ...row, from })
}

/** 暂停, 恢复, 取消. */
export type StateChange = 'suspend' | 'resume' | 'cancel'

const STATES = { suspend: 'suspended', resume: 'published', cancel: 'cancelled' } as const

export interface StateWish {
  readonly change: StateChange
  readonly items: readonly ItemId[]
  readonly reason: string
  /** 取消 may wait for a later day; until then the item goes on. */
  readonly from?: LocalDate
}

/** Suspends, resumes or cancels published items, at once unless a later day is named for cancelling; the reason and the person stay on record as a work of its own. */
export function changeState(
  site: Site,
  acting: Acting,
  { change, items, reason, from: wished }: StateWish,
): Promise<WorkOutcome> {
  return site.commit(() => {
    const who = entitled(site, acting, 'publish', null)
    if ('kind' in who) return who
    if (reason.trim() === '') return refused('work/reason-needed', change)
    const found = items.map((id) => publishedHere(site, id))
    const unknown = items.filter((_, index) => found[index] === null)
    if (unknown.length > 0 || items.length === 0) return refused('item/unknown', unknown.join(' '))
    const known = found.filter((item) => item !== null)
    const today = localDateOf(site.clock.now().estimateMs)
    const from = wished ?? today
    if (from < today || (from > today && change !== 'cancel')) return refused('work/wrong-date', from)
    const changes = known.map(({ id, version }) => ({ key: id, version, content: null, state: STATES[change], from }))
    const kind = known[0] === undefined ? 'items' : kindOfItem(known[0])
    // Ahead of the edition that says so: nobody takes in meanwhile what is stopped.
    const stopped = change === 'resume' || from > today ? null : stopItems(site, { kind, keys: items, by: who.person })
    if (stopped?.kind === 'refused') return stopped
    const outcome = publishEdition(site, { kind, changes, by: who.person })
    if (outcome.kind === 'refused') return outcome
    if (change === 'cancel') claimCancelled(site, items, who.person)
    const begun = { fact: 'begun' as const, plan: { kind: change, items }, organ: null, title: reason.trim() }
    const work = beginWork(site, { ...begun, items: [], choices: [] }, who)
    settlePending(site)
    return {
      kind: 'done',
      work: record(site, work, { fact: 'published', list: outcome.list, number: outcome.number, from }, who),
    }
  })
}
