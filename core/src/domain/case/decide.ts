import { accept, reckonDue, refuseAcceptance } from '../acts/acceptance.js'
import { afterOf, draftOf, isRefusal, type Context } from '../acts/context.js'
import { joinSite, move, submit } from '../acts/custody.js'
import { changeServicePlace, complete, deliver, withdraw } from '../acts/delivery.js'
import { openNotice, tellNotice } from '../counter-acts/notices.js'
import { handleInstantly, register } from '../acts/opening.js'
import { handOnOriginals, receiveOriginals } from '../counter-acts/originals.js'
import { decideCase, reviewStep } from '../acts/review.js'
import { seize } from '../acts/seizure.js'
import { standingOf } from '../acts/standing.js'
import { addPaper, askSupplement, giveSupplement } from '../acts/supplement.js'
import { answerTask, giveTask, noteExternal } from '../acts/tasks.js'
import { accepted, refused, type Decision, type Refusal } from '../decider.js'
import { faults } from '../fault.js'
import { refuseAsking, versionOf } from '../rights/asking.js'
import { unreachable } from '../values.js'
import type { ActName, AskedBy, CaseAct, CaseCommand, Facts, HandleInstantly, Register, Seize } from './command.js'
import type { CaseEventDraft } from './event.js'
import type { CaseState } from './state.js'

/**
 * Whether a command is carried out, and the events it appends. No events, though accepted, means that
 * all it asks for is so already.
 */
export function decide(state: CaseState | null, command: CaseCommand, facts: Facts): Decision<CaseEventDraft> {
  const decision = decideByLaw(state, command, facts)
  // The law's word comes first: it says who else can do it.
  return decision.kind === 'refused' ? decision : (refuseAsking(state, command, facts) ?? decision)
}

function decideByLaw(state: CaseState | null, command: CaseCommand, facts: Facts): Decision<CaseEventDraft> {
  const { act } = command
  if (state === null) return begin(command, act, facts)
  if (act.act === 'register' || act.act === 'handle-instantly') return refused('case/exists', state.number)
  if (act.act === 'seize') return seize(state, command, act, facts)
  const context = contextOf(state, command, facts)
  return isRefusal(context) ? context : carryOut(context, act)
}

/**
 * The outcome of a request, given once: accepted without events means it was answered before (see
 * `state.answers`). A refusal is an outcome too and comes as an event, unless it may pass by waiting,
 * is no refusal of this custodian's, or `logRefusal` is false.
 */
export function answerRequest(
  state: CaseState | null,
  command: CaseCommand,
  facts: Facts,
  logRefusal = true,
): Decision<CaseEventDraft> {
  const { asked } = command
  if (asked === null || state === null) return decide(state, command, facts)
  const known = state.answers.get(asked.requestId)
  if (known !== undefined) return known.bodyHash === asked.bodyHash ? accepted() : refused('request/other-body', asked.requestId)
  const decision = decide(state, command, facts)
  if (decision.kind === 'accepted') return withAnswer(decision.events, asked)
  if (!logRefusal || state.custodian !== facts.self || mayPass(decision)) return decision
  const answer = { ...asked, refusal: { code: decision.code, detail: decision.detail } }
  return accepted({ ...draftOf({ type: 'request-refused' }, afterOf(state), state.epoch), answer })
}

/** Papers, item or roster on their way, or an upgrade: the request waits and is tried again. */
function mayPass({ code }: Refusal): boolean {
  const { retry } = faults[code]
  return retry === 'back-off' || retry === 'after-upgrade'
}

function withAnswer([first, ...rest]: readonly CaseEventDraft[], asked: AskedBy): Decision<CaseEventDraft> {
  return first === undefined ? accepted() : accepted({ ...first, answer: { ...asked, refusal: null } }, ...rest)
}

/** A registration answers the request that brought it, so that the same form sent again finds its case. */
function begin(command: CaseCommand, act: CaseAct, facts: Facts): Decision<CaseEventDraft> {
  if (act.act !== 'register' && act.act !== 'handle-instantly') return refused('case/unknown')
  const decision = act.act === 'register' ? register(command, act, facts) : handleInstantly(command, act, facts)
  if (decision.kind === 'refused' || command.asked === null) return decision
  return withAnswer(decision.events, command.asked)
}

/** Acts no request can ask for. */
const CUSTODIAN_ONLY: ReadonlySet<ActName> = new Set(['submit', 'move', 'ask-supplement', 'give-task', 'join-site', 'reckon-due'])

function contextOf(state: CaseState, { act, by, asked }: CaseCommand, facts: Facts): Context | Refusal {
  if (state.unknownBodies.length > 0) return refused('case/needs-upgrade', state.unknownBodies.join(' '))
  const custodianOnly = CUSTODIAN_ONLY.has(act.act)
  if (state.custodian !== facts.self)
    return refused(custodianOnly ? 'authority/not-custodian' : 'case/elsewhere', state.custodian)
  if (by.site !== facts.self && (custodianOnly || asked === null)) return refused('authority/not-custodian', by.site)
  if (!state.path.includes(by.site)) return refused('site/not-on-path', by.site)
  if (by.rosterVersion > facts.roster.version) return refused('roster/behind', String(by.rosterVersion))
  const who = standingOf(by, facts.roster, versionOf(by, facts.self))
  return isRefusal(who) ? who : { state, by, who, asked, facts }
}

function carryOut(context: Context, act: Exclude<CaseAct, Register | HandleInstantly | Seize>): Decision<CaseEventDraft> {
  switch (act.act) {
    case 'submit':
      return submit(context)
    case 'move':
      return move(context, act)
    case 'join-site':
      return joinSite(context, act)
    case 'accept':
      return accept(context)
    case 'refuse-acceptance':
      return refuseAcceptance(context, act)
    case 'ask-supplement':
      return askSupplement(context, act)
    case 'give-supplement':
      return giveSupplement(context, act)
    case 'add-paper':
      return addPaper(context, act)
    case 'reckon-due':
      return reckonDue(context, act)
    case 'review-step':
      return reviewStep(context, act)
    case 'decide':
      return decideCase(context, act)
    case 'deliver':
      return deliver(context, act)
    case 'complete':
      return complete(context)
    case 'withdraw':
      return withdraw(context, act)
    case 'change-service-place':
      return changeServicePlace(context, act)
    case 'give-task':
      return giveTask(context, act)
    case 'answer-task':
      return answerTask(context, act)
    case 'note-external':
      return noteExternal(context, act)
    case 'open-notice':
      return openNotice(context, act)
    case 'tell-notice':
      return tellNotice(context, act)
    case 'hand-on-originals':
      return handOnOriginals(context, act)
    case 'receive-originals':
      return receiveOriginals(context, act)
    default:
      return unreachable(act)
  }
}
