import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp, type TestApp } from '../app.testing.js'
import type { START } from './start-route.js'
import type { Static } from 'typebox'

const html = { headers: { accept: 'text/html,*/*;q=0.8' } }
let folder: string
let app: TestApp

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-pages-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<meta nonce="__NONCE__"><script nonce="__NONCE__"></script>')
  writeFileSync(join(folder, 'assets', 'page-1a2b.js'), 'start()')
  writeFileSync(join(folder, 'secret.txt'), 'not a part of the page')
  app = openApp('a', { pages: folder })
})

afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

test('every address a person opens answers with the page, under a policy that names its one nonce', async () => {
  const answers = await Promise.all(
    ['/', '/cases?stage=accepted', '/network'].map((url) => app.call<string>(null, 'GET', url, undefined, html)),
  )
  const nonces = answers.map(({ body }) => /nonce="([^"]+)"><script nonce="\1"/.exec(body)?.[1])
  expect(new Set(nonces).size).toBe(3)
  for (const [at, { status, headers }] of answers.entries()) {
    expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
    expect(headers['content-security-policy']).toContain(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonces[at]}'`,
    )
  }
})

test('files of the page may be kept for ever, for their names change with what they hold', async () => {
  const { headers, body } = await app.call<string>(null, 'GET', '/assets/page-1a2b.js')
  expect(body).toBe('start()')
  expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' })
})

test.each([
  ['data at an unknown address', '/nothing', { headers: { accept: 'application/json' } }],
  ['an unknown address of the API, also in a browser', '/api/nothing', html],
  ['a file the page does not have', '/assets/none.js', html],
  ['a file outside the page', '/assets/..%2fsecret.txt', html],
  ['a zero byte', '/assets/%00', html],
])('%s is a problem, not the page', async (_title, url, more) => {
  const { status, body } = await app.call(null, 'GET', url, undefined, more)
  expect(body).toMatchObject({ code: 'route/unknown' })
  expect(status).toBe(404)
})

test('the start names nobody, and tells the words of faults in the language asked for', async () => {
  const ask = (language: string) =>
    app.call<Static<typeof START>>(null, 'GET', '/start.json', undefined, { headers: { 'accept-language': language } })
  const { body } = await ask('zh')
  expect(body).toMatchObject({ site: { id: 'a', tier: 'county', parent: { id: 'city' } }, rosterVersion: 1, version: '0.1.0' })
  expect(JSON.stringify({ ...body, faults: {} })).not.toMatch(/clerk|window|proxy/)
  expect(body.faults['case/unknown']?.next).toBe('请核对办件编号')
  expect((await ask('en')).body.faults['case/unknown']?.next).toBe('Check the case number')
})

test('without a built page the data are served all the same', async () => {
  const bare = openApp('a')
  expect((await bare.call(null, 'GET', '/', undefined, html)).body).toMatchObject({ code: 'route/unknown' })
  expect((await bare.call(null, 'GET', '/start.json')).status).toBe(200)
  await bare.close()
})
