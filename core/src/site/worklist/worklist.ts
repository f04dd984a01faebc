import type { Stage } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import type { ItemVersion, Step, StepKind } from '../../domain/item.js'
import type { Rights } from '../../domain/rights/rights.js'
import { organsOf } from '../../domain/rights/target.js'
import type { CaseId, Hash, OrganId } from '../../domain/values.js'
import type { CaseView } from '../../store/projections/case-list.js'
import { loadCase, pinnedItem } from '../execute.js'
import { type CaseLine, caseLine, type CaseQuery, filterOf } from '../query/cases.js'
import { type CaseNamed, caseNamed, type Named, organNamed } from '../query/names.js'
import { caseScope } from '../rights/case-scope.js'
import { maySeeCase } from '../rights/case-target.js'
import type { Site } from '../site.js'

/** 待办: one case in this site's hands, with the step it stands at. */
export interface WorkLine {
  readonly line: CaseLine
  /** null outside review, and where the item's version is not here. */
  readonly step: Named | null
  /** 承办: the organ whose turn it is; null where whichever organ of the level has it, or nobody here can tell. */
  readonly organ: Named | null
}

export interface Worklist {
  readonly asOfMs: number
  readonly total: number
  readonly cases: readonly WorkLine[]
}

/** Whose work is looked for, and at which step of review. */
export interface WorkQuery extends Omit<CaseQuery, 'custody' | 'cursor'> {
  readonly offset: number
  /** Items this organ holds, does a step of or was handed. */
  readonly organ?: OrganId
  readonly step?: StepKind
}

const OVER: ReadonlySet<Stage> = new Set(['completed', 'withdrawn'])
/** A step is no column: so many of the most urgent are looked through for it. */
const MOST_LOOKED_AT = 2000

/** Cases that somebody here still has to finish, the most urgent first. */
export function worklist(site: Site, { organ, step, ...query }: WorkQuery): Worklist {
  const digests = organ === undefined ? {} : { digests: itemsOf(site, organ) }
  const filter = { ...filterOf(site, { ...query, custody: 'here' }), ...digests }
  const asOfMs = site.clock.now().estimateMs
  if (step === undefined) {
    const counts = [...site.store.caseList.countByStage(filter)]
    const total = counts.reduce((sum, [stage, count]) => (OVER.has(stage) ? sum : sum + count), 0)
    const views = site.store.caseList.pageByDue(filter, query.limit, query.offset)
    return { asOfMs, total, cases: views.map((view) => workLine(site, view)) }
  }
  const open = { ...filter, stages: REVIEWING }
  const found = site.store.caseList
    .pageByDue(open, MOST_LOOKED_AT, 0)
    .filter(({ caseId }) => standingAt(site, caseId).step?.kind === step)
  const shown = found.slice(query.offset, query.offset + query.limit)
  return { asOfMs, total: found.length, cases: shown.map((view) => workLine(site, view)) }
}

function itemsOf({ store }: Site, organ: OrganId): readonly Hash[] {
  return [...store.itemOrgans.all()].flatMap(([digest, item]) => (organsOf(item).includes(organ) ? [digest] : []))
}

function workLine(site: Site, view: CaseView): WorkLine {
  const { step, item } = standingAt(site, view.caseId)
  return {
    line: caseLine(site, view),
    step: step === null ? null : { id: step.id, name: step.name },
    organ: organNamed(site, step?.organ ?? (view.stage === 'registered' ? null : (item?.organ ?? null))),
  }
}

const REVIEWING: readonly Stage[] = ['accepted', 'reviewing']

/** The first step that nobody has done yet, of a case under review. */
function standingAt(site: Site, caseId: CaseId): { readonly step: Step | null; readonly item: ItemVersion | null } {
  const state = loadCase(site, caseId)
  const item = state === null ? null : pinnedItem(site, state.item)
  if (state === null || item === null || !REVIEWING.includes(state.stage)) return { step: null, item }
  return { step: item.steps.find(({ id, kind }) => kind !== 'accept' && isOpen(state, id)) ?? null, item }
}

function isOpen({ steps, external }: CaseState, step: string): boolean {
  const seen = external.get(step)?.state
  return !steps.has(step) && seen !== 'granted' && seen !== 'denied'
}

/** A step under way in another organ's system, as it was last seen. */
export interface OutsideLine extends CaseNamed {
  readonly step: Named
  readonly system: string
  readonly externalNumber: string | null
  /** `not-sent`: it is the turn of the other system, and nobody has noted anything from there. */
  readonly state: 'not-sent' | 'sent' | 'in-progress' | 'returned'
  /** When somebody last looked there; of one not sent, since when it has stood there. */
  readonly asOfMs: number
}

/** 外部未核对: steps outside that nobody has looked at for so long, those never sent first, of cases the person may see. */
export function uncheckedOutside(site: Site, rights: Rights, forMs: number): readonly OutsideLine[] {
  const untilMs = site.clock.now().estimateMs - forMs
  const noted = site.store.externals.unchecked(site.id, untilMs).filter(({ caseId }) => maySeeCase(site, rights, caseId))
  return [
    ...notSent(site, rights).filter(({ asOfMs }) => asOfMs <= untilMs),
    ...noted.map(({ caseId, step, number: externalNumber, ...seen }) => {
      const state = loadCase(site, caseId)
      const item = state === null ? null : pinnedItem(site, state.item)
      const name = item?.steps.find(({ id }) => id === step)?.name ?? step
      return { ...caseNamed(site, caseId), step: { id: step, name }, externalNumber, ...seen }
    }),
  ]
}

/** Accepted, its next step is another system's, and no number or state of it was ever noted. */
function notSent(site: Site, rights: Rights): readonly OutsideLine[] {
  const scope = caseScope(site, rights, 'case.list')
  const filter = { ...filterOf(site, { stages: REVIEWING, custody: 'here', scope }), digests: itemsOutside(site) }
  return site.store.caseList.pageByDue(filter, MOST_LOOKED_AT, 0).flatMap(({ caseId }): OutsideLine[] => {
    const { step } = standingAt(site, caseId)
    const state = loadCase(site, caseId)
    if (step === null || step.externalSystem === null || state === null || state.external.has(step.id)) return []
    const { id, name, externalSystem: system } = step
    const named = { ...caseNamed(site, caseId), step: { id, name } }
    return [{ ...named, system, externalNumber: null, state: 'not-sent', asOfMs: state.legalMs }]
  })
}

function itemsOutside({ store }: Site): readonly Hash[] {
  const isOutside = ({ steps }: Pick<ItemVersion, 'steps'>) => steps.some(({ externalSystem }) => externalSystem !== null)
  return [...store.itemOrgans.all()].flatMap(([digest, item]) => (isOutside(item) ? [digest] : []))
}
