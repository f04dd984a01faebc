import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Fault } from '@liandong/core/domain/fault.js'
import type { Channel } from '@liandong/core/link/channel.js'
import { MAX_FRAME_BYTES } from '@liandong/core/wire/frame.js'
import { digestOf, End } from './channel-end.js'

/** Two ends of one open channel: the child dialled the parent. */
export interface ChannelEnds {
  readonly child: Channel
  readonly parent: Channel
  /** Closes whatever was opened for it, servers included. */
  close(): Promise<void>
}

/** Opens a new pair; several may be open at once. */
export type MakePair = () => Promise<ChannelEnds>

/** What every channel owes to a session; registers one test per promise. */
export function channelContract(name: string, makePair: MakePair): void {
  describe(`channel over ${name}`, () => {
    let ends: ChannelEnds
    beforeEach(async () => {
      ends = await makePair()
    })
    afterEach(() => ends.close())

    test('frames arrive in order and whole, and none is lost', async () => {
      const [child, parent] = [new End(ends.child), new End(ends.parent)]
      const frames = numbered(500, 300)
      await child.sendAll(frames)
      await parent.until('all frames', ({ frames: got }) => got.length >= frames.length)
      expect(parent.frames).toEqual(frames)
    })

    test('many frames of all sizes cross each other in both directions', async () => {
      const [child, parent] = [new End(ends.child), new End(ends.parent)]
      const [up, down] = [mixed(1), mixed(2)]
      await Promise.all([child.sendAll(up), parent.sendAll(down)])
      await parent.until('all from the child', ({ frames }) => frames.length >= up.length)
      await child.until('all from the parent', ({ frames }) => frames.length >= down.length)
      expect(parent.digests()).toEqual(up.map(digestOf))
      expect(child.digests()).toEqual(down.map(digestOf))
    })

    test('a frame of exactly 512 KiB passes', async () => {
      const [child, parent] = [new End(ends.child), new End(ends.parent)]
      const frame = bytes(MAX_FRAME_BYTES, 7)
      await child.sendAll([frame])
      await parent.until('the large frame', ({ frames }) => frames.length === 1)
      expect(parent.digests()).toEqual([digestOf(frame)])
    })

    test('a larger frame is refused by name, and the channel goes on', async () => {
      const [child, parent] = [new End(ends.child), new End(ends.parent)]
      const refused = faultOf(() => ends.child.send(bytes(MAX_FRAME_BYTES + 1, 7)))
      expect(refused?.code).toBe('link/frame-too-large')
      await child.sendAll(numbered(1, 10))
      await parent.until('the next frame', ({ frames }) => frames.length === 1)
      expect(parent.frames).toEqual(numbered(1, 10))
    })

    test('frames that came before anyone listened are delivered once someone does', async () => {
      const child = new End(ends.child)
      await child.sendAll(numbered(20, 100))
      const answer = new End(ends.parent, { listens: false })
      await answer.sendAll(numbered(1, 10))
      await child.until('a frame the other way, so that time has passed', ({ frames }) => frames.length === 1)
      answer.listen()
      await answer.until('the early frames', ({ frames }) => frames.length >= 20)
      expect(answer.frames).toEqual(numbered(20, 100))
    })

    test('a reader that does not read pushes back, and nothing is lost when it reads again', async () => {
      const child = new End(ends.child)
      const parent = new End(ends.parent, { listens: false })
      const sent = fillUp(ends.child)
      expect(sent.length).toBeLessThan(mostUntilFull)
      parent.listen()
      await child.until('room again', ({ drains }) => drains > 0)
      await child.sendAll(numbered(5, 50))
      await parent.until('all frames', ({ frames }) => frames.length >= sent.length + 5)
      expect(parent.digests()).toEqual([...sent, ...numbered(5, 50)].map(digestOf))
    })

    test('no handler is called from inside send', async () => {
      const child = new End(ends.child)
      const parent = new End(ends.parent)
      let isSending = false
      let calledInside = 0
      child.onEvent = parent.onEvent = () => {
        if (isSending) calledInside += 1
      }
      for (const frame of numbered(50, 1_000)) {
        isSending = true
        ends.child.send(frame)
        ends.parent.send(frame)
        isSending = false
      }
      await parent.until('all frames', ({ frames }) => frames.length >= 50)
      await child.until('all frames', ({ frames }) => frames.length >= 50)
      expect(calledInside).toBe(0)
    })

    test.each(['child', 'parent'] as const)('when the %s closes, both ends are told once', async (closing) => {
      const [child, parent] = [new End(ends.child), new End(ends.parent)]
      ends[closing].close('enough')
      ends[closing].close('enough again')
      await child.until('the child to be told', ({ closes }) => closes.length > 0)
      await parent.until('the parent to be told', ({ closes }) => closes.length > 0)
      ends.child.close('late')
      ends.parent.close('late')
      expect([child.closes.length, parent.closes.length]).toEqual([1, 1])
      expect((closing === 'child' ? child : parent).closes).toEqual(['enough'])
    })

    test('the closing end is told before close returns', () => {
      const child = new End(ends.child)
      ends.child.close('enough')
      expect(child.closes).toEqual(['enough'])
    })

    test('frames sent before the close arrive before it', async () => {
      const parent = new End(ends.parent)
      const child = new End(ends.child)
      await child.sendAll(numbered(10, 2_000))
      ends.child.close('said all')
      await parent.until('the end', ({ closes }) => closes.length > 0)
      expect(parent.frames).toEqual(numbered(10, 2_000))
    })

    test('a closed channel takes nothing, and its end hears nothing more', async () => {
      const [child, parent] = [new End(ends.child), new End(ends.parent)]
      for (const frame of numbered(20, 1_000)) ends.parent.send(frame)
      ends.child.close('enough')
      const heard = child.frames.length
      expect(ends.child.send(numbered(1, 10)[0] as Uint8Array)).toBe(false)
      await parent.until('the end', ({ closes }) => closes.length > 0)
      expect(ends.parent.send(numbered(1, 10)[0] as Uint8Array)).toBe(false)
      expect(child.frames.length).toBe(heard)
      expect(parent.frames).toEqual([])
    })

    test('who asks after the end is told of it', async () => {
      const parent = new End(ends.parent)
      ends.child.close('enough')
      await parent.until('the end', ({ closes }) => closes.length > 0)
      const late: string[] = []
      ends.child.onClose((reason) => late.push(reason))
      ends.parent.onClose(() => late.push('parent'))
      expect(late).toEqual(['enough', 'parent'])
    })

    test('two channels do not mix', async () => {
      const others = await makePair()
      try {
        const [one, two] = [new End(ends.parent), new End(others.parent)]
        await new End(ends.child).sendAll(numbered(30, 100))
        await new End(others.child).sendAll(numbered(20, 200))
        await one.until('all of the first', ({ frames }) => frames.length >= 30)
        await two.until('all of the second', ({ frames }) => frames.length >= 20)
        expect([one.frames, two.frames]).toEqual([numbered(30, 100), numbered(20, 200)])
        others.child.close('the second only')
        await two.until('the end of the second', ({ closes }) => closes.length > 0)
        expect(one.closes).toEqual([])
      } finally {
        await others.close()
      }
    })
  })
}

/** A channel that takes so many frames of 64 KiB that nobody reads has no limit. */
const mostUntilFull = 1024

function fillUp(channel: Channel): Uint8Array[] {
  const sent: Uint8Array[] = []
  for (let n = 0; n < mostUntilFull; n++) {
    const frame = bytes(64 * 1024, n)
    sent.push(frame)
    if (!channel.send(frame)) break
  }
  return sent
}

function numbered(count: number, sizeBytes: number): Uint8Array[] {
  return Array.from({ length: count }, (_, n) => bytes(sizeBytes, n))
}

function mixed(seed: number): Uint8Array[] {
  return Array.from({ length: 120 }, (_, n) => bytes([1, 40, 3_000, 70_000][(n * 7 + seed) % 4] as number, n + seed))
}

/** Bytes that differ from frame to frame and inside a frame. */
function bytes(sizeBytes: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: sizeBytes }, (_, i) => (i * 31 + (i >> 8) * 17 + seed * 13 + (seed >> 8)) & 0xff)
}

function faultOf(run: () => unknown): Fault | null {
  try {
    run()
    return null
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}
