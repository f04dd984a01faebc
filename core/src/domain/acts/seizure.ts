import type { CaseCommand, Facts, Seize } from '../case/command.js'
import type { CaseState } from '../case/state.js'
import { refused, type Refusal } from '../decider.js'
import { seizedBy } from '../epoch.js'
import type { Roster } from '../roster.js'
import { currentPerson, parentSite, siteAt, siteOfPlace } from '../roster-view.js'
import { seizingTier } from '../tree.js'
import type { PersonId, SiteId } from '../values.js'
import { isRefusal, propose, withParticipants, type CaseDecision } from './context.js'
import { standingOf } from './standing.js'

/** 接管: custody from a site that is gone, replaced or forked. It needs nothing of the body types met so far. */
export function seize(state: CaseState, command: CaseCommand, act: Seize, facts: Facts): CaseDecision {
  const { roster, self } = facts
  const who = standingOf(command.by, roster)
  if (isRefusal(who)) return who
  const tier = seizingTier(roster, self)
  const decidedAt = decidingSite(self, act.reason, roster)
  if (tier === null || command.by.site !== decidedAt || who.place.site !== decidedAt) return refused('authority/not-parent', self)
  const refusal =
    refuseApprovers(act, decidedAt, roster) ??
    refuseSeizure(state.custodian, self, act, roster) ??
    refuseAlone(act, command.by.person, decidedAt, roster)
  if (refusal !== null) return refusal
  const after = { ...withParticipants(roster, state, [self]), custodian: self }
  const { from, reason, approvers, lastHeardMs, secondDecisionPossible } = act
  const body = { type: 'seized' as const, from, reason, approvers, lastHeardMs, secondDecisionPossible }
  return propose({ state, by: command.by, facts }, body, { after, epoch: seizedBy(state.epoch, tier) })
}

/** Whose people decide on a seizure: the seizer's own, or those of the city that asked the county for it. */
export function decidingSite(seizer: SiteId, reason: Seize['reason'], roster: Roster, version?: number): SiteId | null {
  return reason === 'asked-by-city' ? parentSite(roster, seizer, version) : seizer
}

/** Approvers are people of the roster; of a seizure that was asked for, people of the city that asked. */
export function refuseApprovers(
  { approvers, reason }: Pick<Seize, 'approvers' | 'reason'>,
  decidedAt: SiteId,
  roster: Roster,
): Refusal | null {
  const unknown = approvers.find((person) => currentPerson(roster, person)?.active !== true)
  if (unknown !== undefined) return refused('person/unknown', unknown)
  const stranger = approvers.find((person) => !servesAt(person, decidedAt, roster))
  return reason !== 'asked-by-city' || stranger === undefined ? null : refused('person/not-posted', `${stranger} at ${decidedAt}`)
}

/**
 * A site that is only silent may be at work: taking its cases needs a second person who serves where it is decided: at the seizing
 * site, or at the city that asks for it. Cutting off and replacing a site have their own ways in.
 */
export function refuseAlone(
  { approvers, reason }: Pick<Seize, 'approvers' | 'reason'>,
  actor: PersonId,
  decidedAt: SiteId,
  roster: Roster,
): Refusal | null {
  if (reason === 'replaced' || reason === 'cut-off') return null
  const second = approvers.some((person) => person !== actor && servesAt(person, decidedAt, roster))
  return second ? null : refused('authority/second-approver', actor)
}

function servesAt(person: PersonId, site: SiteId, roster: Roster): boolean {
  return currentPerson(roster, person)?.posts.some(({ place }) => siteOfPlace(roster, place) === site) ?? false
}

/**
 * Only the direct parent of the site that holds the case seizes it. A fork is ended by the parent of the
 * site that wrote both branches, which need not hold the case any more; the city ends its own.
 */
export function refuseSeizure(
  custodian: SiteId,
  seizer: SiteId,
  { from, reason }: Pick<Seize, 'from' | 'reason'>,
  roster: Roster,
  version?: number,
): Refusal | null {
  if (reason === 'fork') {
    const own = from === seizer && parentSite(roster, seizer, version) === null
    return own || isAbove(roster, seizer, from, reason, version) ? null : refused('authority/not-parent', seizer)
  }
  if (from !== custodian) return refused('authority/not-parent', `${from} does not hold the case`)
  return isAbove(roster, seizer, from, reason, version) ? null : refused('authority/not-parent', seizer)
}

function isAbove(roster: Roster, seizer: SiteId, from: SiteId, reason: Seize['reason'], version?: number): boolean {
  const parent = parentSite(roster, from, version)
  if (parent === null) return false
  if (parent === seizer) return true
  // The city reaches past a county only when the county itself is gone.
  if (parentSite(roster, parent, version) !== seizer) return false
  return reason === 'replaced' || reason === 'cut-off' || siteAt(roster, parent, version)?.life === 'retired'
}
