import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endSessionsOf } from '../../site/people/sessions.js'
import { accountFact, enterFacts, giveAccount, PASSWORD } from '../../site/people/people.testing.js'
import { application, newRequestId, proxy } from '../../site/counter.testing.js'
import { registerCase } from '../../site/intake/register.js'
import { openApp, type TestApp } from '../app.testing.js'

const proxyRole = [{ role: 'proxy', place: 'a-station', organ: null }] as const

/** On a loaded machine too. */
const patient = { timeout: 10_000 }

let app: TestApp
let url: string

beforeEach(async () => {
  app = openApp('a-village', { signsIn: true })
  await giveAccount(app.site, 'proxy', proxyRole)
  url = await app.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => app.close())

async function signIn(): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'proxy', password: PASSWORD }),
  })
  return /liandong_session=[0-9a-f]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
}

/** A page that listens over a connection of its own. */
async function listen(cookie: string) {
  const asking = get(`${url}/api/changes`, { agent: false, headers: { cookie } })
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  let said = ''
  answer.setEncoding('utf8').on('data', (text: string) => (said += text))
  const until = async (words: string): Promise<string> => {
    await expect.poll(() => said, patient).toContain(words)
    return said
  }
  /** All that was said, once the program has ended the answer. */
  const toEnd = async (): Promise<string> => {
    await expect.poll(() => answer.readableEnded, patient).toBe(true)
    return said
  }
  return { answer, until, toEnd, leave: () => asking.destroy() }
}

const draft = { item: 'permit', title: '翻建', content: {} }
const writeDraft = () =>
  app.site.commit(() => {
    const { place, person } = { place: 'a-station', person: 'proxy' }
    const nowMs = app.site.nowRawMs()
    app.store.drafts.put({
      ...{ id: 'f'.repeat(32), place, person, ...draft, createdMs: nowMs, changedMs: nowMs },
      ...{ itemVersion: null, aside: { form: {}, answers: [], materials: [] } },
    })
  })

describe('the stream of changes', () => {
  test('says of a draft that drafts changed, and nothing of what it holds', async () => {
    const page = await listen(await signIn())
    expect([page.answer.statusCode, page.answer.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8'])
    await page.until('event: hello')
    await writeDraft()
    await page.until('event: changed\ndata: {"kinds":["drafts"]}\n\n')
    page.leave()
  })

  test('names every kind that a new case touches', async () => {
    const page = await listen(await signIn())
    await page.until('event: hello')
    await registerCase(app.site, { application: application(), acting: proxy, requestId: newRequestId(), draft: null })
    expect(await page.until('"cases"')).toContain('event: changed')
    page.leave()
  })

  test('is for who signed in alone', async () => {
    const { answer } = await listen('')
    expect(answer.statusCode).toBe(401)
  })

  test('ends with the session, by whatever it ends', async () => {
    const [out, cut] = [await listen(await signIn()), await listen(await signIn())]
    await out.until('event: hello')
    await app.site.commit(() => endSessionsOf(app.site, 'proxy', null))
    for (const page of [out, cut]) expect(await page.toEnd()).toMatch(/event: ended\ndata: \{"reason":"session"\}\n\n$/)
  })

  test('ends for whom an administrator takes the account away', async () => {
    const page = await listen(await signIn())
    await page.until('event: hello')
    enterFacts(app.site, accountFact('proxy', [], { state: 'closed' }))
    expect(await page.toEnd()).toContain('"reason":"session"')
  })

  test('keeps no session alive', async () => {
    const cookie = await signIn()
    app.clock.advance(29 * 60_000)
    const page = await listen(cookie)
    await page.until('event: hello')
    app.clock.advance(2 * 60_000)
    expect((await fetch(`${url}/api/session`, { headers: { cookie } })).status).toBe(401)
    expect(await page.toEnd()).toContain('"reason":"session"')
  })

  test('ends with the program, which does not wait for it', async () => {
    const page = await listen(await signIn())
    await page.until('event: hello')
    await app.app.close()
    expect(await page.toEnd()).toContain('"reason":"closing"')
  })

  test('leaves nothing behind when a page goes without a word', async () => {
    const page = await listen(await signIn())
    await page.until('event: hello')
    expect(app.site.changes.count).toBe(1)
    page.leave()
    await expect.poll(() => app.site.changes.count, patient).toBe(0)
  })

  test('gives way to newer windows of the same session', async () => {
    const cookie = await signIn()
    const first = await listen(cookie)
    const later = [await listen(cookie), await listen(cookie), await listen(cookie)]
    expect(await first.toEnd()).toContain('"reason":"other-page"')
    for (const page of later) page.leave()
  })
})
