import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { randomHex } from '../../wire/hash.js'
import { temporaryFolder } from '../history.testing.js'
import { openStore } from '../open.js'
import { keyFileBeside } from '../secrets/key-file.js'
import type { Store } from '../store.js'
import { appears, commit, composed, filesWith, filled, forget, pathOf, textOf, tracesOf } from './journal.testing.js'

async function nothingLeft(store: Store, folder: string, secret: Buffer): Promise<void> {
  await store.settle()
  store.checkpoint()
  expect([filesWith(folder, secret), store.verify()]).toEqual([[], []])
}

describe('a process killed', () => {
  /** What the disk holds when the process is gone. */
  function killed(folder: string): string {
    const copy = join(folder, 'copy')
    cpSync(join(folder, 'live'), copy, { recursive: true })
    cpSync(keyFileBeside(join(folder, 'live')), keyFileBeside(copy))
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
    const { store, hashes } = filled(folder.path, [`身份证 ${randomHex()}`, 'another'])
    const secret = tracesOf(folder.path, hashes[0] ?? '')
    expect(filesWith(folder.path, secret)).not.toEqual([])
    forget(store, hashes[0] ?? '')
    await nothingLeft(store, folder.path, secret)
    expect(textOf(store, hashes[1] ?? '')).toBe('another')
    store.close()
  })

  test.each(moments)('while it %s leaves no byte in any file', async (_name, moment) => {
    using folder = temporaryFolder()
    const { store, hashes } = filled(folder.path, [`身份证 ${randomHex()}`, 'another'])
    const secret = tracesOf(folder.path, hashes[0] ?? '')
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
    const { store, hashes } = filled(folder.path, [`身份证 ${randomHex()}`])
    await store.settle()
    store.checkpoint()
    const secret = tracesOf(folder.path, hashes[0] ?? '')
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
  const copy = openStore(join(folder.path, 'copy'), { keyFile: keyFileBeside(join(folder.path, 'live')) })
  expect([hashes.map((hash) => textOf(copy, hash)), copy.verify()]).toEqual([contents, []])
  copy.rebuild()
  await copy.settle()
  expect([hashes.map((hash) => textOf(copy, hash)), copy.verify()]).toEqual([contents, []])
  copy.close()
})
