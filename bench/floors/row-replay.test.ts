import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { record, replayer, rowCount } from './row-replay.js'

const folder = mkdtempSync(join(tmpdir(), 'liandong-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A store of three cases: two events and one paper each, and one setting. */
function source() {
  const database = new Database(':memory:')
  database.exec(`
    CREATE TABLE setting (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE event (row INTEGER PRIMARY KEY, case_id TEXT NOT NULL) STRICT;
    CREATE INDEX event_of_case ON event (case_id);
    CREATE TABLE view (case_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE blob (key INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE) STRICT;
    CREATE TABLE blob_journal (blob_key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    INSERT INTO setting VALUES ('one');
    INSERT INTO event (case_id) VALUES ('a'), ('a'), ('b'), ('b'), ('c'), ('c');
    INSERT INTO view VALUES ('a'), ('b'), ('c');
    INSERT INTO blob VALUES (1, x'aa01'), (2, x'bb02'), (3, x'cc03');
    INSERT INTO blob_journal VALUES (3, CAST('paper cc03' AS BLOB));
  `)
  for (const name of ['aa01', 'bb02']) {
    mkdirSync(join(folder, name.slice(0, 2)), { recursive: true })
    writeFileSync(join(folder, name.slice(0, 2), name), `paper ${name}`)
  }
  return record(database, folder, 3)
}

test('every table that grows with the cases is written again, papers as rows, indexes too', () => {
  const into = new Database(':memory:')
  replayer(into, source(), 3)([0, 1, 2])
  const values = (sql: string) => into.prepare(sql).pluck().all()
  expect(values('SELECT case_id FROM event ORDER BY row')).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
  expect(values('SELECT case_id FROM view')).toEqual(['a', 'b', 'c'])
  expect(values('SELECT CAST(bytes AS TEXT) FROM paper_content')).toEqual(['paper aa01', 'paper bb02', 'paper cc03'])
  expect(values("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")).toEqual(['event_of_case'])
  expect(values('SELECT count(*) FROM setting')).toEqual([0])
})

test('one case writes its share of each table', () => {
  const into = new Database(':memory:')
  const recording = source()
  const write = replayer(into, recording, 3)
  write([1])
  const count = (table: string) => into.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect([count('event'), count('view'), count('blob'), count('paper_content')]).toEqual([2, 1, 1, 1])
  expect(rowCount(recording)).toBe(15)
})
