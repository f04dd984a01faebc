import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../wire/hash.js'
import { temporaryFolder } from '../history.testing.js'
import { openStore } from '../open.js'
import type { Store } from '../store.js'
import { SEGMENT_BYTES } from './sealed-file.js'

function withPaper(store: Store, use: (hash: string) => void) {
  const paper = store.blobs.putBlob(Buffer.from(`scan ${Math.random()}`), 'image/png')
  store.transact(() => {
    store.papers.add(paper, 1)
    use(paper.hash)
  })
  return paper
}

test('a paper is held for the cases it was made for, and for no other', () => {
  const store = openStore(':memory:')
  const paper = withPaper(store, (hash) => store.papers.holdFor(hash, 'one', 1))
  const { papers } = store
  expect([papers.has(paper.hash), papers.sizeOf(paper.hash)]).toEqual([true, paper.sizeBytes])
  expect([papers.heldFor(paper.hash, 'one'), papers.heldFor(paper.hash, 'two')]).toEqual([true, false])
  expect([papers.ofCase('one'), papers.ofCase('two')]).toEqual([[paper], []])
})

test('wants are kept by case and by the site they are for, until they are met', () => {
  const { papers } = openStore(':memory:')
  const paper = { hash: 'a'.repeat(64), sizeBytes: 9 }
  papers.want('one', paper, 'self', 5)
  papers.want('one', paper, 'self', 6)
  papers.want('one', paper, 'village', 7)
  papers.want('two', paper, 'self', 8)
  expect(papers.wanted(paper.hash, 'one')).toEqual([
    { ...paper, caseId: 'one', forSite: 'self', sinceMs: 5 },
    { ...paper, caseId: 'one', forSite: 'village', sinceMs: 7 },
  ])
  expect([papers.wants().length, papers.wantsOf('two').length]).toEqual([3, 1])
  papers.dropWant(paper.hash, 'one', 'self')
  expect(papers.wanted(paper.hash, 'one').map(({ forSite }) => forSite)).toEqual(['village'])
})

describe('a file is erased once nothing holds its paper', () => {
  const holders: readonly [string, (store: Store, hash: string) => void, (store: Store, hash: string) => void][] = [
    ['a case', ({ papers }, hash) => papers.holdFor(hash, 'one', 1), ({ papers }, hash) => papers.releaseFor(hash, 'one')],
    ['a relay', ({ papers }, hash) => papers.spool(hash, 'one', 'v', 1), ({ papers }, hash) => papers.unspool(hash, 'one', 'v')],
    ['a draft', ({ papers }, hash) => papers.stage(hash, 'd', 1), ({ papers }) => papers.unstage('d')],
  ]
  test.each(holders)('and not while %s does', (_name, hold, release) => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const { hash } = withPaper(store, (hash) => hold(store, hash))
    expect([store.eraseUnreferenced(), store.blobs.size(hash) !== null, store.papers.isUnreferenced(hash)]).toEqual([
      0,
      true,
      false,
    ])
    store.transact(() => release(store, hash))
    expect([store.papers.isUnreferenced(hash), store.eraseUnreferenced()]).toEqual([true, 1])
    expect([store.blobs.size(hash), store.papers.has(hash)]).toEqual([null, false])
    expect(store.verify()).toEqual([])
    store.close()
  })
})

test('a spooled paper names the sites it waits for, a staged one its draft', () => {
  const store = openStore(':memory:')
  const paper = withPaper(store, (hash) => {
    store.papers.spool(hash, 'one', 'v', 1)
    store.papers.spool(hash, 'one', 'c', 1)
    store.papers.stage(hash, 'draft', 1)
  })
  expect(store.papers.spooledFor(paper.hash, 'one')).toEqual(['c', 'v'])
  expect(store.papers.spooled()).toHaveLength(2)
  expect(store.papers.staged('draft')).toEqual([paper])
})

test('what a crash left between file and row is cleared when the store opens', () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  const kept = withPaper(store, (hash) => store.papers.holdFor(hash, 'one', 1))
  const orphan = store.blobs.putBlob(Buffer.from('its row was never committed'), 'image/png')
  const wanted = { hash: 'a'.repeat(64), sizeBytes: 9 }
  store.papers.want('one', wanted, 'self', 1)
  const begun = Buffer.alloc(SEGMENT_BYTES + 1)
  for (const hash of [wanted.hash, 'b'.repeat(64)]) store.blobs.appendPart(hash, 0, begun)
  store.close()
  const again = openStore(folder.path)
  expect([again.blobs.size(orphan.hash), again.blobs.size(kept.hash)]).toEqual([null, kept.sizeBytes])
  expect([again.blobs.listParts(), again.blobs.partSize(wanted.hash)]).toEqual([[wanted.hash], SEGMENT_BYTES])
  again.close()
})

describe('wants read a page at a time', () => {
  const hashes = Array.from({ length: 7 }, (_, number) => sha256Hex(`wanted ${number}`)).sort()

  /** Three cases, the one that became known first wanted last. */
  function wanting() {
    const store = openStore(':memory:')
    store.transact(() => {
      store.papers.holdFor(hashes[6] ?? '', 'first', 1)
      for (const [index, caseId] of ['third', 'second', 'first'].entries())
        for (const hash of hashes.slice(0, 2 + index)) store.papers.want(caseId, { hash, sizeBytes: 9 }, 'v', 100 - index)
    })
    return store
  }

  function read(store: ReturnType<typeof openStore>, page: number, between: () => void = () => undefined): string[] {
    const seen: string[] = []
    for (let after: { readonly caseId: string; readonly hash: string } | null = null; ; ) {
      const wants = store.papers.wantsAfter(after, page)
      seen.push(...wants.map(({ caseId, hash }) => `${caseId} ${hashes.indexOf(hash)}`))
      after = wants.at(-1) ?? null
      if (wants.length < page) return seen
      between()
    }
  }

  const all = ['first 0', 'first 1', 'first 2', 'first 3', 'third 0', 'third 1', 'second 0', 'second 1', 'second 2']

  test.each([1, 2, 3, 4, 100])('of %i come each once, those of the case known longest first', (page) => {
    expect(read(wanting(), page)).toEqual(all)
  })

  test('go on behind one that came meanwhile', () => {
    const store = wanting()
    let isOver = false
    const seen = read(store, 2, () => {
      if (!isOver) store.transact(() => store.papers.dropWant(hashes[1] ?? '', 'first', 'v'))
      isOver = true
    })
    expect(seen).toEqual(all)
  })

  test('of a store that wants nothing are none', () => {
    expect(read(openStore(':memory:'), 2)).toEqual([])
  })
})
