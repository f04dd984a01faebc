import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { Fault } from '../domain/fault.js'
import { appendAll, history, temporaryFolder } from './history.testing.js'
import { openSnapshot, openStore } from './open.js'

function refusal(folder: string): Fault {
  try {
    openStore(folder).close()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('the store opened')
}

/** A folder with a store of some pages, closed. */
function filled(folder: string): string {
  const store = openStore(folder)
  appendAll(store, history('1', {}, {}))
  for (let each = 0; each < 50; each += 1) appendAll(store, history(`case ${each}`, {}, {}))
  store.close()
  return join(folder, 'site.db')
}

test('a store keeps its id and counts how often it was opened', () => {
  using folder = temporaryFolder()
  const first = openStore(folder.path)
  const { id } = first
  expect([id.length, first.starts]).toEqual([32, 1])
  first.close()
  const second = openStore(folder.path)
  expect([second.id, second.starts]).toEqual([id, 2])
  second.close()
})

test('a folder that is not there is made, for its owner alone', () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'a', 'b')
  openStore(path).close()
  expect(statSync(path).mode & 0o077).toBe(0)
})

test('what a commit holds is safe, by the settings of the file', () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  appendAll(store, history('1', {}))
  const other = new Database(join(folder.path, 'site.db'), { readonly: true })
  expect(other.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(other.prepare('SELECT count(*) AS count FROM event').get()).toEqual({ count: 1 })
  const loose = other.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict").all()
  expect(loose).toEqual([{ name: 'sqlite_schema' }])
  other.close()
  store.close()
})

test('a second store on the same folder is refused, and may come once the first is closed', () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  expect(refusal(folder.path)).toMatchObject({ code: 'store/in-use', detail: join(folder.path, 'site.lock') })
  store.close()
  store.close()
  openStore(folder.path).close()
})

test('another process is kept out until the first ends, even by SIGKILL', async () => {
  using folder = temporaryFolder()
  const open = new URL('./open.ts', import.meta.url).href
  const script = `const { openStore } = await import(${JSON.stringify(open)}); openStore(process.argv[1]); console.log('open'); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('open\n')
  expect(refusal(folder.path).code).toBe('store/in-use')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const store = openStore(folder.path)
  expect(store.starts).toBe(2)
  store.close()
}, 30_000)

test('a file of a newer program is refused and left as it is', () => {
  using folder = temporaryFolder()
  const file = filled(folder.path)
  const db = new Database(file)
  db.pragma('user_version = 99')
  db.close()
  const before = readFileSync(file)
  expect(refusal(folder.path)).toMatchObject({ code: 'store/newer' })
  expect(refusal(folder.path).detail).toContain('99')
  expect(readFileSync(file).equals(before)).toBe(true)
})

describe('a damaged file is named and never touched', () => {
  const damages: readonly [string, (file: string) => void][] = [
    ['is no database', (file) => writeFileSync(file, 'Hello, this is a text.'.repeat(500))],
    ['has a page of zeros', (file) => overwrite(file, 4096 * 3, Buffer.alloc(4096))],
    ['has flipped bytes in a page', (file) => overwrite(file, 4096 * 4, Buffer.alloc(64, 0xff))],
    ['was cut short', (file) => truncateSync(file, statSync(file).size - 4096 * 5)],
    ['was cut in the middle of a page', (file) => truncateSync(file, 4096 * 6 + 100)],
  ]
  test.each(damages)('when it %s', (_name, damage) => {
    using folder = temporaryFolder()
    const file = filled(folder.path)
    damage(file)
    copyFileSync(file, join(folder.path, 'copy'))
    expect(refusal(folder.path)).toMatchObject({ code: 'store/damaged' })
    expect(refusal(folder.path).detail).toContain(file)
    expect(readFileSync(file).equals(readFileSync(join(folder.path, 'copy')))).toBe(true)
  })
})

function overwrite(file: string, at: number, bytes: Buffer): void {
  const content = readFileSync(file)
  expect(content.length).toBeGreaterThan(at + bytes.length)
  bytes.copy(content, at)
  writeFileSync(file, content)
}

test('a store in memory goes on from its snapshot as after a crash', () => {
  const store = openStore(':memory:')
  appendAll(store, history('1', {}, {}))
  const paper = store.blobs.putBlob(Buffer.from('scan'), 'image/png')
  store.transact(() => {
    store.papers.add(paper, 1)
    store.papers.holdFor(paper.hash, 'c', 1)
  })
  const orphan = store.blobs.putBlob(Buffer.from('never committed'), 'image/png')
  const snapshot = store.serialize()
  appendAll(store, history('2', {}))
  const again = openSnapshot(snapshot)
  expect([again.id, again.starts]).toEqual([store.id, 2])
  expect(again.events.caseIds()).toHaveLength(1)
  expect(again.blobs.readBlob(paper.hash).content.toString()).toBe('scan')
  expect(again.blobs.size(orphan.hash)).toBeNull()
  expect(again.verify()).toEqual([])
})

test('a disk that is full when the store is made is a full disk', () => {
  using folder = temporaryFolder()
  expect(() => openStore(folder.path, { maxPages: 5 })).toThrow(expect.objectContaining({ code: 'store/full' }))
})
