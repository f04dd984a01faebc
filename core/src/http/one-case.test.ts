import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperRef } from '../domain/values.js'
import type { DraftWithPapers } from '../site/intake/drafts.js'
import type { Receipt } from '../site/intake/receipt.js'
import type { CasePage } from '../site/query/case-page.js'
import { application, newRequestId } from '../site/counter.testing.js'
import { carry, join } from '../site/lines.testing.js'
import { asClerk, asProxy, openApp, type TestApp } from './app.testing.js'

/** A village, its county and the city, each with its own store; lines are carried by hand. */
let village: TestApp
let county: TestApp
let city: TestApp

beforeEach(() => {
  ;[village, county, city] = [openApp('a-village'), openApp('a'), openApp('city')]
  join(village.site, county.site)
  join(county.site, city.site)
})

afterEach(async () => {
  for (const app of [village, county, city]) await app.close()
})

function online(): void {
  carry([village.site, county.site], [county.site, city.site])
}

async function registered(): Promise<Receipt> {
  const { body } = await village.call<Receipt>(asProxy, 'POST', '/api/cases', {
    requestId: newRequestId(),
    application: application(),
  })
  return body
}

function act(app: TestApp, who: typeof asClerk, caseId: string, name: string, rest: object = {}, requestId = newRequestId()) {
  return app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId, act: { act: name, ...rest } })
}

async function page(app: TestApp, who: typeof asClerk, caseId: string) {
  const { status, body } = await app.call<CasePage>(who, 'GET', `/api/cases/${caseId}`)
  expect(status === 200 ? null : body).toBeNull()
  return body
}

const asCity = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }

describe('where a case is', () => {
  test('is only here, with its age in open hours, until another site has it', async () => {
    const { caseId } = await registered()
    village.clock.advance(90 * 60_000)
    const before = await page(village, asProxy, caseId)
    expect(before.journey.onlyHere).toMatchObject({ openMinutes: 90 })
    expect(before.journey.stops.map(({ site, durable }) => `${site.id} ${durable}`)).toEqual([
      'a-village here',
      'a waiting',
      'city waiting',
    ])
    online()
    const after = await page(village, asProxy, caseId)
    expect(after.journey.onlyHere).toBeNull()
    expect(after.journey.stops.map(({ site, durable }) => `${site.id} ${durable}`)).toEqual([
      'a-village here',
      'a acknowledged',
      'city passed-on',
    ])
    expect(after.journey.stops[1]?.sinceMs).toBe(village.clock.nowMs())
    expect(after.line.onlyHere).toBeNull()
  })

  test('at night does not age: a place that is closed is asleep', async () => {
    const { caseId } = await registered()
    village.clock.advance(24 * 3_600_000)
    expect((await page(village, asProxy, caseId)).journey.onlyHere?.openMinutes).toBe(510)
  })

  test('is asked of any site by its number, which answers "not here yet" while it may be on its way', async () => {
    const { number, caseId } = await registered()
    const early = await county.call(asClerk, 'GET', `/api/cases/by-number/${number}`)
    expect(early.body).toMatchObject({ code: 'case/not-here-yet', status: 404, retry: 'back-off' })
    online()
    const later = await county.call(asClerk, 'GET', `/api/cases/by-number/${number.toLowerCase()}`)
    expect(later.body.cases).toMatchObject([{ caseId, here: false, custodian: { id: 'a-village' } }])
  })

  test('shows papers on their way and what it waits for', async () => {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    carry([village.site, county.site])
    expect((await page(county, asClerk, caseId)).papers.map(({ what, state }) => `${what} ${state}`)).toEqual([
      'applicant held',
      'form held',
    ])
    const cityPage = await page(city, asCity, (online(), caseId))
    expect(cityPage.applicant).toBeNull()
    expect(cityPage.papers.map(({ state }) => state)).toEqual(['elsewhere', 'elsewhere'])
  })
})

describe('acting', () => {
  test('goes from registration to completion over three sites, each seeing the same', async () => {
    county.site.clock.measured(0, 20)
    const { caseId } = await registered()
    expect((await act(village, asProxy, caseId, 'submit')).body).toMatchObject({
      kind: 'done',
      case: { here: false, stage: 'submitted' },
    })
    online()
    expect((await page(county, asClerk, caseId)).applicant).toEqual(application().applicant)
    for (const [name, rest] of [
      ['accept', {}],
      ['review-step', { step: 'examine', result: 'agreed', opinion: null }],
      ['decide', { result: 'granted', document: null, certificateNumber: 'ZJD-1' }],
      ['deliver', { how: 'counter', receiver: 'applicant', proof: null }],
      ['complete', {}],
    ] as const) {
      const { status, body } = await act(county, asClerk, caseId, name, rest)
      expect(status === 200 ? null : { name, body }).toBeNull()
    }
    online()
    const pages = [await page(village, asProxy, caseId), await page(county, asClerk, caseId), await page(city, asCity, caseId)]
    const heads = pages.map(({ history }) => history.at(-1)?.hash)
    expect(new Set(heads).size).toBe(1)
    expect(pages.map(({ line, outcome }) => [line.stage, line.nationalCode, outcome])).toEqual(
      Array(3).fill(['completed', '10', 'granted']),
    )
    expect(pages[0]?.due.promised).toEqual({ date: '2026-03-09', latest: null, provisional: false })
  })

  test('on an unsure clock gives due dates as a range', async () => {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    online()
    await act(county, asClerk, caseId, 'accept')
    expect((await page(county, asClerk, caseId)).due.promised).toEqual({
      date: '2026-03-05',
      latest: '2026-03-12',
      provisional: false,
    })
  })

  test('elsewhere becomes a request, whose outcome comes back into the history', async () => {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    online()
    const requestId = newRequestId()
    const asked = await act(village, asProxy, caseId, 'withdraw', { statement: null }, requestId)
    expect([asked.status, asked.body]).toEqual([202, { kind: 'requested', requestId, custodian: { id: 'a', name: 'a' } }])
    expect((await village.call(asProxy, 'GET', `/api/requests/${requestId}`)).body).toMatchObject({
      state: 'sent',
      act: 'withdraw',
    })
    expect((await page(village, asProxy, caseId)).journey.waitsFor).toMatchObject([{ what: 'request', detail: requestId }])
    online()
    expect((await village.call(asProxy, 'GET', `/api/requests/${requestId}`)).body).toMatchObject({ state: 'answered' })
    const { line, history, journey } = await page(village, asProxy, caseId)
    expect(line.stage).toBe('withdrawn')
    expect(journey.waitsFor).toEqual([])
    expect(history.at(-1)).toMatchObject({
      answer: { requestId, refusal: null },
      by: { person: { id: 'proxy' }, site: { id: 'a' } },
    })
  })

  test('twice with one request id does nothing twice, and another act under it is refused', async () => {
    const { caseId } = await registered()
    const requestId = newRequestId()
    expect((await act(village, asProxy, caseId, 'withdraw', { statement: null }, requestId)).body).toMatchObject({
      repeated: false,
    })
    expect((await act(village, asProxy, caseId, 'withdraw', { statement: null }, requestId)).body).toMatchObject({
      repeated: true,
    })
    expect((await act(village, asProxy, caseId, 'complete', {}, requestId)).body).toMatchObject({
      code: 'request/other-body',
      status: 409,
    })
  })

  test('shows beforehand which acts are possible, and for the others why not', async () => {
    const { caseId } = await registered()
    const words = async (app: TestApp, who: typeof asClerk) =>
      Object.fromEntries(
        (await page(app, who, caseId)).acts.map(({ act: name, option, how, code }) => [
          [name, option].filter(Boolean).join(' '),
          code ?? how,
        ]),
      )
    expect(await words(village, asProxy)).toMatchObject({
      submit: 'at-once',
      withdraw: 'at-once',
      accept: 'authority/village-never-decides',
      complete: 'case/wrong-stage',
    })
    await act(village, asProxy, caseId, 'submit')
    online()
    expect(await words(village, asProxy)).toMatchObject({ submit: 'authority/not-custodian', withdraw: 'by-request' })
    expect(await words(county, asClerk)).toMatchObject({
      accept: 'at-once',
      'review-step examine': 'case/wrong-stage',
      'move up': 'at-once',
    })
  })

  test('asks for a supplement with an uploaded notice, and takes it', async () => {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    online()
    const upload = await county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('%PDF notice'), {
      headers: { 'content-type': 'application/pdf' },
    })
    expect(upload.status).toBe(201)
    const ask = { materials: ['photo'], notice: upload.body, dueBy: null }
    const wrong = { ...ask, notice: { ...upload.body, sizeBytes: 1 } }
    expect((await act(county, asClerk, caseId, 'ask-supplement', wrong)).body).toMatchObject({ code: 'input/invalid' })
    expect((await act(county, asClerk, caseId, 'ask-supplement', ask)).status).toBe(200)
    online()
    expect((await page(village, asProxy, caseId)).journey.waitsFor).toMatchObject([{ what: 'supplement', detail: 'photo' }])
    const sheet = { material: 'photo', paper: null, form: 'copy', originals: 0, copies: 1 }
    expect((await act(village, asProxy, caseId, 'give-supplement', { materials: [sheet] })).status).toBe(202)
    online()
    expect((await page(county, asClerk, caseId)).line.stage).toBe('submitted')
  })

  test('gives a task to a village and gets its answer', async () => {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    online()
    const given = {
      kind: 'public-notice',
      site: 'a-village',
      place: 'a-station',
      person: null,
      from: '2026-03-02',
      until: '2026-03-09',
      instruction: null,
    }
    const task = newRequestId()
    expect((await act(county, asClerk, caseId, 'give-task', given, task)).status).toBe(200)
    online()
    village.clock.advance(8 * 86_400_000)
    const { tasks } = (await village.call(asProxy, 'GET', '/api/tasks?place=a-station')).body
    expect(tasks).toMatchObject([{ task, kind: 'public-notice', overdue: true, itemName: '宅基地审批' }])
    await act(village, asProxy, caseId, 'answer-task', { task, result: 'done', report: null, votes: null })
    online()
    expect((await page(county, asClerk, caseId)).tasks).toMatchObject([{ task, answer: { result: 'done' } }])
    expect((await village.call(asProxy, 'GET', '/api/tasks')).body.tasks).toEqual([])
  })

  test('lets the county seize all that a silent village held, and shows what the village wrote meanwhile', async () => {
    const { caseId } = await registered()
    online()
    await act(village, asProxy, caseId, 'withdraw', { statement: null })
    const outcome = await county.call(asClerk, 'POST', '/api/sites/a-village/seizure', { reason: 'cut-off', approvers: [] })
    expect(outcome.body).toEqual({ seized: [caseId], refused: [] })
    online()
    const seen = await page(county, asClerk, caseId)
    expect(seen.line).toMatchObject({ here: true, setAsideCount: 1 })
    expect(seen.setAside).toMatchObject([{ body: { type: 'withdrawn' }, receivedFrom: { id: 'a-village' } }])
  })
})

describe('an act that cannot be', () => {
  /** Registered, sent to the county and accepted there. */
  async function accepted(): Promise<string> {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    online()
    await act(county, asClerk, caseId, 'accept')
    online()
    return caseId
  }

  test.each([
    ['at another stage', 'accept', {}, 409, 'case/wrong-stage'],
    ['of a step out of turn', 'decide', { result: 'granted', document: null, certificateNumber: null }, 409, 'step/open'],
    ['of an unknown step', 'review-step', { step: 'dance', result: 'agreed', opinion: null }, 404, 'step/unknown'],
    ['of an unknown task', 'answer-task', { task: 'none', result: 'done', report: null, votes: null }, 404, 'task/unknown'],
    ['toward an unknown site', 'move', { direction: 'up', to: 'none', organ: null, note: null }, 404, 'site/unknown'],
    ['toward an unknown place', 'change-service-place', { place: 'none' }, 404, 'place/unknown'],
    ['naming a paper it does not hold', 'withdraw', { statement: { hash: 'b'.repeat(64), sizeBytes: 9 } }, 404, 'paper/not-held'],
  ])('%s says why', async (_title, name, rest, status, code) => {
    const answer = await act(county, asClerk, await accepted(), name, rest)
    expect([answer.status, answer.body]).toMatchObject([status, { code }])
  })

  test('because the case is in other hands says whose', async () => {
    const answer = await act(village, asProxy, await accepted(), 'submit')
    expect([answer.status, answer.body]).toMatchObject([403, { code: 'authority/not-custodian', detail: 'a' }])
  })

  test('because a village decides no permit names the law', async () => {
    const { caseId } = await registered()
    const answer = await act(village, asProxy, caseId, 'accept')
    expect([answer.status, answer.body]).toMatchObject([
      403,
      { code: 'authority/village-never-decides', next: expect.stringContaining('行政许可法') },
    ])
  })

  test('because the case is completed says so', async () => {
    const { caseId } = await registered()
    await act(village, asProxy, caseId, 'submit')
    online()
    const upload = await county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('notice'), {
      headers: { 'content-type': 'text/plain' },
    })
    await act(county, asClerk, caseId, 'refuse-acceptance', { ground: 'not-eligible', rightOrgan: null, notice: upload.body })
    expect((await act(county, asClerk, caseId, 'complete')).status).toBe(200)
    const answer = await act(county, asClerk, caseId, 'withdraw', { statement: null })
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'case/completed' }])
  })
})

describe('papers', () => {
  test('are downloaded as attachments, for their own case only', async () => {
    const draft = (
      await village.call<DraftWithPapers>(asProxy, 'POST', '/api/drafts', { item: 'permit', title: '张三', content: {} })
    ).body
    const html = Buffer.from('<script>alert(1)</script>')
    const paper = (
      await village.call<PaperRef>(asProxy, 'POST', `/api/drafts/${draft.id}/papers`, html, {
        headers: { 'content-type': 'text/html' },
      })
    ).body
    const deed = { material: 'deed', paper, form: 'scan', originals: 0, copies: 0 }
    const request = { requestId: newRequestId(), draft: draft.id, application: application({ materials: [deed as never] }) }
    const { caseId } = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', request)).body
    const answer = await village.call(asProxy, 'GET', `/api/cases/${caseId}/papers/${paper.hash}`)
    expect(answer.raw).toEqual(html)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="${paper.hash.slice(0, 12)}.bin"`,
    })
    const other = (await registered()).caseId
    expect((await village.call(asProxy, 'GET', `/api/cases/${other}/papers/${paper.hash}`)).body).toMatchObject({
      code: 'paper/not-held',
      status: 404,
    })
    online()
    expect((await city.call(asCity, 'GET', `/api/cases/${caseId}/papers/${paper.hash}`)).body).toMatchObject({
      code: 'paper/not-held',
    })
  })

  test('are not given out by a site that only passes the case on, whatever its people uploaded', async () => {
    const { caseId } = await registered()
    online()
    const upload = await city.call<PaperRef>(asCity, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('report'), {
      headers: { 'content-type': 'image/png' },
    })
    expect(upload.status).toBe(201)
    const read = await city.call(asCity, 'GET', `/api/cases/${caseId}/papers/${upload.body.hash}`)
    expect(read.body).toMatchObject({ code: 'paper/not-held' })
  })
})
