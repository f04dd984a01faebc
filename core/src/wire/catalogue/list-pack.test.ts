import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultOf, forAll, mangled } from '../arbitrary.testing.js'
import { ListPack as PackMessage } from '../gen/liandong/catalogue/v1/catalogue.js'
import { PACK_BYTES } from './content.js'
import { decodeListAsk, decodeListPack, encodeListAsk, encodeListPack, packPlaces, Unpacking } from './list-pack.js'

const list = 'items.a'
const places = fc.uniqueArray(fc.nat(3_000), { minLength: 1, maxLength: 40 }).map((all) => all.toSorted((a, b) => a - b))
const wants = places.chain((all) => fc.tuple(...all.map((place) => fc.record({ place: fc.constant(place), base: fc.nat(3) }))))
const number = fc.integer({ min: 1, max: 2 ** 31 })
const text = (length: number, seed: string) => Buffer.from(seed.repeat(Math.ceil(length / seed.length)).slice(0, length))

test('an ask comes back as it was sent, and says a content in two bytes', () => {
  forAll(fc.record({ list: fc.constant(list), number, wants }), (ask) => expect(decodeListAsk(encodeListAsk(ask))).toEqual(ask))
  const sparse = Array.from({ length: 45 }, (_, at) => ({ place: at * 60, base: 1 }))
  expect(encodeListAsk({ list, number: 9, wants: sparse }).byteLength).toBeLessThan(2 * 45 + 25)
})

describe('a pack', () => {
  const contents = [
    { place: 0, base: 0, content: text(4_000, 'identity card, household register; '), baseContent: null },
    { place: 2, base: 1, content: text(4_000, 'a land permit '), baseContent: text(3_999, 'a land permit ') },
    { place: 5, base: 0, content: text(4_100, 'identity card, household register; '), baseContent: null },
    { place: 8, base: 0, content: text(40_000, 'identity card, household register; '), baseContent: null },
    { place: 9, base: 0, content: text(300, 'register; '), baseContent: null },
  ]

  test('gives back what was told by a base, and what was told by those before it', () => {
    const pack = decodeListPack(encodeListPack({ list, number: 3, contents: packPlaces(contents), passed: false }))
    const unpacking = new Unpacking()
    const given = pack.contents.map((packed, at) => unpacking.next(packed, contents[at]?.baseContent ?? null))
    expect(given.map((content) => content?.toString())).toEqual(contents.map(({ content }) => content.toString()))
    expect(pack.contents.map(({ place, base }) => [place, base])).toEqual(contents.map(({ place, base }) => [place, base]))
  })

  test('tells what others before it say in a few bytes', () => {
    const [, , third] = packPlaces(contents)
    expect(third?.deflated.byteLength).toBeLessThan(40)
  })

  test('whose base is another gives something else or nothing, never a failure', () => {
    const packed = packPlaces(contents)[1]
    const given = packed === undefined ? null : new Unpacking().next(packed, text(2_000, 'another '))
    expect(given?.toString()).not.toBe(contents[1]?.content.toString())
  })

  test('is inflated to no more than it states', () => {
    const deflated = deflateRawSync(Buffer.alloc(1_000_000))
    expect(new Unpacking().next({ place: 0, base: 0, sizeBytes: 100, deflated }, null)).toBeNull()
  })

  const message = (changes: object) =>
    PackMessage.encode({
      ...PackMessage.fromPartial({ list, number: 1, steps: [1], sizes: [1], lengths: [0] }),
      ...changes,
    }).finish()
  test.each([
    ['of columns that differ in length', { sizes: [1, 1] }],
    ['that says more bytes than it has', { lengths: [5] }],
    ['of an empty content', { sizes: [0] }],
    ['of places out of order', { steps: [1, 0], sizes: [1, 1], lengths: [0, 0] }],
    ['above the bound', { steps: [1, 1], sizes: [PACK_BYTES, 1], lengths: [0, 0] }],
  ])('%s is refused', (_name, changes) => {
    expect(faultOf(() => decodeListPack(message(changes)))).toBe('input/invalid')
  })

  test('or ask that was damaged is read or refused, nothing else', () => {
    const bytes = encodeListPack({ list, number: 3, contents: packPlaces(contents), passed: false })
    forAll(mangled(fc.constant(bytes)), (damaged) => {
      for (const read of [decodeListPack, decodeListAsk]) expect([null, 'input/invalid']).toContain(faultOf(() => read(damaged)))
    })
  })
})
