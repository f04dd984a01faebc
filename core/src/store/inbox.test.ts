import { expect, test } from 'vitest'
import { caseIdOf, history, type Written } from './history.testing.js'
import { openStore } from './open.js'

const caseId = caseIdOf('1')
const [first, second, third] = history('1', {}, {}, {}) as [Written, Written, Written]
const held = ({ event, hash, bytes, seal, sealScheme }: Written) => ({
  event,
  hash,
  bytes,
  seal,
  sealScheme,
  source: 'k',
  atMs: 5,
})

test('a held event waits for exactly its predecessor and is taken once', () => {
  const { inbox } = openStore(':memory:')
  inbox.hold(held(third))
  inbox.hold(held(second))
  inbox.hold(held(second))
  expect([inbox.heldCount(), inbox.heldOf(caseId).map(({ sequence }) => sequence)]).toEqual([2, [2, 3]])
  expect(inbox.takeHeldAfter(caseId, third.hash)).toEqual([])
  expect(inbox.takeHeldAfter(caseIdOf('2'), first.hash)).toEqual([])
  const [taken] = inbox.takeHeldAfter(caseId, first.hash)
  expect(taken).toMatchObject({
    caseId,
    sequence: 2,
    hash: second.hash,
    previousHash: first.hash,
    source: 'k',
    seal: second.seal,
  })
  expect(Buffer.from(taken?.bytes ?? []).equals(Buffer.from(second.bytes))).toBe(true)
  expect(inbox.takeHeldAfter(caseId, first.hash)).toEqual([])
  expect(inbox.held(10).map(({ sequence }) => sequence)).toEqual([3])
})

test('a parked message keeps its bytes and its reason until it is taken up', () => {
  const { inbox } = openStore(':memory:')
  const payload = Buffer.from('whatever came')
  const at = { payload, source: 'k', detail: 'names version 9', atMs: 5 }
  const behind = inbox.park({ ...at, kind: 'event', caseId, hash: second.hash, code: 'roster/behind' })
  const unknown = inbox.park({ ...at, kind: 200, caseId: null, hash: null, code: 'link/unknown-kind' })
  expect(inbox.parked()).toEqual([
    {
      id: behind,
      kindNumber: 1,
      code: 'roster/behind',
      detail: 'names version 9',
      source: 'k',
      caseId,
      atMs: 5,
      tries: 0,
      payload,
    },
    {
      id: unknown,
      kindNumber: 200,
      code: 'link/unknown-kind',
      detail: 'names version 9',
      source: 'k',
      caseId: null,
      atMs: 5,
      tries: 0,
      payload,
    },
  ])
  expect(inbox.parked('link/unknown-kind').map(({ id }) => id)).toEqual([unknown])
  expect(inbox.parkedOf(caseId).map(({ id }) => id)).toEqual([behind])
  expect([inbox.isParked(caseId, second.hash), inbox.isParked(caseId, third.hash)]).toEqual([true, false])
  inbox.triedAgain(behind, 'event/wrong-side', 'still')
  expect(inbox.parked('event/wrong-side')).toMatchObject([{ tries: 1, detail: 'still' }])
  inbox.unpark(behind)
  expect(inbox.parked().map(({ id }) => id)).toEqual([unknown])
})
