import { afterEach, describe, expect, test } from 'vitest'
import { application, newRequestId } from '../site/counter.testing.js'
import { asProxy, openApp, type TestApp } from './app.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function at(site: Parameters<typeof openApp>[0]): TestApp {
  const app = openApp(site)
  open.push(app)
  return app
}

describe('what an item asks for', () => {
  test('hangs on the answers, with what its form warns of', async () => {
    const app = at('a-village')
    const asked = (answers: readonly string[], form: object = {}) =>
      app.call(asProxy, 'POST', '/api/items/choice/versions/1/asked', { answers, form })
    expect((await asked([])).body).toMatchObject({ isAnswered: false, materials: [], groups: [{ id: 'purpose' }] })
    expect((await asked(['rent'], { area: 301 })).body).toMatchObject({
      isAnswered: true,
      materials: [{ id: 'photo' }],
      warnings: [{ path: '/area', bound: 300 }],
    })
    const unknown = await app.call(asProxy, 'POST', '/api/items/choice/versions/9/asked', { answers: [] })
    expect(unknown.body).toMatchObject({ code: 'item/waiting-for' })
  })

  test('stands on the page of the case, warnings too: they stop nothing', async () => {
    const app = at('a-village')
    const wish = { ...application(), item: 'choice', answers: ['loan'], form: { area: 301, reason: '翻建' } }
    const registered = await app.call<{ caseId: string }>(asProxy, 'POST', '/api/cases', {
      requestId: newRequestId(),
      application: wish,
    })
    expect((await app.call(asProxy, 'GET', `/api/cases/${registered.body.caseId}`)).body).toMatchObject({
      scenario: ['贷款'],
      warnings: [{ path: '/area', bound: 300 }],
      materials: [{ id: 'deed', format: 'paper' }],
    })
  })
})
