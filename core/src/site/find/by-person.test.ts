import Database from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../store/history.testing.js'
import { application, newRequestId, openCounter } from '../counter.testing.js'
import { registerCase } from '../intake/register.js'
import type { Site } from '../site.js'
import { findByPerson } from './by-person.js'

const ming = {
  kind: 'person',
  person: { name: '王小明', document: { type: '111', number: '371122199001010019' }, phone: '13812345678' },
} as const
const hong = { kind: 'person', person: { name: '李小红', document: { type: '111', number: '37112219900202002X' } } } as const

async function file(site: Site, applicant: object): Promise<string> {
  const registration = {
    application: { ...application(), applicant } as never,
    acting: { person: 'proxy', place: 'a-station', organ: null, mandate: null },
    requestId: newRequestId(),
    draft: null,
  }
  const outcome = await registerCase(site, registration)
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome))
  return outcome.receipt.caseId
}

const ids = async (site: Site, sought: Parameters<typeof findByPerson>[1]) =>
  (await findByPerson(site, sought)).map(({ caseId }) => caseId).sort()

test('cases are found by the whole identity number, however it is typed, and by no part of it', async () => {
  const { site } = openCounter('a-village')
  const [one, two, other] = [await file(site, ming), await file(site, ming), await file(site, hong)]
  expect(await ids(site, { identity: '371122 19900101 0019' })).toEqual([one, two].sort())
  expect(await ids(site, { identity: '37112219900202002x' })).toEqual([other])
  expect([await ids(site, { identity: '37112219900101001' }), await ids(site, { identity: '' })]).toEqual([[], []])
})

test('cases are found by any part of a name, also those that came after the first look', async () => {
  const { site } = openCounter('a-village')
  const one = await file(site, ming)
  expect(await ids(site, { name: '王' })).toEqual([one])
  const other = await file(site, hong)
  expect([await ids(site, { name: '小' }), await ids(site, { name: '小红' }), await ids(site, { name: '赵' })]).toEqual([
    [one, other].sort(),
    [other],
    [],
  ])
  site.store.rebuild()
  expect([await ids(site, { name: '小' }), await ids(site, { identity: '371122199001010019' })]).toEqual([
    [one, other].sort(),
    [one],
  ])
})

test('a case nobody committed is found by nothing', async () => {
  const { site } = openCounter('a-village')
  await file(site, ming)
  await ids(site, { name: '王' })
  const undone = () =>
    site.transact(() => {
      site.store.applicants.put('f'.repeat(32), { names: ['赵四'], identities: ['999999'], phones: [] })
      throw new Error('undone')
    })
  expect(undone).toThrow('undone')
  expect([await ids(site, { name: '赵' }), await ids(site, { identity: '999999' })]).toEqual([[], []])
})

test('a copied disk shows no name, number or phone, and nothing that is equal where people are equal', async () => {
  using folder = temporaryFolder()
  const { site, store } = openCounter('a-village', { folder: join(folder.path, 'data') })
  await file(site, ming)
  await file(site, ming)
  const db = new Database(join(folder.path, 'data', 'site.db'), { readonly: true })
  const rows = db.prepare<[], { sealed: Buffer }>('SELECT sealed FROM applicant_view').all()
  const digests = db.prepare<[], { digest: Buffer }>('SELECT DISTINCT digest FROM applicant_digest').all()
  db.close()
  expect([rows.length, rows[0]?.sealed.equals(rows[1]?.sealed ?? Buffer.alloc(0)), digests.length]).toEqual([2, false, 1])
  for (const name of readdirSync(join(folder.path, 'data'))) {
    if (!name.startsWith('site.db')) continue
    const bytes = readFileSync(join(folder.path, 'data', name))
    for (const planted of ['王小明', '371122199001010019', '13812345678'])
      expect([name, bytes.includes(planted)]).toEqual([name, false])
  }
  store.close()
})
