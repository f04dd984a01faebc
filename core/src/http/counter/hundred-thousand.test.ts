import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { application, newRequestId } from '../../site/counter.testing.js'
import type { CaseCounts, CaseListPage } from '../../site/query/cases.js'
import type { Worklist } from '../../site/worklist/worklist.js'
import { asClerk, openApp, type TestApp } from '../app.testing.js'

const COPIES = 100_000
const folder = mkdtempSync(join(tmpdir(), 'liandong-many-'))
let app: TestApp

/** One real case, copied as lists see it: every tenth in review, every thousandth with a number of its own kind. */
beforeAll(async () => {
  const first = openApp('a', { folder })
  await first.call(asClerk, 'POST', '/api/cases', { requestId: newRequestId(), application: application() })
  await first.close()
  const db = new Database(join(folder, 'site.db'))
  const columns = `stage, item, item_digest, custodian, origin_site, origin_place, service_site, service_place, path, registered_ms,
    legal_ms, promised_due, legal_due, seizures, tier, moves, head_sequence, head_hash, head_row, head_own, set_aside, frozen, needs_upgrade`
  const copied = columns
    .replace('stage,', `CASE at % 10 WHEN 0 THEN 'reviewing' ELSE 'submitted' END,`)
    .replace('registered_ms', 'registered_ms + at * 1000')
    .replace('promised_due', `date('2026-03-03', '+' || (at % 300) || ' days')`)
    .replace('head_own', '0')
  db.exec(`INSERT INTO case_key (key, case_id) WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < ${COPIES})
    SELECT 1000 + at, printf('%032x', at) FROM n`)
  db.exec(`INSERT INTO case_view (case_key, case_id, number, ${columns})
    WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < ${COPIES})
    SELECT 1000 + at, printf('%032x', at), CASE at % 1000 WHEN 0 THEN 'RARE-' ELSE '371122-' END || at, ${copied} FROM n, case_view
    WHERE case_view.case_key = (SELECT min(case_key) FROM case_view)`)
  db.close()
  app = openApp('a', { folder })
}, 120_000)
afterAll(async () => {
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The answer; how long it took is printed and decides nothing. */
async function asked<Body>(path: string): Promise<Body> {
  const ms: number[] = []
  let body: Body | null = null
  for (let round = 0; round < 5; round += 1) {
    const startMs = performance.now()
    ;({ body } = await app.call<Body>(asClerk, 'GET', path))
    ms.push(performance.now() - startMs)
  }
  process.stdout.write(`${path}: median ${ms.sort((a, b) => a - b)[2]?.toFixed(0)} ms of ${COPIES} cases\n`)
  if (body === null) throw new Error('no answer')
  return body
}

test('a list of 100,000 cases is narrowed by stage, number and due date to exactly the rows that fit', async () => {
  const page = await asked<CaseListPage>('/api/cases?limit=500')
  expect([page.cases.length, page.cases[0]?.caseId, page.next === null]).toEqual([
    500,
    COPIES.toString(16).padStart(32, '0'),
    false,
  ])
  const reviewing = await asked<CaseListPage>('/api/cases?stage=reviewing&limit=500')
  expect(reviewing.cases.every(({ stage }) => stage === 'reviewing')).toBe(true)
  expect((await asked<CaseListPage>('/api/cases?text=RARE&limit=500')).cases).toHaveLength(COPIES / 1000)
  const counts = await asked<CaseCounts>('/api/cases/counts')
  expect(new Map(counts.stages.map(({ stage, count }) => [stage, count]))).toEqual(
    new Map([
      ['registered', 1],
      ['reviewing', COPIES / 10],
      ['submitted', COPIES - COPIES / 10],
    ]),
  )
  const due = await asked<Worklist>('/api/worklist?dueBefore=2026-03-03&limit=50')
  expect(due.total).toBe(Math.floor(COPIES / 300))
  expect((await asked<Worklist>('/api/worklist?limit=50')).total).toBe(COPIES + 1)
})
