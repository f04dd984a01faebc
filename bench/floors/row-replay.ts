import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

type Row = readonly unknown[]

/** What one of our own stores wrote for its cases: its schema, and for each table the rows in the order they may be written again. */
export interface Recording {
  readonly schema: readonly string[]
  readonly tables: readonly { readonly name: string; readonly rows: readonly Row[] }[]
}

/** Papers lie in files beside the database, or wait for that in a journal; here their bytes become rows like all others. */
const JOURNAL = 'blob_journal'
const CONTENTS = 'paper_content'
const CONTENTS_SCHEMA = `CREATE TABLE ${CONTENTS} (blob_key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT`

/** Reads what a closed store holds of `cases` registrations; tables with fewer rows are not written for each case. */
export function record(database: Database.Database, blobFolder: string, cases: number): Recording {
  const entries = database.prepare(`SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC`).all()
  const schema = entries as { type: string; name: string; sql: string }[]
  const lasting = schema.filter(({ type, name }) => type === 'table' && name !== JOURNAL)
  const all = lasting.map(({ name, sql }) => ({ name, rows: rowsOf(database, name, sql) }))
  const contents = { name: CONTENTS, rows: contentsOf(database, blobFolder) }
  return {
    schema: [...schema.map(({ sql }) => sql), CONTENTS_SCHEMA],
    tables: [...all, contents].filter(({ rows }) => rows.length >= cases),
  }
}

/** A function that writes the rows of some cases in one commit, everything prepared beforehand. */
export function replayer(
  into: Database.Database,
  { schema, tables }: Recording,
  cases: number,
): (indexes: readonly number[]) => void {
  for (const sql of schema) into.exec(sql)
  const writers = tables.map(({ name, rows }) => {
    const insert = into.prepare(`INSERT INTO ${name} VALUES (${rows[0]?.map(() => '?').join(', ')})`)
    return (index: number) => {
      const end = rowsBefore(index + 1, rows.length, cases)
      for (let at = rowsBefore(index, rows.length, cases); at < end; at += 1) insert.run(...(rows[at] ?? []))
    }
  })
  const write = into.transaction((indexes: readonly number[]) => {
    for (const index of indexes) for (const writer of writers) writer(index)
  })
  return (indexes) => write.immediate(indexes)
}

/** Rows of all tables together. */
export function rowCount({ tables }: Recording): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0)
}

function rowsBefore(index: number, rows: number, cases: number): number {
  return Math.floor((index * rows) / cases)
}

function rowsOf(database: Database.Database, name: string, sql: string): readonly Row[] {
  const rows = database.prepare(`SELECT * FROM ${name}`).raw().all() as Row[]
  // Without row ids they come in the order of their random keys, in which nobody writes them.
  return /WITHOUT ROWID/i.test(sql) && typeof rows[0]?.[0] !== 'number' ? shuffled(rows) : rows
}

function contentsOf(database: Database.Database, blobFolder: string): readonly Row[] {
  const blobs = database.prepare('SELECT key, hash FROM blob ORDER BY key').all() as { key: number; hash: Buffer }[]
  const journal = database.prepare(`SELECT bytes FROM ${JOURNAL} WHERE blob_key = ?`).pluck()
  return blobs.map(({ key, hash }) => {
    const name = hash.toString('hex')
    return [key, journal.get(key) ?? readFileSync(join(blobFolder, name.slice(0, 2), name))]
  })
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  const result = [...values]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    ;[result[last], result[other]] = [result[other] as T, result[last] as T]
  }
  return result
}
