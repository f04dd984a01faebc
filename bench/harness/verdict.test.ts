import { expect, test } from 'vitest'
import type { Aim } from './contest.js'
import type { Row } from './row.js'
import { failuresOf, verdictOf } from './verdict.js'

const row: Row = {
  name: 'backlog',
  unit: 'events/s',
  better: 'higher',
  runs: [700],
  value: 700,
  spread: 0,
  floor: 1000,
  peer: 100,
  peerNote: 'it does not sync',
  ratioToFloor: 0.7,
  ratioToPeer: 7,
  cpuSeconds: {},
  rssMB: {},
  missing: 0,
}
const floorAim: Aim = { row: 'backlog', figure: 'ratioToFloor', bound: 'at least', limit: 0.7 }
const valueAim: Aim = { row: 'backlog', figure: 'value', bound: 'at most', limit: 120 }

test('aims that are just reached are reached', () => {
  expect(verdictOf([row], [floorAim])).toBe('ok')
  expect(verdictOf([{ ...row, value: 120 }], [valueAim])).toBe('ok')
})

test('the verdict lists every missed aim with what was reached', () => {
  const verdict = verdictOf([{ ...row, ratioToFloor: 0.69 }], [floorAim, valueAim])
  expect(verdict).toBe('below aim: backlog ratioToFloor 0.69, at least 0.7; backlog value 700, at most 120')
})

test('an aim whose row was not measured is missed', () => {
  expect(verdictOf([], [floorAim])).toBe('below aim: backlog ratioToFloor not measured, at least 0.7')
  expect(verdictOf([{ ...row, ratioToFloor: null }], [floorAim])).toContain('not measured')
})

test('a missed aim is no failure', () => {
  expect(failuresOf([{ ...row, ratioToFloor: 0.1, ratioToPeer: 0.1 }])).toEqual([])
})

test.each([
  ['a missing act', { missing: 1 }, 'backlog: 1 acknowledged but missing'],
  ['a count of missing acts that is no number', { missing: Number.NaN }, 'backlog: NaN acknowledged but missing'],
  ['a floor that did not run', { floor: null }, 'backlog: its floor did not run'],
  ['a peer that did not run', { peer: null }, 'backlog: its peer did not run'],
])('%s is a failure', (_, change, expected) => {
  expect(failuresOf([{ ...row, ...change }])).toEqual([expected])
})

test('a row that never had a peer may have none', () => {
  expect(failuresOf([{ ...row, peer: null, peerNote: null }])).toEqual([])
})
