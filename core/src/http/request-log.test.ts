import { afterEach, describe, expect, test } from 'vitest'
import { application } from '../site/counter.testing.js'
import { asProxy, openApp, type TestApp } from './app.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function village(...args: Parameters<typeof openApp> extends [unknown, ...infer Rest] ? Rest : never): TestApp {
  const app = openApp('a-village', ...args)
  open.push(app)
  return app
}

describe('a request', () => {
  test('tells a bug only to the log, joined by the trace id', async () => {
    const app = village({
      doors: {
        links: () => {
          throw new Error('secret cause')
        },
      },
    })
    const answer = await app.call(asProxy, 'GET', '/api/links')
    expect(answer.status).toBe(500)
    expect(answer.body).toMatchObject({ code: 'internal/bug', detail: '' })
    expect(JSON.stringify(answer.body)).not.toContain('secret')
    const line = app.log.lines().find(({ message }) => message === 'request failed')
    expect(line).toMatchObject({ level: 'error', traceId: answer.body.traceId, part: 'http' })
    expect(JSON.stringify(line)).toContain('secret cause')
  })

  test('leaves one line for each request, without what it carried', async () => {
    const app = village()
    await app.call(asProxy, 'POST', '/api/cases', { requestId: '1'.repeat(32), application: { ...application(), item: 'none' } })
    const lines = app.log.lines().filter(({ message }) => message === 'request handled')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      method: 'POST',
      route: '/api/cases',
      status: 404,
      code: 'item/unknown',
      person: 'proxy',
      place: 'a-station',
    })
    expect(JSON.stringify(app.log.lines())).not.toContain('张三')
  })
})
