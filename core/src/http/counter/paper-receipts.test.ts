import { afterEach, expect, test } from 'vitest'
import { application, newRequestId } from '../../site/counter.testing.js'
import { loadCase } from '../../site/execute.js'
import type { Receipt } from '../../site/intake/receipt.js'
import type { PaperReceipt } from '../../site/registers/paper-receipts.js'
import { asClerk, openApp, type TestApp, type Who } from '../app.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function county(): TestApp {
  const app = openApp('a')
  open.push(app)
  return app
}

async function reserve(app: TestApp, count: number, who: Who = asClerk): Promise<readonly PaperReceipt[]> {
  const { status, body } = await app.call(who, 'POST', '/api/paper-receipts', { count })
  expect(status).toBe(201)
  return body['receipts'] as readonly PaperReceipt[]
}

const states = async (app: TestApp) =>
  ((await app.call(asClerk, 'GET', '/api/paper-receipts')).body['receipts'] as readonly PaperReceipt[]).map((line) => [
    line.number,
    line.state,
    line.reason,
  ])

function enter(app: TestApp, number: string, requestId = newRequestId()) {
  const enteredLater = { claimedMs: app.clock.nowMs() - 7_200_000, reason: 'power-cut' as const, proof: null, number }
  return app.call<Receipt>(asClerk, 'POST', '/api/cases', { requestId, application: application({ enteredLater }) })
}

test('a case entered later bears number and query code of its paper, which is used once', async () => {
  const app = county()
  const [first, second] = await reserve(app, 2)
  const requestId = newRequestId()
  const { status, body } = await enter(app, first?.number ?? '', requestId)
  expect([status, body.number, body.queryCode, body.caseId]).toEqual([201, first?.number, first?.queryCode, first?.caseId])
  expect(loadCase(app.site, body.caseId)?.enteredLater).toEqual({
    claimedMs: app.clock.nowMs() - 7_200_000,
    reason: 'power-cut',
    proof: null,
  })
  expect((await enter(app, first?.number ?? '', requestId)).body).toMatchObject({ number: first?.number, repeated: true })
  expect((await enter(app, first?.number ?? '')).body).toMatchObject({ code: 'receipt/not-free' })
  expect(await states(app)).toEqual([
    [first?.number, 'used', null],
    [second?.number, 'free', null],
  ])
})

test('a void paper and one of another place give no case a number', async () => {
  const app = county()
  const [spoiled] = await reserve(app, 1)
  const [elsewhere] = await reserve(app, 1, { person: 'hosted-proxy', place: 'a-hosted' })
  const path = `/api/paper-receipts/${spoiled?.number}/void`
  expect((await app.call(asClerk, 'POST', path, { reason: 'spoiled' })).status).toBe(200)
  expect((await app.call(asClerk, 'POST', path, { reason: 'lost' })).body).toMatchObject({ code: 'receipt/not-free' })
  expect((await enter(app, spoiled?.number ?? '')).body).toMatchObject({ code: 'receipt/not-free' })
  expect((await enter(app, elsewhere?.number ?? '')).body).toMatchObject({ code: 'receipt/not-reserved' })
  expect(await states(app)).toEqual([[spoiled?.number, 'void', 'spoiled']])
})
