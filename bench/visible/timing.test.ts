import { expect, test } from 'vitest'
import { atRate, delaysBetween } from './timing.js'

test('a delay is from the acceptance to the commit of the same case', () => {
  const accepted = new Map(Array.from({ length: 100 }, (_, index) => [`case ${index}`, 1_000 * index] as const))
  const committed = new Map([...accepted].map(([caseId, ms], index) => [caseId, ms + index + 1] as const))
  expect(delaysBetween(accepted, committed)).toEqual({ p50: 50, p95: 95, p99: 99, missing: 0 })
})

test('a case that never arrived is counted as missing and not as fast', () => {
  const accepted = new Map([
    ['a', 0],
    ['b', 0],
    ['c', 0],
  ])
  const committed = new Map([
    ['a', 10],
    ['c', 30],
  ])
  expect(delaysBetween(accepted, committed)).toMatchObject({ p50: 10, p99: 30, missing: 1 })
})

test('acceptances begin at even distances even when each takes longer than the distance', async () => {
  const started: number[] = []
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const running = atRate({ perSecond: 1_000, seconds: 0.005 }, async (index) => {
    started.push(index)
    if (started.length === 5) open()
    await gate
    return `case ${index}`
  })
  const moments = [...(await running).values()]
  expect(started).toEqual([0, 1, 2, 3, 4])
  expect(moments.map((ms) => Math.round(ms - (moments[0] ?? 0)))).toEqual([0, 1, 2, 3, 4])
})
