import { expect, test } from 'vitest'
import type { LaneMessage } from '../../site/ledger.js'
import { PROGRESS_MS } from './flow.js'
import { LaneSender } from './sender.js'

/** A lane of messages of 100 bytes; notes each read. */
function source(count: number) {
  const messages: LaneMessage[] = Array.from({ length: count }, () => ({
    kind: 'event',
    kindNumber: 1,
    payload: new Uint8Array(100),
  }))
  const reads: number[] = []
  const read = (from: number, maxBytes: number, upTo: number) => {
    reads.push(from)
    const most = Math.max(1, Math.floor(maxBytes / 100))
    return messages.slice(from - 1, Math.min(upTo, from - 1 + most))
  }
  return { messages, reads, read }
}

function sender(count: number, credit = 1_000) {
  const log = source(count)
  return { ...log, sender: new LaneSender('case', { from: 1, credit }, log, 0) }
}

const spans = (lane: LaneSender, frameBytes: number, limit: number) => {
  const found: [number, number][] = []
  for (let batch = lane.take(frameBytes, limit, 0); batch !== null; batch = lane.take(frameBytes, limit, 0)) {
    found.push([batch.first, batch.messages.length])
  }
  return found
}

test('batches follow each other without a gap, as large as the frame allows', () => {
  expect(spans(sender(10).sender, 400, 4)).toEqual([
    [1, 4],
    [5, 4],
    [9, 2],
  ])
})

test('nothing is read past the credit of the peer', () => {
  const { sender: lane } = sender(10, 3)
  expect(spans(lane, 10_000, 4)).toEqual([[1, 3]])
  lane.heard({ number: 3, credit: 5, inAck: true }, 10)
  expect(spans(lane, 10_000, 4)).toEqual([[4, 2]])
})

test('the limit of batches on their way holds until one is answered', () => {
  const { sender: lane } = sender(10)
  expect(spans(lane, 100, 2)).toHaveLength(2)
  expect(lane.hasBacklog).toBe(false)
  expect(spans(lane, 100, 4)).toHaveLength(2)
  expect(lane.hasBacklog).toBe(true)
  lane.heard({ number: 1, credit: 1_000, inAck: true }, 10)
  expect(spans(lane, 100, 4)).toEqual([[5, 1]])
})

test('an empty lane is not read again until something is written', () => {
  const { sender: lane, reads, messages } = sender(1)
  spans(lane, 100, 4)
  const before = reads.length
  expect(lane.take(100, 4, 0)).toBeNull()
  expect(reads.length).toBe(before)
  messages.push({ kind: 'event', kindNumber: 1, payload: new Uint8Array(5) })
  lane.poke()
  expect(lane.take(100, 4, 0)).toMatchObject({ first: 2 })
})

test('without progress for T it goes back to what the peer last said, and not before', () => {
  const { sender: lane } = sender(3)
  spans(lane, 100, 4)
  lane.heard({ number: 1, credit: 1_000, inAck: true }, 5_000)
  expect(lane.checkProgress(4_999 + PROGRESS_MS)).toBe(false)
  expect(lane.dueMs).toBe(5_000 + PROGRESS_MS)
  expect(lane.checkProgress(5_000 + PROGRESS_MS)).toBe(true)
  expect(spans(lane, 100, 4)).toEqual([
    [2, 1],
    [3, 1],
  ])
})

test('an answer names the batches that no longer wait', () => {
  const { sender: lane } = sender(3)
  spans(lane, 100, 4)
  const answered = lane.heard({ number: 2, credit: 1_000, inAck: true }, 700)
  expect(answered.map(({ last, isFull }) => [last, isFull])).toEqual([
    [1, true],
    [2, true],
  ])
})
