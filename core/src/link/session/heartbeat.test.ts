import { expect, test } from 'vitest'
import { ManualClock } from '../../runtime/manual-clock.js'
import type { ClockOffset } from '../status.js'
import { Heartbeats, isNews, offsetOf } from './heartbeat.js'

test.each([
  ['equal clocks, even line', [1_000, 1_050, 1_060, 1_110], { offsetMs: 0, uncertaintyMs: 50 }],
  ['a peer one hour ahead', [0, 3_600_050, 3_600_060, 110], { offsetMs: 3_600_000, uncertaintyMs: 50 }],
  ['a peer in 1970', [1_700_000_000_000, 5, 5, 1_700_000_000_010], { offsetMs: -1_700_000_000_000, uncertaintyMs: 5 }],
  ['a peer whose clock went back in between', [1_000, 1_050, 1_000, 1_110], null],
  ['an own clock that went back in between', [1_000, 1_050, 1_060, 900], null],
  ['a peer that answers a statement of long ago', [1_000, 1_000, 90_000, 90_000], null],
] as const)('the offset of %s', (_title, [sentMs, cameInMs, answeredMs, backMs], expected) => {
  expect(offsetOf({ sentMs, cameInMs, answeredMs, backMs })).toEqual(expected)
})

test.each([
  ['the first', null, [5, 900], true],
  ['the same again', [5, 40], [9, 40], false],
  ['one much surer', [5, 900], [5, 40], true],
  ['one that moved away', [5, 40], [3_000, 40], true],
  ['a vague one around the old', [5, 40], [3_000, 4_000], false],
] as const)('worth a write: %s', (_title, last, [offsetMs, uncertaintyMs], expected) => {
  const before = last === null ? null : { offsetMs: last[0], uncertaintyMs: last[1] }
  expect(isNews(before, { offsetMs, uncertaintyMs })).toBe(expected)
})

/** Two ends whose clocks differ, over a line that takes `oneWayMs`. */
function twoEnds(aheadMs: number, oneWayMs: number) {
  const here = new ManualClock(1_000_000)
  const there = new ManualClock(1_000_000 + aheadMs)
  const reported: ClockOffset[] = []
  const ends = { here: new Heartbeats(here, (offset) => reported.push(offset)), there: new Heartbeats(there, () => undefined) }
  const pass = (ms: number) => {
    here.advance(ms)
    there.advance(ms)
  }
  const round = () => {
    const out = ends.here.next([])
    pass(oneWayMs)
    ends.there.heard(out.clockMs, out.heard)
    pass(5_000)
    const back = ends.there.next([])
    pass(oneWayMs)
    ends.here.heard(back.clockMs, back.heard)
    pass(5_000)
  }
  return { here, there, ends, round, reported }
}

test('heartbeats measure the offset with half the round trip as uncertainty, and report it once', () => {
  const { ends, round, reported } = twoEnds(-7_200_000, 80)
  for (let i = 0; i < 5; i++) round()
  expect(ends.here.offset).toEqual({ offsetMs: -7_200_000, uncertaintyMs: 80 })
  expect(reported).toHaveLength(1)
})

test('a change of the own date between sending and hearing spoils no measurement', () => {
  const { here, ends, round, reported } = twoEnds(0, 80)
  round()
  const out = ends.here.next([])
  here.setDate(0)
  ends.here.heard(1_000_500, { clockMs: out.clockMs, atMs: 1_000_400 })
  expect(reported).toEqual([{ offsetMs: 0, uncertaintyMs: 80 }])
})

test('an answer to a heartbeat never sent measures nothing', () => {
  const { ends, reported } = twoEnds(0, 10)
  ends.here.heard(500, { clockMs: 123, atMs: 400 })
  expect(reported).toEqual([])
})
