import type { CaseCommand, Facts, HandleInstantly, Register } from '../case/command.js'
import type { After, CaseBody, CaseEventDraft, Registered, Stage } from '../case/event.js'
import { papersOf } from '../case/papers.js'
import { answerProblems } from '../catalogue/scenarios.js'
import { accepted, refused, type Refusal } from '../decider.js'
import { FIRST_EPOCH } from '../epoch.js'
import type { ItemVersion } from '../item.js'
import { placeAt } from '../roster-view.js'
import { firstPath } from '../tree.js'
import type { Actor } from '../values.js'
import { clockUncertaintyMs } from '../working-days.js'
import { acceptanceOf } from './acceptance.js'
import { mayAccept, mayDecide, mayRegister } from './authority.js'
import { draftOf, isRefusal, refusePapers, withParticipants, type CaseDecision } from './context.js'
import { missingMaterials, refuseMaterials } from './materials.js'
import { standingOf, type Standing } from './standing.js'

interface Opening {
  readonly item: ItemVersion
  readonly who: Standing
  readonly body: Registered
  readonly after: After
}

/** 登记: the first event of a case, at the place that serves the villager. */
export function register(command: CaseCommand, act: Omit<Register, 'act'>, facts: Facts): CaseDecision {
  const opening = open(command.by, act, facts)
  return isRefusal(opening) ? opening : accepted(firstDraft(opening, act))
}

/** 即办: registered, accepted, decided, handed over and completed in one act, all at the same time. */
export function handleInstantly(command: CaseCommand, act: HandleInstantly, facts: Facts): CaseDecision {
  const opening = open(command.by, act.registration, facts)
  if (isRefusal(opening)) return opening
  const { item } = opening
  const bodies = instantBodies(act, command.by, item, facts)
  const refusal = refuseInstant(opening, act) ?? refusePapers(bodies.flatMap(papersOf), command.by, facts)
  if (refusal !== null) return refusal
  const later = bodies.map((body) => draftOf(body, { ...opening.after, stage: body.type as Stage }, FIRST_EPOCH))
  return accepted(firstDraft(opening, act.registration), ...later)
}

function firstDraft({ body, after }: Opening, { queryVerifier }: Omit<Register, 'act'>): CaseEventDraft {
  return draftOf(body, after, FIRST_EPOCH, queryVerifier)
}

function open(by: Actor, act: Omit<Register, 'act'>, facts: Facts): Opening | Refusal {
  const { item, calendar, roster } = facts
  if (item === null) return refused('item/waiting-for')
  const who = standingOf(by, roster)
  if (isRefusal(who)) return who
  const places = placesOf(by, act, facts)
  if (isRefusal(places)) return places
  const body: Registered = { type: 'registered', ...act.registered, calendarVersion: calendar.version }
  const refusal = mayRegister(item, who) ?? refuseAnswers(body, item, facts) ?? refusePapers(papersOf(body), by, facts)
  if (refusal !== null) return refusal
  const reached = { path: firstPath(roster, facts.self), participants: [] }
  const grown = withParticipants(roster, reached, [facts.self, places.serviceSite])
  const pin = { id: item.id, version: item.version, digest: item.digest }
  return { item, who, body, after: { custodian: facts.self, ...grown, ...places, stage: 'registered', item: pin } }
}

type Places = Pick<After, 'originSite' | 'originPlace' | 'serviceSite' | 'servicePlace'>

function placesOf(by: Actor, { originPlace, servicePlace }: Omit<Register, 'act'>, { self, roster }: Facts): Places | Refusal {
  const origin = placeAt(roster, originPlace)
  const service = placeAt(roster, servicePlace)
  if (origin === null || origin.life === 'closed') return refused('place/unknown', originPlace)
  if (service === null || service.life === 'closed') return refused('place/unknown', servicePlace)
  if (origin.site !== self || by.site !== self)
    return refused('authority/not-custodian', `${originPlace} is served by ${origin.site}`)
  return { originSite: self, originPlace, serviceSite: service.site, servicePlace }
}

function refuseAnswers(body: Registered, item: ItemVersion, facts: Facts): Refusal | null {
  if (answerProblems(item, body.answers) !== null) return refused('input/invalid', 'answers')
  return refuseMaterials(item, body.materials) ?? refuseClaimedTime(body, facts)
}

/** 补录 claims a past time; a clock that is not sure cannot say what is past. */
function refuseClaimedTime({ enteredLater }: Registered, { time }: Facts): Refusal | null {
  if (enteredLater === null || time.known === 'unsure') return null
  const future = enteredLater.claimedMs > time.legalMs + clockUncertaintyMs(time.known)
  return future ? refused('input/invalid', 'claimed time') : null
}

function refuseInstant({ item, who, body }: Opening, { decision, delivery }: HandleInstantly): Refusal | null {
  if (item.handling !== 'instant') return refused('item/not-offered', `${item.id} is not instant`)
  const isDocumented = decision.document !== null || decision.certificateNumber !== null || delivery !== null
  if (records(item, decision) && isDocumented) return refused('law/record-only', item.id)
  const outside = item.steps.find((step) => step.externalSystem !== null)
  if (outside !== undefined) return refused('step/open', outside.id)
  const given = new Map(body.materials.map((material) => [material.material, material]))
  const missing = missingMaterials(item, body.answers, given)
  if (missing.length > 0) return refused('paper/missing', missing.join(' '))
  return mayAccept(item, who) ?? mayDecide(item, who)
}

/** Of an item that only records (登记类), what would grant records, and no decision is written. */
function records({ guide }: ItemVersion, { result }: HandleInstantly['decision']): boolean {
  return guide.recordOnly && result === 'granted'
}

function instantBodies(act: HandleInstantly, { organ }: Actor, item: ItemVersion, facts: Facts): CaseBody[] {
  const { decision, delivery } = act
  if (records(item, decision)) return [acceptanceOf(item, organ, facts.time.legalMs, facts), { type: 'completed' }]
  const handedOver: CaseBody[] = delivery === null ? [] : [{ type: 'delivered', ...delivery }]
  const completed: CaseBody[] = delivery === null && item.hasResult ? [] : [{ type: 'completed' }]
  return [
    acceptanceOf(item, organ, facts.time.legalMs, facts),
    { type: 'decided', organ, ...decision },
    ...handedOver,
    ...completed,
  ]
}
