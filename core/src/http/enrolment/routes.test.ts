import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RosterFact } from '../../domain/roster.js'
import { currentSite } from '../../domain/roster-view.js'
import { openApp, type TestApp, type Who } from '../app.testing.js'
import { requestOf, openGateway, type TestGateway } from '../../site/enrolment/enrolment.testing.js'
import { enterFacts } from '../../site/people/people.testing.js'
import { enrolmentRoutes } from './routes.js'

const asCity: Who = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }
const asClerk: Who = { person: 'a-clerk', place: 'a-hall', organ: 'a-bureau' }
const facts = { address: () => 'a.example:8443', authority: 'AAAA-BBBB-CCCC-DDDD', needsApproval: false }

interface Codes {
  readonly codes: readonly { readonly id: string; readonly site: { id: string }; readonly code: string; readonly qr: string }[]
}

let app: TestApp
beforeEach(() => {
  app = openApp('a', { routes: [enrolmentRoutes(facts)] })
})
afterEach(() => app.close())

describe('codes', () => {
  it('are shown once, with what a machine must know besides', async () => {
    const { status, body, headers } = await app.call<Codes>(asClerk, 'POST', '/api/enrolments', { sites: ['a-village'] })
    expect(status).toBe(201)
    expect(headers['cache-control']).toBe('no-store')
    const [made] = body.codes
    expect(body).toMatchObject({ address: 'a.example:8443', authority: 'AAAA-BBBB-CCCC-DDDD' })
    expect(made?.code).toMatch(/^(\w{5}-){3}\w{5}$/)
    expect(made?.qr).toContain(made?.code)
    const listed = await app.call(asClerk, 'GET', '/api/enrolments')
    for (const shown of [made?.code, made?.code.replaceAll('-', '')]) {
      expect(JSON.stringify(listed.body)).not.toContain(shown)
      expect(JSON.stringify(app.store.enrolments.codes())).not.toContain(shown)
    }
    expect(listed.body['codes']).toMatchObject([{ site: { id: 'a-village' }, state: 'open', by: { id: 'a-clerk' } }])
  })

  it('are made for a whole township at once, on a sheet to print', async () => {
    const sheet = await app.call<string>(asClerk, 'POST', '/api/enrolments/sheet', { township: 'a-centre' })
    expect(sheet.status).toBe(201)
    expect(sheet.headers['content-type']).toContain('text/html')
    expect(sheet.headers['cache-control']).toBe('no-store')
    expect(sheet.body.match(/<svg/g)).toHaveLength(2)
    expect(sheet.body.match(/(\w{5}-){3}\w{5}/g)).toHaveLength(2)
    expect(sheet.body).not.toContain('<script')
  })

  it('are made for the sites planned for a township’s places, whoever serves those until then', async () => {
    const village = currentSite(app.site.roster, 'a-village') ?? ({} as never)
    const planned = { ...village, id: 'a-new', name: 'new', life: 'planned' as const, plannedFor: 'a-hosted' }
    const elsewhere = { ...planned, id: 'a-other', plannedFor: 'b-station' }
    enterFacts(app.site, { kind: 'site', site: planned }, { kind: 'site', site: elsewhere })
    const { body } = await app.call<Codes>(asClerk, 'POST', '/api/enrolments', { township: 'a-centre' })
    const sites = body.codes.map(({ site }) => site.id)
    expect(sites).toContain('a-new')
    expect(sites).not.toContain('a-other')
  })

  it.each([
    [{ sites: ['b-village'] }, 409, 'enrolment/refused'],
    [{ sites: ['nowhere'] }, 404, 'site/unknown'],
    [{ township: 'nowhere' }, 404, 'place/unknown'],
    [{}, 409, 'enrolment/refused'],
    [{ sites: ['a-village'], code: 'x' }, 400, 'input/invalid'],
  ])('are not made for %j', async (wanted, status, code) => {
    expect(await app.call(asClerk, 'POST', '/api/enrolments', wanted)).toMatchObject({ status, body: { code } })
  })

  it('are made by nobody without a name', async () => {
    expect((await app.call(null, 'POST', '/api/enrolments', { sites: ['a-village'] })).status).toBe(401)
  })

  it('wait for approval where it is asked for; one nobody said cannot be approved', async () => {
    await app.call(asClerk, 'POST', '/api/enrolments', { sites: ['a-village'], needsApproval: true })
    const [code] = app.store.enrolments.codes()
    const approve = () => app.call(asClerk, 'POST', `/api/enrolments/${code?.id}/approval`, {})
    expect(await approve()).toMatchObject({ status: 409, body: { code: 'enrolment/refused' } })
    app.store.enrolments.useCode(code?.id ?? '', 'ab'.repeat(32), 0)
    expect(await approve()).toMatchObject({ status: 200, body: { state: 'waiting', approvedBy: { id: 'a-clerk' } } })
  })
})

describe('a code that shall let nobody in', () => {
  const refuse = (id: string, reason?: string) =>
    app.call(asClerk, 'POST', `/api/enrolments/${id}/refusal`, reason === undefined ? {} : { reason })

  it('ends with a reason, which the audit log keeps; the machine that said it is told so', async () => {
    await app.call(asClerk, 'POST', '/api/enrolments', { sites: ['a-village'], needsApproval: true })
    const id = app.store.enrolments.codes()[0]?.id ?? ''
    app.store.enrolments.useCode(id, 'ab'.repeat(32), 0)
    expect(await refuse(id)).toMatchObject({ status: 400 })
    expect(await refuse(id, 'not ours')).toMatchObject({ status: 200, body: { state: 'expired' } })
    const [kept] = app.store.audit.search({ kind: 'enrolment' }, 1, null)
    expect(kept?.entry).toMatchObject({ person: 'a-clerk', subject: 'a-village', outcome: 'refused', reason: 'not ours' })
  })

  it('is not ended once its machine was let in', async () => {
    await app.call(asClerk, 'POST', '/api/enrolments', { sites: ['a-village'] })
    const id = app.store.enrolments.codes()[0]?.id ?? ''
    app.store.enrolments.closeCode(id, 1)
    expect(await refuse(id, 'late')).toMatchObject({ status: 403, body: { code: 'enrolment/code-used' } })
    expect(await refuse('nothing', 'late')).toMatchObject({ status: 403, body: { code: 'enrolment/code-unknown' } })
  })
})

describe('cutting a site off', () => {
  it('is counted beforehand: its places and what it has in hand; nothing is done', async () => {
    const gate = await openGateway('a')
    await gate.door.enrol(await requestOf(gate.machineFolder(), await gate.code('a-village'), 'edge-agent'), 'x')
    const county = openApp('a', { counter: gate, routes: [enrolmentRoutes(facts)] })
    const ahead = await county.call(asClerk, 'GET', '/api/sites/a-village/revocation')
    expect(ahead).toMatchObject({ status: 200, body: { cases: 0, places: [{ id: 'a-station' }] } })
    const revoked = await county.call(asClerk, 'POST', '/api/sites/a-village/revocation', { reason: 'stolen' })
    expect(revoked).toMatchObject({ status: 200, body: { seized: [] } })
    const listed = await county.call(asClerk, 'GET', '/api/enrolments')
    expect(listed.body['planned']).toContainEqual(
      expect.objectContaining({ site: expect.objectContaining({ id: 'a-village' }), state: 'revoked' }),
    )
    await county.app.close()
    gate[Symbol.dispose]()
  })

  it.each([
    ['that has no machine', 'a-village', 403, 'link/not-enrolled'],
    ['of another county', 'b-village', 403, 'authority/not-parent'],
    ['nobody knows', 'nowhere', 404, 'site/unknown'],
  ])('is refused for one %s', async (_which, site, status, code) => {
    expect(await app.call(asClerk, 'POST', `/api/sites/${site}/revocation`, {})).toMatchObject({ status, body: { code } })
  })
})

describe('a change of the roster by hand', () => {
  let gate: TestGateway
  beforeEach(async () => {
    gate = await openGateway('city')
  })
  afterEach(() => gate[Symbol.dispose]())

  it('leaves alone what a machine proves itself by', async () => {
    await gate.door.enrol(await requestOf(gate.machineFolder(), await gate.code('a'), 'gateway'), 'x')
    const city = openApp('city', { counter: gate })
    const { trust, ...fact } = currentSite(gate.site.roster, 'a') ?? ({} as never)
    const facts: readonly RosterFact[] = [{ kind: 'site', site: { ...fact, name: 'renamed' } }]
    expect((await city.call(asCity, 'POST', '/api/roster/changes', { facts })).status).toBe(201)
    expect(currentSite(gate.site.roster, 'a')).toMatchObject({ name: 'renamed', trust })
    expect(
      (await city.call(asCity, 'POST', '/api/roster/changes', { facts: [{ kind: 'site', site: { ...fact, trust } }] })).status,
    ).toBe(400)
    await city.app.close()
  })
})
