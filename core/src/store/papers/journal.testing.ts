import Database from 'better-sqlite3'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../open.js'
import { memoryRing } from '../secrets/key-ring.js'
import { Secrets } from '../secrets/secrets.js'
import type { Store } from '../store.js'
import { DiskBlobFiles } from './blob-files.js'
import { BlobFolder } from './blob-folder.js'
import { HEAD_BYTES } from './sealed-file.js'
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

/** Papers' files in a folder, without a store around them. */
export function filesIn(path: string): DiskBlobFiles {
  return new DiskBlobFiles(new BlobFolder(path), new Secrets(memoryRing))
}

/** Some bytes of a paper as it lies on the disk, in its file or in the journal: found nowhere else. */
export function tracesOf(folder: string, hash: string): Buffer {
  const path = pathOf(folder, hash)
  const sealed = existsSync(path) ? readFileSync(path) : inJournal(folder, hash)
  return sealed.subarray(HEAD_BYTES, HEAD_BYTES + 24)
}

function inJournal(folder: string, hash: string): Buffer {
  const db = new Database(join(folder, 'site.db'), { readonly: true })
  try {
    const row = db
      .prepare<[Buffer], { bytes: Buffer }>('SELECT bytes FROM blob_journal JOIN blob ON key = blob_key WHERE hash = ?')
      .get(Buffer.from(hash, 'hex'))
    return row?.bytes ?? Buffer.alloc(0)
  } finally {
    db.close()
  }
}

/** Files under a folder that hold the bytes anywhere. */
export function filesWith(folder: string, bytes: string | Buffer): string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.filter((file) => readFileSync(file).includes(bytes))
}
