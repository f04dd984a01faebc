import { expect, test } from 'vitest'
import type { Contest, Contestant, Side } from './contest.js'
import { measure } from './measure.js'

function contestOf(started: Side[]): Contest {
  const contestant =
    (side: Side): Contestant =>
    async () => {
      started.push(side)
      return { values: { rate: 1 }, usage: {}, missing: 0 }
    }
  return {
    metrics: [{ name: 'rate', unit: 'cases/s', better: 'higher' }],
    ours: contestant('ours'),
    floor: contestant('floor'),
    peer: contestant('peer'),
    peerNote: 'a note',
  }
}

test('every run takes all sides, beginning with another one each time', async () => {
  const started: Side[] = []
  await measure(contestOf(started), { runs: 3, without: [], log: () => {} })
  expect(started).toEqual(['ours', 'floor', 'peer', 'floor', 'peer', 'ours', 'peer', 'ours', 'floor'])
})

test('a side that is left out stays unmeasured', async () => {
  const started: Side[] = []
  const [row] = await measure(contestOf(started), { runs: 2, without: ['peer'], log: () => {} })
  expect(started).not.toContain('peer')
  expect(row).toMatchObject({ value: 1, floor: 1, peer: null })
})

test('a contestant that fails fails the measurement', async () => {
  const contest: Contest = { ...contestOf([]), floor: () => Promise.reject(new Error('no floor')) }
  await expect(measure(contest, { runs: 1, without: [], log: () => {} })).rejects.toThrow('no floor')
})
