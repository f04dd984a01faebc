import { describe, expect, test } from 'vitest'
import { appendAll, caseIdOf, history } from '../history.testing.js'
import { openStore } from '../open.js'
import type { Store } from '../store.js'

/** A lane toward k with five events and one letter, of which the first four were acknowledged, two at 200 and two at 300. */
function acknowledged(): Store {
  const store = openStore(':memory:')
  const rows = appendAll(store, history('1', {}, {}, {}, {}, {}))
  store.transact(() => {
    store.links.adopt('k', 'link-1', 'store-k')
    store.lanes.open('k')
    for (const row of rows.slice(0, 2)) store.lanes.write('k', 'case', 'event', row, 100)
    store.lanes.writeLetter('k', 'case', 'request', 'r', Buffer.from('request'), 100)
    for (const row of rows.slice(2)) store.lanes.write('k', 'case', 'event', row, 100)
    store.lanes.acknowledge('k', 'case', 2, [{ number: 1, state: 'parked', code: 'event/fork', detail: '' }], 200)
    store.lanes.acknowledge('k', 'case', 4, [], 300)
  })
  return store
}

const prune = (store: Store, byMs: number, most = 100) => {
  const upTo = store.lanes.prunable('k', 'case', byMs, most)
  if (upTo !== null) store.transact(() => store.lanes.prune('k', 'case', upTo))
  return upTo
}

describe('pruning a lane', () => {
  test.each([
    [199, null],
    [200, 2],
    [299, 2],
    [300, 4],
    [900, 4],
  ])('of what was acknowledged by %i takes entries up to %s', (byMs, upTo) => {
    expect(prune(acknowledged(), byMs)).toBe(upTo)
  })

  test('never takes what waits, nor more than it may at once', () => {
    const store = acknowledged()
    expect([prune(store, 900, 3), prune(store, 900, 3), prune(store, 900, 3)]).toEqual([3, 4, null])
    expect(store.lanes.outgoing('k', 'case', 9).map(({ number }) => number)).toEqual([5, 6])
    expect(store.lanes.marks('k')[0]).toMatchObject({ written: 6, acknowledged: 4 })
  })

  test('keeps the digest where it stops, and none before it', () => {
    const store = acknowledged()
    const digests = [3, 4, 5, 6].map((number) => store.lanes.digestAt('k', 'case', number))
    prune(store, 900)
    expect([3, 4, 5, 6].map((number) => store.lanes.digestAt('k', 'case', number))).toEqual([null, ...digests.slice(1)])
    expect(store.lanes.digestAt('k', 'case', 0)).toMatch(/^0+$/)
  })

  test('leaves a store that verifies, reads on and numbers on', () => {
    const store = acknowledged()
    prune(store, 900)
    expect(store.verify()).toEqual([])
    expect(store.lanes.read('k', 'case', 5, 1e6, 6)).toHaveLength(2)
    expect(() => store.lanes.read('k', 'case', 4, 1e6, 6)).toThrow('pruned')
    const [row = 0] = appendAll(store, history('2', {}))
    expect(store.transact(() => store.lanes.write('k', 'case', 'event', row, 400))).toBe(7)
    expect(store.verify()).toEqual([])
  })

  test('takes letters and results along, and a letter written under a row used before is read as itself', () => {
    const store = acknowledged()
    prune(store, 900)
    expect(store.lanes.results('k', 'case', 9)).toEqual([])
    store.transact(() => store.lanes.writeLetter('k', 'case', 'request', 's', Buffer.from('another'), 400))
    expect(store.lanes.read('k', 'case', 7, 1e6, 7).map(({ payload }) => payload.toString())).toEqual(['another'])
    expect(store.verify()).toEqual([])
  })

  test('is rolled back with its transaction', () => {
    const store = acknowledged()
    const failing = () =>
      store.transact(() => {
        store.lanes.prune('k', 'case', 4)
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(store.lanes.read('k', 'case', 1, 1e6, 6)).toHaveLength(6)
    expect(prune(store, 900)).toBe(4)
  })
})

test('a case is not only here because the entry of its last event was pruned', () => {
  const store = openStore(':memory:')
  const [row = 0] = appendAll(store, history('1', {}))
  appendAll(store, history('2', {}))
  store.transact(() => {
    store.links.adopt('k', 'link-1', 'store-k')
    store.lanes.open('k')
    store.neighbours.join(caseIdOf('1'), 'k')
    store.lanes.write('k', 'case', 'event', row, 100)
    store.lanes.acknowledge('k', 'case', 1, [], 200)
  })
  prune(store, 900)
  expect(['1', '2'].map((name) => store.caseList.get(caseIdOf(name))?.onlyHere)).toEqual([false, true])
})
