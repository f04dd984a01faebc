import { expect, test } from 'vitest'
import { Fault, type FaultCode } from '../domain/fault.js'
import { ManualClock } from '../runtime/manual-clock.js'
import { redial } from './redial.js'

/** The pauses between that many dials which all end so. */
async function pausesAfter(code: FaultCode, dials: number): Promise<readonly number[]> {
  const [stop, pauses, clock] = [new AbortController(), [] as number[], new ManualClock(0)]
  const running = redial({
    dialler: { dial: () => Promise.reject(new Fault(code)) },
    signal: stop.signal,
    clock,
    random: () => 1,
    isStopped: () => false,
    connect: () => {
      throw new Error('nobody answers')
    },
    onWait: (forMs) => {
      pauses.push(forMs)
      if (pauses.length === dials) stop.abort()
      else queueMicrotask(() => clock.advance(forMs))
    },
    onBug: () => undefined,
  })
  await running
  return pauses
}

test('a parent that cannot be reached is dialled ever more rarely', async () => {
  expect(await pausesAfter('link/parent-unreachable', 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

test.each(['roster/behind', 'link/renewal-overdue'] as const)('what passes by itself (%s) is tried again soon', async (code) => {
  expect(await pausesAfter(code, 6)).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000])
})
