import { expect, test } from 'vitest'
import type { Contest, Trial } from './contest.js'
import { rowsOf } from './row.js'

const contest: Contest = {
  metrics: [
    { name: 'rate', unit: 'cases/s', better: 'higher' },
    { name: 'delay', unit: 'ms', better: 'lower' },
  ],
  ours: null,
  floor: () => Promise.reject(new Error('not run here')),
  peer: null,
  peerNote: null,
}

function trial(rate: number, delay: number, missing = 0): Trial {
  return { values: { rate, delay }, usage: { site: { cpuSeconds: rate / 100, rssMB: rate } }, missing }
}

test('each metric becomes a row with the medians of all sides and ratios that say who is better', () => {
  const trials = { ours: [trial(80, 4), trial(90, 2), trial(100, 3)], floor: [trial(180, 1.5)], peer: [trial(45, 30)] }
  const [rate, delay] = rowsOf(contest, trials)
  expect(rate).toMatchObject({
    name: 'rate',
    runs: [80, 90, 100],
    value: 90,
    floor: 180,
    ratioToFloor: 0.5,
    peer: 45,
    ratioToPeer: 2,
  })
  expect(delay).toMatchObject({ name: 'delay', runs: [4, 2, 3], value: 3, floor: 1.5, ratioToFloor: 0.5, ratioToPeer: 10 })
})

test('a row has exactly the fields that were agreed', () => {
  const [row] = rowsOf(contest, { ours: [trial(80, 4)], floor: [trial(80, 4)], peer: [] })
  expect(Object.keys(row ?? {})).toEqual(
    'name unit better runs value spread floor peer peerNote ratioToFloor ratioToPeer cpuSeconds rssMB missing'.split(' '),
  )
})

test('a side that was not measured is null, not a number', () => {
  const [row] = rowsOf(contest, { ours: [], floor: [trial(100, 1)], peer: [] })
  expect(row).toMatchObject({
    runs: [],
    value: null,
    spread: null,
    floor: 100,
    peer: null,
    ratioToFloor: null,
    ratioToPeer: null,
  })
})

test('processor time is the median run, memory the worst one, and the floor and the peer keep their own names', () => {
  const [row] = rowsOf(contest, {
    ours: [trial(100, 1), trial(300, 1), trial(200, 1)],
    floor: [trial(50, 1)],
    peer: [trial(10, 1)],
  })
  expect(row?.cpuSeconds).toEqual({ site: 2, 'floor site': 0.5, 'peer site': 0.1 })
  expect(row?.rssMB).toEqual({ site: 300, 'floor site': 50, 'peer site': 10 })
})

test('missing acts add up over the runs of every side', () => {
  const [row] = rowsOf(contest, { ours: [trial(1, 1, 2), trial(1, 1, 1)], floor: [trial(1, 1, 4)], peer: [] })
  expect(row?.missing).toBe(7)
})

test('a run without a figure for a metric is an error', () => {
  const incomplete: Trial = { values: { rate: 1 }, usage: {}, missing: 0 }
  expect(() => rowsOf(contest, { ours: [incomplete], floor: [], peer: [] })).toThrow('delay')
})
