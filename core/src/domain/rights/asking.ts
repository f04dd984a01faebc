import type { CaseCommand, Facts } from '../case/command.js'
import type { CaseState } from '../case/state.js'
import { refused, type Refusal } from '../decider.js'
import type { Roster } from '../roster.js'
import { currentPlace, currentSite, placeAt, siteAt } from '../roster-view.js'
import type { Actor } from '../values.js'
import { actionOf } from './actions.js'
import { may } from './may.js'
import { rightsAt } from './rights.js'
import { targetOfCase } from './target.js'

/**
 * Whether whoever asks for an act may ask for it at all, by the roster their request names: people at a counter and requests from other
 * sites alike. What the law lets their organ do is another question. A seizure has doors of its own.
 */
export function refuseAsking(
  state: CaseState | null,
  { act, by }: Pick<CaseCommand, 'act' | 'by'>,
  { roster, item, self }: Pick<Facts, 'roster' | 'item' | 'self'>,
): Refusal | null {
  if (act.act === 'seize') return null
  const version = versionOf(by, self)
  if (!isServedBy(roster, by, version)) return refused('rights/other-site', `${by.place} by ${by.site}`)
  const tier = (siteAt(roster, by.site, version) ?? currentSite(roster, by.site))?.tier ?? 'edge'
  const action = actionOf(act.act)
  const target = state === null ? null : targetOfCase(state, item, roster)
  return may(rightsAt(roster, by, tier, version), action, target) ? null : refused('rights/denied', action)
}

/** Somebody elsewhere acted by the roster that was there; people here act by the newest. */
export function versionOf(by: Actor, self: string): number | undefined {
  return by.site === self ? undefined : by.rosterVersion
}

/** A site asks in the name of people at its own places alone; a place that has moved counts where it is and where it was. */
function isServedBy(roster: Roster, { place, site }: Actor, version: number | undefined): boolean {
  return placeAt(roster, place, version)?.site === site || currentPlace(roster, place)?.site === site
}
