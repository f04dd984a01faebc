import { loop } from '@liandong/core/runtime/loop.js'
import { ManualClock } from '@liandong/core/runtime/manual-clock.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import { expect, test } from 'vitest'

/** Lets everything run that waits for no clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

/** The background work of three sites in one process, on one virtual clock, for ten virtual seconds. */
async function tenSeconds(): Promise<readonly string[]> {
  const clock = new ManualClock()
  const rounds: string[] = []
  await using scope = new Scope({ onFailure: (step, error) => rounds.push(`${step}: ${String(error)}`), clock })
  for (const [site, pauseMs] of [
    ['city', 1_000],
    ['county', 700],
    ['village', 300],
  ] as const) {
    const stop = new AbortController()
    const step = () => void rounds.push(`${site}@${clock.nowMs()}`)
    const ended = loop({ name: site, signal: stop.signal, step, pauseMs, clock, onFailure: () => expect.unreachable() })
    scope.add(site, () => (stop.abort(), ended))
  }
  for (await settle(); clock.nowMs() < 10_000; await settle()) clock.advance(clock.nextTimerMs() ?? 0)
  return rounds
}

test('sites on one virtual clock take their turns in the same order every time', async () => {
  const first = await tenSeconds()
  expect(first.slice(0, 6)).toEqual(['city@0', 'county@0', 'village@0', 'village@300', 'village@600', 'county@700'])
  expect(first.filter((round) => round.startsWith('village'))).toHaveLength(34)
  expect(await tenSeconds()).toEqual(first)
})
