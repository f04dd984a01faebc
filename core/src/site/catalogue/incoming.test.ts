import { describe, expect, test } from 'vitest'
import { decodeSigned, encodeSigned } from '../../wire/catalogue/signing.js'
import { encodeSnapshot } from '../../wire/catalogue/snapshot.js'
import { withDigest } from '../../wire/item.js'
import { join } from '../lines.testing.js'
import { countyAndVillage, entryOf, permit, signed, signedEdition, version } from '../lists-world.testing.js'

const world = countyAndVillage()
const { head, pass, publish, say } = world

describe('an edition', () => {
  const good = () => signedEdition([entryOf(version(1))])

  test.each([
    ['of a key nobody knows', () => signedEdition([entryOf(version(1))], {}, 'b'), 'roster/behind'],
    ['changed after it was signed', () => mutated(good()), 'catalogue/forged'],
    ['of a list that does not belong here', () => signedEdition([], { list: 'items.b' }, 'b'), 'catalogue/wrong-list'],
    ['published by a station', () => signedEdition([], { list: 'items.a-village' }), 'event/wrong-side'],
    ['that claims no beginning', () => signedEdition([], { previousHash: 'ab'.repeat(32) }), 'catalogue/forked'],
  ])('%s is set aside', (_name, payload, code) => {
    expect(say('catalogue-edition', payload())).toMatchObject({ kind: 'parked', code })
    expect(head()).toBeNull()
  })

  test('from a side where its publisher does not lie is set aside', () => {
    join(world.village.site, world.county.site)
    expect(say('catalogue-edition', good(), 'b-village', world.county)).toMatchObject({
      kind: 'parked',
      code: 'event/wrong-side',
    })
  })

  test('heard twice changes nothing; another under its number is a fork', () => {
    join(world.village.site, world.county.site)
    for (const _ of [1, 2]) expect(say('catalogue-edition', good())).toEqual({ kind: 'applied' })
    const other = signedEdition([entryOf(version(2))])
    expect(say('catalogue-edition', other)).toMatchObject({ kind: 'parked', code: 'catalogue/forked' })
    expect(world.village.store.lists.entries('items.a').map(({ version: number }) => number)).toEqual([1])
  })

  test.each([
    ['that leaves a gap', { number: 3 }],
    ['whose list digest is not that of the list', { listDigest: 'cd'.repeat(32) }],
  ])('%s is answered by asking for the whole list', (_name, changes) => {
    publish(version(1))
    join(world.village.site, world.county.site)
    expect(say('catalogue-edition', signedEdition([entryOf(version(2))], changes))).toEqual({ kind: 'applied' })
    expect(head()).toBeNull()
    pass()
    expect(head()).toMatchObject({ number: 1, held: 1 })
  })

  test('that takes an item of another publisher’s is set aside', () => {
    say('catalogue-edition', signedEdition([entryOf(version(1))], { list: 'shared.city' }, 'city'))
    expect(say('catalogue-edition', good())).toMatchObject({ kind: 'parked', code: 'catalogue/wrong-list' })
  })
})

function mutated(payload: Uint8Array): Uint8Array {
  const letter = decodeSigned(payload)
  const bytes = Buffer.from(letter.bytes)
  bytes.write('pERmit', bytes.indexOf('permit'))
  return encodeSigned({ ...letter, bytes })
}

describe('a snapshot', () => {
  test('replaces what is here, and nothing older does', () => {
    join(world.village.site, world.county.site)
    const newer = [entryOf(version(2))]
    for (const [entries, number] of [
      [newer, 5],
      [[entryOf(version(1)), entryOf(withDigest({ ...permit, id: 'z' }))], 4],
    ] as const) {
      for (const part of encodeSnapshot('items.a', number, entries, signed(entries, { number })))
        expect(say('list-snapshot', part)).toEqual({ kind: 'applied' })
    }
    expect(head()).toMatchObject({ number: 5 })
    expect(world.village.store.lists.entries('items.a').map(({ key, version: number }) => [key, number])).toEqual([['permit', 2]])
  })

  test('of other entries than were signed for is set aside', () => {
    const parts = encodeSnapshot('items.a', 5, [entryOf(version(1))], signed([entryOf(version(2))], { number: 5 }))
    expect(parts.map((part) => say('list-snapshot', part))).toMatchObject([{ kind: 'parked', code: 'catalogue/forged' }])
    expect(head()).toBeNull()
  })

  test('is not kept from a side where the publisher does not lie', () => {
    const [first = new Uint8Array()] = encodeSnapshot(
      'items.a',
      5,
      Array.from({ length: 600 }, (_, at) => entryOf(version(1), { key: `k${at}` })),
      signed([], { number: 5 }),
    )
    expect(say('list-snapshot', first, 'b', world.county)).toMatchObject({ kind: 'parked', code: 'event/wrong-side' })
    expect(world.county.store.parcels.staged('items.a', 5)).toEqual([])
  })
})
