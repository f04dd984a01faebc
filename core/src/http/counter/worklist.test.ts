import { afterEach, expect, test } from 'vitest'
import type { ItemDraft } from '../../domain/item.js'
import { application, demoItems, newRequestId } from '../../site/counter.testing.js'
import type { Receipt } from '../../site/intake/receipt.js'
import type { Worklist } from '../../site/worklist/worklist.js'
import { asClerk, openApp, type TestApp } from '../app.testing.js'
import { act, asCity, city, county, online, registered, village } from '../three-sites.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const worklistOf = async (app: TestApp, query = '') => (await app.call<Worklist>(asClerk, 'GET', `/api/worklist${query}`)).body

test('what lies here is listed by its due date, with the step it stands at, and gone when it is finished', async () => {
  const [first, second, third] = [await registered(), await registered(), await registered()]
  for (const { caseId } of [first, second]) await act(village, { person: 'proxy', place: 'a-station' }, caseId, 'submit')
  online()
  county.site.clock.measured(0, 20)
  await act(county, asClerk, second.caseId, 'accept')
  const { total, cases } = await worklistOf(county)
  expect([total, cases.map(({ line, step }) => [line.caseId, step?.name ?? null, line.promisedDue])]).toEqual([
    2,
    [
      [second.caseId, '审查', '2026-03-09'],
      [first.caseId, null, null],
    ],
  ])
  expect((await worklistOf(county, '?stage=submitted')).cases.map(({ line }) => line.caseId)).toEqual([first.caseId])
  expect((await worklistOf(county, '?limit=1&offset=1')).cases.map(({ line }) => line.caseId)).toEqual([first.caseId])
  await act(county, asClerk, first.caseId, 'withdraw', { statement: null })
  expect((await worklistOf(county)).total).toBe(1)
  expect((await city.call(asCity, 'GET', '/api/worklist')).body).toMatchObject({ total: 0, cases: [] })
  expect(third.stage).toBe('registered')
})

test('a step in another system is listed once nobody has looked for so many days, until its end is noted', async () => {
  const [permit] = demoItems
  const steps = permit?.steps.map((step) => ({ ...step, externalSystem: step.kind === 'decide' ? '社保系统' : null }))
  const app = openApp('a', { items: [{ ...permit, steps } as ItemDraft] })
  open.push(app)
  const { caseId } = (
    await app.call<Receipt>(asClerk, 'POST', '/api/cases', { requestId: newRequestId(), application: application() })
  ).body
  await act(app, asClerk, caseId, 'submit')
  await act(app, asClerk, caseId, 'accept')
  await act(app, asClerk, caseId, 'review-step', { step: 'examine', result: 'agreed', opinion: null })
  const seen = { step: 'decide', system: '社保系统', number: 'S-1', proof: null }
  const note = (state: string) => act(app, asClerk, caseId, 'note-external', { ...seen, state, asOfMs: app.clock.nowMs() })
  const outside = async () => (await app.call(asClerk, 'GET', '/api/outside?days=3')).body['steps']
  expect(await outside()).toEqual([])
  app.clock.advance(3 * 86_400_000)
  expect(await outside()).toMatchObject([{ caseId, system: '社保系统', externalNumber: null, state: 'not-sent' }])
  expect((await note('in-progress')).status).toBe(200)
  expect(await outside()).toEqual([])
  app.clock.advance(3 * 86_400_000)
  expect(await outside()).toMatchObject([{ caseId, system: '社保系统', externalNumber: 'S-1', state: 'in-progress' }])
  expect((await note('granted')).status).toBe(200)
  app.clock.advance(4 * 86_400_000)
  expect(await outside()).toEqual([])
})

test('a notice that a station below left unopened for four open hours is to ring, with the number', async () => {
  const { caseId } = await registered()
  await act(village, { person: 'proxy', place: 'a-station' }, caseId, 'submit')
  online()
  await act(county, asClerk, caseId, 'accept')
  const toRing = async () => (await county.call(asClerk, 'GET', '/api/notices?toRing=true')).body['notices']
  county.clock.advance(3 * 3_600_000)
  expect(await toRing()).toEqual([])
  county.clock.advance(3_600_000)
  expect(await toRing()).toMatchObject([{ caseId, kind: 'acceptance', place: { id: 'a-station' }, openedMs: null }])
})

test('an approver sees what needs a decision alone, oldest due first, what was sent back last', async () => {
  const [first, second, third] = [await registered(), await registered(), await registered()]
  for (const { caseId } of [first, second, third]) await act(village, { person: 'proxy', place: 'a-station' }, caseId, 'submit')
  online()
  const accept = async ({ caseId }: Receipt) => act(county, asClerk, caseId, 'accept')
  const examine = async ({ caseId }: Receipt) =>
    act(county, asClerk, caseId, 'review-step', { step: 'examine', result: 'agreed', opinion: null })
  const waiting = async (who = asClerk) =>
    (await county.call<{ cases: { line: { caseId: string }; returnedMs: number | null }[] }>(who, 'GET', '/api/approvals')).body
  await accept(third)
  county.clock.advance(24 * 3_600_000)
  for (const each of [first, second]) await accept(each)
  for (const each of [second, third]) await examine(each)
  expect((await waiting()).cases.map(({ line }) => line.caseId)).toEqual([third.caseId, second.caseId])
  const asked = { kind: 'opinion', site: 'a', place: 'a-hall', person: 'a-clerk', from: null, until: null, instruction: null }
  const task = newRequestId()
  await act(county, asClerk, third.caseId, 'give-task', asked, task)
  expect((await waiting()).cases.map(({ line, returnedMs }) => [line.caseId, returnedMs === null])).toEqual([
    [second.caseId, true],
    [third.caseId, false],
  ])
  await act(county, asClerk, third.caseId, 'answer-task', { task, result: 'done', report: null, votes: null })
  expect((await waiting()).cases[0]).toMatchObject({ line: { caseId: third.caseId }, returnedMs: null })
  const helper = { person: 'a-helper', place: 'a-hall', organ: 'a-agency' }
  expect((await waiting(helper)).cases).toEqual([])
})

test('the list is narrowed to one office and one step, and says whose turn it is', async () => {
  const [first, second] = [await registered(), await registered()]
  for (const { caseId } of [first, second]) await act(village, { person: 'proxy', place: 'a-station' }, caseId, 'submit')
  online()
  for (const { caseId } of [first, second]) await act(county, asClerk, caseId, 'accept')
  await act(county, asClerk, second.caseId, 'review-step', { step: 'examine', result: 'agreed', opinion: null })
  const ids = async (query: string) => (await worklistOf(county, query)).cases.map(({ line }) => line.caseId)
  expect(await ids('?step=examine')).toEqual([first.caseId])
  expect(await worklistOf(county, '?step=decide')).toMatchObject({
    total: 1,
    cases: [{ line: { caseId: second.caseId }, step: { name: '决定' }, organ: { id: 'a-bureau' } }],
  })
  expect(await ids('?organ=a-bureau')).toHaveLength(2)
  expect(await ids('?organ=a-agency')).toEqual([])
  expect(await ids('?step=decide&offset=1')).toEqual([])
})
