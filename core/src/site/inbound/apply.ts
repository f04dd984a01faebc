import { Fault } from '../../domain/fault.js'
import { unreachable, type SiteId } from '../../domain/values.js'
import type { Parked } from '../../store/inbox.js'
import { kindOfNumber } from '../../wire/frame.js'
import type { LaneMessage, MessageKind } from '../ledger.js'
import type { Site } from '../site.js'
import { parked, type Applied } from './applied.js'
import { applyAuditNews } from '../audit/news.js'
import { applyAccountAnswer, applyAccountAsk, applyHandOver } from '../accounts/inbound.js'
import { applyNote } from '../claiming/notes.js'
import { applyEvent } from './events.js'
import { applyProof } from '../catalogue/ledger.js'
import { applyStop } from '../catalogue/stop-items.js'
import { applyAsk, applyListAsk } from '../contents/answer.js'
import { applyListPack, applyPack } from '../contents/take.js'
import { applyEdition, applySnapshot } from './catalogue-edition.js'
import { applyRequest, applyUnknownCaseAnswer } from './requests.js'
import { applyRosterChange } from './roster.js'
import { applySiteEnrolled, applySiteRevoked } from './machines.js'
import { park } from './park.js'
import { applyVerifier } from '../people/verifier-travel.js'
import { applySeizureAsk, applySeizureRefusal } from './seizure-ask.js'

/**
 * Applies one message of a neighbour's lane, or says why not. What broke a rule is kept with its reason and an alarm, and
 * holds back only its own case. Only failures of the store itself are thrown.
 */
export function applyMessage(site: Site, from: SiteId, message: LaneMessage): Applied {
  const outcome = attempt(site, from, message)
  if (outcome.kind === 'parked') park(site, from, message.kindNumber, message.payload, outcome)
  return outcome
}

/** As `applyMessage`, for a message parked before. */
export function tryParked(site: Site, { source, kindNumber, payload }: Parked): Applied {
  return attempt(site, source, { kind: kindOfNumber(kindNumber), kindNumber, payload })
}

function attempt(site: Site, from: SiteId, { kind, kindNumber, payload }: LaneMessage): Applied {
  if (kind === null) return parked('link/unknown-kind', String(kindNumber))
  try {
    return apply(site, from, kind, payload)
  } catch (error) {
    if (error instanceof Fault && !error.code.startsWith('store/')) return parked(error.code, error.detail)
    throw error
  }
}

function apply(site: Site, from: SiteId, kind: MessageKind, payload: Uint8Array): Applied {
  switch (kind) {
    case 'event':
      return applyEvent(site, from, payload)
    case 'request':
      return applyRequest(site, from, payload)
    case 'unknown-case-answer':
      return applyUnknownCaseAnswer(site, from, payload)
    case 'roster-change':
      return applyRosterChange(site, from, payload)
    case 'seizure-ask':
      return applySeizureAsk(site, from, payload)
    case 'catalogue-edition':
      return applyEdition(site, from, payload)
    case 'list-snapshot':
      return applySnapshot(site, from, payload)
    case 'content-ask':
      return applyAsk(site, from, payload)
    case 'content-pack':
      return applyPack(site, from, payload)
    case 'list-ask':
      return applyListAsk(site, from, payload)
    case 'list-pack':
      return applyListPack(site, from, payload)
    case 'list-proof':
      return applyProof(site, from, payload)
    case 'item-stop':
      return applyStop(site, from, payload)
    case 'seizure-refusal':
      return applySeizureRefusal(site, from, payload)
    case 'site-enrolled':
      return applySiteEnrolled(site, from, payload)
    case 'catalogue-note':
      return applyNote(site, from, payload)
    case 'audit-news':
      return applyAuditNews(site, from, payload)
    case 'site-revoked':
      return applySiteRevoked(site, from, payload)
    case 'verifier':
      return applyVerifier(site, from, payload)
    case 'account-ask':
      return applyAccountAsk(site, from, payload)
    case 'account-answer':
      return applyAccountAnswer(site, from, payload)
    case 'hand-over':
      return applyHandOver(site, from, payload)
    default:
      return unreachable(kind)
  }
}
