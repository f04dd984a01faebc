import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import { auditNow } from '../../site/audit/audit.js'
import { sendNew } from '../../site/audit/news.js'
import type { AuditPage } from '../../site/audit/search.js'
import { application } from '../../site/counter.testing.js'
import type { CasePage } from '../../site/query/case-page.js'
import { asClerk, asProxy, type TestApp } from '../app.testing.js'
import { scanOf } from '../security/papers.testing.js'
import { act, county, online, page, registered, village } from '../three-sites.testing.js'

const asAuditor = { person: 'a-helper', place: 'a-hall' }
const asReader = { person: 'a-window', place: 'a-hall' }
const find = async (app: TestApp, query = '', who: typeof asClerk = asAuditor) =>
  (await app.call<AuditPage>(who, 'GET', `/api/audit?${query}`)).body
const views = (app: TestApp) =>
  app.store.audit.search({ kind: 'view' }, 100, null).map(({ entry: { person, outcome, reason } }) => [person, outcome, reason])
const carryAudit = () => {
  village.site.transact(() => sendNew(village.site))
  online()
}

describe('whoever handles a case', () => {
  test('sees the applicant and opens papers without a reason, which is recorded once an hour', async () => {
    const { caseId } = await registered()
    for (const _ of [1, 2, 3]) expect(await page(village, asProxy, caseId)).toMatchObject({ masked: false })
    expect((await page(village, asProxy, caseId)).applicant).toEqual(application().applicant)
    expect(views(village)).toEqual([['proxy', 'case', null]])
    village.clock.advance(3_600_000)
    await page(village, asProxy, caseId)
    expect(views(village)).toHaveLength(2)
    const [paper] = (await page(village, asProxy, caseId)).papers
    expect((await village.call(asProxy, 'GET', `/api/cases/${caseId}/papers/${paper?.hash}`)).status).toBe(200)
    expect(views(village)[0]).toEqual(['proxy', `paper ${paper?.hash}`, null])
  })
})

test('whoever looks for a person is recorded, and for whom is not', async () => {
  const { caseId } = await registered()
  const { name, document } = (application().applicant as { person: { name: string; document: { number: string } } }).person
  const seek = (body: object) =>
    village.call<{ cases: readonly { caseId: string }[] }>(asProxy, 'POST', '/api/cases/by-person', body)
  expect((await seek({ identity: document.number })).body.cases).toMatchObject([{ caseId }])
  await seek({ name: name.slice(0, 1) })
  const found = village.store.audit.search({ kind: 'view' }, 10, null).map(({ entry }) => entry)
  expect(found.map(({ person, subject, outcome, reason }) => [person, subject, outcome, reason])).toEqual([
    ['proxy', 'person search', '1 cases', 'name'],
    ['proxy', 'person search', '1 cases', 'identity'],
  ])
  for (const told of [name, document.number]) expect(JSON.stringify(found)).not.toContain(told)
})

describe('whoever does not handle it now', () => {
  test('sees it masked, and as it is only after giving a reason, which is recorded before anything is shown', async () => {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    online()
    await act(county, asClerk, caseId, 'refuse-acceptance', {
      ground: 'not-eligible',
      rightOrgan: null,
      notice: await notice(caseId),
    })
    const masked = await page(county, asClerk, caseId)
    expect(masked).toMatchObject({ masked: true, form: null, warnings: [] })
    expect(JSON.stringify(masked)).not.toContain((application().applicant as { person: { name: string } }).person.name)
    const [paper] = masked.papers
    const open = () => county.call(asClerk, 'GET', `/api/cases/${caseId}/papers/${paper?.hash}`)
    expect((await open()).body).toMatchObject({ status: 403, code: 'case/masked' })
    const before = views(county).length
    const given = { reason: 'complaint', reference: '信访〔2026〕7号' }
    const shown = await county.call<CasePage>(asClerk, 'POST', `/api/cases/${caseId}/unmask`, given)
    expect(shown.body).toMatchObject({ masked: false, applicant: application().applicant })
    expect(views(county).slice(0, -before || undefined)).toEqual([['a-clerk', 'case', 'complaint 信访〔2026〕7号']])
    expect((await open()).status).toBe(200)
    county.clock.advance(31 * 60_000)
    expect((await open()).body).toMatchObject({ code: 'case/masked' })
    expect(await page(county, asClerk, caseId)).toMatchObject({ masked: true })
  })

  test.each([
    ['without a reason', {}],
    ['with a reason of their own words', { reason: '看看' }],
  ])('is refused %s', async (_how, given) => {
    const { caseId } = await registered()
    online()
    expect((await county.call(asClerk, 'POST', `/api/cases/${caseId}/unmask`, given)).status).toBe(400)
    expect(views(county)).toEqual([])
  })
})

describe('the audit log', () => {
  test('is searched by auditors, own entries and those of the stations below, page by page', async () => {
    const { caseId } = await registered()
    await page(village, asProxy, caseId)
    carryAudit()
    const found = await find(county, `kind=view&person=proxy&subject=${encodeURIComponent(`case ${caseId}`)}`)
    expect(found.entries).toMatchObject([
      { site: { id: 'a-village' }, kind: 'view', person: { id: 'proxy' }, place: { id: 'a-station' }, outcome: 'case', count: 1 },
    ])
    expect((await find(county, 'person=nobody')).entries).toEqual([])
    expect((await find(county, `from=${MONDAY_MS + 86_400_000}`)).entries).toEqual([])
    expect((await find(county, 'site=a-village&place=a-station&limit=1')).entries).toHaveLength(1)
    const first = await find(county, 'limit=1')
    await county.call(asReader, 'GET', '/api/audit')
    const rest = first.next === null ? [] : (await find(county, `limit=500&cursor=${first.next}`)).entries
    expect(
      rest.some(({ sequence, site }) => site.id === first.entries[0]?.site.id && sequence === first.entries[0]?.sequence),
    ).toBe(false)
  })

  test('is closed to everybody else, and that they asked stands in it', async () => {
    const answer = await village.call(asProxy, 'GET', '/api/audit')
    expect(answer.body).toMatchObject({ code: 'rights/denied' })
    await village.site.commit(() => {})
    expect(village.store.audit.search({}, 1, null)[0]?.entry).toMatchObject({
      kind: 'refusal',
      person: 'proxy',
      place: 'a-station',
      subject: 'GET /api/audit',
      outcome: 'rights/denied',
    })
  })

  test('goes into an Excel file, and that it did stands in it', async () => {
    const { caseId } = await registered()
    await page(village, asProxy, caseId)
    carryAudit()
    const file = await county.call(asAuditor, 'GET', '/api/audit/export?kind=view')
    expect(file.status).toBe(200)
    const { sheets } = await readXlsx(new Uint8Array(file.raw))
    expect(sheets[0]?.rows.length).toBe(2)
    expect(sheets[0]?.rows[1]).toContain(`case ${caseId}`)
    expect(county.store.audit.search({ kind: 'export' }, 1, null)[0]?.entry).toMatchObject({
      person: 'a-helper',
      outcome: '1 entries',
    })
  })

  test('shows auditors what was done in their own area, and no other', async () => {
    const done = { kind: 'view', person: 'proxy', subject: 'case', outcome: 'case', reason: null } as const
    county.site.transact(() => {
      for (const place of ['a-station', 'b-station', 'city-hall']) auditNow(county.site, { ...done, place })
      county.store.audit.begin('b-village')
    })
    expect((await find(county, 'kind=view')).entries).toMatchObject([{ place: { id: 'a-station' } }])
    const { body } = await county.call<{ logs: readonly { site: { id: string } }[] }>(asAuditor, 'GET', '/api/audit/logs')
    expect(body.logs.map(({ site }) => site.id)).not.toContain('b-village')
  })

  test('of each site is listed with how far it is copied and whether it is believed', async () => {
    const { caseId } = await registered()
    await page(village, asProxy, caseId)
    carryAudit()
    const { body } = await county.call(asAuditor, 'GET', '/api/audit/logs')
    expect(body['logs']).toMatchObject([{ site: { id: 'a-village' }, own: false, head: 1, trouble: null }])
  })
})

async function notice(caseId: string) {
  const headers = { 'content-type': 'image/png' }
  const { body } = await county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, scanOf('不予受理通知书'), { headers })
  return body
}
