import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { caseWriter, countMissing, createCaseTables, EVENT_BYTES, makeEvents } from './case-tables.js'

function filled() {
  const database = new Database(':memory:')
  createCaseTables(database)
  const events = makeEvents(5)
  caseWriter(database)(events)
  return { database, acknowledged: events.map(({ caseId }) => caseId) }
}

test('a registration writes its 2 KB to the log and one row to each other table', () => {
  const { database } = filled()
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect([count('event'), count('case_view'), count('lane_out')]).toEqual([5, 5, 5])
  expect(database.prepare('SELECT min(length(bytes)) FROM event').pluck().get()).toBe(EVENT_BYTES)
})

test('an acknowledged case that was taken out of the file is counted as missing', () => {
  const { database, acknowledged } = filled()
  expect(countMissing(database, acknowledged)).toBe(0)
  database.prepare('DELETE FROM event WHERE case_id = ?').run(acknowledged[3])
  expect(countMissing(database, acknowledged)).toBe(1)
})
