import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { randomHex } from '../../wire/hash.js'
import { temporaryFolder } from '../history.testing.js'
import { openSnapshot, openStore } from '../open.js'
import type { Store } from '../store.js'
import { SMALL_BLOB_BYTES } from './blob-format.js'
import type { NewPaper } from './blobs.js'

const CASE = 'c'.repeat(32)

function commit(store: Store, ...papers: readonly NewPaper[]): void {
  store.transact(() => {
    for (const paper of papers) {
      store.papers.addNew(paper, 1)
      store.papers.holdFor(paper.ref.hash, CASE, 1)
    }
  })
}

function composed(store: Store, content: string): NewPaper {
  return store.blobs.compose(Buffer.from(content), 'text/plain')
}

/** A store with some papers committed and not moved. */
function filled(path: string, contents: readonly string[]): { store: Store; hashes: string[] } {
  const store = openStore(path)
  const papers = contents.map((content) => composed(store, content))
  commit(store, ...papers)
  return { store, hashes: papers.map(({ ref }) => ref.hash) }
}

function textOf(store: Store, hash: string): string {
  return store.blobs.readBlob(hash).content.toString()
}

function pathOf(folder: string, hash: string): string {
  return join(folder, 'blobs', hash.slice(0, 2), hash)
}

function forget(store: Store, hash: string): void {
  store.transact(() => {
    store.papers.releaseFor(hash, CASE)
    store.papers.forget(hash)
  })
  store.blobs.erase(hash)
}

function filesWith(folder: string, secret: string): string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.filter((file) => readFileSync(file).includes(secret))
}

/** Until a file has its name; its folder is then not synced yet. */
async function appears(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise(setImmediate)
}

async function nothingLeft(store: Store, folder: string, secret: string): Promise<void> {
  await store.settle()
  store.checkpoint()
  expect([filesWith(folder, secret), store.verify()]).toEqual([[], []])
}

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

describe('a process killed', () => {
  /** What the disk holds when the process is gone. */
  function killed(folder: string): string {
    const copy = join(folder, 'copy')
    cpSync(join(folder, 'live'), copy, { recursive: true })
    return copy
  }

  test('after the commit and before the move loses nothing: the next start moves what is left', async () => {
    using folder = temporaryFolder()
    const { store, hashes } = filled(join(folder.path, 'live'), ['a', 'b'])
    const copy = killed(folder.path)
    store.close()
    expect(hashes.some((hash) => existsSync(pathOf(copy, hash)))).toBe(false)
    writeFileSync(join(copy, 'blobs', 'part', `${'d'.repeat(64)}.new`), 'half a file')
    const again = openStore(copy)
    expect([hashes.map((hash) => textOf(again, hash)), again.verify()]).toEqual([['a', 'b'], []])
    expect(readdirSync(join(copy, 'blobs', 'part'))).toEqual([])
    await vi.waitFor(() => expect(hashes.every((hash) => existsSync(pathOf(copy, hash)))).toBe(true), 10_000)
    await again.settle()
    expect([hashes.map((hash) => textOf(again, hash)), again.verify()]).toEqual([['a', 'b'], []])
    again.close()
  })

  test.each([
    ['whole', (bytes: Buffer) => bytes],
    ['cut', (bytes: Buffer) => bytes.subarray(0, 20)],
  ])('when the file was there, %s, and its row still in the journal loses nothing', async (_name, kept) => {
    using folder = temporaryFolder()
    const { store, hashes } = filled(join(folder.path, 'live'), ['a'])
    const [hash = ''] = hashes
    const copy = killed(folder.path)
    mkdirSync(dirname(pathOf(copy, hash)), { recursive: true })
    writeFileSync(pathOf(copy, hash), kept(store.blobs.readRange(hash, 0, 1e6)))
    store.close()
    const again = openStore(copy)
    expect([textOf(again, hash), again.blobs.list(), again.verify()]).toEqual(['a', [hash], []])
    await again.settle()
    again.close()
    const third = openStore(copy)
    expect([textOf(third, hash), third.verify()]).toEqual(['a', []])
    third.close()
  })

  test('or a store closed in the middle of a move keeps every paper, and no file appears after it', async () => {
    using folder = temporaryFolder()
    const contents = Array.from({ length: 100 }, (_, each) => `paper ${each}`)
    const { store, hashes } = filled(folder.path, contents)
    const moving = store.settle()
    store.close()
    await moving
    expect(hashes.filter((hash) => existsSync(pathOf(folder.path, hash)))).toEqual([])
    const again = openStore(folder.path)
    expect([hashes.map((hash) => textOf(again, hash)), again.verify()]).toEqual([contents, []])
    await again.settle()
    expect(hashes.every((hash) => existsSync(pathOf(folder.path, hash)))).toBe(true)
    again.close()
  })
})

test.skipIf(!existsSync('/dev/full'))(
  'a disk that is full keeps papers where they are, says so, and they move once there is room',
  async () => {
    using folder = temporaryFolder()
    const { store, hashes } = filled(folder.path, ['a', 'b', 'c'])
    const said: string[] = []
    store.onMoveFailed(({ code }) => said.push(code))
    const block = () => symlinkSync('/dev/full', join(folder.path, 'blobs', 'part', `${hashes[1]}.new`))
    block()
    await store.settle()
    block()
    await store.settle()
    expect([said, store.health]).toEqual([['store/full'], 'full'])
    expect([hashes.map((hash) => textOf(store, hash)), store.verify()]).toEqual([['a', 'b', 'c'], []])
    expect(readdirSync(join(folder.path, 'blobs', 'part'))).toEqual([])
    commit(store, composed(store, 'd'))
    await store.settle()
    expect([store.health, store.verify(), hashes.every((hash) => existsSync(pathOf(folder.path, hash)))]).toEqual([
      'ok',
      [],
      true,
    ])
    store.close()
  },
)

describe('an erased paper', () => {
  const moments: readonly [string, (path: string) => Promise<void>][] = [
    ['is written', () => Promise.resolve()],
    ['has its name and its folder is synced', appears],
  ]

  test('before it is moved leaves no byte in any file', async () => {
    using folder = temporaryFolder()
    const secret = `身份证 ${randomHex()}`
    const { store, hashes } = filled(folder.path, [secret, 'another'])
    expect(filesWith(folder.path, secret)).not.toEqual([])
    forget(store, hashes[0] ?? '')
    await nothingLeft(store, folder.path, secret)
    expect(textOf(store, hashes[1] ?? '')).toBe('another')
    store.close()
  })

  test.each(moments)('while it %s leaves no byte in any file', async (_name, moment) => {
    using folder = temporaryFolder()
    const secret = `身份证 ${randomHex()}`
    const { store, hashes } = filled(folder.path, [secret, 'another'])
    const moving = store.settle()
    await moment(pathOf(folder.path, hashes[0] ?? ''))
    forget(store, hashes[0] ?? '')
    await moving
    await nothingLeft(store, folder.path, secret)
    expect(textOf(store, hashes[1] ?? '')).toBe('another')
    store.close()
  })

  test.each(moments)('that comes again while it %s is kept', async (_name, moment) => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const paper = composed(store, 'again')
    commit(store, paper)
    const moving = store.settle()
    await moment(pathOf(folder.path, paper.ref.hash))
    forget(store, paper.ref.hash)
    commit(store, paper)
    await moving
    await store.settle()
    expect([textOf(store, paper.ref.hash), store.verify()]).toEqual(['again', []])
    expect(existsSync(pathOf(folder.path, paper.ref.hash))).toBe(true)
    store.close()
  })

  test('after it was moved leaves no byte in any file', async () => {
    using folder = temporaryFolder()
    const secret = `身份证 ${randomHex()}`
    const { store, hashes } = filled(folder.path, [secret])
    await store.settle()
    store.checkpoint()
    expect(filesWith(folder.path, secret)).toEqual([pathOf(folder.path, hashes[0] ?? '')])
    forget(store, hashes[0] ?? '')
    store.checkpoint()
    expect(filesWith(folder.path, secret)).toEqual([])
    store.close()
  })

  test('has its file until a backup is done', async () => {
    using folder = temporaryFolder()
    const { store, hashes } = filled(join(folder.path, 'live'), ['a'])
    const [hash = ''] = hashes
    await store.settle()
    const copying = store.backup(join(folder.path, 'copy'))
    forget(store, hash)
    expect(existsSync(pathOf(join(folder.path, 'live'), hash))).toBe(true)
    await copying
    expect(existsSync(pathOf(join(folder.path, 'live'), hash))).toBe(false)
    store.close()
  })
})

test('a backup taken while papers are moved has every one of them', async () => {
  using folder = temporaryFolder()
  const contents = Array.from({ length: 200 }, (_, each) => `paper ${each}`)
  const { store, hashes } = filled(join(folder.path, 'live'), contents)
  const moving = store.settle()
  const copying = store.backup(join(folder.path, 'copy'))
  commit(store, composed(store, 'meanwhile'))
  await Promise.all([moving, copying])
  store.close()
  const copy = openStore(join(folder.path, 'copy'))
  expect([hashes.map((hash) => textOf(copy, hash)), copy.verify()]).toEqual([contents, []])
  copy.rebuild()
  await copy.settle()
  expect([hashes.map((hash) => textOf(copy, hash)), copy.verify()]).toEqual([contents, []])
  copy.close()
})
