import type { CaseState } from '../../domain/case/state.js'
import type { Rights } from '../../domain/rights/rights.js'
import { type Acting, resolveActor } from '../act.js'
import type { Refusal } from '../../domain/decider.js'
import { loadCase } from '../execute.js'
import { mayActNow } from '../query/allowed.js'
import { type CaseLine, caseLine, filterOf } from '../query/cases.js'
import { caseScope } from '../rights/case-scope.js'
import type { Site } from '../site.js'

/** 待审批: one case whose next act is the decision. */
export interface ApprovalLine {
  readonly line: CaseLine
  /** Which version of the item: cases of one version are alike. */
  readonly itemVersion: number
  /** 退回修改: somebody was asked to work on it again and has not answered; null when nobody was. */
  readonly returnedMs: number | null
}

export interface Approvals {
  readonly asOfMs: number
  readonly cases: readonly ApprovalLine[]
  /** There are more than were looked through. */
  readonly more: boolean
}

/** Each is asked of the kernel; a morning's work of an approver is some dozens. */
const MOST_LOOKED_AT = 1000

/** What waits for a person's decision here, oldest due first; those sent back for rework last. */
export function approvals(site: Site, acting: Acting, rights: Rights, limit: number): Approvals | Refusal {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const scope = caseScope(site, rights, 'case.decide')
  const filter = filterOf(site, { stages: ['accepted', 'reviewing'], custody: 'here', scope })
  const views = site.store.caseList.pageByDue(filter, MOST_LOOKED_AT, 0)
  const act = { act: 'decide', result: 'granted', document: null, certificateNumber: null } as const
  const waiting = views.flatMap((view) => {
    const state = loadCase(site, view.caseId)
    return state !== null && mayActNow(site, state, by, act) ? [{ view, state }] : []
  })
  const lines = waiting.slice(0, limit).map(({ view, state }) => ({
    line: caseLine(site, view),
    itemVersion: state.item.version,
    returnedMs: returnedMs(state),
  }))
  return {
    asOfMs: site.clock.now().estimateMs,
    cases: [...lines.filter((each) => each.returnedMs === null), ...lines.filter((each) => each.returnedMs !== null)],
    more: views.length === MOST_LOOKED_AT || waiting.length > limit,
  }
}

function returnedMs({ tasks }: CaseState): number | null {
  const open = [...tasks.values()].filter(({ kind, answer }) => kind === 'opinion' && answer === null)
  return open.length === 0 ? null : Math.max(...open.map(({ givenMs }) => givenMs))
}
