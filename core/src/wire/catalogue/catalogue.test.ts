import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListEntry } from '../../domain/catalogue/list.js'
import { faultOf, forAll, mangled } from '../arbitrary.testing.js'
import { SignedEdition } from '../gen/liandong/catalogue/v1/catalogue.js'
import { sha256Hex, ZERO_HASH } from '../hash.js'
import { decodeAsk, decodePack, encodeAsk, encodePack, MAX_WANTS, packContent, unpackContent } from './content.js'
import { decodeEdition, encodeEdition, listDigest } from './edition.js'
import { MAX_ENTRIES_TOGETHER } from './entry.js'
import { decodeProof, encodeProof } from './proof.js'
import { checkSignature, decodeSigned, encodeSigned, newPublishingKey, signBytes, signerOf } from './signing.js'
import { decodeSnapshotPart, encodeSnapshot } from './snapshot.js'
import { decodeStop, encodeStop } from './stop.js'

const digest = (of: string) => sha256Hex(of)
const entry = (key: string, changes: Partial<ListEntry> = {}): ListEntry => ({
  key,
  version: 2,
  digest: digest(key),
  sizeBytes: 900,
  state: 'published',
  from: '2026-03-01',
  before: { version: 1, digest: digest(`${key} before`), sizeBytes: 800 },
  ...changes,
})
const many = Array.from({ length: 1200 }, (_, at) => entry(`item-${String(at).padStart(4, '0')}`, { before: null }))
const edition = {
  list: 'items.a',
  number: 3,
  previousHash: ZERO_HASH,
  atMs: 5,
  by: 'clerk',
  changes: [entry('x'), entry('y', { state: 'suspended', before: null })],
  listDigest: listDigest([entry('x')]),
}
const signer = signerOf(newPublishingKey())
const signed = signBytes(signer, encodeEdition(edition))
const content = Buffer.from(JSON.stringify(Array.from({ length: 300 }, (_, at) => ({ id: at, name: `材料 ${at}` }))))
const older = Buffer.from(content.toString().replace('材料 7"', '资料 7"'))

describe('what was written comes back:', () => {
  test('an edition, and the bytes it is signed over', () => {
    expect(decodeEdition(encodeEdition(edition))).toEqual(edition)
    expect(Buffer.from(decodeSigned(encodeSigned(signed)).bytes).equals(signed.bytes)).toBe(true)
  })

  test('signed bytes that deflate are told in fewer, and never inflated past their bound', () => {
    const long = signBytes(signer, encodeEdition({ ...edition, changes: many.slice(0, 40) }))
    expect(encodeSigned(long).byteLength).toBeLessThan(long.bytes.byteLength)
    const letter = SignedEdition.fromPartial({ ...long, bytes: Buffer.alloc(0), deflated: deflateRawSync(Buffer.alloc(1 << 24)) })
    expect(faultOf(() => decodeSigned(SignedEdition.encode(letter).finish()))).toBe('input/invalid')
    const both = SignedEdition.fromPartial({ ...long, deflated: deflateRawSync(long.bytes) })
    expect(faultOf(() => decodeSigned(SignedEdition.encode(both).finish()))).toBe('input/invalid')
  })

  test('a list of any length in parts, the edition with the last', () => {
    const parts = encodeSnapshot('items.a', 3, many, signed).map(decodeSnapshotPart)
    expect(parts.map(({ part, parts: of, edition: with_ }) => [part, of, with_ !== null])).toEqual([
      [1, 3, false],
      [2, 3, false],
      [3, 3, true],
    ])
    expect(parts.flatMap(({ entries }) => entries)).toEqual(many)
    expect(encodeSnapshot('items.a', 3, [], signed).map(decodeSnapshotPart)).toMatchObject([{ entries: [], parts: 1 }])
  })

  test('an ask, a proof and a stop', () => {
    const wants = [
      { digest: digest('x'), have: null },
      { digest: digest('y'), have: digest('x') },
    ]
    expect(decodeAsk(encodeAsk(wants))).toEqual(wants)
    const proof = {
      list: 'items.a',
      site: 's',
      number: 3,
      digest: digest('x'),
      missing: 0,
      repaired: 1,
      held: 2,
      wantsSnapshot: false,
      atMs: 9,
    }
    for (const one of [proof, { ...proof, digest: null, missing: 2, wantsSnapshot: true }])
      expect(decodeProof(encodeProof(one))).toEqual(one)
    const stop = { list: 'items.a', untilNumber: 4, keys: ['x', 'y'], atMs: 9, by: 'clerk' }
    expect(decodeStop(encodeStop(stop))).toEqual(stop)
  })

  test('a content told as the difference to an older one, in a fraction of its bytes', () => {
    const base = { digest: sha256Hex(older), content: older }
    const packed = packContent(sha256Hex(content), content, base)
    expect(packed.deflated.byteLength).toBeLessThan(content.byteLength / 40)
    const [read] = decodePack(encodePack({ contents: [packed], lacking: [digest('x')] })).contents
    if (read === undefined) throw new Error('nothing packed')
    expect(Buffer.from(unpackContent(read, older) ?? []).equals(content)).toBe(true)
  })
})

describe('a signature', () => {
  const { key } = signer
  test('fits the bytes it was made over with a key that is known, and nothing else', () => {
    const other = signerOf(newPublishingKey()).key
    expect(checkSignature([other, key], signed)).toBe('fits')
    expect(checkSignature([other], signed)).toBe('unknown-key')
    expect(checkSignature([{ ...other, id: key.id }], signed)).toBe('forged')
    expect(checkSignature([key], { ...signed, bytes: encodeEdition({ ...edition, number: 4 }) })).toBe('forged')
    expect(checkSignature([key], { ...signed, algorithm: 'none' })).toBe('unknown-key')
  })

  test('of a stop never stands for an edition, nor the other way round', () => {
    const stop = encodeStop({ list: 'items.a', untilNumber: 4, keys: ['x'], atMs: 9, by: 'clerk' })
    expect(faultOf(() => decodeEdition(stop))).toBe('input/invalid')
    expect(faultOf(() => decodeStop(signed.bytes))).toBe('input/invalid')
  })
})

describe('the digest of a list', () => {
  test('is the same in any order, and another when anything of an entry is', () => {
    const list = [entry('a'), entry('b')]
    expect(listDigest([...list].reverse())).toBe(listDigest(list))
    const others = [
      entry('b', { version: 3 }),
      entry('b', { digest: digest('c') }),
      entry('b', { state: 'cancelled' }),
      entry('b', { from: '2026-03-02' }),
      entry('b', { before: null }),
    ].map((other) => listDigest([entry('a'), other]))
    expect(new Set([listDigest(list), ...others]).size).toBe(6)
  })
})

describe('a content that does not come out', () => {
  const packed = packContent(sha256Hex(content), content, { digest: sha256Hex(older), content: older })

  test.each([
    ['with another base', packed, Buffer.from('another')],
    ['without its base', packed, null],
    ['whose bytes are another content', { ...packed, digest: digest('x') }, older],
    ['that says a smaller size', { ...packed, sizeBytes: content.byteLength - 1 }, older],
    ['that is no deflate', { ...packed, deflated: Buffer.from('ff'.repeat(40), 'hex') }, older],
  ])('%s is no content', (_name, bad, base) => {
    expect(unpackContent(bad, base)).toBeNull()
  })

  test('because it would grow past what it says is not inflated', () => {
    const bomb = { digest: digest('x'), base: null, sizeBytes: 1000, deflated: deflateRawSync(Buffer.alloc(64 * 1024 * 1024)) }
    const before = process.memoryUsage().arrayBuffers
    expect(unpackContent(bomb, null)).toBeNull()
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024)
  })
})

test.each([
  [
    'a pack of more than 256 KiB',
    () =>
      decodePack(
        encodePack({
          contents: [1, 2].map((at) => ({ digest: digest(`${at}`), base: null, sizeBytes: 200_000, deflated: Buffer.from('x') })),
          lacking: [],
        }),
      ),
  ],
  [
    'a content above 256 KiB',
    () =>
      decodePack(
        encodePack({
          contents: [{ digest: digest('x'), base: null, sizeBytes: 300_000, deflated: Buffer.from('x') }],
          lacking: [],
        }),
      ),
  ],
  [
    'an ask for too much at once',
    () => decodeAsk(encodeAsk(Array.from({ length: MAX_WANTS + 1 }, (_, at) => ({ digest: digest(`${at}`), have: null })))),
  ],
  ['an ask for nothing', () => decodeAsk(encodeAsk([]))],
  [
    'an edition of too many entries',
    () => decodeEdition(encodeEdition({ ...edition, changes: many.slice(0, MAX_ENTRIES_TOGETHER + 1) })),
  ],
  ['an edition with one entry twice', () => decodeEdition(encodeEdition({ ...edition, changes: [entry('x'), entry('x')] }))],
  ['an edition of no known list', () => decodeEdition(encodeEdition({ ...edition, list: 'cases.a' }))],
  ['an edition without number', () => decodeEdition(encodeEdition({ ...edition, number: 0 }))],
  ['a stop of nothing', () => decodeStop(encodeStop({ list: 'items.a', untilNumber: 4, keys: [], atMs: 9, by: 'clerk' }))],
])('%s is refused', (_name, decode) => {
  expect(faultOf(decode)).toBe('input/invalid')
})

test('whatever comes in, reading ends in what was written or in a fault', () => {
  const [part = new Uint8Array()] = encodeSnapshot('items.a', 3, many.slice(0, 3), signed)
  const packed = packContent(sha256Hex(content), content, null)
  const good = fc.constantFrom(
    encodeEdition(edition),
    encodeSigned(signed),
    part,
    encodeAsk([{ digest: digest('x'), have: null }]),
    encodePack({ contents: [packed], lacking: [] }),
    encodeStop({ list: 'items.a', untilNumber: 4, keys: ['x'], atMs: 9, by: 'clerk' }),
  )
  const decoders = [decodeEdition, decodeSigned, decodeSnapshotPart, decodeAsk, decodePack, decodeProof, decodeStop]
  forAll(
    mangled(good),
    (input) => {
      for (const decode of decoders) expect([null, 'input/invalid']).toContain(faultOf(() => decode(input)))
    },
    1500,
  )
})
