import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Receipt } from '../site/intake/receipt.js'
import { application } from '../site/counter.testing.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from './app.testing.js'
import { scanOf } from './security/papers.testing.js'
import { PAGE_BYTES } from '../store/file/connection.js'

const open: TestApp[] = []
const folders: string[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function village(...args: Parameters<typeof openApp> extends [unknown, ...infer Rest] ? Rest : never): TestApp {
  const app = openApp('a-village', ...args)
  open.push(app)
  return app
}

const json = { 'content-type': 'application/json' }
const nobody = '0'.repeat(32)
const hash = 'a'.repeat(64)

interface Bad {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly who?: Who | null
  readonly status: number
  readonly code: string
}

function nested(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
}

function register(changes: object) {
  return { requestId: '1'.repeat(32), application: { ...application(), ...changes } }
}

/** The phrases of what must meet a clear answer, each with its code. */
const table: Readonly<Record<string, Bad>> = {
  'a body that is not JSON': {
    method: 'POST',
    url: '/api/cases',
    body: '{"requestId":',
    headers: json,
    status: 400,
    code: 'input/not-json',
  },
  'a body of another kind': {
    method: 'POST',
    url: '/api/cases',
    body: 'a=1',
    headers: { 'content-type': 'text/plain' },
    status: 400,
    code: 'input/not-json',
  },
  'no body': { method: 'POST', url: '/api/cases', headers: json, status: 400, code: 'input/not-json' },
  'a body that would poison prototypes': {
    method: 'POST',
    url: '/api/cases',
    body: '{"__proto__":{"x":1}}',
    headers: json,
    status: 400,
    code: 'input/not-json',
  },
  'a body nested too deeply': {
    method: 'POST',
    url: '/api/cases',
    body: nested(100_000),
    headers: json,
    status: 400,
    code: 'input/too-deep',
  },
  'a body too large': {
    method: 'POST',
    url: '/api/cases',
    body: { x: 'y'.repeat(1_100_000) },
    status: 413,
    code: 'input/too-large',
  },
  'a body of the wrong shape': { method: 'POST', url: '/api/cases', body: { requestId: 7 }, status: 400, code: 'input/invalid' },
  'form data of the wrong shape': {
    method: 'POST',
    url: '/api/cases',
    body: register({ form: { area: 'big' } }),
    status: 400,
    code: 'input/invalid',
  },
  'an applicant of the wrong shape': {
    method: 'POST',
    url: '/api/cases',
    body: register({ applicant: { kind: 'ghost' } }),
    status: 400,
    code: 'input/invalid',
  },
  'an unknown item': { method: 'POST', url: '/api/cases', body: register({ item: 'none' }), status: 404, code: 'item/unknown' },
  'an item not offered here': {
    method: 'POST',
    url: '/api/cases',
    body: register({ item: 'city-only', materials: [] }),
    status: 422,
    code: 'item/not-offered',
  },
  'a version not here': {
    method: 'POST',
    url: '/api/cases',
    body: register({ version: 7 }),
    status: 503,
    code: 'item/waiting-for',
  },
  'a hash named without having it': {
    method: 'POST',
    url: '/api/cases',
    body: register({ materials: [{ material: 'deed', paper: { hash, sizeBytes: 3 }, form: 'scan', originals: 0, copies: 0 }] }),
    status: 404,
    code: 'paper/not-held',
  },
  'a paper of zero bytes': {
    method: 'POST',
    url: `/api/drafts/DRAFT/papers`,
    body: Buffer.alloc(0),
    headers: { 'content-type': 'image/png' },
    status: 400,
    code: 'paper/empty',
  },
  'a paper of 51 MB': {
    method: 'POST',
    url: `/api/drafts/DRAFT/papers`,
    body: Buffer.alloc(51 * 1024 * 1024),
    headers: { 'content-type': 'image/png' },
    status: 413,
    code: 'paper/too-large',
  },
  'a paper one byte too large': {
    method: 'POST',
    url: `/api/drafts/DRAFT/papers`,
    body: Buffer.alloc(50 * 1024 * 1024 + 1),
    headers: { 'content-type': 'image/png' },
    status: 413,
    code: 'paper/too-large',
  },
  'a page sent as if it were a scan': {
    method: 'POST',
    url: `/api/drafts/DRAFT/papers`,
    body: Buffer.from('<script>alert(1)</script>'),
    headers: { 'content-type': 'image/png' },
    status: 415,
    code: 'paper/wrong-kind',
  },
  'a paper for an unknown draft': {
    method: 'POST',
    url: `/api/drafts/${nobody}/papers`,
    body: scanOf('x'),
    headers: { 'content-type': 'image/png' },
    status: 404,
    code: 'draft/unknown',
  },
  'an unknown draft': { method: 'GET', url: `/api/drafts/${nobody}`, status: 404, code: 'draft/unknown' },
  'an unknown case': { method: 'GET', url: `/api/cases/${nobody}`, status: 404, code: 'case/unknown' },
  'an act on an unknown case': {
    method: 'POST',
    url: `/api/cases/${nobody}/acts`,
    body: { requestId: '2'.repeat(32), act: { act: 'accept' } },
    status: 404,
    code: 'case/unknown',
  },
  'an act nobody knows': {
    method: 'POST',
    url: `/api/cases/${nobody}/acts`,
    body: { requestId: '2'.repeat(32), act: { act: 'bless' } },
    status: 400,
    code: 'input/invalid',
  },
  'an id that is none': { method: 'GET', url: '/api/cases/1', status: 400, code: 'input/invalid' },
  'a text that is no number': { method: 'GET', url: '/api/cases/by-number/none', status: 404, code: 'case/unknown' },
  'a paper of an unknown case': { method: 'GET', url: `/api/cases/${nobody}/papers/${hash}`, status: 404, code: 'case/unknown' },
  'an unknown parameter': { method: 'GET', url: '/api/cases?colour=red', status: 400, code: 'input/invalid' },
  'a wrong cursor': { method: 'GET', url: '/api/cases?cursor=x', status: 400, code: 'input/invalid' },
  'a limit past the greatest': { method: 'GET', url: '/api/cases?limit=100000', status: 400, code: 'input/invalid' },
  'an unknown address': { method: 'GET', url: '/api/nothing', status: 404, code: 'route/unknown' },
  'an address that cannot be read': { method: 'GET', url: '/api/cases/%E0%A4%A', status: 404, code: 'route/unknown' },
  'another method': { method: 'DELETE', url: '/api/cases', status: 404, code: 'route/unknown' },
  'nobody signed in': { method: 'GET', url: '/api/cases', who: null, status: 401, code: 'session/none' },
  'a person the roster does not know': {
    method: 'GET',
    url: '/api/cases',
    who: { person: 'x', place: 'a-station' },
    status: 401,
    code: 'person/unknown',
  },
  'a person with no post here': {
    method: 'GET',
    url: '/api/cases',
    who: { person: 'b-proxy', place: 'a-station' },
    status: 403,
    code: 'person/not-posted',
  },
  'a place served elsewhere': { method: 'GET', url: '/api/cases', who: asClerk, status: 404, code: 'place/unknown' },
  'a roster change by somebody without that right': {
    method: 'POST',
    url: '/api/roster/changes',
    body: { facts: [] },
    status: 403,
    code: 'rights/denied',
  },
  'a seizure by somebody without that right': {
    method: 'POST',
    url: '/api/sites/none/seizure',
    body: { reason: 'silent' },
    status: 403,
    code: 'rights/denied',
  },
  'an unknown place': { method: 'GET', url: '/api/places/none', status: 404, code: 'place/unknown' },
  'an unknown request': { method: 'GET', url: `/api/requests/${nobody}`, status: 404, code: 'case/unknown' },
}

describe('bad input', () => {
  test.each(Object.entries(table))(
    '%s meets a clear answer',
    async (_title, { method, url, body, headers, who = asProxy, status, code }) => {
      const app = village()
      const at = url.includes('DRAFT') ? url.replace('DRAFT', await draftId(app)) : url
      const answer = await app.call(who, method, at, body, headers === undefined ? {} : { headers })
      expect(answer.body).toMatchObject({ code, status })
      expect(answer.status).toBe(status)
      expect(answer.headers['content-type']).toBe('application/problem+json')
      expect(answer.body).toMatchObject({
        type: `urn:liandong:fault:${code}`,
        instance: at.replace(/\?.*/, ''),
        traceId: answer.headers['x-trace-id'],
      })
      expect(app.store.caseList.page({}, 1)).toEqual([])
    },
  )

  async function draftId(app: TestApp): Promise<string> {
    const answer = await app.call<{ id: string }>(asProxy, 'POST', '/api/drafts', { item: 'permit', title: '', content: {} })
    return answer.body.id
  }

  test('names the fields that are wrong, in Chinese or English', async () => {
    const app = village()
    const bad = register({ applicant: { kind: 'person', person: { name: '' } }, form: {} })
    const zh = await app.call(asProxy, 'POST', '/api/cases', bad)
    expect(zh.body).toMatchObject({ title: '填写的内容不符合要求', errors: [{ path: '/application/applicant/person/name' }] })
    const en = await app.call(asProxy, 'POST', '/api/cases', bad, { headers: { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' } })
    expect(en.body).toMatchObject({
      title: 'The input does not fit',
      errors: [{ rule: 'too-short', message: 'needs at least 1 characters' }],
    })
  })

  test('meets a full disk in the words of the catalogue, and what was acknowledged is still there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'full-'))
    folders.push(folder)
    const roomy = openApp('a-village', { folder })
    const { body: receipt } = await roomy.call<Receipt>(asProxy, 'POST', '/api/cases', register({}))
    await roomy.close()
    const app = village({ folder, maxPages: statSync(join(folder, 'site.db')).size / PAGE_BYTES })
    const fill = (digit: string) => app.call(asProxy, 'POST', '/api/cases', { ...register({}), requestId: digit.repeat(32) })
    const answers = []
    for (const digit of '23456789abcdef') answers.push(await fill(digit))
    const full = answers.at(-1)
    expect(full?.body).toMatchObject({ code: 'store/full', status: 507, retry: 'back-off' })
    expect((await app.call(null, 'GET', '/healthz')).body).toMatchObject({ status: 'degraded', store: 'full' })
    expect((await app.call(asProxy, 'GET', `/api/cases/by-number/${receipt.number}`)).body.cases).toHaveLength(1)
    expect((await app.call(asProxy, 'POST', '/api/cases', register({}))).body).toMatchObject({ ...receipt, repeated: true })
  })

  test('that is no HTTP at all is answered too', async () => {
    const app = village()
    const { port } = new URL(await app.app.listen({ port: 0, host: '127.0.0.1' }))
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('once upon a time\r\n\r\n'))
    const answer = Buffer.concat(await socket.toArray()).toString()
    expect(answer).toContain('HTTP/1.1 400')
    expect(answer).toContain('"code":"input/invalid"')
  })
})
