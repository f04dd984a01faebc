import type { RequestableAct } from '../../domain/case/command.js'
import type { Answer } from '../../domain/case/event.js'
import { papersOfAct } from '../../domain/case/papers.js'
import type { CaseState } from '../../domain/case/state.js'
import { compareEpochs } from '../../domain/epoch.js'
import { nextHop } from '../../domain/tree.js'
import type { Actor, CaseId, RequestId } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import { makeSeal, SEAL_SCHEME } from '../../wire/hash.js'
import { type CaseRequest, encodeRequest, encodeRequestInTransit } from '../../wire/request.js'
import type { NewRequest } from '../../store/requests.js'
import { executeAct, loadCase } from '../execute.js'
import { writeLetter } from '../log/forward.js'
import type { Hop } from '../ledger.js'
import type { Site } from '../site.js'

/** Writes a request of this site's own and sends it toward the custodian. It stays open until its outcome is in the log. */
export function openRequest(site: Site, state: CaseState, requestId: RequestId, act: RequestableAct, author: Actor): void {
  const now = site.clock.now()
  const request: CaseRequest = {
    requestId,
    caseId: state.caseId,
    caseNumber: state.number,
    // By the roster the person acted by: a request asked again does not make the act a later one.
    author: { ...author, site: site.id, store: site.store.id },
    time: { ...now, legalMs: now.estimateMs },
    papers: papersOfAct(act),
    act,
  }
  const { bytes, hash, bodyHash } = encodeRequest(request)
  const seal = makeSeal(site.options.sealKey, hash)
  const stored = {
    request,
    bodyHash,
    own: true,
    source: null,
    trail: [],
    bytes,
    seal,
    sealScheme: SEAL_SCHEME,
    atMs: site.nowRawMs(),
  }
  site.store.requests.put(stored)
  routeRequest(site, state, stored)
}

/**
 * Passes a request on toward the custodian, unless the next site already passed it on in this epoch or a higher one:
 * then it would only go to and fro, and it waits here, visibly, until the case's epoch rises.
 */
export function routeRequest(site: Site, state: CaseState, request: NewRequest): void {
  const { bytes, seal, sealScheme } = request
  const id = request.request.requestId
  const hop = nextHop(site.roster, site.id, state.custodian)
  const seen = request.trail.find((passed) => passed.site === hop)
  const wouldReturn = seen !== undefined && compareEpochs(seen.epoch, state.epoch) >= 0
  if (hop === null || wouldReturn || !site.store.lanes.exists(hop)) {
    site.store.requests.waits(id, wouldReturn ? 'case/elsewhere' : 'link/parent-unreachable', state.custodian)
    return
  }
  const here: Hop = { site: site.id, epoch: state.epoch }
  const trail = [...request.trail.filter((passed) => passed.site !== site.id), here]
  writeLetter(site, hop, 'case', 'request', id, encodeRequestInTransit({ bytes, seal, sealScheme, trail }))
  site.store.requests.sent(id, hop, request.own ? [] : request.trail)
}

/** The custodian answers: an event carries the outcome, refusals included. What cannot be judged yet keeps the request waiting. */
export function answerHere(site: Site, state: CaseState, { request, bodyHash }: NewRequest): void {
  const { requestId, act, author } = request
  if (act.act === 'unknown') {
    site.store.requests.waits(requestId, 'request/unknown-act', act.name)
    return
  }
  const outcome = executeAct(site, state, { act, by: author, asked: { requestId, bodyHash }, logRefusal: true })
  if (outcome.kind === 'refused') site.store.requests.waits(requestId, outcome.code, outcome.detail)
}

/** Its outcome came with a branch that stood up later: the log has it, so the request is closed. */
function noteAnswer(site: Site, caseId: CaseId, { requestId, bodyHash }: Answer): void {
  const answers = ({ bytes }: { readonly bytes: Uint8Array }) => decodeEvent(bytes).answer?.requestId === requestId
  const found = site.store.cases.standing(caseId).find(answers)
  if (found !== undefined) site.store.requests.answered(requestId, bodyHash, found.row)
}

/** The epoch rose, or something a request waited for came: open and waiting ones go their way, or are answered here. */
export function rerouteRequests(site: Site, caseId: CaseId): void {
  for (const request of site.store.requests.unanswered(caseId)) {
    const state = loadCase(site, caseId)
    if (state === null) return
    const answer = state.answers.get(request.id)
    if (answer !== undefined) {
      noteAnswer(site, caseId, answer)
      continue
    }
    if (state.custodian === site.id) answerHere(site, state, request)
    else routeRequest(site, state, request.own ? { ...request, trail: [] } : request)
  }
}
