import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../history.testing.js'
import { openSnapshot, openStore } from '../open.js'
import { SMALL_BLOB_BYTES } from './blob-format.js'
import { commit, composed, filled, pathOf, textOf } from './journal.testing.js'

describe('a small paper', () => {
  test('is committed with its row, read from where it is, and moved to a file of its own', async () => {
    using folder = temporaryFolder()
    const { store, hashes } = filled(folder.path, ['applicant'])
    const [hash = ''] = hashes
    const look = () => [store.blobs.size(hash), textOf(store, hash), store.blobs.list(), store.verify()]
    expect([existsSync(pathOf(folder.path, hash)), store.blobs.readRange(hash, 0, 7).toString()]).toEqual([false, 'LDBLOB1'])
    const before = look()
    expect(before).toEqual([store.papers.sizeOf(hash), 'applicant', [hash], []])
    await store.settle()
    expect([existsSync(pathOf(folder.path, hash)), store.blobs.readRange(hash, 0, 7).toString()]).toEqual([true, 'LDBLOB1'])
    expect(look()).toEqual(before)
    expect(readdirSync(join(folder.path, 'blobs', 'part'))).toEqual([])
    store.close()
  })

  test('moves by itself once commits pause', async () => {
    using folder = temporaryFolder()
    const { store, hashes } = filled(folder.path, ['a', 'b'])
    await vi.waitFor(() => expect(hashes.every((hash) => existsSync(pathOf(folder.path, hash)))).toBe(true), 10_000)
    await store.settle()
    store.close()
  })

  test('is one of at most 64 KiB with its header; a larger one is a file at once, and none where it is given up', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const empty = composed(store, 'x').ref.sizeBytes - 1
    const largest = store.blobs.compose(Buffer.alloc(SMALL_BLOB_BYTES - empty), 'text/plain')
    const larger = store.blobs.compose(Buffer.alloc(SMALL_BLOB_BYTES - empty + 1), 'text/plain')
    expect([largest.bytes?.length, larger.bytes]).toEqual([SMALL_BLOB_BYTES, null])
    expect([largest, larger].map(({ ref }) => existsSync(pathOf(folder.path, ref.hash)))).toEqual([false, true])
    for (const paper of [largest, larger]) store.blobs.discard(paper)
    expect([store.blobs.list(), store.verify()]).toEqual([[], []])
    store.close()
  })

  test('that a rolled back transaction named is nowhere', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const paper = composed(store, 'lost')
    const lose = () => {
      store.papers.addNew(paper, 1)
      throw new Error('lost')
    }
    expect(() => store.transact(lose)).toThrow('lost')
    expect([store.blobs.size(paper.ref.hash), store.blobs.list()]).toEqual([null, []])
    store.close()
  })

  test('of a store in memory is in its snapshot', () => {
    const store = openStore(':memory:')
    const paper = composed(store, 'scan')
    commit(store, paper)
    const again = openSnapshot(store.serialize())
    expect([textOf(again, paper.ref.hash), again.verify()]).toEqual(['scan', []])
  })
})

describe('a small paper that comes in', () => {
  const cuts: readonly [string, readonly number[]][] = [
    ['one piece', [1000]],
    ['several pieces', [100, 400, 1000]],
  ]
  test.each(cuts)('in %s is committed with its row', (_name, ends) => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const { ref, bytes } = store.blobs.compose(Buffer.alloc(900, 5), 'text/plain')
    const file = bytes ?? Buffer.alloc(0)
    let offset = 0
    for (const end of ends.slice(0, -1)) {
      expect(store.blobs.takeChunk(ref.hash, offset, file.subarray(offset, end), file.length)).toEqual({
        kind: 'more',
        next: end,
      })
      offset = end
    }
    const taken = store.blobs.takeChunk(ref.hash, offset, file.subarray(offset), file.length)
    expect(taken).toEqual({ kind: 'whole', paper: { ref, bytes: file } })
    expect([store.blobs.listParts(), store.blobs.size(ref.hash)]).toEqual([[], null])
    if (taken.kind === 'whole') commit(store, taken.paper)
    expect(store.blobs.readBlob(ref.hash).content).toHaveLength(900)
    store.close()
  })

  test.each(cuts)('in %s and is not what its name says is dropped', (_name, ends) => {
    const store = openStore(':memory:')
    const hash = 'a'.repeat(64)
    let offset = 0
    const said = ends.map((end) => {
      const { kind } = store.blobs.takeChunk(hash, offset, Buffer.alloc(end - offset), 1000)
      offset = end
      return kind
    })
    expect([said.at(-1), store.blobs.partSize(hash), store.blobs.list()]).toEqual(['mismatch', 0, []])
  })

  test('beside a large one, which is a file when it is whole', () => {
    const store = openStore(':memory:')
    const made = openStore(':memory:').blobs.putBlob(Buffer.alloc(SMALL_BLOB_BYTES), 'text/plain', Buffer.alloc(16))
    const same = store.blobs.compose(Buffer.alloc(SMALL_BLOB_BYTES), 'text/plain', Buffer.alloc(16))
    const file = store.blobs.readRange(same.ref.hash, 0, 1e6)
    store.blobs.discard(same)
    expect(store.blobs.takeChunk(made.hash, 0, file, file.length)).toEqual({ kind: 'whole', paper: { ref: made, bytes: null } })
    expect(store.blobs.size(made.hash)).toBe(file.length)
  })
})
