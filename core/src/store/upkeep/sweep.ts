import type { Store } from '../store.js'

/**
 * Clears what a crash left between a file and its row: whole files no row names were never
 * acknowledged, parts of papers nobody wants any more will never be whole, and files being moved are still in the journal.
 */
export function sweep(store: Store): void {
  const wanted = new Set(store.papers.wants().map(({ hash }) => hash))
  for (const hash of store.blobs.list()) if (!store.papers.has(hash)) store.blobs.erase(hash)
  for (const hash of store.blobs.listParts()) if (!wanted.has(hash)) store.blobs.dropPart(hash)
  store.blobs.dropUnnamed()
}
