import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../open.js'
import type { Store } from '../store.js'
import type { NewPaper } from './blobs.js'

const CASE = 'c'.repeat(32)

/** Commits papers for a case. */
export function commit(store: Store, ...papers: readonly NewPaper[]): void {
  store.transact(() => {
    for (const paper of papers) {
      store.papers.addNew(paper, 1)
      store.papers.holdFor(paper.ref.hash, CASE, 1)
    }
  })
}

/** A paper nothing names yet. */
export function composed(store: Store, content: string): NewPaper {
  return store.blobs.compose(Buffer.from(content), 'text/plain')
}

/** A store with some papers committed and not moved. */
export function filled(path: string, contents: readonly string[]): { store: Store; hashes: string[] } {
  const store = openStore(path)
  const papers = contents.map((content) => composed(store, content))
  commit(store, ...papers)
  return { store, hashes: papers.map(({ ref }) => ref.hash) }
}

/** What a paper says. */
export function textOf(store: Store, hash: string): string {
  return store.blobs.readBlob(hash).content.toString()
}

/** Where a paper’s file lies. */
export function pathOf(folder: string, hash: string): string {
  return join(folder, 'blobs', hash.slice(0, 2), hash)
}

/** As one does with a paper nothing holds any more. */
export function forget(store: Store, hash: string): void {
  store.transact(() => {
    store.papers.releaseFor(hash, CASE)
    store.papers.forget(hash)
  })
  store.blobs.erase(hash)
}

/** Until a file has its name; its folder is then not synced yet. */
export async function appears(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise(setImmediate)
}
