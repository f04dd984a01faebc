import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { giveAccount, givePassword, givePin, accountFact, enterFacts, PASSWORD } from '../../site/people/people.testing.js'
import { openApp, type AnyBody, type TestApp } from '../app.testing.js'

const proxyRole = [{ role: 'proxy', place: 'a-station', organ: null }] as const

let app: TestApp

beforeEach(async () => {
  app = openApp('a-village', { signsIn: true })
  await giveAccount(app.site, 'proxy', proxyRole)
})
afterEach(() => app.close())

/** What a browser keeps. */
class Browser {
  readonly cookies = new Map<string, string>()
  csrf = ''

  async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, more: Readonly<Record<string, string>> = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, ...(this.csrf !== '' && { 'x-csrf-token': this.csrf }), ...more }
    const answer = await app.call(null, method, url, body, { headers })
    for (const set of [(answer.headers['set-cookie'] ?? []) as string | string[]].flat()) {
      const [, name = '', value = ''] = /^(\w+)=([^;]*)/.exec(set) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  async signIn(typed: object = { password: PASSWORD }) {
    const answer = await this.call('POST', '/api/session', { login: 'proxy', ...typed })
    if (answer.status === 201) this.csrf = String(answer.body['csrf'])
    return answer
  }
}

const codeOf = ({ status, body }: { status: number; body: AnyBody }) => [status, body['code']]
const draft = { item: 'permit', title: '翻建', content: {} }

describe('signing in over HTTP', () => {
  test('tells who one is, with which roles, at which desks', async () => {
    const { status, body } = await new Browser().signIn()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      person: 'proxy',
      login: 'proxy',
      roles: proxyRole,
      desks: [{ person: { id: 'proxy' }, place: { id: 'a-station' }, organ: null }],
      mustChangePassword: false,
      mayUsePin: true,
      idleMinutes: 30,
      contact: null,
    })
  })

  test('gives cookies that scripts do not read and other sites do not send, kept for that browser alone', async () => {
    const { headers } = await new Browser().signIn()
    const set = headers['set-cookie'] as string[]
    expect(set).toEqual([
      expect.stringMatching(/^liandong_session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/),
      expect.stringMatching(/^liandong_machine=[0-9a-f]{64}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
  })

  test('works with a PIN where the browser is known', async () => {
    await givePin(app.site, 'proxy', '482913')
    const browser = new Browser()
    expect(codeOf(await browser.signIn({ pin: '482913' }))).toEqual([403, 'sign-in/unknown-machine'])
    await browser.signIn()
    expect((await browser.signIn({ pin: '482913' })).status).toBe(201)
  })

  test('says after how many seconds to try again, and keeps passwords out of answers and logs', async () => {
    const browser = new Browser()
    for (let guess = 0; guess < 5; guess += 1) await browser.signIn({ password: 'guess-Word-9' })
    const { status, body, headers } = await browser.signIn({ password: 'guess-Word-9' })
    expect([status, body['code'], body['detail'], headers['retry-after']]).toEqual([429, 'sign-in/locked', '30', '30'])
    expect(JSON.stringify(body)).not.toContain('guess')
    expect(JSON.stringify(app.log.lines())).not.toMatch(/guess-Word|Ri4-zhao/)
  })

  test.each([
    ['without a password', {}],
    ['with a PIN of letters', { pin: 'abcdef' }],
    ['with a password of a thousand letters', { password: 'x'.repeat(1000) }],
  ])('is refused as bad input %s', async (_, typed) => {
    expect(codeOf(await new Browser().signIn(typed))).toEqual([400, 'input/invalid'])
  })
})

describe('a request', () => {
  test('without a session is nobody’s, whatever its headers say', async () => {
    const answer = await app.call({ person: 'proxy', place: 'a-station' }, 'GET', '/api/session', undefined, {
      headers: { 'x-person': 'proxy' },
    })
    expect(codeOf(answer)).toEqual([401, 'session/none'])
  })

  test('with a made-up or stolen-and-ended cookie is nobody’s', async () => {
    const browser = new Browser()
    await browser.signIn()
    const thief = new Browser()
    thief.cookies.set('liandong_session', browser.cookies.get('liandong_session') ?? '')
    expect((await thief.call('GET', '/api/session')).status).toBe(200)
    await browser.call('DELETE', '/api/session')
    expect(codeOf(await thief.call('GET', '/api/session'))).toEqual([401, 'session/ended'])
    for (const value of ['f'.repeat(64), 'x', `'; DROP TABLE session; --`, '']) {
      thief.cookies.set('liandong_session', encodeURIComponent(value))
      expect((await thief.call('GET', '/api/session')).status).toBe(401)
    }
  })

  test('that acts needs what only a page of its own session knows', async () => {
    const [browser, other] = [new Browser(), new Browser()]
    await browser.signIn()
    await other.signIn()
    const post = (csrf: string) => {
      const headers = { ...(csrf !== '' && { 'x-csrf-token': csrf }) }
      const cookie = `liandong_session=${browser.cookies.get('liandong_session')}`
      return app.call(null, 'POST', '/api/drafts', draft, { headers: { ...headers, cookie } })
    }
    expect(codeOf(await post(''))).toEqual([403, 'session/forged'])
    expect(codeOf(await post(other.csrf))).toEqual([403, 'session/forged'])
    expect(codeOf(await post('x'))).toEqual([403, 'session/forged'])
    expect((await post(browser.csrf)).status).toBe(201)
  })

  test.each(['http://evil.example', 'null', 'http://localhost:81'])('of a page at %s is refused', async (origin) => {
    const browser = new Browser()
    await browser.signIn()
    expect(codeOf(await browser.call('POST', '/api/drafts', draft, { origin, host: 'localhost:80' }))).toEqual([
      403,
      'session/forged',
    ])
    expect(
      (await browser.call('POST', '/api/drafts', draft, { origin: 'http://localhost:80', host: 'localhost:80' })).status,
    ).toBe(201)
    expect(codeOf(await browser.call('POST', '/api/session', { login: 'proxy', password: PASSWORD }, { origin }))[1]).toBe(
      'session/forged',
    )
  })

  test('acts at the desk named, which must be one of the person’s', async () => {
    const browser = new Browser()
    await browser.signIn()
    expect((await browser.call('GET', '/api/drafts')).status).toBe(200)
    expect((await browser.call('GET', '/api/drafts', undefined, { 'x-place': 'a-station' })).status).toBe(200)
    expect((await browser.call('GET', '/api/drafts', undefined, { 'x-place': 'a-hall' })).status).toBeGreaterThanOrEqual(400)
  })
})

describe('a first password', () => {
  beforeEach(() => givePassword(app.site, 'proxy', PASSWORD, { mustChange: true }))

  test('opens nothing but its own change', async () => {
    const browser = new Browser()
    expect((await browser.signIn()).body).toMatchObject({ mustChangePassword: true })
    expect(codeOf(await browser.call('GET', '/api/drafts'))).toEqual([403, 'session/change-password'])
    expect(codeOf(await browser.call('POST', '/api/session/pin', { current: PASSWORD, next: '482913' }))).toEqual([
      403,
      'session/change-password',
    ])
    expect(codeOf(await browser.call('POST', '/api/session/password', { current: PASSWORD, next: 'short' }))).toEqual([
      422,
      'password/unfit',
    ])
    expect((await browser.call('POST', '/api/session/password', { current: PASSWORD, next: 'Hai-bin-4711' })).status).toBe(204)
    expect((await browser.call('GET', '/api/drafts')).status).toBe(200)
    expect((await new Browser().signIn({ password: 'Hai-bin-4711' })).status).toBe(201)
  })
})

describe('a session', () => {
  test('ends at the next request after the roster takes a right away', async () => {
    const browser = new Browser()
    await browser.signIn()
    enterFacts(app.site, accountFact('proxy', []))
    expect(codeOf(await browser.call('GET', '/api/drafts'))).toEqual([401, 'session/ended'])
  })

  test('of who sat there before ends when another signs in', async () => {
    const browser = new Browser()
    await browser.signIn()
    const before = browser.cookies.get('liandong_session') ?? ''
    await browser.signIn()
    const thief = new Browser()
    thief.cookies.set('liandong_session', before)
    expect((await thief.call('GET', '/api/session')).status).toBe(401)
  })
})
