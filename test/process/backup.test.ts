import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openStore } from '@liandong/core/store/open.js'
import { Api } from '../../tools/demo/desk/api.js'
import { manyVillagers } from '../../tools/demo/desk/applicants.js'
import { portOf, StartedProgram, urlOf } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
beforeAll(async () => {
  city = await TestCity.make()
})
afterAll(() => city[Symbol.asyncDispose]())

const batchRows = 50

it('a store backed up while cases are registered holds every case acknowledged before, whole', { timeout: 120_000 }, async () => {
  await using top = city.gateway('city')
  const upward = city.countyParent(portOf(await top.line('grpc listening')))
  await using county = city.gateway('county', upward)
  await using village = city.agent('village', portOf(await county.line('grpc listening')))
  const url = await urlOf(village)
  const desk = new Api(url, city.actor('village', 'u5001'))
  await vi.waitFor(async () => expect(await offered(desk)).toContain('cunji-03'), { timeout: 60_000, interval: 20 })

  const before = await fileBatch(desk)
  const folder = join(city.folder, 'backup')
  const keyFile = `${city.storeOf('village')}.key`
  await using copying = liandong('backup', '--data', city.storeOf('village'), folder)
  const meanwhile: string[] = []
  let copied: number | null | undefined
  void copying.ended().then((code) => (copied = code))
  while (copied === undefined) meanwhile.push(...(await fileBatch(desk)))
  expect([copied, copying.said]).toEqual([0, expect.stringContaining('copied while the program runs')])
  expect(copying.said).toContain('the key is not in the copy')
  expect(meanwhile.length).toBeGreaterThan(0)

  await using verifying = liandong('verify', '--data', folder, '--key', keyFile)
  expect([await verifying.ended(), verifying.said]).toEqual([0, expect.stringContaining('all is well')])
  const store = openStore(folder, { keyFile })
  const inCopy = new Set(store.events.caseIds())
  expect(before.filter((caseId) => !inCopy.has(caseId))).toEqual([])
  for (const caseId of before)
    for (const { hash } of store.papers.ofCase(caseId)) expect(store.blobs.readBlob(hash).content.byteLength).toBeGreaterThan(0)
  store.close()
  expect(await village.stop()).toBe(0)
})

function liandong(...words: readonly string[]): StartedProgram {
  return new StartedProgram(['core/dist/cli/main.js', ...words], {})
}

async function offered(desk: Api): Promise<readonly string[]> {
  return (await desk.get<{ items: readonly { id: string }[] }>('/api/items?limit=500')).items.map(({ id }) => id)
}

/** Applications on paper, each with its form and applicant as papers of the case; answers the cases acknowledged. */
async function fileBatch(desk: Api): Promise<readonly string[]> {
  const rows = manyVillagers(batchRows).map((applicant, index) => ({ key: `${index}`, content: { applicant } }))
  const shared = {
    item: 'cunji-03',
    form: { parties: 2, kind: '邻里', claim: '院墙' },
    materials: ['application', 'id-card'].map((material) => ({
      material,
      paper: null,
      form: 'original',
      originals: 1,
      copies: 0,
    })),
  }
  const requestId = randomBytes(16).toString('hex')
  const answer = await desk.post<{ rows: readonly { receipt?: { caseId: string } }[] }>('/api/batches', {
    requestId,
    shared,
    rows,
  })
  const caseIds = answer.rows.flatMap(({ receipt }) => (receipt === undefined ? [] : [receipt.caseId]))
  expect(caseIds).toHaveLength(batchRows)
  return caseIds
}
