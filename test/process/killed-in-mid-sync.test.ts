import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openStore } from '@liandong/core/store/open.js'
import { Api, type CasePage } from '../../tools/demo/desk/api.js'
import { manyVillagers } from '../../tools/demo/desk/applicants.js'
import { portOf, urlOf, soon } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
beforeAll(async () => {
  city = await TestCity.make()
})
afterAll(() => city[Symbol.asyncDispose]())

const batchRows = 200
const batches = 1

it('a county killed while it takes in what a village filed has all of it in the end, each log equal', {
  timeout: 180_000,
}, async () => {
  await using top = city.gateway('city')
  const upward = city.countyParent(portOf(await top.line('grpc listening')))
  const first = city.gateway('county', upward)
  const countyPort = portOf(await first.line('grpc listening'))
  await using village = city.agent('village', countyPort)
  const desk = new Api(await urlOf(village), city.actor('village', 'u5001'))
  await itemsArrived(desk)
  await first.stop()

  const filed = await fileAll(desk)
  const counts: number[] = []
  for (const round of [1, 2]) {
    process.kill(village.pid, 'SIGSTOP')
    await using county = city.gateway('county', { ...upward, LIANDONG_GRPC_PORT: String(countyPort) })
    const clerk = new Api(await urlOf(county), city.actor('county', 'u2006'))
    const before = counts.at(-1) ?? 0
    // Who counts is signed in before the first of them can come.
    await countOf(clerk)
    process.kill(village.pid, 'SIGCONT')
    await vi.waitFor(async () => expect(await countOf(clerk)).toBeGreaterThan(before), { timeout: 60_000, interval: 1 })
    await county.stop('SIGKILL')
    counts.push(casesIn(city.storeOf('county')))
    if (counts[round - 1] === filed.length) break
  }
  // Killed with a part of it, or this has shown nothing.
  expect(counts[0]).toBeLessThan(filed.length)

  await using county = city.gateway('county', { ...upward, LIANDONG_GRPC_PORT: String(countyPort) })
  const clerk = new Api(await urlOf(county), city.actor('county', 'u2006'))
  const mayor = new Api(await urlOf(top), city.actor('city', 'u1002'))
  for (const api of [clerk, mayor]) await vi.waitFor(async () => expect(await countOf(api)).toBe(filed.length), soon)
  for (const caseId of filed) {
    const [atVillage, ...above] = await Promise.all([desk, clerk, mayor].map((api) => headOf(api, caseId)))
    expect(above).toEqual([atVillage, atVillage])
  }
  expect(await Promise.all([village.stop(), county.stop(), top.stop()])).toEqual([0, 0, 0])
  for (const name of ['city', 'county', 'village'] as const) expect(findingsIn(city.storeOf(name))).toEqual([])
})

/** Nobody is known at the village before the roster is there, and nothing offered before the items are. */
async function itemsArrived(desk: Api): Promise<void> {
  const ids = async () =>
    (await desk.get<{ items: readonly { id: string }[] }>('/api/items?text=cunji-03')).items.map(({ id }) => id)
  await vi.waitFor(async () => expect(await ids()).toContain('cunji-03'), soon)
}

async function fileAll(desk: Api): Promise<readonly string[]> {
  const filed: string[] = []
  for (let batch = 0; batch < batches; batch += 1) {
    const rows = manyVillagers(batchRows).map((applicant, index) => ({ key: `${index}`, content: { applicant } }))
    const shared = {
      item: 'cunji-03',
      form: { parties: 2, kind: '邻里', claim: `院墙 ${'。'.repeat(200)}` },
      materials: ['application', 'id-card'].map((material) => ({
        material,
        paper: null,
        form: 'original',
        originals: 1,
        copies: 0,
      })),
    }
    const answer = await desk.post<{ rows: readonly { kind: string; receipt?: { caseId: string } }[] }>('/api/batches', {
      requestId: randomBytes(16).toString('hex'),
      shared,
      rows,
    })
    for (const row of answer.rows) {
      expect(row).toMatchObject({ kind: 'registered' })
      filed.push(row.receipt?.caseId ?? '')
    }
  }
  return filed
}

async function countOf(api: Api): Promise<number> {
  const { stages } = await api.get<{ stages: readonly { count: number }[] }>('/api/cases/counts')
  return stages.reduce((sum, { count }) => sum + count, 0)
}

async function headOf(api: Api, caseId: string): Promise<string> {
  const { history } = await api.get<CasePage>(`/api/cases/${caseId}`)
  return history.at(-1)?.hash ?? ''
}

function casesIn(folder: string): number {
  const store = openStore(folder)
  try {
    return store.events.caseIds().length
  } finally {
    store.close()
  }
}

function findingsIn(folder: string): readonly unknown[] {
  const store = openStore(folder)
  try {
    return store.verify()
  } finally {
    store.close()
  }
}
