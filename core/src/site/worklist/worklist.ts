import type { Stage } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import type { Rights } from '../../domain/rights/rights.js'
import type { CaseId } from '../../domain/values.js'
import { loadCase, pinnedItem } from '../execute.js'
import { type CaseLine, caseLine, type CaseQuery, filterOf } from '../query/cases.js'
import { type CaseNamed, caseNamed, type Named } from '../query/names.js'
import { maySeeCase } from '../rights/case-target.js'
import type { Site } from '../site.js'

/** 待办: one case in this site's hands, with the step it stands at. */
export interface WorkLine {
  readonly line: CaseLine
  /** null outside review, and where the item's version is not here. */
  readonly step: Named | null
}

export interface Worklist {
  readonly asOfMs: number
  readonly total: number
  readonly cases: readonly WorkLine[]
}

const OVER: ReadonlySet<Stage> = new Set(['completed', 'withdrawn'])

/** Cases that somebody here still has to finish, the most urgent first. */
export function worklist(site: Site, query: Omit<CaseQuery, 'custody' | 'cursor'> & { readonly offset: number }): Worklist {
  const filter = filterOf(site, { ...query, custody: 'here' })
  const counts = [...site.store.caseList.countByStage(filter)]
  const views = site.store.caseList.pageByDue(filter, query.limit, query.offset)
  return {
    asOfMs: site.clock.now().estimateMs,
    total: counts.reduce((sum, [stage, count]) => (OVER.has(stage) ? sum : sum + count), 0),
    cases: views.map((view) => ({ line: caseLine(site, view), step: stepOf(site, view.caseId) })),
  }
}

function stepOf(site: Site, caseId: CaseId): Named | null {
  const state = loadCase(site, caseId)
  if (state === null || (state.stage !== 'accepted' && state.stage !== 'reviewing')) return null
  const step = pinnedItem(site, state.item)?.steps.find(({ id, kind }) => kind !== 'accept' && isOpen(state, id))
  return step === undefined ? null : { id: step.id, name: step.name }
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
  readonly state: 'sent' | 'in-progress' | 'returned'
  readonly asOfMs: number
}

/** 外部未核对: steps outside that nobody has looked at for so long, of cases the person may see. */
export function uncheckedOutside(site: Site, rights: Rights, forMs: number): readonly OutsideLine[] {
  return site.store.externals
    .unchecked(site.id, site.clock.now().estimateMs - forMs)
    .filter(({ caseId }) => maySeeCase(site, rights, caseId))
    .map(({ caseId, step, number: externalNumber, ...seen }) => {
      const state = loadCase(site, caseId)
      const item = state === null ? null : pinnedItem(site, state.item)
      const name = item?.steps.find(({ id }) => id === step)?.name ?? step
      return { ...caseNamed(site, caseId), step: { id: step, name }, externalNumber, ...seen }
    })
}
