import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../history.testing.js'
import { DATABASE_FILE, openStore } from '../open.js'
import type { Store } from '../store.js'
import { type CaseFilter, keysFrom, keysOfItem, keysOfNumber } from './case-list.js'

/** Enough that a plan which reads them one by one would be told by SQLite; a million are for the hand of whoever measures. */
const CASES = 20_000
const DATE_MS = Date.UTC(2026, 2, 2)

let disk: ReturnType<typeof temporaryFolder>
let store: Store
let db: Database.Database
beforeAll(() => {
  disk = temporaryFolder()
  openStore(disk.path).close()
  const file = new Database(join(disk.path, DATABASE_FILE))
  file.exec(`INSERT INTO case_view WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${CASES})
    SELECT i, printf('%032x', i), printf('371122104%03d-%06d', i % 56, i), iif(i = 77, 'decided', iif(i % 20 = 0, 'accepted', 'completed')),
      'item-' || (i % 200), x'00', 'a', 'a', 'place-' || (i % 100), 'a', 'place-' || (i % 100), '[]', ${DATE_MS} + i, ${DATE_MS} + i,
      iif(i % 40 = 0, '2026-03-01', '2026-03-04'), NULL, 0, 0, 0, 1, x'00', i, 0, 0, 0, 0 FROM n`)
  file.exec(`INSERT INTO item_view (row, id, version, name, type, level, handling, effective_from, name_key, sound, words, rest)
    VALUES (1, 'item-7', 1, '建房', '01', 'county', 'promised', '2025-01-01', '建房', 'jianfang jf', '', '')`)
  file.close()
  store = openStore(disk.path)
  db = new Database(join(disk.path, DATABASE_FILE), { readonly: true })
}, 60_000)
afterAll(() => {
  db.close()
  store.close()
  disk[Symbol.dispose]()
})

const found = (filter: CaseFilter, limit = 5) => {
  const began = performance.now()
  const numbers = store.caseList.page(filter, limit).map(({ number }) => number)
  process.stderr.write(`${JSON.stringify(filter)}: ${(performance.now() - began).toFixed(1)} ms of ${CASES} cases\n`)
  return numbers
}
const planOf = (sql: string, ...values: readonly unknown[]) =>
  db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map(({ detail }) => detail)
    .join('; ')

describe('the search over cases', () => {
  test('finds one by its whole number, by its beginning, by any part', () => {
    expect(found({ text: '371122104001-000001' })).toEqual(['371122104001-000001'])
    expect(found({ text: '371122104003-' }, 2)).toEqual(['371122104003-019995', '371122104003-019939'])
    expect(found({ text: '-012345' })).toEqual(['371122104025-012345'])
    expect(found({ text: 'nowhere' })).toEqual([])
  })

  test('finds those of an item by its name or initials, the newest first', () => {
    for (const text of ['建房', 'jf']) expect(found({ text }, 2)).toEqual(['371122104039-019807', '371122104007-019607'])
  })

  test('finds a part that all have, and a stage that few have', () => {
    expect(found({ text: '371122' }, 1)).toEqual(['371122104008-020000'])
    expect(found({ stages: ['decided'] })).toEqual(['371122104021-000077'])
  })

  test('reads no case one by one', () => {
    expect(planOf(keysFrom, '3', '4', 1)).toMatch(/^SEARCH case_view USING COVERING INDEX case_view_by_number/)
    expect(planOf(keysOfNumber, '3', 1)).toMatch(/^SCAN case_view USING COVERING INDEX case_view_by_number/)
    expect(planOf(keysOfItem, '3', 1)).toMatch(/SEARCH case_view USING COVERING INDEX case_view_of_item/)
    const byStage = `SELECT case_key FROM case_view WHERE stage IN ('decided') ORDER BY registered_ms DESC, case_key DESC LIMIT 50`
    expect(planOf(byStage)).toMatch(/^SEARCH case_view USING COVERING INDEX case_view_of_stage/)
  })
})

test('sums of open cases are read from their own index, place by place', () => {
  expect(store.caseFigures.openAt(['place-0', 'place-40'], '2026-03-02', '2026-03-05')).toEqual([
    { place: 'place-0', open: 200, atRisk: 100, overdue: 100 },
    { place: 'place-40', open: 200, atRisk: 100, overdue: 100 },
  ])
  expect(store.caseFigures.completedSince(DATE_MS + CASES - 99).reduce((sum, { count }) => sum + count, 0)).toBe(95)
})
