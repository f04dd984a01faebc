import { expect, test } from 'vitest'
import { ManualClock } from '../runtime/manual-clock.js'
import { type MemoryEnds, memoryDialler, memoryPair } from './memory.js'
import { type LineFaults, MemoryLine } from './memory-line.js'

/** A connection on a clock that stands still until told, and what each end heard. */
function connected(faults: Partial<LineFaults> = {}, draws: readonly number[] = []) {
  const clock = new ManualClock()
  const left = [...draws]
  const line = new MemoryLine({ clock, faults, random: () => left.shift() ?? 0.99 })
  const { dialler, accepter } = memoryPair({ line, child: 'V', parent: 'K' })
  const heard: string[] = []
  const closes: string[] = []
  accepter.messages.onFrame((frame) => heard.push(Buffer.from(frame).toString()))
  dialler.messages.onClose((reason) => closes.push(`child: ${reason}`))
  accepter.messages.onClose((reason) => closes.push(`parent: ${reason}`))
  const say = (text: string) => dialler.messages.send(Buffer.from(text))
  return { clock, line, child: dialler.messages, parent: accepter.messages, say, heard, closes }
}

test('a frame takes the time of the line: its delay, and its bytes by the bandwidth', () => {
  const { clock, say, heard } = connected({ delayMs: [100, 100], bytesPerSecond: 10 })
  say('ten bytes!')
  say('ten bytes?')
  clock.advance(1_099)
  expect(heard).toEqual([])
  clock.advance(1)
  expect(heard).toEqual(['ten bytes!'])
  clock.advance(1_000)
  expect(heard).toEqual(['ten bytes!', 'ten bytes?'])
})

test('both channels of a direction share the bandwidth', () => {
  const clock = new ManualClock()
  const line = new MemoryLine({ clock, faults: { bytesPerSecond: 10 } })
  const { dialler, accepter } = memoryPair({ line, child: 'V', parent: 'K' })
  const atMs: number[] = []
  for (const name of ['messages', 'blobs'] as const) accepter[name].onFrame(() => atMs.push(clock.monotonicMs()))
  dialler.blobs.send(new Uint8Array(10))
  dialler.messages.send(new Uint8Array(10))
  clock.advance(5_000)
  expect(atMs).toEqual([1_000, 2_000])
})

test('a cut line loses what is on its way and what is sent, tells nobody, and heals', () => {
  const { clock, line, say, heard, closes } = connected({ delayMs: [50, 50] })
  say('on its way')
  line.cut()
  say('into the void')
  clock.advance(100)
  line.heal()
  say('after')
  clock.advance(100)
  expect([heard, closes]).toEqual([['after'], []])
  expect(line.passed.up.messages).toMatchObject({ frames: 3, delivered: 1, dropped: 2 })
})

test('a close that falls into a cut reaches only its own end', () => {
  const { clock, line, child, closes } = connected()
  line.cut()
  child.close('gone')
  clock.advance(1_000)
  expect(closes).toEqual(['child: gone'])
})

test('a broken line ends both ends at once and loses what is on its way', () => {
  const { clock, line, say, heard, closes } = connected({ delayMs: [50, 50] })
  say('on its way')
  line.break('reset')
  clock.advance(100)
  expect(heard).toEqual([])
  expect(closes).toEqual(['child: reset', 'parent: reset'])
})

test('a frame may be dropped, doubled or overtaken, each by its own draw', () => {
  const draws = [0.9, 0.9, 0.9, 0.05, 0.9, 0.05, 0.9, 0.9, 0.9, 0.05, 0.9, 0.9, 0.9]
  const { clock, line, say, heard } = connected({ dropRate: 0.1, duplicateRate: 0.1, reorderRate: 0.1 }, draws)
  for (const text of ['plain', 'dropped', 'doubled', 'overtaken', 'overtaking']) say(text)
  clock.advance(10)
  expect(heard).toEqual(['plain', 'doubled', 'doubled', 'overtaking', 'overtaken'])
  expect(line.passed.up.messages).toMatchObject({ dropped: 1, duplicated: 1, reordered: 1 })
})

test('a full buffer answers false, and says when there is room again', () => {
  const { clock, child, say, heard } = connected({ bytesPerSecond: 100, bufferBytes: 20 })
  let drains = 0
  child.onDrain(() => {
    drains += 1
  })
  expect([say('ten bytes 1'), say('ten bytes 2')]).toEqual([true, false])
  clock.advance(110)
  expect([heard.length, drains]).toEqual([1, 0])
  clock.advance(110)
  expect([heard.length, drains]).toEqual([2, 1])
})

test('a full buffer that is lost in a cut has room again', () => {
  const { clock, line, child, say } = connected({ bytesPerSecond: 1, bufferBytes: 5 })
  let drains = 0
  child.onDrain(() => {
    drains += 1
  })
  expect(say('too much')).toBe(false)
  line.cut()
  clock.advance(1)
  expect(drains).toBe(1)
})

test('the same draws tell the same story', () => {
  const story = () => {
    const { clock, say, heard } = connected({ dropRate: 0.5, reorderRate: 0.5 }, [0.6, 0.2, 0.1, 0.7, 0.9, 0.8, 0.4])
    for (const text of ['a', 'b', 'c', 'd', 'e']) say(text)
    clock.advance(10)
    return heard
  }
  expect(story()).toEqual(story())
  expect(story().length).toBeGreaterThan(0)
})

test('a dialler reaches the parent, and says so by name when the line is cut', async () => {
  const line = new MemoryLine()
  const ends: MemoryEnds = { line, child: 'V', parent: 'K' }
  const accepted: string[] = []
  const dialler = memoryDialler(ends, (peer) => accepted.push(peer))
  const { messages } = await dialler.dial(AbortSignal.timeout(10_000))
  expect([messages.peer, accepted]).toEqual(['K', ['V']])
  line.cut()
  await expect(dialler.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'link/parent-unreachable' })
})
