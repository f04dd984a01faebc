import { describe, expect, test } from 'vitest'
import { baseOf } from '../../domain/catalogue-work/work.testing.js'
import { Fault } from '../../domain/fault.js'
import { sha256Hex } from '../hash.js'
import { decodeBaseEntry, decodeClaim, encodeBaseEntry, encodeClaim } from './base-shape.js'

const entry = baseOf()
const claim = {
  organ: 'a-bureau',
  entry: entry.id,
  baseVersion: 1,
  state: 'no-function' as const,
  reason: '由市局办理',
  item: null,
  due: null,
  by: 'a-clerk',
  atMs: 5,
}

describe('a base entry', () => {
  test('reads as it was written, under the digest of its bytes', () => {
    const bytes = encodeBaseEntry(entry)
    expect(decodeBaseEntry(bytes)).toEqual({ ...entry, digest: sha256Hex(bytes) })
  })

  test('of a later version keeps what this one knows', () => {
    const later = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(encodeBaseEntry(entry)).toString()), colour: 'red' }))
    expect(decodeBaseEntry(later)).toMatchObject({ id: entry.id, name: entry.name })
  })

  test.each([['not json'], ['{}'], [JSON.stringify({ ...entry, levels: ['province'] })]])('is refused as input: %s', (text) => {
    expect(() => decodeBaseEntry(Buffer.from(text))).toThrow(Fault)
  })
})

describe('a claim', () => {
  test('reads as it was written', () => {
    expect(decodeClaim(encodeClaim(claim))).toEqual(claim)
  })

  test('of an unknown state is refused as input', () => {
    expect(() => decodeClaim(Buffer.from(JSON.stringify({ ...claim, state: 'maybe' })))).toThrow(Fault)
  })
})
