import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import { Clean } from 'typebox/value'
import type { BaseEntry, Claim } from '../../domain/catalogue/base.js'
import { sha256Hex } from '../hash.js'
import { canonicalJson } from '../parts/canonical-json.js'
import * as check from '../parts/checks.js'
import { CODES, LEGAL_BASIS } from './guide-shape.js'
import { date, id, level, limit, line, list, oneOf, orNull, passage, strictObject } from './words.js'

/** A base entry as it is written above: version and digest come with the import. */
export const BASE_INPUT = strictObject({
  id,
  name: line,
  codes: CODES,
  type: oneOf('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20'),
  levels: list(level),
  legal: limit,
  legalBasis: list(LEGAL_BASIS),
  conditions: list(passage),
  materials: list(strictObject({ name: line, basis: orNull(passage) })),
  department: line,
  effectiveFrom: date,
  settleBy: orNull(date),
  source: passage,
})

/** What is imported of a base entry. */
export type BaseInput = Static<typeof BASE_INPUT>

const ENTRY = strictObject({ ...BASE_INPUT.properties, version: Type.Integer({ minimum: 1 }) })

const CLAIM = strictObject({
  organ: line,
  entry: id,
  baseVersion: Type.Integer({ minimum: 1 }),
  state: oneOf('unclaimed', 'claimed', 'no-function', 'published'),
  reason: orNull(passage),
  item: orNull(id),
  due: orNull(date),
  by: line,
  atMs: Type.Number(),
})

const entryShape = Compile(ENTRY)
const claimShape = Compile(CLAIM)

/** The bytes that a base list's entry names. */
export function encodeBaseEntry(entry: Omit<BaseEntry, 'digest'>): Uint8Array {
  const { digest: _, ...content } = entry as BaseEntry
  return Buffer.from(canonicalJson(content))
}

/** Reads a base entry; throws a Fault `input/invalid` and nothing else. Fields of a later version are passed over. */
export function decodeBaseEntry(bytes: Uint8Array): BaseEntry {
  return check.decoding('input/invalid', () => {
    const value = Clean(ENTRY, parsed(bytes))
    if (!entryShape.Check(value)) return check.unfit('base entry')
    return { ...value, digest: sha256Hex(bytes) }
  })
}

/** The bytes that a claims list's entry names. */
export function encodeClaim(claim: Claim): Uint8Array {
  return Buffer.from(canonicalJson(claim))
}

/** Reads a claim; throws a Fault `input/invalid` and nothing else. */
export function decodeClaim(bytes: Uint8Array): Claim {
  return check.decoding('input/invalid', () => {
    const value = Clean(CLAIM, parsed(bytes))
    return claimShape.Check(value) ? value : check.unfit('claim')
  })
}

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}
