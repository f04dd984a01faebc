import { describe, expect, test } from 'vitest'
import { applyChange, currentPlace } from '../../domain/roster-view.js'
import { asClerk, asProxy, type Who } from '../app.testing.js'
import { act, county, online, page, registered, village } from '../three-sites.testing.js'

/** Of another department of the same hall, and of a station in the same township. */
const asOther: Who = { person: 'a-helper', place: 'a-hall', organ: 'a-agency' }
const asNeighbour: Who = { person: 'hosted-proxy', place: 'a-hosted' }

async function submitted(): Promise<{ readonly caseId: string; readonly number: string }> {
  const { caseId, number } = await registered()
  await act(village, asProxy, caseId, 'submit')
  online()
  return { caseId, number }
}

/** By number and by name, as somebody would look for whoever applies. */
function whoAppliesAt(caseId: string): readonly object[] {
  const who = county.store.applicants.of(caseId)
  if (who === null) throw new Error('the county does not hold the applicant')
  return [...who.identities.map((identity) => ({ identity })), ...who.names.map((name) => ({ name }))]
}

describe('a case outside somebody’s jurisdiction', () => {
  test.each([
    ['of another department', asOther],
    ['of another village', asNeighbour],
  ])('is not there for a colleague %s: neither opened nor acted on, listed, counted or found', async (_, who) => {
    const { caseId, number } = await submitted()
    for (const path of ['', `/papers/${'f'.repeat(64)}`]) {
      const { status, body } = await county.call(who, 'GET', `/api/cases/${caseId}${path}`)
      expect([status, body]).toMatchObject([404, { code: 'case/unknown' }])
    }
    expect(await act(county, who, caseId, 'withdraw', { statement: null })).toMatchObject({
      status: 404,
      body: { code: 'case/unknown' },
    })
    expect((await county.call(who, 'GET', '/api/cases')).body).toMatchObject({ cases: [] })
    expect((await county.call(who, 'GET', '/api/cases/counts')).body).toMatchObject({ stages: [] })
    expect((await county.call(who, 'GET', `/api/cases/by-number/${number}`)).status).toBe(404)
    for (const sought of whoAppliesAt(caseId))
      expect((await county.call(who, 'POST', '/api/cases/by-person', sought)).body).toMatchObject({ cases: [] })
  })

  test('is there for the department that handles it', async () => {
    const { caseId, number } = await submitted()
    expect((await page(county, asClerk, caseId)).line.caseId).toBe(caseId)
    expect((await county.call(asClerk, 'GET', '/api/cases')).body).toMatchObject({ cases: [{ caseId }] })
    expect((await county.call(asClerk, 'GET', `/api/cases/by-number/${number}`)).body).toMatchObject({ cases: [{ caseId }] })
    for (const sought of whoAppliesAt(caseId))
      expect((await county.call(asClerk, 'POST', '/api/cases/by-person', sought)).body).toMatchObject({ cases: [{ caseId }] })
  })

  test('that may be seen but not acted on says so', async () => {
    const { caseId } = await submitted()
    const supervisor: Who = { person: 'a-window', place: 'a-hall' }
    const answer = await act(county, supervisor, caseId, 'decide', { result: 'granted', document: null, certificateNumber: null })
    expect([answer.status, answer.body]).toMatchObject([403, { code: 'rights/denied', detail: 'case.decide' }])
  })
})

describe('a draft', () => {
  test('is its author’s alone, until the other stands in at the place', async () => {
    const input = { item: 'permit', title: 'x', content: {} }
    const { body } = await county.call<{ id: string }>(asClerk, 'POST', '/api/drafts', input)
    const other: Who = { person: 'a-window', place: 'a-hall' }
    const url = `/api/drafts/${body.id}`
    expect((await county.call(other, 'GET', url)).body).toMatchObject({ code: 'draft/unknown' })
    expect((await county.call(other, 'PUT', url, input)).body).toMatchObject({ code: 'draft/unknown' })
    expect((await county.call(other, 'GET', '/api/drafts')).body).toEqual({ drafts: [] })
    const { roster } = county.site
    const hall = currentPlace(roster, 'a-hall')
    if (hall === null) throw new Error('no hall')
    const fact = { kind: 'place', place: { ...hall, standIns: ['a-window'] } } as const
    county.site.useRoster(applyChange(roster, { version: roster.version + 1, atMs: roster.atMs, by: 'x', facts: [fact] }))
    expect((await county.call(other, 'GET', url)).status).toBe(200)
    expect((await county.call(other, 'GET', '/api/drafts')).body).toMatchObject({ drafts: [{ id: body.id }] })
  })
})
