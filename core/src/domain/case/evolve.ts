import {
  foldAccepted,
  foldDecided,
  foldDelivered,
  foldDueReckoned,
  foldExternal,
  foldReviewed,
  foldTaskAnswered,
  foldTaskGiven,
} from '../folds/handling.js'
import { foldNotices } from '../folds/notices.js'
import { foldEnvelope, foldRegistered, openCase } from '../folds/opening.js'
import { foldOriginals } from '../folds/originals.js'
import { foldMaterials, foldSupplementAsked, foldSupplementGiven } from '../folds/papers.js'
import { unreachable } from '../values.js'
import type { CaseBody, CaseEvent } from './event.js'
import type { CaseState } from './state.js'

/**
 * The case after an event. It records history and never refuses: custody, path, stage and item come
 * from the envelope, so an event of a newer version moves the case though its body cannot be read.
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  const carried = foldEnvelope(state ?? openCase(event), event)
  if (event.body.type === 'unknown') return noteUnknown(carried, event.body.name)
  return foldOriginals(foldNotices(foldBody(carried, event.body, event.time.legalMs), event), event)
}

/** The fold of a branch from its first event. */
export function evolveAll(events: Iterable<CaseEvent>, from: CaseState | null = null): CaseState | null {
  let state = from
  for (const event of events) state = evolve(state, event)
  return state
}

function noteUnknown(state: CaseState, name: string): CaseState {
  if (state.unknownBodies.includes(name)) return state
  return { ...state, unknownBodies: [...state.unknownBodies, name] }
}

function foldBody(state: CaseState, body: CaseBody, atMs: number): CaseState {
  switch (body.type) {
    case 'registered':
      return foldRegistered(state, body)
    case 'accepted':
      return foldAccepted(state, body)
    case 'supplement-asked':
      return foldSupplementAsked(state, body)
    case 'supplement-given':
      return foldSupplementGiven(state, body.materials)
    case 'paper-added':
      return foldMaterials(state, [body.material])
    case 'step-reviewed':
      return foldReviewed(state, body, atMs)
    case 'decided':
      return foldDecided(state, body, atMs)
    case 'delivered':
      return foldDelivered(state, body)
    case 'task-given':
      return foldTaskGiven(state, body, atMs)
    case 'task-answered':
      return foldTaskAnswered(state, body)
    case 'external-noted':
      return foldExternal(state, body)
    case 'due-reckoned':
      return foldDueReckoned(state, body)
    case 'seized':
      return { ...state, secondDecisionPossible: state.secondDecisionPossible || body.secondDecisionPossible }
    case 'not-accepted':
    case 'withdrawn':
      return { ...state, supplement: null }
    case 'submitted':
    case 'moved':
    case 'completed':
    case 'service-place-changed':
    case 'notice-opened':
    case 'notice-told':
    case 'originals-handed-on':
    case 'originals-received':
    case 'site-joined':
    case 'request-refused':
      return state
    default:
      return unreachable(body)
  }
}
