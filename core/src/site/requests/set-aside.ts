import type { RequestableAct } from '../../domain/case/command.js'
import type { CaseBody } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import type { CaseId, Hash, RequestId } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import { sha256Hex } from '../../wire/hash.js'
import { openRequest } from './request.js'
import type { Site } from '../site.js'

/**
 * This site's own acts on a branch that no longer stands are asked of the new custodian, each once: the request's id is
 * made from the event's hash, so finding the same row again asks nothing new. Acts that answered a
 * request are left out: their requesters ask again themselves.
 */
export function askAgainForSetAside(site: Site, state: CaseState): void {
  for (const { hash, own, bytes } of site.store.cases.setAside(state.caseId)) {
    const id = requestIdOf(hash)
    if (!own || state.answers.has(id) || site.store.requests.find(id) !== null) continue
    const { body, answer, author } = decodeEvent(bytes)
    const act = body.type === 'unknown' || answerOfRequest(site, answer) ? null : actOf(body)
    if (act !== null) openRequest(site, state, id, act, author)
  }
}

/** Answers to acts done at this very site's counter name ids too, but nobody else will ask for those again. */
function answerOfRequest(site: Site, answer: { readonly requestId: RequestId } | null): boolean {
  return answer !== null && site.store.requests.find(answer.requestId) !== null
}

/** The outcome a form had here on a branch set aside, and the request that asks for its act again, if one does. */
export function outcomeSetAside(
  site: Site,
  caseId: CaseId,
  requestId: RequestId,
): { readonly bodyHash: Hash; readonly askedAgain: RequestId | null } | null {
  if ((site.store.caseList.get(caseId)?.setAside ?? 0) === 0) return null
  for (const { hash, bytes } of site.store.cases.setAside(caseId)) {
    const { answer } = decodeEvent(bytes)
    if (answer?.requestId !== requestId) continue
    const again = requestIdOf(hash)
    return { bodyHash: answer.bodyHash, askedAgain: site.store.requests.find(again) === null ? null : again }
  }
  return null
}

/** An own request whose outcome stood only on the other branch is open again. */
export function reopenUnanswered(site: Site, state: CaseState): void {
  for (const id of site.store.requests.ownAnswered(state.caseId)) {
    if (!state.answers.has(id)) site.store.requests.reopen(id)
  }
}

function requestIdOf(hash: Hash): RequestId {
  return sha256Hex(`ask again:${hash}`).slice(0, 32)
}

/** Moves, tasks and seizures belong to the custody that is gone; what people did for the villager is asked for again. */
function actOf(body: CaseBody): RequestableAct | null {
  switch (body.type) {
    case 'accepted':
      return { act: 'accept' }
    case 'not-accepted':
      return { ...without(body, 'organ'), act: 'refuse-acceptance' }
    case 'supplement-given':
      return { ...without(body), act: 'give-supplement' }
    case 'paper-added':
      return { ...without(body), act: 'add-paper' }
    case 'step-reviewed':
      return { ...without(body, 'organ'), act: 'review-step' }
    case 'decided':
      return { ...without(body, 'organ'), act: 'decide' }
    case 'delivered':
      return { ...without(body), act: 'deliver' }
    case 'completed':
      return { act: 'complete' }
    case 'withdrawn':
      return { ...without(body), act: 'withdraw' }
    case 'task-answered':
      return { ...without(body), act: 'answer-task' }
    case 'external-noted':
      return { ...without(body), act: 'note-external' }
    case 'notice-opened':
      return { ...without(body), act: 'open-notice' }
    case 'notice-told':
      return { ...without(body), act: 'tell-notice' }
    case 'originals-handed-on':
      return { ...without(body), act: 'hand-on-originals' }
    case 'originals-received':
      return { ...without(body), act: 'receive-originals' }
    case 'service-place-changed':
      return { ...without(body), act: 'change-service-place' }
    default:
      return null
  }
}

/** What of a body an act says again: not its type, nor the organ, which is the person's own. */
function without<B extends CaseBody, K extends keyof B = never>(body: B, ...keys: readonly K[]): Omit<B, 'type' | K> {
  const left: Partial<B> = { ...body }
  for (const key of ['type' as const, ...keys]) delete left[key]
  return left as Omit<B, 'type' | K>
}
