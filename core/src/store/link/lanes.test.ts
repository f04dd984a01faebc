import { describe, expect, test } from 'vitest'
import { kindNumber } from '../../wire/frame.js'
import { nextDigest, ZERO_HASH } from '../../wire/hash.js'
import { append, appendAll, history } from '../history.testing.js'
import { openStore } from '../open.js'
import type { Store } from '../store.js'

/** Lanes toward k with five events written, and an item ask in bulk. */
function linked(): Store {
  const store = openStore(':memory:')
  const rows = appendAll(store, history('1', {}, {}, {}, {}, {}))
  store.transact(() => {
    store.links.adopt('k', 'link-1', 'store-k')
    store.lanes.open('k')
    for (const row of rows) store.lanes.write('k', 'case', 'event', row, 100)
    store.lanes.writeLetter('k', 'bulk', 'content-ask', 'i', Buffer.from('ask'), 100)
  })
  return store
}

const mark = (store: Store, lane: 'case' | 'bulk') => store.lanes.marks('k').find((each) => each.lane === lane)

test('numbers run from 1 without gaps, each lane by itself', () => {
  const store = linked()
  expect(store.lanes.marks('k')).toEqual([
    { lane: 'case', received: 0, receivedDigest: ZERO_HASH, written: 5, acknowledged: 0 },
    { lane: 'bulk', received: 0, receivedDigest: ZERO_HASH, written: 1, acknowledged: 0 },
  ])
  expect([store.lanes.exists('k'), store.lanes.exists('c')]).toEqual([true, false])
  store.lanes.open('k')
  expect(mark(store, 'case')?.written).toBe(5)
})

test('the digest at each number is what the other side reckons from what it reads', () => {
  const store = linked()
  let digest = ZERO_HASH
  expect(store.lanes.digestAt('k', 'case', 0)).toBe(ZERO_HASH)
  for (const [index, message] of store.lanes.read('k', 'case', 1, 1e6, 5).entries()) {
    digest = nextDigest(digest, message.kindNumber, message.payload)
    expect(store.lanes.digestAt('k', 'case', index + 1)).toBe(digest)
  }
  expect(store.lanes.digestAt('k', 'case', 6)).toBeNull()
  expect(store.lanes.digestAt('nobody', 'case', 1)).toBeNull()
})

describe('reading a lane', () => {
  test('gives messages as they were written, events and letters alike', () => {
    const store = linked()
    expect(store.lanes.read('k', 'bulk', 1, 1e6, 9)).toEqual([
      { kind: 'content-ask', kindNumber: kindNumber('content-ask'), payload: Buffer.from('ask') },
    ])
    expect(store.lanes.read('k', 'case', 2, 1e6, 3).map(({ kind, payload }) => [kind, payload])).toEqual([
      ['event', store.events.payload(2)],
      ['event', store.events.payload(3)],
    ])
  })

  test.each([
    [1, 1e6, 5, 5],
    [1, 1e6, 3, 3],
    [4, 1e6, 9, 2],
    [1, 1, 5, 1],
    [6, 1e6, 9, 0],
    [3, 1e6, 2, 0],
  ])('from %i with room for %i bytes up to %i gives %i', (from, bytes, upTo, expected) => {
    expect(linked().lanes.read('k', 'case', from, bytes, upTo)).toHaveLength(expected)
  })

  test('stops before the message that no longer fits', () => {
    const store = linked()
    const sizes = store.lanes.read('k', 'case', 1, 1e6, 5).map(({ payload }) => payload.byteLength + 16)
    const three = (sizes[0] ?? 0) + (sizes[1] ?? 0) + (sizes[2] ?? 0)
    expect(store.lanes.read('k', 'case', 1, three, 5)).toHaveLength(3)
    expect(store.lanes.read('k', 'case', 1, three - 1, 5)).toHaveLength(2)
  })
})

describe('an acknowledgement', () => {
  test('moves the mark and tells since when the neighbour holds each event', () => {
    const store = linked()
    store.lanes.acknowledge('k', 'case', 2, [], 200)
    store.lanes.acknowledge('k', 'case', 4, [], 300)
    expect(mark(store, 'case')?.acknowledged).toBe(4)
    expect([1, 2, 3, 5].map((row) => store.lanes.copiesOfEvent(row))).toEqual([
      [{ peer: 'k', number: 1, acknowledged: true, sinceMs: 200 }],
      [{ peer: 'k', number: 2, acknowledged: true, sinceMs: 200 }],
      [{ peer: 'k', number: 3, acknowledged: true, sinceMs: 300 }],
      [{ peer: 'k', number: 5, acknowledged: false, sinceMs: null }],
    ])
    expect(store.lanes.outgoing('k', 'case', 10)).toEqual([{ number: 5, kind: 'event', ref: 5, atMs: 100 }])
  })

  test('that is older, or claims more than was written, changes nothing', () => {
    const store = linked()
    store.lanes.acknowledge('k', 'case', 3, [], 200)
    store.lanes.acknowledge('k', 'case', 2, [], 300)
    store.lanes.acknowledge('k', 'case', 6, [], 300)
    expect(mark(store, 'case')?.acknowledged).toBe(3)
  })

  test('keeps what the other side held or parked', () => {
    const store = linked()
    const result = { number: 2, state: 'parked' as const, code: 'event/wrong-side' as const, detail: 'v by way of c' }
    store.lanes.acknowledge('k', 'case', 2, [result], 200)
    store.lanes.acknowledge('k', 'case', 2, [result], 300)
    expect(store.lanes.results('k', 'case', 10)).toEqual([result])
    expect(store.lanes.results('k', 'bulk', 10)).toEqual([])
  })
})

test('what was received moves its own mark only', () => {
  const store = linked()
  store.lanes.received('k', 'case', 7, 'ab'.repeat(32))
  expect(mark(store, 'case')).toMatchObject({ received: 7, receivedDigest: 'ab'.repeat(32), written: 5 })
  expect(mark(store, 'bulk')).toMatchObject({ received: 0 })
})

test('a rolled back row is not remembered in the digest of the one that takes its number', () => {
  const store = linked()
  const [left, right] = [history('2', {}), history('3', {})]
  const write = (rows: readonly number[]) => rows.forEach((row) => store.lanes.write('k', 'case', 'event', row, 1))
  expect(() =>
    store.transact(() => {
      write(left.map((event) => append(store, event)))
      throw new Error('rolled back')
    }),
  ).toThrow('rolled back')
  store.transact(() => write(right.map((event) => append(store, event))))
  expect(store.verify()).toEqual([])
})

test('the facts of a link', () => {
  const { links } = openStore(':memory:')
  expect(links.get('k')).toBeNull()
  expect([links.nextSession('k'), links.nextSession('k')]).toEqual([1, 2])
  links.adopt('k', 'l', 's')
  links.measured('k', -3.4, 1.2, 500)
  links.drained('k', 600)
  links.listsHeard('k', 700)
  expect(links.get('k')).toEqual({
    peer: 'k',
    linkId: 'l',
    peerStore: 's',
    session: 2,
    stopped: null,
    stoppedDetail: null,
    stoppedMs: null,
    offsetMs: -3,
    uncertaintyMs: 2,
    heardMs: 500,
    drainedMs: 600,
    listsMs: 700,
  })
  links.stop('k', 'link/needs-reconciliation', 'digest at 7', 700)
  links.sawSession('v', 9)
  expect(links.all()).toMatchObject([
    { peer: 'k', session: 2, stopped: 'link/needs-reconciliation', stoppedDetail: 'digest at 7', stoppedMs: 700 },
    { peer: 'v', session: 9, linkId: null },
  ])
})

test('a neighbour joins a case once and for ever', () => {
  const { neighbours } = openStore(':memory:')
  neighbours.join('case', 'k')
  neighbours.join('case', 'k')
  expect([neighbours.hasJoined('case', 'k'), neighbours.hasJoined('case', 'c'), neighbours.hasJoined('other', 'k')]).toEqual([
    true,
    false,
    false,
  ])
  expect(neighbours.of('case')).toEqual(['k'])
})

test('a pack of contents ends its batch, however small it is on the line: cases get in between', () => {
  const store = openStore(':memory:')
  store.transact(() => {
    store.lanes.open('k')
    const rows = store.parcels.put(null, [Buffer.from('one'), Buffer.from('two')], 1)
    for (const row of rows) store.lanes.write('k', 'bulk', 'list-pack', row, 1)
    store.lanes.writeLetter('k', 'bulk', 'content-ask', 'i', Buffer.from('ask'), 1)
  })
  const read = (from: number) => store.lanes.read('k', 'bulk', from, 1 << 20, 99).map(({ kind }) => kind)
  expect([read(1), read(2), read(3)]).toEqual([['list-pack'], ['list-pack'], ['content-ask']])
  store.close()
})
