import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../runtime/manual-clock.js'
import { type ChangeKind, Changes } from '../../site/live/changes.js'
import { Live, usualBounds } from './live.js'

let changes: Changes
let clock: ManualClock
let live: Live

beforeEach(() => {
  changes = new Changes()
  clock = new ManualClock(0)
  live = new Live(changes, clock, { ...usualBounds, perSession: 2, inAll: 3 })
})

function page(session: string) {
  const said: string[] = []
  const state = { isAlive: true, keepsUp: true, isEnded: false, asked: 0 }
  const leave = live.join({
    session,
    isAlive: () => ((state.asked += 1), state.isAlive),
    write: (text) => (said.push(text), state.keepsUp),
    end: () => (state.isEnded = true),
  })
  return { said, state, leave, changed: () => said.filter((text) => text.startsWith('event: changed')) }
}

const ring = (...kinds: readonly ChangeKind[]) => changes.ring(new Set(kinds))

describe('changes told to pages', () => {
  test('are told at once after a rest, and then together, at most five times a second', () => {
    const reader = page('one')
    ring('cases')
    clock.advance(0)
    expect(reader.changed()).toEqual(['event: changed\ndata: {"kinds":["cases"]}\n\n'])
    for (let at = 0; at < 50; at += 1) {
      ring(at % 2 === 0 ? 'cases' : 'tasks')
      clock.advance(20)
    }
    expect(reader.changed()).toHaveLength(1 + 5)
    expect(reader.changed().at(-1)).toContain('{"kinds":["cases","tasks"]}')
  })

  test('are not kept for who comes later', () => {
    const early = page('one')
    ring('cases')
    early.leave()
    const late = page('two')
    clock.advance(1_000)
    expect(late.changed()).toEqual([])
  })

  test('say nothing of sessions, and end the streams of those that are over', () => {
    const [gone, here] = [page('one'), page('two')]
    gone.state.isAlive = false
    ring('sessions')
    clock.advance(0)
    expect(gone.said.at(-1)).toBe('event: ended\ndata: {"reason":"session"}\n\n')
    expect([gone.state.isEnded, here.state.isEnded, here.changed()]).toEqual([true, false, []])
    ring('cases')
    clock.advance(200)
    expect([gone.changed(), here.changed().length]).toEqual([[], 1])
  })

  test('ask after sessions only when something may have ended them, and at each heartbeat', () => {
    const reader = page('one')
    ring('cases')
    clock.advance(1_000)
    expect(reader.state.asked).toBe(0)
    reader.state.isAlive = false
    clock.advance(15_000)
    expect(reader.state.isEnded).toBe(true)
  })

  test('keep proxies awake with a word now and then', () => {
    const reader = page('one')
    clock.advance(45_000)
    expect(reader.said.filter((text) => text === ': here\n\n')).toHaveLength(3)
  })

  test('go to a few windows of one session only, the newest, and to so many in all', () => {
    const first = page('one')
    page('one')
    expect(first.state.isEnded).toBe(false)
    page('one')
    expect(first.said.at(-1)).toContain('other-page')
    expect(live.isFull).toBe(false)
    page('two')
    expect([live.count, live.isFull]).toEqual([3, true])
  })

  test('leave behind who does not read', () => {
    const reader = page('one')
    reader.state.keepsUp = false
    ring('cases')
    clock.advance(0)
    expect([reader.state.isEnded, live.count]).toEqual([true, 0])
  })

  test('leave no timer and no listener behind when the last page left', () => {
    const readers = [page('one'), page('two')]
    ring('cases')
    for (const { leave } of readers) leave()
    readers[0]?.leave()
    ring('cases')
    expect(clock.nextTimerMs()).toBeNull()
  })

  test('end with the program, and nobody comes in any more', () => {
    const reader = page('one')
    live.close()
    expect([reader.said.at(-1), reader.state.isEnded, live.isFull]).toEqual([
      'event: ended\ndata: {"reason":"closing"}\n\n',
      true,
      true,
    ])
  })
})
