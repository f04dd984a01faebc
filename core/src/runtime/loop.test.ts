import { expect, test } from 'vitest'
import { loop, type LoopFailure, type LoopOptions } from './loop.js'
import { ManualClock } from './manual-clock.js'

function startLoop(step: LoopOptions['step']) {
  const clock = new ManualClock()
  const stop = new AbortController()
  const failures: LoopFailure[] = []
  const ended = loop({
    name: 'probe',
    signal: stop.signal,
    step,
    pauseMs: 1_000,
    onFailure: (failure) => failures.push(failure),
    backOff: { firstMs: 100, longestMs: 800 },
    clock,
    random: () => 1,
  })
  return { clock, stop, failures, ended }
}

/** Lets the loop run until it waits for its clock again. */
async function untilItRests(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

test('rounds follow one another after the pause', async () => {
  let rounds = 0
  const { clock, stop, ended } = startLoop(() => void rounds++)
  await untilItRests()
  expect(rounds).toBe(1)
  clock.advance(999)
  await untilItRests()
  expect(rounds).toBe(1)
  clock.advance(1)
  await untilItRests()
  expect(rounds).toBe(2)
  stop.abort()
  await ended
})

test('failures are reported and retried ever more slowly, up to the longest wait', async () => {
  const { clock, stop, failures, ended } = startLoop(() => Promise.reject(new Error('no answer')))
  for (let round = 0; round < 6; round++) {
    await untilItRests()
    clock.advance(clock.nextTimerMs() ?? 0)
  }
  expect(failures.map((failure) => failure.retryAfterMs)).toEqual([100, 200, 400, 800, 800, 800])
  expect(failures.at(-1)).toMatchObject({ loop: 'probe', failureCount: 6, error: new Error('no answer') })
  stop.abort()
  await ended
})

test('a round that goes well forgets the failures before it', async () => {
  let round = 0
  const { clock, stop, failures, ended } = startLoop(() => {
    if (++round !== 3) throw new Error('no answer')
  })
  for (let count = 0; count < 4; count++) {
    await untilItRests()
    clock.advance(clock.nextTimerMs() ?? 0)
  }
  await untilItRests()
  expect(failures.map((failure) => failure.failureCount)).toEqual([1, 2, 1, 2])
  stop.abort()
  await ended
})

test('waits differ between loops by up to half', async () => {
  const delayWith = async (drawn: number) => {
    const stop = new AbortController()
    let delayMs = 0
    await loop({
      name: 'probe',
      signal: stop.signal,
      pauseMs: 0,
      step: () => Promise.reject(new Error('no answer')),
      onFailure: (failure) => {
        delayMs = failure.retryAfterMs
        stop.abort()
      },
      backOff: { firstMs: 100, longestMs: 100 },
      random: () => drawn,
    })
    return delayMs
  }
  expect(await delayWith(0)).toBe(50)
  expect(await delayWith(1)).toBe(100)
})

test('an abort ends the wait at once and starts no other round', async () => {
  let rounds = 0
  const { clock, stop, ended } = startLoop(() => void rounds++)
  await untilItRests()
  stop.abort()
  await ended
  expect(rounds).toBe(1)
  expect(clock.nextTimerMs()).toBeNull()
})

test('an abort waits for the round that is running, and its failure is not a failure', async () => {
  const { stop, failures, ended } = startLoop(
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
  )
  await untilItRests()
  stop.abort()
  await ended
  expect(failures).toEqual([])
})
