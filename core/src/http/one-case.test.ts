import { describe, expect, test } from 'vitest'
import { application, newRequestId } from '../site/counter.testing.js'
import { carry } from '../site/lines.testing.js'
import { asClerk, asProxy, type TestApp, type Who } from './app.testing.js'
import { village, county, city, online, registered, act, page, asCity } from './three-sites.testing.js'

const asWindow: Who = { person: 'a-window', place: 'a-hall' }

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
    const upload = await county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('%PDF-1.7 notice'), {
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
    const proposed = await county.call(asClerk, 'POST', '/api/sites/a-village/seizure', { reason: 'silent' })
    expect(proposed).toMatchObject({ status: 202, body: { from: { id: 'a-village' }, by: { id: 'a-clerk' } } })
    const confirm = (who: Who) => county.call(who, 'POST', `/api/seizures/${String(proposed.body['id'])}/confirmation`, {})
    expect(await confirm(asClerk)).toMatchObject({ status: 409, body: { code: 'authority/second-approver' } })
    expect((await page(county, asClerk, caseId)).line).toMatchObject({ here: false })
    expect(await confirm(asWindow)).toMatchObject({ status: 200, body: { seized: [caseId], refused: [] } })
    expect(await confirm(asWindow)).toMatchObject({ status: 404, body: { code: 'seizure/unknown' } })
    online()
    const seen = await page(county, asClerk, caseId)
    expect(seen.line).toMatchObject({ here: true, setAsideCount: 1 })
    expect(seen.setAside).toMatchObject([{ body: { type: 'withdrawn' }, receivedFrom: { id: 'a-village' } }])
  })
})
