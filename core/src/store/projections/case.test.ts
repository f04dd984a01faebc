import { describe, expect, test } from 'vitest'
import type { CaseBody } from '../../domain/case/event.js'
import { append, appendAll, caseIdOf, type Change, following, history, type Written } from '../history.testing.js'
import { openStore } from '../open.js'
import type { Store } from '../store.js'
import type { CaseFilter } from './case-list.js'
import { stateFromJson, stateToJson } from './state-json.js'

const caseId = caseIdOf('1')
const moved = { seizures: 0, tier: 0, moves: 1 }
const accepted: CaseBody = {
  type: 'accepted',
  organ: null,
  acceptedMs: 5,
  promised: { date: '2026-12-01', latest: null, provisional: false },
  legal: { date: '2026-12-20', latest: null, provisional: true },
  calendarVersion: '2026',
}
const task: CaseBody = {
  type: 'task-given',
  task: 't1',
  kind: 'notify',
  site: 'v',
  place: 'station',
  person: null,
  from: null,
  until: '2026-12-24',
  instruction: null,
}

function withCase(...changes: readonly Change[]): { store: Store; events: Written[] } {
  const store = openStore(':memory:')
  const events = history('1', ...changes)
  appendAll(store, events)
  return { store, events }
}

test('a list shows the case as its last event left it', () => {
  const change = { body: accepted, epoch: moved, after: { custodian: 'k', stage: 'accepted' as const, servicePlace: 'hall' } }
  const { store, events } = withCase({}, change)
  expect(store.caseList.get(caseId)).toEqual({
    caseId,
    number: '371122104201-20261122-7KQ-1',
    stage: 'accepted',
    item: 'item-1',
    itemName: null,
    custodian: 'k',
    originSite: 'v',
    originPlace: 'station',
    serviceSite: 'v',
    servicePlace: 'hall',
    registeredMs: 1_790_000_001_000,
    legalMs: 1_790_000_002_000,
    promisedDue: '2026-12-01',
    legalDue: '2026-12-20',
    epoch: moved,
    headSequence: 2,
    headHash: events[1]?.hash,
    headRow: 2,
    setAside: 0,
    frozen: false,
    needsUpgrade: false,
    onlyHere: true,
  })
  expect(store.caseList.byNumber('371122104201-20261122-7KQ-1')).toHaveLength(1)
  expect([store.caseList.get('x'), store.caseList.byNumber('x'), store.cases.headHash('x'), store.cases.state('x')]).toEqual([
    null,
    [],
    null,
    null,
  ])
})

test('a number shared by two cases shows both', () => {
  const store = openStore(':memory:')
  appendAll(store, history('1', { number: 'same' }))
  appendAll(store, history('2', { number: 'same' }))
  expect(store.caseList.byNumber('same')).toHaveLength(2)
})

describe('a case is only here', () => {
  const link = (store: Store, ...rows: number[]) =>
    store.transact(() => {
      store.lanes.open('k')
      for (const row of rows) store.lanes.write('k', 'case', 'event', row, 1)
    })
  const onlyHere = (store: Store) => store.caseList.get(caseId)?.onlyHere

  test('until a neighbour has acknowledged its last event', () => {
    const { store, events } = withCase({}, {})
    link(store, 1, 2)
    expect(onlyHere(store)).toBe(true)
    store.lanes.acknowledge('k', 'case', 1, [], 1)
    expect(onlyHere(store)).toBe(true)
    store.lanes.acknowledge('k', 'case', 2, [], 1)
    expect(onlyHere(store)).toBe(false)
    appendAll(store, [following(events[1] ?? null, '1')])
    expect(onlyHere(store)).toBe(true)
  })

  test('never when another site wrote on top of it', () => {
    const { store, events } = withCase({}, {})
    appendAll(store, [following(events[1] ?? null, '1', { author: 'k' })], 'k')
    expect(onlyHere(store)).toBe(false)
  })
})

describe('a case with two branches', () => {
  test('of one epoch is frozen, and its longer branch is shown', () => {
    const { store, events } = withCase({}, {})
    const first = events[0] ?? null
    appendAll(store, [following(first, '1', { author: 'k' })], 'k')
    expect(store.caseList.get(caseId)).toMatchObject({ setAside: 1, frozen: true, headSequence: 2 })
    expect([store.cases.isFrozen(caseId), store.cases.setAside(caseId)]).toMatchObject([true, [{ sequence: 2 }]])
  })

  test('is free again when a seizure stands on the one shown', () => {
    const { store, events } = withCase({}, {}, {})
    appendAll(store, [following(events[0] ?? null, '1', { author: 'k' })], 'k')
    expect(store.cases.isFrozen(caseId)).toBe(true)
    const seized = following(events[2] ?? null, '1', { author: 'k', epoch: { seizures: 1, tier: 1, moves: 0 } })
    appendAll(store, [seized], 'k')
    expect(store.caseList.get(caseId)).toMatchObject({ setAside: 1, frozen: false, headSequence: 4 })
    expect(store.cases.isFrozen(caseId)).toBe(false)
  })

  test('follows the higher epoch, whichever came first', () => {
    const { store, events } = withCase({}, {}, {})
    const seized = following(events[0] ?? null, '1', {
      author: 'k',
      epoch: { seizures: 1, tier: 1, moves: 0 },
      after: { custodian: 'k' },
    })
    appendAll(store, [seized], 'k')
    expect(store.caseList.get(caseId)).toMatchObject({ setAside: 2, frozen: false, headSequence: 2, custodian: 'k' })
    expect(store.cases.state(caseId)).toMatchObject({ sequence: 2, custodian: 'k' })
    expect(store.cases.standing(caseId).map(({ hash }) => hash)).toEqual([events[0]?.hash, seized.hash])
    appendAll(store, [following(seized, '1', { author: 'k' })], 'k')
    expect(store.caseList.get(caseId)).toMatchObject({ setAside: 2, headSequence: 3 })
  })

  test('from its very start shows the start that stands', () => {
    const store = openStore(':memory:')
    const lower = following(null, '1', { number: 'lower', after: { originPlace: 'a' } })
    const higher = following(null, '1', { number: 'higher', epoch: moved, after: { originPlace: 'b' }, legalMs: 5 })
    appendAll(store, [lower, higher])
    expect(store.caseList.get(caseId)).toMatchObject({ number: 'higher', originPlace: 'b', registeredMs: 5, setAside: 1 })
    expect(store.caseList.byNumber('lower')).toEqual([])
  })
})

test('a long case is loaded from its last kept state, and gives what folding it all gives', () => {
  const changes = Array.from(
    { length: 40 },
    (_, each): Change => (each === 5 ? { body: task } : each === 6 ? { body: accepted } : {}),
  )
  const { store } = withCase(...changes)
  const state = store.cases.state(caseId)
  expect(state).toMatchObject({ sequence: 40, tasks: new Map([['t1', { kind: 'notify' }]]) })
  store.rebuild()
  expect(store.cases.state(caseId)).toEqual(state)
  expect(state === null ? null : stateFromJson(stateToJson(state))).toEqual(state)
})

test('a kept state of a branch set aside is not used', () => {
  const { store, events } = withCase(...Array.from({ length: 16 }, (): Change => ({})))
  const seized = following(events[9] ?? null, '1', { epoch: { seizures: 1, tier: 1, moves: 0 }, after: { custodian: 'k' } })
  appendAll(store, [seized], 'k')
  expect(store.cases.state(caseId)).toMatchObject({ sequence: 11, custodian: 'k' })
})

test('an event of a later version marks its case', () => {
  const store = openStore(':memory:')
  const first = following(null, '1')
  appendAll(store, [first])
  const state = store.cases.state(caseId)
  if (state === null) throw new Error('no state')
  store.cases.put({ ...state, unknownBodies: ['video-opinion'] }, first.hash, 1)
  expect(store.caseList.get(caseId)?.needsUpgrade).toBe(true)
})

describe('a page of cases', () => {
  const store = openStore(':memory:')
  appendAll(store, history('a', { after: { servicePlace: 'hall' }, legalMs: 1 }))
  appendAll(store, history('b', { legalMs: 2 }, { body: accepted, after: { stage: 'accepted', custodian: 'k' } }))
  appendAll(store, history('c', { legalMs: 3, after: { item: { id: 'other', version: 1, digest: 'f'.repeat(64) } } }))
  appendAll(store, history('d', { legalMs: 4 }), 'k')
  const d2 = history('d', { legalMs: 4 }, { after: { stage: 'withdrawn' } }, {})
  appendAll(store, d2.slice(1), 'k')
  const fork = history('d', { legalMs: 4 })[0] ?? null
  appendAll(store, [following(fork, 'd', { author: 'z' })], 'k')

  const filters: readonly [CaseFilter, string[]][] = [
    [{}, ['d', 'c', 'b', 'a']],
    [{ stages: ['accepted', 'registered'] }, ['c', 'b', 'a']],
    [{ stages: [] }, []],
    [{ servicePlaces: ['hall', 'nowhere'] }, ['a']],
    [{ custodian: 'k' }, ['b']],
    [{ item: 'other' }, ['c']],
    [{ number: '7KQ-b' }, ['b']],
    [{ onlyHere: true }, ['c', 'b', 'a']],
    [{ onlyHere: false }, ['d']],
    [{ disputed: true }, ['d']],
    [{ disputed: false, custodian: 'v' }, ['c', 'a']],
    [{ dueBy: '2026-12-01' }, ['b']],
    [{ dueBy: '2026-11-30' }, []],
  ]
  const names = new Map(['a', 'b', 'c', 'd'].map((name) => [caseIdOf(name), name]))

  test.each(filters)('filtered by %j', (filter, expected) => {
    expect(store.caseList.page(filter, 10).map((view) => names.get(view.caseId))).toEqual(expected)
    const counted = [...store.caseList.countByStage(filter).values()].reduce((sum, count) => sum + count, 0)
    expect(counted).toBe(expected.length)
  })

  test('goes on after the last one of the page before', () => {
    const seen: (string | undefined)[] = []
    let after = null
    for (let page = store.caseList.page({}, 3, after); page.length > 0; page = store.caseList.page({}, 3, after)) {
      seen.push(...page.map((view) => names.get(view.caseId)))
      after = page.at(-1) ?? null
    }
    expect(seen).toEqual(['d', 'c', 'b', 'a'])
  })

  test('finds cases by custodian and by path, for seizures and first contacts', () => {
    expect(store.cases.withCustodian('k').map((id) => names.get(id))).toEqual(['b'])
    expect(store.cases.withOnPath('c')).toHaveLength(4)
    expect(store.cases.withOnPath('nobody')).toEqual([])
  })
})

test('tasks are listed at the site they were given to until they are answered', () => {
  const { store, events } = withCase({}, { body: task })
  expect(store.tasks.openAt('v')).toEqual([
    {
      caseId,
      task: 't1',
      kind: 'notify',
      site: 'v',
      place: 'station',
      person: null,
      from: null,
      until: '2026-12-24',
      givenMs: 1_790_000_002_000,
      result: null,
    },
  ])
  const answer: CaseBody = { type: 'task-answered', task: 't1', result: 'done', report: null, votes: null }
  store.transact(() => append(store, following(events[1] ?? null, '1', { body: answer })))
  expect([store.tasks.openAt('v'), store.tasks.ofCase(caseId)]).toMatchObject([[], [{ result: 'done' }]])
})
