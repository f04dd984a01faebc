import { afterEach, describe, expect, test } from 'vitest'
import { type FaultCode, faults } from '../domain/fault.js'
import { application, newRequestId } from '../site/counter.testing.js'
import { type AnyBody, openApp, type TestApp, type Who } from './app.testing.js'
import { catalogueWorkRoutes } from './catalogue-work/routes.js'
import { enrolmentRoutes } from './enrolment/routes.js'
import { type Fields, fieldsOf, sampleOf, withField } from './sample-body.testing.js'

/* Every parameter and every field of every route of the contract, each with what an attacker would write there. */

const doors = { address: () => 'a.example:8443', authority: 'AAAA-BBBB-CCCC-DDDD', needsApproval: false }
const gateway = (): TestApp => openApp('a', { routes: [...catalogueWorkRoutes, enrolmentRoutes(doors)] })

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const texts = [
  `' OR '1'='1`,
  `'; DROP TABLE event; --`,
  `" UNION SELECT bytes FROM event --`,
  '../../../../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '/etc/passwd\u0000.png',
  '<script>alert(1)</script>',
  '__proto__',
  'x'.repeat(20_000),
]
const values: readonly unknown[] = [...texts, -1, 1e308, null, true, [], {}, [[[[]]]], { $ne: null }]

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Fields }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Fields }>> }
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function contract(): Promise<readonly (readonly [Method, string, Operation])[]> {
  const app = gateway()
  const { body } = await app.call(null, 'GET', '/openapi.json')
  await app.close()
  return Object.entries((body as unknown as Contract).paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => [method.toUpperCase() as Method, path, operation] as const),
  )
}

/** Whoever may do most here, so that as much as possible lies behind the lock. */
const actors: readonly Who[] = [
  { person: 'a-clerk', place: 'a-hall', organ: 'a-bureau' },
  { person: 'a-window', place: 'a-hall' },
  { person: 'hosted-proxy', place: 'a-hosted' },
]

const operations = await contract()

describe('hostile input', () => {
  test('is tried at every route', () => {
    expect(operations.length).toBeGreaterThan(60)
  })

  test.each(operations)('meets a clear answer at %s %s', { timeout: 120_000 }, async (method, path, operation) => {
    const app = gateway()
    open.push(app)
    const schema = operation.requestBody?.content['application/json']?.schema
    const known = await furnish(app)
    const sample = schema === undefined ? undefined : sampleOf(schema)
    const named = operation.parameters?.filter(({ in: place }) => place === 'path') ?? []
    const queried = operation.parameters?.filter(({ in: place }) => place === 'query') ?? []
    const fill = (change: Readonly<Record<string, string>>) =>
      named.reduce(
        (url, { name, schema: of }) =>
          url.replace(`{${name}}`, encodeURIComponent(change[name] ?? known[name] ?? String(sampleOf(of, name)))),
        path,
      )
    const found: string[] = []
    const tell = async (url: string, body: unknown = sample) => {
      for (const who of actors) {
        const answer = await app.call(who, method, url, body)
        const wrong = wrongWith(answer)
        if (wrong !== null) found.push(`${url.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 300)}: ${wrong}`)
        if (answer.status !== 403) return answer
      }
      return null
    }
    for (const { name } of named)
      for (const text of texts) expect((await tell(fill({ [name]: text })))?.status ?? 403).toBeGreaterThanOrEqual(400)
    for (const { name } of queried) for (const text of texts) await tell(`${fill({})}?${name}=${encodeURIComponent(text)}`)
    // Every field gets some of the values, so that long forms do not take minutes.
    for (const [at, field] of (schema === undefined ? [] : fieldsOf(schema)).entries())
      for (const value of values.filter((_, index) => (index + at) % 3 === 0))
        await tell(fill({}), withField(sample, field, value))
    if (schema !== undefined) for (const value of values) await tell(fill({}), value)
    expect(found).toEqual([])
    expect(app.store.verify()).toEqual([])
  })
})

/** A case and a draft to aim at. */
async function furnish(app: TestApp): Promise<Readonly<Record<string, string>>> {
  const [who] = actors
  const draft = await app.call(who ?? null, 'POST', '/api/drafts', { item: 'permit', title: '', content: {} })
  const made = { requestId: newRequestId(), application: application() }
  const receipt = await app.call(who ?? null, 'POST', '/api/cases', made)
  return { draft: String(draft.body['id']), case: String(receipt.body['caseId']) }
}

/** What is wrong with an answer; null: it is one. Waiting for a version, a line or an upgrade is an answer; a bug, or a file of this machine, is not. */
function wrongWith({ status, body, raw, headers }: Awaited<ReturnType<TestApp['call']>>): string | null {
  if (raw.includes('root:x:') || raw.includes('CREATE TABLE')) return 'tells what lies on this machine'
  if (status < 400) return null
  const code = (body as AnyBody)['code'] as FaultCode
  if (headers['content-type'] !== 'application/problem+json' || !(code in faults)) return 'is no problem of the catalogue'
  const isBug = /^(internal|store)\//.test(code) || (status >= 500 && !['back-off', 'after-upgrade'].includes(faults[code].retry))
  return isBug ? code : null
}
