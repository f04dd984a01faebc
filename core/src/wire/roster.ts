import { Fault } from '../domain/fault.js'
import type { RosterChange, RosterFact } from '../domain/roster.js'
import type { Hash } from '../domain/values.js'
import * as gen from './gen/liandong/roster/v1/roster.js'
import { hashBytes, sha256Hex } from './hash.js'
import { canonicalJson } from './parts/canonical-json.js'
import * as check from './parts/checks.js'
import { shapeFact } from './parts/roster-shape.js'

/** A larger change is made as several versions, so that each fits a frame with room for others. */
export const MAX_ROSTER_CHANGE_BYTES = 64 * 1024
const FORMAT = 1

export interface EncodedRosterChange {
  readonly bytes: Uint8Array
  /** Of these bytes; the next version names it. */
  readonly hash: Hash
}

export interface DecodedRosterChange {
  /** Without the facts of kinds this version does not know; they stay in the bytes. */
  readonly change: RosterChange
  readonly hash: Hash
  readonly previousHash: Hash
  readonly unknownFacts: number
}

/** Encodes a version once, for the city; every other site passes these bytes on. */
export function encodeRosterChange(change: RosterChange, previousHash: Hash): EncodedRosterChange {
  const bytes = gen.RosterChange.encode({
    format: FORMAT,
    version: change.version,
    atMs: change.atMs,
    by: change.by,
    previousHash: hashBytes(previousHash),
    facts: Buffer.from(canonicalJson(change.facts)),
  }).finish()
  if (bytes.byteLength > MAX_ROSTER_CHANGE_BYTES) throw new Fault('input/too-large', `${bytes.byteLength} bytes`)
  return { bytes, hash: sha256Hex(bytes) }
}

/** Reads a version from anywhere; throws a Fault `roster/broken` and nothing else. */
export function decodeRosterChange(bytes: Uint8Array): DecodedRosterChange {
  return check.decoding('roster/broken', () => {
    if (bytes.byteLength > MAX_ROSTER_CHANGE_BYTES) check.unfit('too large')
    const message = check.decodeWhole(gen.RosterChange, bytes)
    if (message.format !== FORMAT) check.unfit('format')
    const facts = fromFacts(message.facts)
    const known = facts.filter((fact) => fact !== null)
    const change = {
      version: check.positive(message.version, 'version'),
      atMs: check.ms(message.atMs, 'at_ms'),
      by: check.id(message.by, 'by'),
      facts: known,
    }
    const previousHash = check.hash(message.previousHash, 'previous_hash')
    return { change, hash: sha256Hex(bytes), previousHash, unknownFacts: facts.length - known.length }
  })
}

function fromFacts(bytes: Uint8Array): (RosterFact | null)[] {
  const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  if (!Array.isArray(values)) return check.unfit('facts')
  return values.map((value: unknown, index) => {
    const fact = shapeFact(value)
    return fact === undefined ? check.unfit(`facts[${index}]`) : fact
  })
}
