import type { CustodianAct, Facts } from '../case/command.js'
import type { CaseState } from '../case/state.js'
import { accepted, refused, type Refusal } from '../decider.js'
import { moved, type Epoch } from '../epoch.js'
import { currentSite, siteOfOrgan } from '../roster-view.js'
import { connect, sitesAbove } from '../tree.js'
import type { SiteId } from '../values.js'
import { acceptingOrgan } from './authority.js'
import { isRefusal, pinnedItem, propose, withParticipants, type CaseDecision, type Changes, type Context } from './context.js'

type Act<Name extends string> = Extract<CustodianAct, { readonly act: Name }>

/** 提交: to the site of the organ that accepts. Handled where it is, it only changes the stage. */
export function submit(context: Context): CaseDecision {
  const { state, facts } = context
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  const organ = acceptingOrgan(item)
  const to = organ === null ? facts.self : siteOfOrgan(facts.roster, organ)
  if (to === null) return refused('site/unknown', `of ${organ}`)
  return refuseTarget(facts, to) ?? propose(context, { type: 'submitted', to, organ }, handOver(state, facts, to))
}

/** 上报、下转、退回: custody goes to another site, effective at once. */
export function move(context: Context, { direction, to, organ, note }: Act<'move'>): CaseDecision {
  const { state, facts } = context
  if (to === facts.self) return refused('input/invalid', 'the case is here already')
  const refusal = refuseTarget(facts, to) ?? refuseDirection(state, facts, direction, to)
  return refusal ?? propose(context, { type: 'moved', direction, to, organ, note }, handOver(state, facts, to))
}

/** Adds a site to the path, with papers or without; nothing is written when that changes nothing. */
export function joinSite(context: Context, { site, participant }: Act<'join-site'>): CaseDecision {
  const { state, facts } = context
  if (currentSite(facts.roster, site) === null) return refused('site/unknown', site)
  const after = participant
    ? withParticipants(facts.roster, state, [site])
    : { path: connect(facts.roster, state.path, site), participants: state.participants }
  const grew = after.path.length > state.path.length || after.participants.length > state.participants.length
  return grew ? propose(context, { type: 'site-joined', site, participant }, { after }) : accepted()
}

function handOver(state: CaseState, { roster }: Facts, to: SiteId): Changes {
  const grown = withParticipants(roster, state, [to])
  const epoch: Epoch = to === state.custodian ? state.epoch : moved(state.epoch)
  return { after: { ...grown, custodian: to }, epoch }
}

function refuseTarget({ roster }: Facts, to: SiteId): Refusal | null {
  const site = currentSite(roster, to)
  return site === null || site.life === 'retired' ? refused('site/unknown', to) : null
}

function refuseDirection(
  state: CaseState,
  { roster, self }: Facts,
  direction: Act<'move'>['direction'],
  to: SiteId,
): Refusal | null {
  const fits = {
    up: () => sitesAbove(roster, self).includes(to),
    down: () => sitesAbove(roster, to).includes(self),
    back: () => state.path.includes(to),
  }
  return fits[direction]() ? null : refused('input/invalid', `${to} does not lie ${direction}`)
}
