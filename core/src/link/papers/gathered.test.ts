import { describe, expect, test } from 'vitest'
import { Fault } from '../../domain/fault.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import type { WholePaper } from '../../site/ledger.js'
import { Gathered } from './gathered.js'

function gathering(keep: (papers: readonly WholePaper[]) => void) {
  const clock = new ManualClock(0)
  const [kept, lost]: [string[], string[]] = [[], []]
  const gathered = new Gathered({
    papers: { keep },
    clock,
    onKept: ({ hash }) => void kept.push(hash),
    onLost: ({ hash }) => void lost.push(hash),
  })
  return { clock, gathered, kept, lost }
}

function paper(hash: string): WholePaper {
  return { caseId: 'c', hash, file: { ref: { hash, sizeBytes: 1 }, bytes: Buffer.alloc(1) } }
}

describe('small papers that came whole', () => {
  test('within a moment are committed together, and said to be here only then', () => {
    const commits: string[][] = []
    const { clock, gathered, kept } = gathering((papers) => commits.push(papers.map(({ hash }) => hash)))
    gathered.add(paper('a'))
    clock.advance(10)
    gathered.add(paper('b'))
    gathered.tick()
    expect([commits, kept]).toEqual([[], []])
    clock.advance(gathered.dueMs - clock.monotonicMs())
    gathered.tick()
    expect([commits, kept]).toEqual([[['a', 'b']], ['a', 'b']])
    expect(gathered.dueMs).toBe(Number.POSITIVE_INFINITY)
  })

  test('wait no longer once there are many', () => {
    const commits: number[] = []
    const { gathered } = gathering((papers) => commits.push(papers.length))
    for (let index = 0; index < 200; index += 1) gathered.add(paper(String(index)))
    expect(commits).toEqual([64, 64, 64])
  })

  test('are lost, and none said to be here, when the store takes none', () => {
    const { clock, gathered, kept, lost } = gathering(() => {
      throw new Fault('store/full', 'site.db')
    })
    for (const hash of ['a', 'b']) gathered.add(paper(hash))
    clock.advance(1_000)
    expect(() => gathered.tick()).toThrow(Fault)
    expect([kept, lost]).toEqual([[], ['a', 'b']])
    gathered.tick()
  })
})
