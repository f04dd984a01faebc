import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { DATABASE_FILE, openStore } from '@liandong/core/store/open.js'
import { natsServerConfig } from '@liandong/core/transport/nats/server-config.js'
import { keyFiles } from '@liandong/core/wire/site-identity.js'
import { scanOf } from '../../../core/src/http/security/papers.testing.js'
import { Api, type CasePage, type Paper } from '../../../tools/demo/desk/api.js'
import { villager } from '../../../tools/demo/desk/applicants.js'
import { NatsServer } from '../nats-server.js'
import { portOf, type StartedProgram, urlOf } from '../started-program.js'
import { TestCity, type TestSite } from '../test-city.js'
import { type Leak, type Mark, markOf, marksBelow, marksIn } from './marked.js'

let city: TestCity
beforeAll(async () => {
  city = await TestCity.make()
})
afterAll(() => city[Symbol.asyncDispose]())

const soon = { timeout: 100_000, interval: 100 }
const sites = ['city', 'county', 'other', 'township', 'village'] as const

const name = markOf('name', '张')
const address = markOf('address', '莒县')
const words = markOf('free text')
const scanned = markOf('scan')
/** What the villager's case holds. */
const { person } = villager(name.text, '19610203')
const ofCase: readonly Mark[] = [
  name,
  address,
  words,
  scanned,
  { what: 'identity number', text: person.document.number },
  { what: 'date of birth', text: person.document.number.slice(6, 17) },
  { what: 'phone', text: '13798465201' },
]
/** What people type where it does not belong. */
const misplaced = {
  login: markOf('login field'),
  search: markOf('search'),
  number: markOf('case number'),
  query: markOf('unknown parameter'),
  path: markOf('unknown path'),
  body: markOf('malformed body'),
  header: markOf('header'),
  filter: markOf('audit filter'),
}
const everything = [...ofCase, ...Object.values(misplaced)]

it('a villager’s name, numbers, words and scans are read at the village and by whoever decides, and are found nowhere else', {
  timeout: 400_000,
}, async () => {
  await using bus = await NatsServer.start((places) =>
    natsServerConfig({ ...places, city: user('city'), counties: [user('county'), user('other')] }),
  )
  const nats = { LIANDONG_NATS_SERVERS: bus.address }
  const debug = { LIANDONG_LOG_LEVEL: 'debug' }
  await using top = city.gateway('city', { ...nats, ...debug })
  const upward = city.countyParent(portOf(await top.line('grpc listening')))
  await using county = city.gateway('county', { ...nats, ...debug, ...upward })
  await using neighbour = city.gateway('other', { ...nats, ...debug, ...upward })
  const countyPort = portOf(await county.line('grpc listening'))
  await using village = city.agent('village', countyPort, debug)
  await using township = city.agent('township', countyPort, debug)
  const programs = { city: top, county, other: neighbour, township, village }

  await rosterEverywhere(Object.values(programs))
  const proxy = new Api(await urlOf(village), city.actor('village', 'u5001'))
  const clerk = new Api(await urlOf(county), city.actor('county', 'u2001'))
  const others: readonly [string, Api][] = [
    ['county, other organ', new Api(await urlOf(county), city.actor('county', 'u2004'))],
    ['city', new Api(await urlOf(top), city.actor('city', 'u1002'))],
    ['township', new Api(await urlOf(township), city.actor('township', 'u4001'))],
  ]
  const caseId = await filed(proxy)
  await vi.waitFor(async () => expect(JSON.stringify(await page(clerk, caseId))).toContain(name.text), soon)
  await vi.waitFor(async () => expect((await page(clerk, caseId)).papers.every(({ state }) => state === 'held')).toBe(true), soon)
  await clerk.post(`/api/cases/${caseId}/acts`, { requestId: newId(), act: { act: 'accept' } })
  const [, mayor] = others[1] as [string, Api]
  await vi.waitFor(async () => expect((await page(mayor, caseId)).line.stage).toBe('accepted'), soon)

  // The other county takes part: its papers come over the city, which may read none of them and keeps none.
  const joined = { act: 'join-site', site: city.ids.other.site, participant: true }
  await clerk.post(`/api/cases/${caseId}/acts`, { requestId: newId(), act: joined })
  await vi.waitFor(() => expect(rowsAt('other', 'blob_case')).toBe(rowsAt('county', 'blob_case')), soon)
  await vi.waitFor(() => expect(rowsAt('city', 'spool')).toBe(0), soon)

  for (const program of Object.values(programs)) await typeEverywhere(await urlOf(program))
  const told = (await Promise.all(others.map(([who, api]) => answersOf(who, api, caseId)))).flat()
  // While all runs, what was not yet copied out of the journals is looked through too.
  const running = [bus.storeFolder, ...sites.map((site) => city.storeOf(site))].flatMap((folder) =>
    marksBelow(folder, everything),
  )
  expect(await Promise.all(Object.values(programs).map((program) => program.stop()))).toEqual(sites.map(() => 0))

  // Whoever searches finds what is there: origin, custodian and participants hold all of it, under their keys.
  for (const holder of ['village', 'county', 'other'] as const)
    expect(marksHeld(holder)).toEqual(expect.arrayContaining(ofCase.map(({ what }) => what)))
  expect([...marksHeld('city'), ...marksHeld('township')]).toEqual([])
  expect(told).toEqual([])
  expect(running).toEqual([])
  expect(marksIn(Buffer.from(bus.log()), 'log of the broker', everything)).toEqual([])
  for (const site of sites) {
    expect(marksIn(logOf(programs[site]), `log of ${site}`, everything)).toEqual([])
    expect(marksBelow(city.storeOf(site), everything)).toEqual([])
  }
})

it.each([
  ['as it is', (text: string) => Buffer.from(`x${text}y`)],
  ['in UTF-16', (text: string) => Buffer.from(`x${text}y`, 'utf16le')],
  [
    'in a JSON escape',
    (text: string) =>
      Buffer.from(JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  ],
  ['in an address', (text: string) => Buffer.from(`/api/cases?text=${encodeURIComponent(text)}`)],
  ['packed by gzip inside something else', (text: string) => Buffer.concat([Buffer.from('head'), gzipSync(`x${text}y`)])],
  ['packed by brotli', (text: string) => brotliCompressSync(`x${text}y`)],
])('the search finds a mark %s', (_how, hide) => {
  expect(marksIn(hide(name.text), 'here', [name])).toEqual([{ what: 'name', where: 'here' }])
})

it('the search finds a mark in GBK', () => {
  const mark = { what: 'name', text: '张三丰' }
  expect(marksIn(Buffer.from('d5c5c8fdb7e1', 'hex'), 'here', [mark])).toHaveLength(1)
})

const newId = () => randomBytes(16).toString('hex')

const user = (site: 'city' | 'county' | 'other') => ({
  site: city.ids[site].site,
  publicKey: readFileSync(join(city.keysOf(site), keyFiles.busUser), 'utf8').trim(),
})

/** Whoever signs in before the site knows them is soon taken for a guesser. */
async function rosterEverywhere(programs: readonly StartedProgram[]): Promise<void> {
  const urls = await Promise.all(programs.map(urlOf))
  const version = async (url: string) =>
    ((await (await fetch(`${url}/start.json`)).json()) as { rosterVersion: number }).rosterVersion
  await vi.waitFor(async () => {
    const versions = await Promise.all(urls.map(version))
    expect(versions[0]).toBeGreaterThan(0)
    expect(new Set(versions).size).toBe(1)
  }, soon)
}

interface Page extends CasePage {
  readonly papers: readonly { readonly hash: string; readonly state: string }[]
}
const page = (api: Api, caseId: string) => api.get<Page>(`/api/cases/${caseId}`)

/** The villager applies, with a scan, for something the county decides. */
async function filed(proxy: Api): Promise<string> {
  const item = await vi.waitFor(async () => {
    const { items } = await proxy.get<{ items: readonly { id: string }[] }>('/api/items?limit=500')
    return items.find(({ id }) => id.startsWith('jianguan-02'))?.id ?? Promise.reject(new Error('the items have not come'))
  }, soon)
  const form = { location: address.text, kind: '移植', trees: 3, reason: words.text }
  const { id: draft } = await proxy.post<{ id: string }>('/api/drafts', { item, title: `${name.text} 移植`, content: { form } })
  const materials = await Promise.all(
    ['application', 'plan', 'id-card', 'remedy'].map(async (material) => {
      const content = new Uint8Array(scanOf(`${material} ${scanned.text}`))
      const paper = await proxy.upload<Paper>(`/api/drafts/${draft}/papers`, content, 'image/png')
      return { material, paper, form: 'scan', originals: 0, copies: 0 }
    }),
  )
  const applicant = { kind: 'person', person: { ...person, phone: '13798465201', address: address.text } }
  const application = { item, answers: [], applicant, form, materials }
  const { caseId } = await proxy.post<{ caseId: string }>('/api/cases', { requestId: newId(), draft, application })
  await proxy.post(`/api/cases/${caseId}/acts`, { requestId: newId(), act: { act: 'submit' } })
  return caseId
}

/** Somebody at the site's pages types marked words wherever there is room. */
async function typeEverywhere(url: string): Promise<void> {
  const json = { 'content-type': 'application/json' }
  const [search, number, query, path, filter] = [
    misplaced.search,
    misplaced.number,
    misplaced.query,
    misplaced.path,
    misplaced.filter,
  ].map(({ text }) => encodeURIComponent(text))
  const calls: readonly [string, RequestInit][] = [
    [
      '/api/session',
      { method: 'POST', headers: json, body: JSON.stringify({ login: misplaced.login.text, password: misplaced.login.text }) },
    ],
    ['/api/session', { method: 'POST', headers: json, body: `{"login": "${misplaced.body.text}` }],
    ['/api/session', { method: 'POST', headers: json, body: JSON.stringify({ [misplaced.body.text]: misplaced.body.text }) }],
    [`/api/cases?text=${search}`, {}],
    [`/api/cases/by-number/${number}`, {}],
    [`/api/items?${query}=${query}`, {}],
    [`/${path}/${path}`, {}],
    [`/api/audit?subject=${filter}`, {}],
    [
      '/api/cases',
      {
        headers: {
          'x-place': encodeURIComponent(misplaced.header.text),
          cookie: `liandong_session=${encodeURIComponent(misplaced.header.text)}`,
        },
      },
    ],
  ]
  for (const [to, init] of calls) await (await fetch(`${url}${to}`, init)).arrayBuffer()
}

/** Everything people elsewhere can look at, and a few things they must not. */
async function answersOf(who: string, api: Api, caseId: string): Promise<Leak[]> {
  const paths = [
    '/api/cases?limit=500',
    `/api/cases?text=${encodeURIComponent(name.text)}`,
    `/api/cases/${caseId}`,
    '/api/tasks',
    '/api/outgoing',
    '/api/held',
    '/api/parked',
    '/api/links',
    '/api/requests',
    '/api/audit?limit=500',
    '/api/drafts',
    '/readyz',
    '/healthz',
    '/start.json',
  ]
  const answers = await Promise.all(paths.map(async (path) => [path, await api.try('GET', path)] as const))
  // The words somebody searches for come back to nobody but them.
  return answers.flatMap(([path, { body }]) => marksIn(Buffer.from(JSON.stringify(body)), `${who}: ${path}`, everything))
}

/** Rows of papers in a running site's store: those held for a case, or kept for a neighbour that asked. */
function rowsAt(site: TestSite, table: 'blob_case' | 'spool'): number {
  const db = new Database(join(city.storeOf(site), DATABASE_FILE), { readonly: true })
  try {
    return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  } finally {
    db.close()
  }
}

function logOf({ lines, said }: StartedProgram): Buffer {
  return Buffer.from(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n${said}`)
}

/** Names of the marks that a site's papers hold, opened with its key. */
function marksHeld(site: TestSite): readonly string[] {
  const store = openStore(city.storeOf(site), { keyFile: `${city.storeOf(site)}.key` })
  try {
    const found = store.blobs.list().flatMap((hash) => marksIn(store.blobs.readBlob(hash).content, hash, everything))
    return [...new Set(found.map(({ what }) => what))]
  } finally {
    store.close()
  }
}
