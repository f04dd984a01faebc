import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  FIRST_FRAME_BYTES,
  goBack,
  heard,
  judgeBatch,
  LARGEST_FRAME_BYTES,
  maySend,
  paceAfter,
  PROGRESS_MS,
  progressDueMs,
  type SendState,
  sendStateErrors,
  sent,
  SMALLEST_FRAME_BYTES,
  startSending,
} from './flow.js'

const fresh = startSending(51, 60, 1_000)
const three = sent(sent(sent(fresh, 2, 100, false, 1_000), 3, 100, false, 1_100), 1, 100, false, 1_200)

test('a lane starts behind what the peer committed and sends up to its credit', () => {
  expect(fresh).toMatchObject({ acknowledged: 50, next: 51, credit: 60, inFlight: [] })
  expect(maySend(fresh, 4)).toBe(true)
  expect(maySend(sent(fresh, 10, 100, false, 1_000), 4)).toBe(false)
})

test('no more batches than the limit are on their way', () => {
  expect(three.inFlight.map(({ last }) => last)).toEqual([52, 55, 56])
  expect(maySend(three, 4)).toBe(true)
  expect(maySend(three, 3)).toBe(false)
})

test.each([
  ['one batch is committed', { number: 52, credit: 62, inAck: true }, { acknowledged: 52, next: 57, credit: 62, left: [55, 56] }],
  ['all are committed', { number: 56, credit: 66, inAck: true }, { acknowledged: 56, next: 57, credit: 66, left: [] }],
  [
    'an old answer comes late',
    { number: 49, credit: 55, inAck: true },
    { acknowledged: 50, next: 57, credit: 60, left: [52, 55, 56] },
  ],
  [
    'a repeated answer means a gap: all goes again',
    { number: 50, credit: 60, inAck: true },
    { acknowledged: 50, next: 51, credit: 60, left: [] },
  ],
  [
    'a heartbeat that repeats it does not',
    { number: 50, credit: 70, inAck: false },
    { acknowledged: 50, next: 57, credit: 70, left: [52, 55, 56] },
  ],
  [
    'a heartbeat acknowledges too',
    { number: 55, credit: 65, inAck: false },
    { acknowledged: 55, next: 57, credit: 65, left: [56] },
  ],
])('what the peer says: %s', (_title, statement, { left, ...expected }) => {
  const after = heard(three, statement, 2_000)
  expect(after).toMatchObject(expected)
  expect(after.inFlight.map(({ last }) => last)).toEqual(left)
})

test('one gap sends back once, until there is progress again', () => {
  const gap = { number: 50, credit: 60, inAck: true }
  const again = sent(heard(three, gap, 2_000), 2, 100, false, 2_000)
  expect(heard(again, gap, 2_100).next).toBe(53)
  const moved = sent(heard(again, { ...gap, number: 52 }, 2_200), 2, 100, false, 2_200)
  expect(heard(moved, { ...gap, number: 52 }, 2_300).next).toBe(53)
})

test('an answer to the first copies, after going back, moves on behind them', () => {
  const again = sent(heard(three, { number: 50, credit: 60, inAck: true }, 2_000), 1, 100, false, 2_000)
  expect(heard(again, { number: 55, credit: 65, inAck: true }, 2_100)).toMatchObject({ acknowledged: 55, next: 56, inFlight: [] })
})

test('the progress timer runs only while something is on its way, and from the last progress', () => {
  expect(progressDueMs(fresh)).toBeNull()
  expect(progressDueMs(three)).toBe(1_000 + PROGRESS_MS)
  expect(progressDueMs(heard(three, { number: 52, credit: 62, inAck: true }, 9_000))).toBe(9_000 + PROGRESS_MS)
  expect(progressDueMs(goBack(three, 20_000))).toBeNull()
})

test('whatever happens in whatever order, the state of a sender stays sound', () => {
  const statement = fc.record({ number: fc.nat(40), credit: fc.nat(60), inAck: fc.boolean() })
  const step = fc.oneof(fc.record({ count: fc.integer({ min: 1, max: 5 }) }), statement, fc.constant('back' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let state: SendState = startSending(1, 5, 0)
      for (const [nowMs, one] of steps.entries()) {
        state = apply(state, one, nowMs)
        expect(sendStateErrors(state)).toEqual([])
      }
    }),
    { numRuns: 500 },
  )
})

type Step = { count: number } | { number: number; credit: number; inAck: boolean } | 'back'

function apply(state: SendState, step: Step, nowMs: number): SendState {
  if (step === 'back') return goBack(state, nowMs)
  if ('number' in step) return heard(state, step, nowMs)
  const count = Math.min(step.count, state.credit - state.next + 1)
  return maySend(state, 4) ? sent(state, count, 10, false, nowMs) : state
}

test('the check of a sender finds what is wrong', () => {
  expect(sendStateErrors({ ...three, next: 60 })).toHaveLength(1)
  expect(sendStateErrors({ ...three, inFlight: [...three.inFlight].reverse() })).not.toEqual([])
  expect(sendStateErrors({ ...three, credit: 54 })).toHaveLength(1)
})

test.each([
  [10, 11, 5, { kind: 'accept', skip: 0 }],
  [10, 9, 5, { kind: 'accept', skip: 2 }],
  [10, 6, 5, { kind: 'duplicate' }],
  [10, 10, 1, { kind: 'duplicate' }],
  [10, 12, 5, { kind: 'gap' }],
])('with %i received, a batch from %i of %i messages', (received, first, count, expected) => {
  expect(judgeBatch(received, first, count)).toEqual(expected)
})

test.each([
  ['a full frame answered quickly doubles', FIRST_FRAME_BYTES, 499, true, 64 * 1024],
  ['a small batch says nothing about the line', FIRST_FRAME_BYTES, 100, false, FIRST_FRAME_BYTES],
  ['in between nothing changes', FIRST_FRAME_BYTES, 1_000, true, FIRST_FRAME_BYTES],
  ['a slow answer halves', FIRST_FRAME_BYTES, 2_001, true, 16 * 1024],
  ['never above what every hop takes', LARGEST_FRAME_BYTES, 10, true, LARGEST_FRAME_BYTES],
  ['never below what a thin line carries', SMALLEST_FRAME_BYTES, 9_000, true, SMALLEST_FRAME_BYTES],
])('frame size: %s', (_title, before, tookMs, isFull, after) => {
  expect(paceAfter(before, tookMs, isFull)).toBe(after)
})
