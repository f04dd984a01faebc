import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { afterReset } from '@liandong/core/domain/people/verifier.js'
import type { RosterFact } from '@liandong/core/domain/roster.js'
import { Api } from '../../tools/demo/desk/api.js'
import { portOf, type StartedProgram, urlOf } from './started-program.js'
import { PASSWORD, TestCity } from './test-city.js'

const soon = { timeout: 90_000, interval: 200 }

let city: TestCity
let top: StartedProgram
let county: StartedProgram
let village: StartedProgram
let url: string

beforeAll(async () => {
  city = await TestCity.make()
  top = city.gateway('city')
  county = city.gateway('county', city.countyParent(portOf(await top.line('grpc listening'))))
  village = city.agent('village', portOf(await county.line('grpc listening')))
  url = await urlOf(village)
  const desk = new Api(url, city.actor('village', 'u5001'))
  await vi.waitFor(() => desk.get('/api/session'), soon)
  const [above, here] = [new Api(await urlOf(top), city.administrator('city')), desk]
  await vi.waitFor(async () => {
    if ((await version(here)) !== (await version(above))) throw new Error('the roster is on its way')
  }, soon)
}, 180_000)
afterAll(() => city[Symbol.asyncDispose]())

const version = async (api: Api) => (await api.get<{ version: number }>('/api/roster')).version

async function ask(method: string, path: string, headers: Readonly<Record<string, string>>, body?: object) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(url + path, { method, headers: { ...headers, ...type }, ...sent })
  const text = await answer.text()
  const read = (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>
  return { status: answer.status, body: read, cookies: answer.headers.getSetCookie().map((each) => each.split(';')[0] ?? '') }
}

const signIn = (password: string, login = 'u5001', cookie = '') => ask('POST', '/api/session', { cookie }, { login, password })
const codeOf = ({ status, body }: { status: number; body: Readonly<Record<string, unknown>> }) => [status, body['code']]

/** A browser of the station in which the proxy signed in. */
async function browser() {
  const { status, body, cookies } = await signIn(PASSWORD)
  expect(status).toBe(201)
  return { cookie: cookies.join('; '), 'x-csrf-token': String(body['csrf']) }
}

it('nobody acts at a station without signing in there, whatever headers say', async () => {
  for (const headers of [{}, { 'x-person': 'u5001', 'x-place': city.ids.village.place }, { 'x-said-to-be': 'u5001' }])
    expect(codeOf(await ask('GET', '/api/cases', headers))).toEqual([401, 'session/none'])
  for (const value of ['0'.repeat(64), '../../etc/passwd', `' OR 1=1 --`]) {
    const cookie = `liandong_session=${encodeURIComponent(value)}`
    expect(codeOf(await ask('GET', '/api/cases', { cookie }))).toEqual([401, 'session/ended'])
  }
})

it('an act without the page’s own secret, or from another site’s page, is refused', async () => {
  const headers = await browser()
  const draft = { item: 'cunji-03', title: 'x', content: {} }
  const { cookie } = headers
  expect(codeOf(await ask('POST', '/api/drafts', { cookie }, draft))).toEqual([403, 'session/forged'])
  expect(codeOf(await ask('POST', '/api/drafts', { ...headers, origin: 'http://evil.example' }, draft))).toEqual([
    403,
    'session/forged',
  ])
  expect((await ask('POST', '/api/drafts', { ...headers, origin: url }, draft)).body['code']).not.toBe('session/forged')
})

it('a proxy signs in while the line is down, also after the power was off; rights taken away meanwhile end the session once it is heard', {
  timeout: 180_000,
}, async () => {
  const kept = await browser()
  const countyPort = String(portOf(await county.line('grpc listening')))
  await county.stop('SIGKILL')
  await village.stop('SIGKILL')
  village = city.agent('village', Number(countyPort))
  url = await urlOf(village)
  expect((await ask('GET', '/api/session', kept)).body).toMatchObject({ person: 'u5001' })
  expect((await ask('GET', '/api/drafts', await browser())).status).toBe(200)

  const officer = new Api(await urlOf(top), city.actor('city', 'secadmin'))
  const account = accountOf('u5001')
  await officer.post('/api/roster/changes', { facts: [{ kind: 'account', account: { ...account, roles: [] } }] })
  expect((await ask('GET', '/api/drafts', kept)).status).toBe(200)
  const upward = city.countyParent(portOf(await top.line('grpc listening')))
  county = city.gateway('county', { ...upward, LIANDONG_GRPC_PORT: countyPort })
  await vi.waitFor(async () => expect(codeOf(await ask('GET', '/api/drafts', kept))).toEqual([401, 'session/ended']), soon)
  expect(codeOf(await ask('GET', '/api/drafts', await browser()))).toEqual([403, 'rights/denied'])

  await officer.post('/api/roster/changes', { facts: [{ kind: 'account', account }] })
  const returned = await browser()
  await vi.waitFor(async () => expect((await ask('GET', '/api/drafts', returned)).status).toBe(200), soon)
  expect(codeOf(await ask('GET', '/api/drafts', kept))).toEqual([401, 'session/ended'])
})

it('whoever guesses passwords is made to wait, longer after a restart too, and a browser that is known is not', async () => {
  const { cookie } = await browser()
  const guesses: number[] = []
  for (let guess = 0; guess < 12; guess += 1) guesses.push((await signIn(`Guess-${guess}-word`)).status)
  expect(guesses.at(-1)).toBe(429)
  expect(guesses.filter((status) => status === 401).length).toBeLessThanOrEqual(5)
  const countyPort = portOf(await county.line('grpc listening'))
  await village.stop('SIGKILL')
  village = city.agent('village', countyPort)
  url = await urlOf(village)
  expect(codeOf(await signIn(PASSWORD))).toEqual([429, 'sign-in/locked'])
  expect((await signIn(PASSWORD, 'u5001', cookie)).status).toBe(201)
})

it('logs hold neither passwords nor tokens', async () => {
  const { cookie } = await signIn(PASSWORD).then(({ cookies }) => ({ cookie: cookies.join(' ') }))
  const written = JSON.stringify([top, county, village].map(({ lines, said }) => [lines, said]))
  expect(written).not.toMatch(/Ri4-zhao|Guess-\d/)
  for (const [token] of cookie.matchAll(/[0-9a-f]{64}/g)) expect(written).not.toContain(token)
  expect(written).toContain('request handled')
})

function accountOf(login: string) {
  const facts = readInitFolder(city.cityFolder).changes.flatMap((change): readonly RosterFact[] => change.facts)
  const found = facts.flatMap((fact) => (fact.kind === 'account' && fact.account.login === login ? [fact.account] : []))[0]
  if (found === undefined) throw new Error(`no ${login}`)
  // The password was set at the machine: the first reset.
  return { ...found, credentialVersion: afterReset(0) }
}
