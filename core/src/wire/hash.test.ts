import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  checkSeal,
  hashBytes,
  hashHex,
  makeSeal,
  nextDigest,
  nextDigestOf,
  randomBytesOf,
  randomHex,
  sameBytes,
  sha256,
  sha256Hex,
  ZERO_HASH,
} from './hash.js'

test('a known digest', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(hashHex(sha256(Buffer.from('abc')))).toBe(sha256Hex(Buffer.from('abc')))
  expect(hashHex(hashBytes(sha256Hex('abc')))).toBe(sha256Hex('abc'))
})

test('the running digest is SHA-256 over the one before, the kind and the payload’s SHA-256', () => {
  const payload = Buffer.from('payload')
  const inner = createHash('sha256').update(payload).digest()
  const expected = createHash('sha256')
    .update(Buffer.alloc(32))
    .update(Buffer.from([7]))
    .update(inner)
    .digest('hex')
  expect(nextDigest(ZERO_HASH, 7, payload)).toBe(expected)
  expect(hashHex(nextDigestOf(hashBytes(ZERO_HASH), 7, inner))).toBe(expected)
  expect(nextDigest(expected, 7, payload)).not.toBe(expected)
})

test('a seal is known only with its key, and only for its hash', () => {
  const key = Buffer.alloc(32, 1)
  const seal = makeSeal(key, sha256Hex('event'))
  expect(checkSeal(key, sha256Hex('event'), seal)).toBe(true)
  expect(checkSeal(Buffer.alloc(32, 2), sha256Hex('event'), seal)).toBe(false)
  expect(checkSeal(key, sha256Hex('other'), seal)).toBe(false)
  expect(checkSeal(key, sha256Hex('event'), seal.subarray(1))).toBe(false)
  expect(sameBytes(Buffer.alloc(0), Buffer.alloc(0))).toBe(true)
})

test('random ids have 32 digits and do not repeat', () => {
  const ids = Array.from({ length: 1_000 }, () => randomHex())
  expect(new Set(ids).size).toBe(1_000)
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  expect(randomHex(3)).toHaveLength(6)
})

test('random bytes are given once, whatever length is asked for', () => {
  const given = [16, 3, 5_000, 4_096, 32].flatMap((count) => Array.from({ length: 20 }, () => randomBytesOf(count)))
  expect(given.map(({ length }) => length)).toEqual(
    [16, 3, 5_000, 4_096, 32].flatMap((count) => Array.from({ length: 20 }, () => count)),
  )
  const pieces = given.flatMap((bytes) =>
    Array.from({ length: Math.floor(bytes.length / 8) }, (_, at) => bytes.toString('hex', 8 * at, 8 * at + 8)),
  )
  expect(new Set(pieces).size).toBe(pieces.length)
})
