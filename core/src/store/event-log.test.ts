import { expect, test } from 'vitest'
import { decodeSealedEvent } from '../wire/event.js'
import { appendAll, append, caseIdOf, following, history } from './history.testing.js'
import { openStore } from './open.js'

const caseId = caseIdOf('1')

test('rows keep the author’s bytes, their order and where they came from', () => {
  const store = openStore(':memory:')
  const events = history('1', {}, {}, {})
  appendAll(store, events.slice(0, 1))
  appendAll(store, events.slice(1), 'k')
  expect(store.events.rowsOf(caseId)).toMatchObject([
    { row: 1, sequence: 1, hash: events[0]?.hash, previousHash: '0'.repeat(64), own: true, source: null },
    { row: 2, sequence: 2, hash: events[1]?.hash, previousHash: events[0]?.hash, own: false, source: 'k' },
    { row: 3, sequence: 3, own: false, authorSite: 'v', epoch: { seizures: 0, tier: 0, moves: 0 } },
  ])
  expect(store.events.range(caseId, 2, 3).map(({ bytes }) => Buffer.from(bytes))).toEqual(
    events.slice(1).map(({ bytes }) => Buffer.from(bytes)),
  )
  expect(Buffer.from(store.events.bytes(caseId, events[1]?.hash ?? ''))).toEqual(Buffer.from(events[1]?.bytes ?? []))
  expect(store.events.after(1, 10).map(({ row }) => row)).toEqual([2, 3])
  expect(store.events.caseIds()).toEqual([caseId])
})

test('a row becomes the same lane payload each time, with the author’s seal', () => {
  const store = openStore(':memory:')
  const [event] = history('1', {})
  const [row] = appendAll(store, event === undefined ? [] : [event]) as [number]
  const payload = store.events.payload(row)
  expect(store.events.payload(row)).toEqual(payload)
  expect(decodeSealedEvent(payload)).toEqual({
    bytes: Buffer.from(event?.bytes ?? []),
    seal: event?.seal,
    sealScheme: event?.sealScheme,
  })
})

test('an event is known by its case and hash, and cannot be in the log twice', () => {
  const store = openStore(':memory:')
  const first = following(null, '1')
  appendAll(store, [first])
  expect(store.events.has(caseId, first.hash)).toBe(true)
  expect(store.events.has(caseId, following(first, '1').hash)).toBe(false)
  expect(store.events.has(caseIdOf('2'), first.hash)).toBe(false)
  expect(() => store.transact(() => append(store, first))).toThrow('UNIQUE')
  expect(store.events.rowsOf(caseId)).toHaveLength(1)
})

test('both rows of one sequence stay', () => {
  const store = openStore(':memory:')
  const first = following(null, '1')
  const left = following(first, '1')
  const right = following(first, '1', { after: { stage: 'withdrawn' } })
  appendAll(store, [first, left, right])
  expect(store.events.range(caseId, 2, 2)).toHaveLength(2)
})
