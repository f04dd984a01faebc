import { afterEach, expect, test } from 'vitest'
import { asClerk, openApp, type TestApp, type Who } from '../app.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

/** A county to which its village says that it holds edition 99 of the county's own list. */
function county(): TestApp {
  const app = openApp('a')
  open.push(app)
  const { site } = app
  const proof = {
    list: 'items.a',
    site: 'a-village',
    number: 99,
    held: 99,
    digest: 'ab'.repeat(32),
    missing: 0,
    repaired: 0,
    atMs: 1,
  }
  site.transact(() => site.store.holdings.put(proof))
  return app
}

const said = { list: 'items.a', site: 'a-village', number: 99 }
const setAside = (app: TestApp, who: Who, body: object) => app.call(who, 'POST', '/api/catalogue/said-newer/set-aside', body)

test('whoever says to hold a newer edition of the county’s own list is named', async () => {
  const { status, body } = await county().call(asClerk, 'GET', '/api/catalogue/said-newer')
  expect([status, body]).toEqual([200, { lines: [{ ...said, site: { id: 'a-village', name: expect.any(String) } }] }])
})

test('somebody who maintains the site sets it aside with a reason, once', async () => {
  const app = county()
  expect((await setAside(app, asClerk, said)).status).toBe(400)
  expect(await setAside(app, asClerk, { ...said, reason: '该站误报' })).toMatchObject({ status: 200, body: said })
  expect((await app.call(asClerk, 'GET', '/api/catalogue/said-newer')).body).toEqual({ lines: [] })
  expect((await setAside(app, asClerk, { ...said, reason: '该站误报' })).body).toMatchObject({ code: 'input/invalid' })
})

test('nobody else may', async () => {
  const who = { person: 'a-helper', place: 'a-hall', organ: 'a-agency' }
  expect((await setAside(county(), who, { ...said, reason: '该站误报' })).body).toMatchObject({ code: 'rights/denied' })
})
