import { afterEach, describe, expect, test } from 'vitest'
import { verifierOf } from '../../store/people/verifiers.js'
import { openApp, type Who } from '../app.testing.js'
import { accountRoutes } from './accounts.js'

const open: ReturnType<typeof openApp>[] = []
afterEach(async () => {
  for (const { app, store } of open.splice(0)) {
    await app.close()
    store.close()
  }
})

function gateway(id: 'city' | 'a') {
  const made = openApp(id, { routes: [accountRoutes] })
  open.push(made)
  return made
}

const security: Who = { person: 'city-second', place: 'city-hall', organ: 'city-bureau' }
const network: Who = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }
const newcomer = { name: '王二', phone: null, posts: [{ place: 'city-hall', organ: null }] }
const wanted = (roles: readonly object[]) => ({ person: 'wang-er', login: 'wang.er', roles, newcomer })
const role = (name: string) => ({ role: name, place: 'city-hall', organ: null })

interface Outcome {
  readonly outcome: string
  readonly id: string | null
}

describe('accounts over HTTP', () => {
  test('are opened, given a first password that no log keeps, locked and closed by the security administrator', async () => {
    const { call, store, log } = gateway('city')
    expect((await call(security, 'POST', '/api/accounts', wanted([role('window-clerk')]))).body).toMatchObject({
      outcome: 'done',
    })
    const made = await call<{ password: string }>(security, 'POST', '/api/accounts/wang-er/password', { newSeed: false })
    expect([made.status, made.headers['cache-control']]).toEqual([201, 'no-store'])
    expect(made.body).toEqual({ password: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/), oneTimeCodes: null })
    expect(JSON.stringify(log.lines())).not.toContain(made.body.password)
    expect(verifierOf(store, 'wang-er')).toMatchObject({ mustChange: true, setBy: 'city-second' })
    const list = async () => (await call<{ accounts: { person: string }[] }>(security, 'GET', '/api/accounts')).body.accounts
    const lineOf = async () => (await list()).find(({ person }) => person === 'wang-er')
    expect(await lineOf()).toMatchObject({ login: 'wang.er', name: '王二', password: 'first', state: 'active' })
    expect(JSON.stringify(await list())).not.toContain('argon2')
    await call(security, 'PUT', '/api/accounts/wang-er/state', { state: 'closed' })
    expect(await lineOf()).toMatchObject({ state: 'closed', roles: [role('window-clerk')] })
    await call(security, 'PUT', '/api/accounts/wang-er/state', { state: 'left' })
    expect(verifierOf(store, 'wang-er')).toBeNull()
  })

  test('give an administration only once a second person has confirmed it', async () => {
    const { call } = gateway('city')
    const proposed = await call<Outcome>(security, 'POST', '/api/accounts', wanted([role('auditor')]))
    expect(proposed.body).toMatchObject({ outcome: 'proposed', id: expect.stringMatching(/^[0-9a-f]{32}$/) })
    const confirm = (who: Who) => call(who, 'POST', `/api/accounts/changes/${proposed.body.id}/confirmation`, {})
    expect((await confirm(security)).body).toMatchObject({ code: 'account/second-person' })
    expect((await confirm(network)).body).toMatchObject({ outcome: 'done' })
    const { body } = await call<{ waiting: object[] }>(security, 'GET', '/api/accounts')
    expect(body.waiting).toMatchObject([{ state: 'done', what: 'open', second: { id: 'city-clerk' } }])
  })

  test('are asked of the city by a county', async () => {
    const { call } = gateway('a')
    const who: Who = { person: 'a-window', place: 'a-hall' }
    const answer = await call<Outcome>(who, 'PUT', '/api/accounts/proxy/state', { state: 'closed' })
    expect([answer.status, answer.body.outcome]).toEqual([202, 'asked'])
  })

  test.each<[string, 'city' | 'a', Who, 'GET' | 'POST' | 'PUT' | 'DELETE', string, object | undefined]>([
    ['listed', 'a', { person: 'hosted-proxy', place: 'a-hosted' }, 'GET', '/api/accounts', undefined],
    ['opened', 'city', network, 'POST', '/api/accounts', wanted([])],
    ['reset', 'city', network, 'POST', '/api/accounts/proxy/password', { newSeed: false }],
    ['changed', 'city', network, 'PUT', '/api/accounts/proxy/roles', { roles: [] }],
    ['freed of a PIN', 'city', network, 'DELETE', '/api/accounts/proxy/pin', undefined],
  ])('are not %s by others', async (_, id, who, method, url, body) => {
    expect((await gateway(id).call(who, method, url, body)).status).toBe(403)
  })
})

describe('the password of a security administrator over HTTP', () => {
  test('waits in the list for a second person, is agreed to, then shown to whoever asked', async () => {
    const { call } = gateway('city')
    const roles = [role('security-administrator')]
    const opened = await call<Outcome>(security, 'POST', '/api/accounts', wanted(roles))
    await call(network, 'POST', `/api/accounts/changes/${opened.body.id}/confirmation`, {})
    const reset = () =>
      call<Outcome & { password?: string }>(security, 'POST', '/api/accounts/wang-er/password', { newSeed: false })
    const proposed = await reset()
    expect([proposed.status, proposed.body.outcome, proposed.body.password]).toEqual([202, 'proposed', undefined])
    const waiting = async () => (await call<{ waiting: object[] }>(network, 'GET', '/api/accounts')).body.waiting[0]
    expect(await waiting()).toMatchObject({ what: 'reset-password', state: 'proposed', people: [{ name: '王二' }] })
    await call(network, 'POST', `/api/accounts/changes/${proposed.body.id}/confirmation`, {})
    expect(await waiting()).toMatchObject({ state: 'agreed', second: { id: 'city-clerk' } })
    expect([(await reset()).status, (await reset()).status]).toEqual([201, 202])
  })

  test('is dropped when the second does not agree', async () => {
    const { call } = gateway('city')
    const proposed = await call<Outcome>(security, 'POST', '/api/accounts', wanted([role('auditor')]))
    expect((await call(network, 'DELETE', `/api/accounts/changes/${proposed.body.id}`)).status).toBe(204)
    expect((await call(network, 'DELETE', `/api/accounts/changes/${proposed.body.id}`)).body).toMatchObject({
      code: 'account/proposal-unknown',
    })
  })
})

describe('a worklist over HTTP', () => {
  test('is counted before it is handed over, for whoever may do it', async () => {
    const { call, site } = gateway('a')
    const who: Who = { person: 'a-window', place: 'a-hall' }
    const draft = { item: 'permit', title: '翻建', content: {} }
    await call(who, 'POST', '/api/drafts', draft)
    const read = (from: string, place: string, as = who) =>
      call<Record<string, number | null>>(as, 'GET', `/api/hand-overs/preview?from=${from}&place=${place}`)
    expect((await read('a-window', 'a-hall')).body).toMatchObject({ drafts: 1, tasks: 0, posts: 1, rota: 0, cases: 0 })
    expect((await read('proxy', 'a-station')).body).toMatchObject({ drafts: null, tasks: null, posts: 1, roles: 1 })
    expect((await read('b-proxy', 'b-station')).body).toMatchObject({ code: 'account/denied' })
    expect(site.store.drafts.countFor('a-hall', 'a-window')).toBe(1)
  })

  test('is handed over by whoever has it; the place sees to whom', async () => {
    const { call } = gateway('a')
    const who: Who = { person: 'a-window', place: 'a-hall' }
    const chosen = { drafts: true, tasks: true, posts: false, rota: false, roles: false }
    const given = { from: 'a-window', to: 'a-helper', place: 'a-hall', ...chosen, onDate: '2026-03-02' }
    const answer = await call(who, 'POST', '/api/hand-overs', given)
    expect([answer.status, answer.body]).toEqual([201, { id: expect.any(String), drafts: 0, duties: null }])
    const refused = await call(who, 'POST', '/api/hand-overs', { ...given, to: 'a-window' })
    expect([refused.status, refused.body['code']]).toEqual([422, 'hand-over/not-colleagues'])
    const { body } = await call<{ handOvers: object[] }>(who, 'GET', '/api/hand-overs')
    expect(body.handOvers).toMatchObject([
      { from: { id: 'a-window' }, to: { id: 'a-helper' }, tasks: true, onDate: '2026-03-02' },
    ])
  })
})
