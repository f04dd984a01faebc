import type { AskedBy, CaseAct, Facts, HandleInstantly, Register } from '../domain/case/command.js'
import { answerRequest, decide } from '../domain/case/decide.js'
import type { CaseState } from '../domain/case/state.js'
import { refused, type Refusal } from '../domain/decider.js'
import type { ItemRef, ItemVersion } from '../domain/item.js'
import type { Actor, CaseId, EventTime } from '../domain/values.js'
import { appendOwn, eventTime } from './log/append.js'
import type { Site } from './site.js'

export type Executed =
  | {
      readonly kind: 'done'
      readonly state: CaseState
      /** Nothing was appended: it had been done before, or all asked for was so already. */
      readonly repeated: boolean
    }
  | Refusal

/** The case as this site knows it; null when it holds nothing of it. */
export function loadCase(site: Site, caseId: CaseId): CaseState | null {
  const cached = site.states.get(caseId)
  if (cached !== undefined) return cached
  const state = site.store.cases.state(caseId)
  if (state !== null) site.remember(state)
  return state
}

/** Registers a case of this site's own (登记, 即办). Inside a transaction. */
export function executeRegistration(
  site: Site,
  act: Register | HandleInstantly,
  item: ItemVersion,
  by: Actor,
  asked: AskedBy,
): Executed {
  const { caseId, number } = act.act === 'register' ? act : act.registration
  const known = loadCase(site, caseId)
  if (known !== null) return { kind: 'done', state: known, repeated: true }
  const time = eventTime(site, null)
  const decision = decide(null, { act, by, asked }, factsFor(site, caseId, item, time))
  if (decision.kind === 'refused') return decision
  return { kind: 'done', state: appendOwn(site, { caseId, number }, null, decision.events, by, time), repeated: false }
}

export interface ActNow {
  readonly act: CaseAct
  readonly by: Actor
  /** The request it answers; the outcome then names it, so that asking twice does nothing twice. */
  readonly asked: AskedBy | null
  /** A refused request leaves its refusal in the log; a refused act of the custodian's own people is only answered. */
  readonly logRefusal: boolean
}

/** Carries out an act on a case this site is custodian of, or seizes. Inside a transaction. */
export function executeAct(site: Site, state: CaseState, { act, by, asked, logRefusal }: ActNow): Executed {
  if (act.act !== 'seize' && site.store.cases.isFrozen(state.caseId)) return refused('case/frozen', state.number)
  const time = eventTime(site, state)
  const facts = factsFor(site, state.caseId, pinnedItem(site, state.item), time)
  const decision = answerRequest(state, { act, by, asked }, facts, logRefusal)
  if (decision.kind === 'refused') {
    if (decision.code === 'item/waiting-for') site.markItemMissing(state.item.digest)
    return decision
  }
  if (decision.events.length === 0) return { kind: 'done', state, repeated: true }
  return { kind: 'done', state: appendOwn(site, state, state, decision.events, by, time), repeated: false }
}

export function pinnedItem(site: Site, item: ItemRef): ItemVersion | null {
  return site.store.items.byDigest(item.digest)
}

/** All the kernel may know when it decides on a case here and now. */
export function factsFor(site: Site, caseId: CaseId, item: ItemVersion | null, time: EventTime): Facts {
  return {
    self: site.id,
    time,
    item,
    calendar: site.calendar,
    roster: site.roster,
    holdsPaper: (hash) => site.store.papers.heldFor(hash, caseId),
  }
}
