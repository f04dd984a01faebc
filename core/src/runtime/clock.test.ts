import { expect, test, vi } from 'vitest'
import { systemClock } from './clock.js'
import { ManualClock } from './manual-clock.js'

test('the system clock tells the date and a time that never goes back', () => {
  const before = systemClock.monotonicMs()
  expect(systemClock.nowMs()).toBeGreaterThan(Date.parse('2026-01-01'))
  expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(before)
})

test('a cancelled system timer never fires', () => {
  vi.useFakeTimers()
  try {
    const fired: string[] = []
    const cancel = systemClock.setTimer(10, () => fired.push('cancelled'))
    systemClock.setTimer(10, () => fired.push('kept'))
    cancel()
    vi.advanceTimersByTime(10)
    expect(fired).toEqual(['kept'])
  } finally {
    vi.useRealTimers()
  }
})

test('a system timer may wait longer than Node can in one piece', () => {
  vi.useFakeTimers()
  try {
    const fortyDaysMs = 40 * 24 * 3600_000
    let fired = false
    systemClock.setTimer(fortyDaysMs, () => {
      fired = true
    })
    vi.advanceTimersByTime(fortyDaysMs - 1)
    expect(fired).toBe(false)
    vi.advanceTimersByTime(1)
    expect(fired).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('a manual clock fires timers in the order they are due, each at its own time', () => {
  const clock = new ManualClock(1_000)
  const fired: string[] = []
  const note = (name: string) => () => fired.push(`${name}@${clock.nowMs()}/${clock.monotonicMs()}`)
  clock.setTimer(20, note('second'))
  clock.setTimer(10, note('first'))
  clock.setTimer(20, note('third'))
  clock.advance(15)
  expect(fired).toEqual(['first@1010/10'])
  clock.advance(5)
  expect(fired).toEqual(['first@1010/10', 'second@1020/20', 'third@1020/20'])
})

test('a manual timer set while another fires is still due in the same advance', () => {
  const clock = new ManualClock()
  const fired: number[] = []
  clock.setTimer(5, () => clock.setTimer(5, () => fired.push(clock.monotonicMs())))
  clock.advance(10)
  expect(fired).toEqual([10])
})

test('a cancelled manual timer leaves nothing to wait for', () => {
  const clock = new ManualClock()
  const cancel = clock.setTimer(5, () => expect.unreachable())
  expect(clock.nextTimerMs()).toBe(5)
  cancel()
  expect(clock.nextTimerMs()).toBeNull()
  clock.advance(10)
})

test('a jump of the date moves no timer', () => {
  const clock = new ManualClock(1_000)
  let fired = false
  clock.setTimer(5, () => {
    fired = true
  })
  clock.setDate(0)
  expect(clock.nowMs()).toBe(0)
  expect(fired).toBe(false)
  clock.advance(5)
  expect(clock.nowMs()).toBe(5)
  expect(fired).toBe(true)
})
