import type { CaseAct, RequestableAct } from '../domain/case/command.js'
import type { Epoch } from '../domain/epoch.js'
import { Fault } from '../domain/fault.js'
import type { Actor, CaseId, EventTime, Hash, PaperRef, PersonId, RequestId, SiteId } from '../domain/values.js'
import * as gen from './gen/liandong/request/v1/request.js'
import { hashBytes, sha256Hex } from './hash.js'
import { ACT_NAMES, decodeAct, encodeAct } from './parts/act.js'
import { canonicalJson } from './parts/canonical-json.js'
import * as check from './parts/checks.js'
import * as part from './parts/envelope.js'

/** A request holds an act and names of papers, so the limit of an event is room enough. */
export const MAX_REQUEST_BYTES = 64 * 1024
/** A request rises at most once per epoch and site; longer trails are made up. */
const MAX_TRAIL = 256
const FORMAT = 1
const known = new Set(ACT_NAMES)

/** An act of a later version: passed on by its bytes, carried out only after an upgrade. */
export interface UnknownAct {
  readonly act: 'unknown'
  readonly name: string
}

/** What a site that is not custodian asks the custodian to do. */
export interface CaseRequest {
  readonly requestId: RequestId
  readonly caseId: CaseId
  readonly caseNumber: string
  readonly author: Actor
  readonly time: EventTime
  readonly papers: readonly PaperRef[]
  readonly act: RequestableAct | UnknownAct
}

/** A request as its author encoded it. */
export interface EncodedRequest {
  readonly bytes: Uint8Array
  /** What the author's seal covers. */
  readonly hash: Hash
  /** Tells the same request sent again from another one under its id. */
  readonly bodyHash: Hash
}

/** The trail of a request: who passed it on, and the epoch each saw. */
export interface Hop {
  readonly site: SiteId
  readonly epoch: Epoch
}

export interface RequestInTransit {
  readonly bytes: Uint8Array
  readonly trail: readonly Hop[]
  readonly seal: Uint8Array
  readonly sealScheme: string
}

/** The answer to a request for a case a site does not know, on its way back to the request's author. */
export interface UnknownCaseAnswer {
  readonly requestId: RequestId
  readonly bodyHash: Hash
  readonly toSite: SiteId
  readonly fromSite: SiteId
  readonly code: string
  readonly detail: string
}

/** The city asks a county to seize a case from one of its sites; the seizure, an event that names the ask, is the answer. */
export interface SeizureAsk {
  readonly askId: RequestId
  readonly caseId: CaseId
  /** The site that holds the case, as far as the city knows. */
  readonly from: SiteId
  readonly approvers: readonly PersonId[]
  /** The city's person. */
  readonly author: Actor
}

/** The county may not seize what it was asked to; nothing happened. */
export interface SeizureRefusal {
  readonly askId: RequestId
  readonly bodyHash: Hash
  readonly code: string
  readonly detail: string
}

/** Encodes a request once, where the person acts. */
export function encodeRequest(request: CaseRequest): EncodedRequest {
  if (request.act.act === 'unknown') throw new Fault('internal/bug', 'an unknown act cannot be written')
  const act = encodeAct(request.act)
  const bytes = gen.Request.encode({
    format: FORMAT,
    requestId: request.requestId,
    caseId: request.caseId,
    caseNumber: request.caseNumber,
    author: part.toAuthor(request.author),
    times: part.toTimes(request.time),
    papers: request.papers.map(part.toPaper),
    actType: request.act.act,
    act,
  }).finish()
  if (bytes.byteLength > MAX_REQUEST_BYTES) throw new Fault('input/too-large', `${bytes.byteLength} bytes`)
  const bodyHash = requestBodyHash(request.caseId, request.act.act, request.author.person, act)
  return { bytes, hash: sha256Hex(bytes), bodyHash }
}

/** What any act that a page sends says, so that its id is not used for another; acts no request can ask for are hashed as JSON. */
export function actBodyHash(caseId: CaseId, act: CaseAct, person: PersonId): Hash {
  const bytes = isRequestable(act) ? encodeAct(act) : Buffer.from(canonicalJson(act))
  return requestBodyHash(caseId, act.act, person, bytes)
}

/** Whether a site that is not custodian may ask for the act. */
export function isRequestable(act: CaseAct): act is RequestableAct {
  return known.has(act.act)
}

/** SHA-256 over case id, type of act, person and the act's bytes, each ended by a zero byte. */
function requestBodyHash(caseId: CaseId, act: string, person: PersonId, actBytes: Uint8Array): Hash {
  return sha256Hex(Buffer.concat([Buffer.from(`${caseId}\0${act}\0${person}\0`), actBytes, Buffer.alloc(1)]))
}

export interface DecodedRequest {
  readonly request: CaseRequest
  readonly hash: Hash
  readonly bodyHash: Hash
}

/** Reads a request from anywhere; throws a Fault `event/malformed` or `input/too-large` and nothing else. */
export function decodeRequest(bytes: Uint8Array): DecodedRequest {
  if (bytes.byteLength > MAX_REQUEST_BYTES) throw new Fault('input/too-large', `${bytes.byteLength} bytes`)
  return check.decoding('event/malformed', () => {
    const request = check.decodeWhole(gen.Request, bytes)
    const decoded = fromRequest(request)
    const bodyHash = requestBodyHash(request.caseId, request.actType, decoded.author.person, request.act)
    return { request: decoded, hash: sha256Hex(bytes), bodyHash }
  })
}

function fromRequest(request: gen.Request): CaseRequest {
  if (request.format !== FORMAT) check.unfit('format')
  return {
    requestId: check.hexId(request.requestId, 'request_id'),
    caseId: check.hexId(request.caseId, 'case_id'),
    caseNumber: check.id(request.caseNumber, 'case_number'),
    author: part.fromAuthor(request.author),
    time: part.fromTimes(request.times),
    papers: part.fromPapers(request.papers),
    act: fromAct(request.actType, request.act),
  }
}

function fromAct(name: string, bytes: Uint8Array): RequestableAct | UnknownAct {
  if (!known.has(name)) return { act: 'unknown', name: check.id(name, 'act_type') }
  const act = decodeAct(bytes)
  return act.act === name ? act : check.unfit('act_type')
}

/** The payload of a lane's request message. */
export function encodeRequestInTransit(transit: RequestInTransit): Uint8Array {
  return gen.RequestInTransit.encode({
    request: transit.bytes,
    trail: transit.trail.map(({ site, epoch }) => ({ site, epoch: part.toEpoch(epoch) })),
    seal: transit.seal,
    sealScheme: transit.sealScheme,
  }).finish()
}

export function decodeRequestInTransit(payload: Uint8Array): RequestInTransit {
  return check.decoding('event/malformed', () => {
    const transit = check.decodeWhole(gen.RequestInTransit, payload)
    if (transit.trail.length > MAX_TRAIL || transit.seal.byteLength > 256) check.unfit('trail')
    return {
      bytes: transit.request,
      trail: transit.trail.map((hop) => ({ site: check.id(hop.site, 'hop.site'), epoch: part.fromEpoch(hop.epoch) })),
      seal: transit.seal,
      sealScheme: check.id(transit.sealScheme, 'seal_scheme'),
    }
  })
}

export function encodeUnknownCaseAnswer(answer: UnknownCaseAnswer): Uint8Array {
  return gen.UnknownCaseAnswer.encode({ ...answer, bodyHash: hashBytes(answer.bodyHash) }).finish()
}

export function decodeUnknownCaseAnswer(payload: Uint8Array): UnknownCaseAnswer {
  return check.decoding('event/malformed', () => {
    const answer = check.decodeWhole(gen.UnknownCaseAnswer, payload)
    return {
      requestId: check.hexId(answer.requestId, 'request_id'),
      bodyHash: check.hash(answer.bodyHash, 'body_hash'),
      toSite: check.id(answer.toSite, 'to_site'),
      fromSite: check.id(answer.fromSite, 'from_site'),
      code: check.id(answer.code, 'code'),
      detail: check.words(answer.detail, 'detail'),
    }
  })
}

export function encodeSeizureAsk({ approvers, author, ...ask }: SeizureAsk): Uint8Array {
  return gen.SeizureAsk.encode({ ...ask, approvers: [...approvers], author: part.toAuthor(author) }).finish()
}

export function decodeSeizureAsk(payload: Uint8Array): SeizureAsk {
  return check.decoding('event/malformed', () => {
    const ask = check.decodeWhole(gen.SeizureAsk, payload)
    return {
      askId: check.hexId(ask.askId, 'ask_id'),
      caseId: check.hexId(ask.caseId, 'case_id'),
      from: check.id(ask.from, 'from'),
      approvers: check.idList(ask.approvers, 'approvers'),
      author: part.fromAuthor(ask.author),
    }
  })
}

/** Tells the same ask sent again from another one under its id. */
export function seizureAskBodyHash({ caseId, from, approvers, author }: SeizureAsk): Hash {
  return requestBodyHash(caseId, 'seize', author.person, Buffer.from(canonicalJson({ from, approvers })))
}

export function encodeSeizureRefusal(refusal: SeizureRefusal): Uint8Array {
  return gen.SeizureRefusal.encode({ ...refusal, bodyHash: hashBytes(refusal.bodyHash) }).finish()
}

export function decodeSeizureRefusal(payload: Uint8Array): SeizureRefusal {
  return check.decoding('event/malformed', () => {
    const refusal = check.decodeWhole(gen.SeizureRefusal, payload)
    return {
      askId: check.hexId(refusal.askId, 'ask_id'),
      bodyHash: check.hash(refusal.bodyHash, 'body_hash'),
      code: check.id(refusal.code, 'code'),
      detail: check.words(refusal.detail, 'detail'),
    }
  })
}
