import { describe, expect, test } from 'vitest'
import { asClerk, asProxy } from './app.testing.js'
import { village, county, online, registered, act } from './three-sites.testing.js'

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
    const upload = await county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('%PDF-1.7 notice'), {
      headers: { 'content-type': 'application/pdf' },
    })
    await act(county, asClerk, caseId, 'refuse-acceptance', { ground: 'not-eligible', rightOrgan: null, notice: upload.body })
    expect((await act(county, asClerk, caseId, 'complete')).status).toBe(200)
    const answer = await act(county, asClerk, caseId, 'withdraw', { statement: null })
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'case/completed' }])
  })
})
