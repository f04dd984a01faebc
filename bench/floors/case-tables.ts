import { randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'

/** One event of 2 KB with the columns any log of this kind keeps beside it; made before the clock starts. */
export interface FloorEvent {
  readonly caseId: string
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
}

/** The bytes of an event in every bench: an application of ordinary size. */
export const EVENT_BYTES = 2048

const CASE_ID_CHARACTERS = 32
const HASH_AT = CASE_ID_CHARACTERS
const HASH_BYTES = 32

/** About what a list shows of a case. */
const VIEW = JSON.stringify({ number: '371122104201-20261122-7KQ-0001-W', stage: 'registered', rest: 'x'.repeat(200) })

const SCHEMA = `
  CREATE TABLE event (row INTEGER PRIMARY KEY, case_id TEXT NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
    bytes BLOB NOT NULL, seal BLOB NOT NULL, UNIQUE (case_id, hash)) STRICT;
  CREATE TABLE case_view (case_id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE lane_out (link INTEGER, lane INTEGER, number INTEGER, kind INTEGER NOT NULL, ref INTEGER NOT NULL,
    digest BLOB NOT NULL, PRIMARY KEY (link, lane, number)) STRICT, WITHOUT ROWID;
`

/** The tables a registration needs whoever writes it: log, what a list shows, what goes to the parent; each with the key it is found by. */
export function createCaseTables(database: Database.Database): void {
  database.exec(SCHEMA)
}

/** Writes new cases, all in one commit. Nothing is encoded, hashed or decided: that is what a floor leaves out. */
export function caseWriter(database: Database.Database): (events: readonly FloorEvent[]) => void {
  const event = database.prepare('INSERT INTO event (case_id, sequence, hash, bytes, seal) VALUES (?, 1, ?, ?, ?)')
  const view = database.prepare('INSERT INTO case_view VALUES (?, ?, ?)')
  const lane = database.prepare('INSERT INTO lane_out VALUES (1, 1, ?, 1, ?, ?)')
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  return (events) => {
    begin.run()
    for (const { caseId, hash, bytes } of events) {
      const row = event.run(caseId, hash, bytes, hash).lastInsertRowid
      view.run(caseId, Date.now(), VIEW)
      lane.run(row, row, hash)
    }
    commit.run()
  }
}

/** The event whose bytes came over a line. */
export function eventOf(bytes: Buffer): FloorEvent {
  return { caseId: bytes.toString('latin1', 0, CASE_ID_CHARACTERS), hash: bytes.subarray(HASH_AT, HASH_AT + HASH_BYTES), bytes }
}

/** Of the acknowledged cases, how many the file does not hold. */
export function countMissing(database: Database.Database, acknowledged: readonly string[]): number {
  const held = new Set(database.prepare('SELECT case_id FROM event').pluck().all())
  return acknowledged.filter((caseId) => !held.has(caseId)).length
}

/** Events that begin with their case id and their hash, so that a receiver finds its keys without decoding anything. */
export function makeEvents(count: number): readonly FloorEvent[] {
  return Array.from({ length: count }, () => {
    const bytes = Buffer.alloc(EVENT_BYTES)
    bytes.write(randomBytes(CASE_ID_CHARACTERS / 2).toString('hex'), 'latin1')
    bytes.set(randomBytes(HASH_BYTES), HASH_AT)
    return eventOf(bytes)
  })
}
