import { beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../link/channel.js'
import { LateChannel } from './late-channel.js'
import { MemoryLine } from './memory-line.js'
import { memoryPair } from './memory.js'

let late: LateChannel
let near: Channel
let far: Channel
let endCount: number
beforeEach(() => {
  endCount = 0
  late = new LateChannel('city', () => (endCount += 1))
  const { dialler, accepter } = memoryPair({ line: new MemoryLine(), child: 'k1', parent: 'city' })
  near = dialler.blobs
  far = accepter.blobs
})

const bytes = (size: number, first = 0) => Uint8Array.from({ length: size }, (_, index) => (index === 0 ? first : 0))
const nextTurn = () => new Promise(setImmediate)

function firstBytes(channel: Channel): (number | undefined)[] {
  const arrived: (number | undefined)[] = []
  channel.onFrame((frame) => arrived.push(frame[0]))
  return arrived
}

describe('a channel whose network comes later', () => {
  it('keeps what is sent, in order, until it comes', async () => {
    for (const first of [1, 2, 3]) expect(late.send(bytes(10, first))).toBe(true)
    late.attach(near)
    late.send(bytes(10, 4))
    const arrived = firstBytes(far)
    await nextTurn()
    expect(arrived).toEqual([1, 2, 3, 4])
  })

  it('takes a bounded amount, and says when there is room again', async () => {
    let drains = 0
    late.onDrain(() => (drains += 1))
    let taken = 1
    while (late.send(bytes(100_000))) taken += 1
    expect(taken).toBe(11)
    late.attach(near)
    const arrived = firstBytes(far)
    await nextTurn()
    expect([arrived.length, drains]).toEqual([11, 1])
  })

  it('hears what comes over it', async () => {
    const arrived = firstBytes(late)
    late.attach(near)
    far.send(bytes(10, 9))
    await nextTurn()
    expect(arrived).toEqual([9])
  })

  it('closes with it, and it with the channel', async () => {
    const reasons: string[] = []
    late.onClose((reason) => reasons.push(reason))
    late.attach(near)
    far.close('cut')
    await nextTurn()
    expect([reasons.length, endCount]).toEqual([1, 1])
    expect(late.send(bytes(1))).toBe(false)
  })

  it('lets go at once a network that comes after its end', () => {
    late.close('done')
    late.attach(near)
    expect(near.send(bytes(1))).toBe(false)
  })

  it('ends when a second network comes, and lets both go', () => {
    const other = memoryPair({ line: new MemoryLine(), child: 'k1', parent: 'city' }).dialler.blobs
    late.attach(near)
    late.attach(other)
    expect([endCount, near.send(bytes(1)), other.send(bytes(1))]).toEqual([1, false, false])
  })

  it('refuses a frame that is too large by name', () => {
    expect(() => late.send(bytes(512 * 1024 + 1))).toThrow(expect.objectContaining({ code: 'link/frame-too-large' }))
  })
})
