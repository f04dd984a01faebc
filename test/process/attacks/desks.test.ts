import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { pngOf, scanOf, zipOf } from '../../../core/src/http/security/papers.testing.js'
import { Api, type CasePage, type Paper } from '../../../tools/demo/desk/api.js'
import { villager } from '../../../tools/demo/desk/applicants.js'
import { EnrolmentStage } from '../enrolment-stage.js'
import { soon, urlOf } from '../started-program.js'
import { PASSWORD } from '../test-city.js'

/* People who signed in rightly, and ask the API for what its pages would not show them. */

const clerks = { inCharge: 'u2001', ofAnotherOrgan: 'u2004' } as const

let stage: EnrolmentStage
let county: string
let inCharge: Api
let caseId: string
beforeAll(async () => {
  stage = await EnrolmentStage.open()
  county = await urlOf(stage.county)
  inCharge = at('county', clerks.inCharge)
  caseId = await filed(inCharge)
}, 180_000)
afterAll(() => stage?.[Symbol.asyncDispose]())

const at = (site: 'county', login: string) => new Api(county, stage.city.actor(site, login))
const newId = () => randomBytes(16).toString('hex')
const act = (name: string, more: object = {}) => ({ requestId: newId(), act: { act: name, ...more } })
const decision = { result: 'granted', document: null, certificateNumber: null }

/** The permit of an organ of the county, with a scan of each paper; answers its case. */
async function filed(who: Api): Promise<string> {
  const item = await vi.waitFor(async () => {
    const { items } = await who.get<{ items: readonly { id: string }[] }>('/api/items?limit=500')
    return items.find(({ id }) => id.startsWith('jianguan-02'))?.id ?? Promise.reject(new Error('the items have not come'))
  }, soon)
  const { id: draft } = await who.post<{ id: string }>('/api/drafts', { item, title: '移植', content: {} })
  const materials = []
  for (const material of ['application', 'plan', 'id-card', 'remedy']) {
    const paper = await who.upload<Paper>(`/api/drafts/${draft}/papers`, new Uint8Array(scanOf(material)), 'image/png')
    materials.push({ material, paper, form: 'scan', originals: 0, copies: 0 })
  }
  const form = { location: '莒县', kind: '移植', trees: 3, reason: '建房' }
  const application = { item, answers: [], applicant: villager('张三'), form, materials }
  return (await who.post<{ caseId: string }>('/api/cases', { requestId: newId(), draft, application })).caseId
}

async function told(who: Api, method: 'GET' | 'POST', path: string, body?: object): Promise<string> {
  const { status, body: answer } = await who.try<{ code?: string }>(method, path, body)
  return `${status} ${answer.code}`
}

const stageOf = async () => (await inCharge.get<CasePage>(`/api/cases/${caseId}`)).line.stage

describe('a clerk who signed in', () => {
  it('of another organ finds no case, no paper and no act, whatever the address', async () => {
    const other = at('county', clerks.ofAnotherOrgan)
    const { papers } = await inCharge.get<{ papers: readonly { hash: string }[] }>(`/api/cases/${caseId}`)
    const answers = [
      await told(other, 'GET', `/api/cases/${caseId}`),
      await told(other, 'GET', `/api/cases/${caseId}/papers/${papers[0]?.hash}`),
      await told(other, 'POST', `/api/cases/${caseId}/acts`, act('accept')),
      await told(other, 'POST', `/api/cases/${caseId}/acts`, act('withdraw', { statement: null })),
    ]
    expect(answers).toEqual(answers.map(() => '404 case/unknown'))
    expect(JSON.stringify((await other.try('GET', '/api/cases?limit=500')).body)).not.toContain(caseId)
    expect(await stageOf()).toBe('registered')
  })

  it('of another place has no desk here, nor one that the own post does not name', async () => {
    const { ids } = stage.city
    const city = await urlOf(stage.top)
    const path = `/api/cases/${caseId}`
    const desk = (url: string, login: string, place: string) =>
      told(new Api(url, { login, place, password: PASSWORD }), 'GET', path)
    expect(await desk(county, 'u5001', ids.county.place)).toBe('403 sign-in/not-here')
    expect(await desk(county, 'u3005', ids.county.place)).toBe('401 sign-in/refused')
    expect(await desk(city, 'u3005', ids.city.place)).toBe('403 sign-in/not-here')
    for (const { place } of [ids.city, ids.township, ids.village])
      expect(await desk(county, clerks.ofAnotherOrgan, place)).toMatch(/^40[03] /)
  })

  it('takes no step before its time, and none that belongs to another role', async () => {
    const acts = `/api/cases/${caseId}/acts`
    expect(await told(inCharge, 'POST', acts, act('decide', decision))).toMatch(/^(403 rights\/denied|409 )/)
    expect(await told(inCharge, 'POST', acts, act('complete'))).toMatch(/^409 case\/wrong-stage/)
    const others: readonly [string, object][] = [
      ['/api/roster/changes', { facts: [] }],
      ['/api/enrolments', { sites: [stage.city.ids.village.site], replaces: true }],
      [`/api/sites/${stage.city.ids.village.site}/revocation`, {}],
    ]
    for (const [path, body] of others) expect(await told(inCharge, 'POST', path, body)).toBe('403 rights/denied')
    expect(await told(inCharge, 'GET', '/api/audit')).toBe('403 rights/denied')
    expect(await stageOf()).toBe('registered')
  })

  it('whose page did not ask does nothing: no secret of the page, or another page’s address', async () => {
    const { cookie, csrf } = await signIn()
    const asked = (headers: Record<string, string>) => send(`/api/cases/${caseId}/acts`, JSON.stringify(act('accept')), headers)
    expect(await asked({ cookie })).toBe('403 session/forged')
    expect(await asked({ cookie, 'x-csrf-token': 'a'.repeat(csrf.length) })).toBe('403 session/forged')
    expect(await asked({ cookie, 'x-csrf-token': csrf, origin: 'http://evil.example' })).toBe('403 session/forged')
    expect(await stageOf()).toBe('registered')
  })

  it('who types SQL, paths and control characters into every parameter gets a clear answer', async () => {
    const { paths } = (await inCharge.get('/openapi.json')) as { paths: Record<string, Record<string, unknown>> }
    const odd = [`' OR 1=1 --`, '../../../etc/passwd', '\u0000', '%', '𠮷'.repeat(200)].map(encodeURIComponent)
    const faults: string[] = []
    // A stream of news takes no words and never ends.
    const answering = ([each, on]: [string, Record<string, unknown>]) =>
      each.startsWith('/api/') && 'get' in on && !JSON.stringify(on['get']).includes('text/event-stream')
    for (const [path, methods] of Object.entries(paths).filter(answering)) {
      const names = ((methods['get'] as { parameters?: { in: string; name: string }[] }).parameters ?? [])
        .filter((each) => each.in === 'query')
        .map(({ name }) => name)
      for (const value of odd) {
        const to = `${path.replaceAll(/\{[^}]+\}/g, value)}?${names.map((name) => `${name}=${value}`).join('&')}`
        const { status, body } = await inCharge
          .try<{ code?: string }>('GET', to)
          .catch((error: unknown) => ({ status: 599, body: { code: String(error) } }))
        if (status >= 500 || JSON.stringify(body).includes('root:')) faults.push(`${to} ${status} ${body.code}`)
      }
    }
    expect(faults).toEqual([])
  })

  it('fills no memory with uploads: what grows, what is too large, and too many at a time', async () => {
    const { cookie, csrf } = await signIn()
    const { id: draft } = await inCharge.post<{ id: string }>('/api/drafts', { item: 'jianguan-02', title: 'x', content: {} })
    const path = `/api/drafts/${draft}/papers`
    const headers = { cookie, 'x-csrf-token': csrf, 'content-type': 'application/octet-stream' }
    const huge = zipOf([{ name: '[Content_Types].xml' }, { name: 'word/document.xml', unpacked: 4_000_000_000 }])
    expect(await send(path, huge, headers)).toMatch(/^4\d\d paper\/(unsafe|wrong-kind)$/)
    expect(await send(path, pngOf(60_000, 60_000), { ...headers, 'content-type': 'image/png' })).toMatch(/^4\d\d paper\/unsafe$/)
    const before = residentMegabytes()
    const scan = Buffer.concat([pngOf(10, 10), Buffer.alloc(51 * 1024 * 1024)])
    const many = await Promise.all(
      Array.from({ length: 12 }, () => send(path, scan, { ...headers, 'content-type': 'image/png' }).catch(() => 'cut off')),
    )
    expect(many.filter((answer) => answer.startsWith('20'))).toEqual([])
    expect(residentMegabytes() - before).toBeLessThan(400)
    expect(await stageOf()).toBe('registered')
  })
})

async function signIn(): Promise<{ readonly cookie: string; readonly csrf: string }> {
  const body = JSON.stringify({ login: clerks.inCharge, password: PASSWORD })
  const answer = await fetch(`${county}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return { cookie, csrf: ((await answer.json()) as { csrf: string }).csrf }
}

async function send(path: string, body: string | Buffer, headers: Record<string, string>): Promise<string> {
  const sent = typeof body === 'string' ? body : new Uint8Array(body)
  const answer = await fetch(county + path, {
    method: 'POST',
    body: sent,
    headers: { 'content-type': 'application/json', ...headers },
  })
  return `${answer.status} ${((await answer.json()) as { code?: string }).code}`
}

function residentMegabytes(): number {
  const [, kilobytes] = readFileSync(`/proc/${stage.county.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/) ?? []
  return Number(kilobytes) / 1024
}
