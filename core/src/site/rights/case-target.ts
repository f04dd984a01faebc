import type { CaseState } from '../../domain/case/state.js'
import type { Action } from '../../domain/rights/actions.js'
import { targetOfCase, type Target } from '../../domain/rights/target.js'
import { may } from '../../domain/rights/may.js'
import type { Rights } from '../../domain/rights/rights.js'
import type { CaseId } from '../../domain/values.js'
import { loadCase, pinnedItem } from '../execute.js'
import type { Site } from '../site.js'

/** The case as rights see it; null when this site holds nothing of it. */
export function caseTarget(site: Site, caseId: CaseId): Target | null {
  const state = loadCase(site, caseId)
  return state === null ? null : targetOfState(site, state)
}

/** By the pinned item; by another version of it while that one is on its way. */
export function targetOfState(site: Site, state: CaseState): Target {
  const item = pinnedItem(site, state.item) ?? site.store.items.newest(state.item.id)
  return targetOfCase(state, item, site.roster)
}

/** Whether a list may name the case to somebody, by the action that opens the list. */
export function maySeeCase(site: Site, rights: Rights, caseId: CaseId, action: Action = 'case.list'): boolean {
  const target = caseTarget(site, caseId)
  return target !== null && may(rights, action, target)
}
