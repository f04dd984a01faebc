import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open.js'
import { keyFileBeside, readKeyFile } from '../secrets/key-file.js'
import { addKey } from '../secrets/rotation.js'
import type { Store } from '../store.js'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-letters-'))
  store = openStore(join(folder, 'store'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const secret = 'c2VjcmV0IG9mIGEgcGVyc29u'
const open = 'a roster anybody may read'

function write(): void {
  store.transact(() => {
    store.lanes.open('a')
    store.lanes.writeLetter('a', 'case', 'verifier', 'proxy', Buffer.from(secret), 1)
    store.lanes.writeLetter('a', 'case', 'site-revoked', 'x', Buffer.from(open), 1)
    const rest = { source: 'a', caseId: null, hash: null, code: 'roster/behind', detail: '', atMs: 1 } as const
    store.inbox.park({ kind: 'verifier', payload: Buffer.from(secret), ...rest })
  })
}

const sent = () => store.lanes.read('a', 'case', 1, 10_000, 2).map(({ payload }) => Buffer.from(payload).toString())
const parked = () => store.inbox.parked().map(({ payload }) => Buffer.from(payload).toString())

/** Of all files in the store's folder. */
function diskHas(text: string): boolean {
  store.checkpoint()
  const folderOf = join(folder, 'store')
  return readdirSync(folderOf)
    .filter((name) => name.startsWith('site.db'))
    .some((name) => readFileSync(join(folderOf, name)).includes(text))
}

test('a verifier on its way or parked is sealed on the disk, and goes out as it was written', () => {
  write()
  expect(sent()).toEqual([secret, open])
  expect(parked()).toEqual([secret])
  expect([diskHas(open), diskHas(secret)]).toEqual([true, false])
})

test('it is sealed anew where the key changes, the same for whoever receives it', async () => {
  write()
  const before = store.lanes.digestAt('a', 'case', 2)
  const keyFile = keyFileBeside(join(folder, 'store'))
  addKey(keyFile, join(folder, 'store'))
  const rested = () => Promise.resolve()
  expect(await store.keyRotation()?.run(rested, () => false)).toBe(true)
  expect(readKeyFile(keyFile, join(folder, 'store'))).toHaveLength(1)
  store.close()
  store = openStore(join(folder, 'store'))
  expect([sent(), parked()]).toEqual([[secret, open], [secret]])
  expect(store.lanes.digestAt('a', 'case', 2)).toBe(before)
})
