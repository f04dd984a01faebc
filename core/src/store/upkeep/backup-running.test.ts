import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appendAll, caseIdOf, history, temporaryFolder } from '../history.testing.js'
import { openStore } from '../open.js'
import { keyFileBeside } from '../secrets/key-file.js'
import type { Store } from '../store.js'
import { backupRunning } from './backup-running.js'

/** A case with a paper of its own; a large one has its file before its row, a small one is in the journal at first. */
function addCase(store: Store, name: string, sizeBytes: number): string {
  appendAll(store, history(name, {}))
  const paper = store.blobs.compose(Buffer.alloc(sizeBytes, name), 'image/jpeg')
  store.transact(() => {
    store.papers.addNew(paper, 1)
    store.papers.holdFor(paper.ref.hash, caseIdOf(name), 1)
  })
  return paper.ref.hash
}

function erase(store: Store, name: string, hash: string): void {
  store.transact(() => store.papers.releaseFor(hash, caseIdOf(name)))
  store.eraseUnreferenced()
}

const large = 100_000

/** The copy as a store: every case, and every paper readable. */
function look(folder: string) {
  const copy = openStore(folder, { keyFile: keyFileBeside(join(folder, '..', 'live')) })
  const papers = ['a', 'b', 'c'].flatMap((name) => copy.papers.ofCase(caseIdOf(name)).map(({ hash }) => hash))
  const seen = { findings: copy.verify(), cases: copy.events.caseIds().length, papers }
  for (const hash of papers) copy.blobs.readBlob(hash)
  copy.close()
  return seen
}

test('a store in use is copied from outside while it is written to', async () => {
  using folder = temporaryFolder()
  const [live, to] = [join(folder.path, 'live'), join(folder.path, 'copy')]
  const store = openStore(live)
  const held = [addCase(store, 'a', large), addCase(store, 'b', 50)]
  const copying = backupRunning(live, to, () => void addCase(store, 'c', large))
  appendAll(store, history('meanwhile', {}))
  await copying
  expect(look(to)).toEqual({ findings: [], cases: 3, papers: held })
  expect(store.events.caseIds()).toHaveLength(4)
  store.close()
})

test('a paper erased while the copy is made is in it all the same, if the copy names it', async () => {
  using folder = temporaryFolder()
  const [live, to] = [join(folder.path, 'live'), join(folder.path, 'copy')]
  const store = openStore(live)
  const hash = addCase(store, 'a', large)
  await backupRunning(live, to, () => erase(store, 'a', hash))
  expect(look(to)).toEqual({ findings: [], cases: 1, papers: [hash] })
  expect(store.blobs.size(hash)).toBeNull()
  store.close()
})

test('a paper that came and went in between makes the database be copied again', async () => {
  using folder = temporaryFolder()
  const [live, to] = [join(folder.path, 'live'), join(folder.path, 'copy')]
  const store = openStore(live)
  addCase(store, 'a', 50)
  let rounds = 0
  const copying = backupRunning(live, to, () => {
    rounds += 1
    if (rounds === 1) erase(store, 'b', late)
  })
  // Files have been listed by now, the database has not been read.
  const late = addCase(store, 'b', large)
  await copying
  const { findings, cases, papers } = look(to)
  expect({ rounds, findings, cases, papers: papers.includes(late) }).toEqual({ rounds: 2, findings: [], cases: 2, papers: false })
  store.close()
})

test('a file no row of the copy names is not kept', async () => {
  using folder = temporaryFolder()
  const [live, to] = [join(folder.path, 'live'), join(folder.path, 'copy')]
  const store = openStore(live)
  addCase(store, 'a', 50)
  store.blobs.putBlob(Buffer.alloc(large), 'image/jpeg')
  await backupRunning(live, to)
  expect(look(to).findings).toEqual([])
  store.close()
})

test('goes over nothing that is there, and leaves no folder when there is no store', async () => {
  using folder = temporaryFolder()
  const [live, none] = [join(folder.path, 'live'), join(folder.path, 'none')]
  const store = openStore(live)
  mkdirSync(none)
  await expect(backupRunning(live, live)).rejects.toMatchObject({ code: 'config/invalid' })
  await expect(backupRunning(none, join(folder.path, 'copy'))).rejects.toMatchObject({
    code: 'store/failed',
  })
  expect(readdirSync(folder.path)).toEqual(['live', 'live.key', 'none'])
  store.close()
})
