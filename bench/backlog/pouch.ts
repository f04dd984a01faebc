/** The few calls of PouchDB the bench makes; its own types would have to be fetched with it. */
export interface PouchDatabase {
  bulkDocs(documents: readonly object[]): Promise<unknown>
  allDocs(): Promise<{ readonly rows: readonly { readonly id: string }[] }>
  close(): Promise<void>
  readonly replicate: {
    to(remote: PouchDatabase, options: object): Promise<{ readonly ok: boolean; readonly docs_written: number }>
  }
}

export interface Pouch {
  new (name: string, options?: object): PouchDatabase
  fetch(url: string, options: object): Promise<unknown>
  defaults(options: { readonly prefix: string }): Pouch
}

export interface PouchCountyTask {
  readonly peers: string
  readonly folder: string
  readonly keys: { readonly authority: string; readonly certificate: string; readonly key: string }
}

/** Name of the database in use while a run is measured, and of the small one that warms both ends up. */
export const MEASURED = 'cases'
export const WARMING = 'warming'
