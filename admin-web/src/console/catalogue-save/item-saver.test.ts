import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Refused } from '../../parts/api.js'
import type { Problem } from '../../parts/shapes.js'
import type { Work } from '../catalogue/shapes.js'
import { blankItem } from '../catalogue-item/blank-item.js'
import { ItemSaver, type Saving, type Written } from './item-saver.js'

const base = blankItem({ id: 'x', name: '原名', organ: null, today: '2026-03-02' })
const named = (name: string, seen = 1): Written => ({ content: { ...base, name }, base, seen })
const workAt = (sequence: number) => ({ sequence }) as Work

beforeEach(() => {
  vi.stubGlobal('window', globalThis)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function saver(answers: readonly (() => Promise<Work>)[]) {
  const sent: Written[] = []
  const states: Saving['state'][] = []
  const made = new ItemSaver({
    send: (written) => {
      sent.push(written)
      return (answers[sent.length - 1] ?? (async () => workAt(9)))()
    },
    show: ({ state }) => states.push(state),
    saved: () => {},
  })
  return { made, sent, states }
}

const refusal = (code: string, status: number) => async () => {
  throw new Refused({ code, status, retry: 'after-change' } as unknown as Problem)
}

describe('what is written in an item', () => {
  test('is saved once when typing rests', async () => {
    const { made, sent, states } = saver([])
    made.change(named('甲'))
    made.change(named('甲乙'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent.map(({ content }) => content.name)).toEqual(['甲乙'])
    expect(states.at(-1)).toBe('saved')
  })

  test('while a save is under way stands on what that save leaves', async () => {
    let answer: (work: Work) => void = () => {}
    const slow = () => new Promise<Work>((resolve) => (answer = resolve))
    const { made, sent } = saver([slow])
    made.change(named('甲'))
    await vi.advanceTimersByTimeAsync(2_000)
    made.change(named('乙'))
    answer(workAt(5))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent.map(({ content, seen }) => [content.name, seen])).toEqual([
      ['甲', 1],
      ['乙', 5],
    ])
  })

  test('is sent again while the program is away', async () => {
    const away = async () => {
      throw new Refused(null)
    }
    const { made, sent, states } = saver([away, away])
    made.change(named('甲'))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent).toHaveLength(3)
    expect(states).toEqual(['saving', 'away', 'away', 'saved'])
  })

  test('is not sent over somebody else’s words', async () => {
    const { made, sent, states } = saver([refusal('work/changed', 409)])
    made.change(named('甲'))
    await vi.advanceTimersByTimeAsync(10_000)
    expect([sent.length, states.at(-1), made.isIdle]).toEqual([1, 'changed', true])
  })

  test('says why where it is refused, and is not sent again and again', async () => {
    const { made, sent, states } = saver([refusal('input/invalid', 400)])
    made.change(named(''))
    await vi.advanceTimersByTimeAsync(10_000)
    expect([sent.length, states.at(-1)]).toEqual([1, 'refused'])
  })
})
