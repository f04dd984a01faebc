import type { PouchDatabase } from '../../backlog/pouch.js'

/** A replication that goes on as long as it is wanted. */
export interface LiveReplication {
  cancel(): void
  on(event: 'complete' | 'error', handler: () => void): unknown
}

export interface StoredDocument {
  readonly _id: string
  readonly _rev: string
}

/** The calls of PouchDB that pulling needs beside those of the backlog. */
export interface PullDatabase extends PouchDatabase {
  allDocs(options?: object): Promise<{ readonly rows: readonly { readonly id: string; readonly doc?: StoredDocument }[] }>
  readonly replicate: PouchDatabase['replicate'] & {
    from(remote: PullDatabase, options: object): LiveReplication & Promise<unknown>
  }
  changes(options: object): { on(event: 'change', handler: (change: { readonly id: string }) => void): unknown; cancel(): void }
}

export interface PullPouch {
  new (name: string, options?: object): PullDatabase
  fetch(url: string, options: object): Promise<unknown>
  defaults(options: { readonly prefix: string }): PullPouch
}

/** Name of the county's database. */
export const CATALOGUE = 'catalogue'
