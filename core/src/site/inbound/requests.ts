import { isFaultCode } from '../../domain/fault.js'
import { liesBehind, nextHop } from '../../domain/tree.js'
import type { SiteId } from '../../domain/values.js'
import {
  decodeRequest,
  decodeRequestInTransit,
  decodeUnknownCaseAnswer,
  encodeUnknownCaseAnswer,
  type DecodedRequest,
  type UnknownCaseAnswer,
} from '../../wire/request.js'
import { loadCase } from '../execute.js'
import { writeLetter } from '../log/forward.js'
import { codeOfAbsentCase } from '../requests/not-here-yet.js'
import { answerHere, routeRequest } from '../requests/request.js'
import type { Site } from '../site.js'
import { applied, parked, type Applied } from './applied.js'

/** Takes in a request: the custodian answers it, everybody else passes it on or lets it wait. Inside a transaction. */
export function applyRequest(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const transit = decodeRequestInTransit(payload)
  const decoded = decodeRequest(transit.bytes)
  const { request, bodyHash } = decoded
  const { author } = request
  if (author.rosterVersion > site.roster.version) return parked('roster/behind', `names version ${author.rosterVersion}`)
  const known = site.store.requests.find(request.requestId)
  if (known !== null && known.bodyHash !== bodyHash) return parked('request/other-body', request.requestId)
  // One that passed here before comes back from the other side when custody did; its author's own site sends it anew by itself.
  if (known?.own === true) return applied
  if (known === null && !liesBehind(site.roster, site.id, from, author.site, author.rosterVersion))
    return parked('event/wrong-side', author.site)
  const state = loadCase(site, request.caseId)
  if (state === null) return answerUnknown(site, from, decoded)
  if (state.answers.has(request.requestId)) return applied
  const arrived = { ...transit, request, bodyHash, own: false, source: from, atMs: site.nowRawMs() }
  site.store.requests.put(arrived)
  if (state.custodian === site.id) answerHere(site, state, arrived)
  else routeRequest(site, state, arrived)
  return applied
}

/** Kept in a table of this site, so that the same request always gets the same answer. */
function answerUnknown(site: Site, from: SiteId, { request, bodyHash }: DecodedRequest): Applied {
  const { requestId, caseNumber } = request
  const given = site.store.requests.unknownAnswer(requestId) ?? {
    bodyHash,
    code: codeOfAbsentCase(site, caseNumber),
    detail: caseNumber,
  }
  const answer = { ...given, requestId, toSite: request.author.site, fromSite: site.id }
  site.store.requests.putUnknownAnswer(answer, site.nowRawMs())
  sendAnswer(site, from, answer)
  return applied
}

function sendAnswer(site: Site, peer: SiteId, answer: UnknownCaseAnswer): void {
  writeLetter(site, peer, 'case', 'unknown-case-answer', answer.requestId, encodeUnknownCaseAnswer(answer))
}

/** Closes the author's own request when it comes home; on the way it is passed on. */
export function applyUnknownCaseAnswer(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const answer = decodeUnknownCaseAnswer(payload)
  if (answer.toSite === site.id) {
    const code = isFaultCode(answer.code) ? answer.code : 'case/unknown'
    site.store.requests.close(answer.requestId, answer.bodyHash, code, answer.detail)
    return applied
  }
  const hop = nextHop(site.roster, site.id, answer.toSite)
  if (hop === null || hop === from) return parked('site/unknown', answer.toSite)
  sendAnswer(site, hop, answer)
  return applied
}
