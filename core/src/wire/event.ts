import type { CaseBody, CaseEvent, UnknownBody } from '../domain/case/event.js'
import { Fault } from '../domain/fault.js'
import type { Hash } from '../domain/values.js'
import * as gen from './gen/liandong/event/v1/event.js'
import { HASH_SCHEME, hashBytes, SEAL_SCHEME, sha256Hex, ZERO_HASH } from './hash.js'
import { decodeBody } from './parts/body-decode.js'
import { BODY_TYPES, encodeBody } from './parts/body-encode.js'
import * as check from './parts/checks.js'
import { encodeWhole } from './parts/encoding.js'
import * as part from './parts/envelope.js'

export { BODY_TYPES }

/** Long content belongs into a paper; an event must pass every hop with room for its frame. */
export const MAX_EVENT_BYTES = 64 * 1024

const FORMAT = 1
const known = new Set(BODY_TYPES)

/** An event as its author encoded it, with the author's seal beside it. */
export interface SealedEvent {
  readonly bytes: Uint8Array
  readonly seal: Uint8Array
  readonly sealScheme: string
}

/** Encodes an event once, for its author; everybody else passes these bytes on. */
export function encodeEvent(event: CaseEvent): Uint8Array {
  if (event.body.type === 'unknown') throw new Fault('internal/bug', 'an unknown body cannot be written')
  const bytes = encodeWhole(gen.Event, {
    format: FORMAT,
    caseId: event.caseId,
    caseNumber: event.caseNumber,
    sequence: event.sequence,
    epoch: part.toEpoch(event.epoch),
    author: part.toAuthor(event.author),
    times: part.toTimes(event.time),
    previousHash: hashBytes(event.previousHash),
    hashScheme: HASH_SCHEME,
    after: part.toAfter(event.after),
    answer: part.toAnswer(event.answer),
    papers: event.papers.map(part.toPaper),
    queryVerifier: part.toVerifier(event.queryVerifier),
    bodyType: event.body.type,
    body: encodeBody(event.body),
  })
  if (bytes.byteLength > MAX_EVENT_BYTES) throw new Fault('event/too-large', `${bytes.byteLength} bytes`)
  return bytes
}

/** Reads an event from anywhere; throws a Fault `event/malformed` or `event/too-large` and nothing else. */
export function decodeEvent(bytes: Uint8Array): CaseEvent {
  if (bytes.byteLength > MAX_EVENT_BYTES) throw new Fault('event/too-large', `${bytes.byteLength} bytes`)
  return check.decoding('event/malformed', () => fromEvent(check.decodeWhole(gen.Event, bytes)))
}

/** The event's own hash, over the bytes its author made. */
export function eventHash(bytes: Uint8Array): Hash {
  return sha256Hex(bytes)
}

function fromEvent(event: gen.Event): CaseEvent {
  if (event.format !== FORMAT) check.unfit('format')
  if (event.hashScheme !== HASH_SCHEME) check.unfit('hash_scheme')
  const sequence = check.positive(event.sequence, 'sequence')
  const previousHash = check.hash(event.previousHash, 'previous_hash')
  if ((sequence === 1) !== (previousHash === ZERO_HASH)) check.unfit('previous_hash')
  return {
    caseId: check.hexId(event.caseId, 'case_id'),
    caseNumber: check.id(event.caseNumber, 'case_number'),
    sequence,
    epoch: part.fromEpoch(event.epoch),
    author: part.fromAuthor(event.author),
    time: part.fromTimes(event.times),
    previousHash,
    after: part.fromAfter(event.after),
    papers: part.fromPapers(event.papers),
    answer: part.fromAnswer(event.answer),
    queryVerifier: part.fromVerifier(event.queryVerifier),
    body: fromBody(event.bodyType, event.body),
  }
}

function fromBody(type: string, bytes: Uint8Array): CaseBody | UnknownBody {
  if (!known.has(type)) return { type: 'unknown', name: check.id(type, 'body_type') }
  const body = decodeBody(bytes)
  return body.type === type ? body : check.unfit('body_type')
}

/** The payload of a lane's event message. */
export function encodeSealedEvent(event: SealedEvent): Uint8Array {
  return encodeWhole(gen.SealedEvent, {
    event: event.bytes,
    seal: event.seal,
    sealScheme: event.sealScheme,
  })
}

/** Reads a lane's event message; the event inside is not decoded yet. */
export function decodeSealedEvent(payload: Uint8Array): SealedEvent {
  return check.decoding('event/malformed', () => {
    const sealed = check.decodeWhole(gen.SealedEvent, payload)
    if (sealed.sealScheme === SEAL_SCHEME && sealed.seal.byteLength !== 32) check.unfit('seal')
    if (sealed.seal.byteLength > 256) check.unfit('seal')
    return { bytes: sealed.event, seal: sealed.seal, sealScheme: check.id(sealed.sealScheme, 'seal_scheme') }
  })
}
