import { mayAccept, mayDecide, mayRegister, mayReview } from '../acts/authority.js'
import { isRefusal } from '../acts/context.js'
import { decidingSite, refuseSeizure } from '../acts/seizure.js'
import { standingOf, standingOnce, type Standing } from '../acts/standing.js'
import { refused, type Refusal } from '../decider.js'
import { compareEpochs, FIRST_EPOCH, moved, sameEpoch, seizedBy } from '../epoch.js'
import type { ItemVersion } from '../item.js'
import type { Roster } from '../roster.js'
import { placeAt, siteAt } from '../roster-view.js'
import { growsConnected, seizingTier } from '../tree.js'
import type { CaseBody, CaseEvent, Stage } from './event.js'
import { papersOf } from './papers.js'
import type { CaseState } from './state.js'
import { isReachable, nextStages, powerNeeded, transitions } from './transitions.js'

/**
 * Whether an event that came over a link may be applied to the case as it was before it: its author wrote it
 * by right, and its type, or for an unknown type the change it makes, is allowed to that author. `item` is the
 * pinned version when this site has it; only what a village accepts or decides cannot be judged without it.
 */
export function admit(state: CaseState | null, event: CaseEvent, roster: Roster, item: ItemVersion | null): Refusal | null {
  const version = event.author.rosterVersion
  if (version > roster.version) return refused('roster/behind', String(version))
  return (
    refuseEnvelope(event, roster) ??
    (state === null ? refuseFirst(event, roster) : refuseNext(state, event, roster)) ??
    refuseAuthor(state, event, roster, item)
  )
}

function refuseEnvelope({ after, author, body, papers }: CaseEvent, roster: Roster): Refusal | null {
  const { custodian, originSite, serviceSite, path, participants } = after
  const onPath = new Set(path)
  if (onPath.size !== path.length) return refused('event/malformed', 'path names a site twice')
  const needed = [author.site, custodian, originSite, serviceSite, ...participants]
  if (!needed.every((site) => onPath.has(site))) return refused('event/malformed', 'path')
  if (siteAt(roster, author.site, author.rosterVersion) === null) return refused('event/forbidden-author', author.site)
  if (siteAt(roster, custodian) === null) return refused('site/unknown', custodian)
  return body.type === 'unknown' || samePapers(papersOf(body), papers) ? null : refused('event/malformed', 'papers')
}

function samePapers(named: CaseEvent['papers'], listed: CaseEvent['papers']): boolean {
  const sizes = new Map(listed.map(({ hash, sizeBytes }) => [hash, sizeBytes]))
  return named.length === listed.length && named.every(({ hash, sizeBytes }) => sizes.get(hash) === sizeBytes)
}

/** The first event is its author's own: registered at a place it serves, in its own custody. */
function refuseFirst(event: CaseEvent, roster: Roster): Refusal | null {
  const { after, author, body, sequence, epoch } = event
  if (sequence !== 1) return refused('event/unknown-predecessor', String(sequence))
  if (body.type !== 'registered' && body.type !== 'unknown') return refused('event/forbidden-author', body.type)
  if (after.stage !== 'registered' || !sameEpoch(epoch, FIRST_EPOCH)) return refused('event/malformed', 'first event')
  const origin = placeAt(roster, after.originPlace, author.rosterVersion)
  const own = author.site === after.originSite && author.site === after.custodian && origin?.site === author.site
  if (!own) return refused('event/forbidden-author', `${author.site} is not the origin`)
  return growsConnected(roster, [author.site], after.path, author.rosterVersion) ? null : refused('event/malformed', 'path')
}

function refuseNext(state: CaseState, event: CaseEvent, roster: Roster): Refusal | null {
  return (
    refuseSequence(state, event) ??
    refuseConstants(state, event) ??
    refuseAnswer(state, event) ??
    refuseGrowth(state, event, roster) ??
    refuseCustody(state, event, roster) ??
    refuseMeaning(state, event) ??
    refuseStage(state.stage, event)
  )
}

function refuseSequence(state: CaseState, { sequence, epoch, time }: CaseEvent): Refusal | null {
  if (sequence > state.sequence + 1) return refused('event/unknown-predecessor', String(sequence - 1))
  if (sequence <= state.sequence) return refused('event/broken-chain', String(sequence))
  if (compareEpochs(epoch, state.epoch) < 0) return refused('event/stale-epoch')
  return time.legalMs < state.legalMs ? refused('event/malformed', 'legal time goes back') : null
}

/** What registration fixed for ever. */
function refuseConstants(state: CaseState, { caseId, caseNumber, after, queryVerifier }: CaseEvent): Refusal | null {
  const sameCase = caseId === state.caseId && caseNumber === state.number && queryVerifier === null
  const sameOrigin = after.originSite === state.originSite && after.originPlace === state.originPlace
  const sameItem =
    after.item.id === state.item.id && after.item.version === state.item.version && after.item.digest === state.item.digest
  return sameCase && sameOrigin && sameItem ? null : refused('event/malformed', 'changes what registration fixed')
}

/** One outcome for each request; a refusal stands alone. */
function refuseAnswer(state: CaseState, { answer, body }: CaseEvent): Refusal | null {
  if (body.type === 'request-refused' && (answer === null || answer.refusal === null)) return refused('event/malformed', 'answer')
  if (answer === null) return null
  const fits = body.type === 'unknown' || (answer.refusal !== null) === (body.type === 'request-refused')
  return fits && !state.answers.has(answer.requestId) ? null : refused('event/malformed', 'answer')
}

function refuseGrowth(state: CaseState, { after, author }: CaseEvent, roster: Roster): Refusal | null {
  const onPath = new Set(after.path)
  if (!state.path.every((site) => onPath.has(site))) return refused('event/malformed', 'path shrinks')
  const connected = growsConnected(roster, state.path, after.path, author.rosterVersion)
  return connected ? null : refused('event/malformed', 'path is not connected')
}

/** The epoch rises exactly when custody changes hands, and by what it says. */
function refuseCustody(state: CaseState, event: CaseEvent, roster: Roster): Refusal | null {
  const { body, author, after, epoch } = event
  if (body.type === 'seized' || isSeizureByEpoch(state, event)) return refuseSeizedEvent(state, event, roster)
  if (author.site !== state.custodian) return refused('event/forbidden-author', `${author.site} does not hold the case`)
  const moves = after.custodian !== state.custodian
  if (!sameEpoch(epoch, moves ? moved(state.epoch) : state.epoch)) return refused('event/malformed', 'epoch')
  if (body.type === 'unknown') return null
  const { custody } = transitions[body.type]
  const named = custodianNamed(body)
  const fits = (moves ? custody !== 'stays' : custody !== 'moves') && (named === null || named === after.custodian)
  return fits ? null : refused('event/forbidden-author', `${body.type} and custody`)
}

function custodianNamed(body: CaseBody): string | null {
  return body.type === 'submitted' || body.type === 'moved' ? body.to : null
}

/** A newer program may seize by a body type unknown here; its epoch says so. */
function isSeizureByEpoch(state: CaseState, { body, epoch }: CaseEvent): boolean {
  return body.type === 'unknown' && epoch.seizures > state.epoch.seizures
}

function refuseSeizedEvent(state: CaseState, { body, author, after, epoch }: CaseEvent, roster: Roster): Refusal | null {
  const version = author.rosterVersion
  const tier = seizingTier(roster, author.site, version)
  if (tier === null) return refused('event/forbidden-author', `${author.site} may not seize`)
  const said = body.type === 'seized' ? body : { from: state.custodian, reason: 'silent' as const }
  if (refuseSeizure(state.custodian, author.site, said, roster, version) !== null)
    return refused('event/forbidden-author', `${author.site} may not seize from ${said.from}`)
  const decidedAt = decidingSite(author.site, said.reason, roster, version)
  if (body.type === 'seized' && placeAt(roster, author.place, version)?.site !== decidedAt)
    return refused('event/forbidden-author', `${author.place} does not decide on seizures by ${author.site}`)
  const fits = after.custodian === author.site && sameEpoch(epoch, seizedBy(state.epoch, tier))
  return fits ? null : refused('event/malformed', 'seizure')
}

/** What a known body says and what the envelope shows are the same thing. */
function refuseMeaning(state: CaseState, { body, after }: CaseEvent): Refusal | null {
  if (body.type === 'unknown') return null
  const place = body.type === 'service-place-changed' ? body.place : state.servicePlace
  const sameSite = body.type === 'service-place-changed' || after.serviceSite === state.serviceSite
  if (after.servicePlace !== place || !sameSite) return refused('event/malformed', 'service place')
  const named = body.type === 'task-given' || body.type === 'site-joined' ? body.site : after.custodian
  if (!after.path.includes(named)) return refused('event/malformed', `${named} is not on the path`)
  const kept = state.participants.every((site) => after.participants.includes(site))
  return kept ? null : refused('event/malformed', 'participants shrink')
}

function refuseStage(from: Stage, { body, after }: CaseEvent): Refusal | null {
  if (body.type === 'unknown')
    return isReachable(from, after.stage) ? null : refused('event/forbidden-author', `${from} to ${after.stage}`)
  if (!nextStages(body.type, from).includes(after.stage)) return refused('event/forbidden-author', `${body.type} from ${from}`)
  return null
}

/** Types that carry no one's authority: the custodian's program may write them by itself. */
const WRITTEN_BY_PROGRAMS: ReadonlySet<string> = new Set<CaseBody['type']>(['request-refused', 'due-reckoned', 'site-joined'])

function refuseAuthor(state: CaseState | null, event: CaseEvent, roster: Roster, item: ItemVersion | null): Refusal | null {
  const { author, body, answer, after } = event
  if (WRITTEN_BY_PROGRAMS.has(body.type)) return null
  // Whoever asked by a request acted by an older roster, and may have gone since.
  const who = answer === null ? standingOf(author, roster, author.rosterVersion) : standingOnce(author, roster)
  if (isRefusal(who)) return refused('event/forbidden-author', `${who.code} ${who.detail}`)
  // A person elsewhere acts through the custodian only by a request, from a site of the path.
  const here = answer === null ? who.place.site === author.site : after.path.includes(who.place.site)
  if (!here) return refused('event/forbidden-author', `${author.place} is not served by ${author.site}`)
  return forbidden(refusePower(state, event, who, item))
}

/** By the pinned item when it is here; else by what holds for every item. */
function refusePower(
  state: CaseState | null,
  { body, after }: CaseEvent,
  who: Standing,
  item: ItemVersion | null,
): Refusal | null {
  const power = state === null ? null : powerNeeded(state.stage, after.stage)
  const isRecord = body.type === 'completed' && power === 'decide'
  if (item === null && isRecord) return refused('item/waiting-for', 'only what the catalogue says records completes undecided')
  if (item === null) return power === null ? null : refuseBlindly(power, who)
  if (isRecord && !item.guide.recordOnly) return refused('case/wrong-stage', state?.stage)
  if (state === null) return mayRegister(item, who)
  if (power !== null) return power === 'accept' ? mayAccept(item, who) : mayDecide(item, who)
  if (body.type === 'supplement-asked') return mayAccept(item, who)
  if (body.type !== 'step-reviewed') return null
  const step = item.steps.find(({ id }) => id === body.step)
  return step === undefined ? refused('step/unknown', body.step) : mayReview(item, step, who)
}

function refuseBlindly(power: 'accept' | 'decide', who: Standing): Refusal | null {
  if (who.level === 'village') return refused('item/waiting-for', 'a village decides only what the catalogue names')
  return who.organ === null ? refused('authority/denied', `${power} without an organ`) : null
}

/** What the item will tell may still be waited for; all else is a breach by the author. */
function forbidden(refusal: Refusal | null): Refusal | null {
  if (refusal === null || refusal.code === 'item/waiting-for') return refusal
  return refused('event/forbidden-author', `${refusal.code} ${refusal.detail}`)
}
