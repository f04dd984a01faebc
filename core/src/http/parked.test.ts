import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodePack } from '../wire/catalogue/content.js'
import { asProxy, openApp, type TestApp } from './app.testing.js'

let app: TestApp
/** Parked for a reason that holds no more, and for one that always will. */
let passes: number
let stays: number

beforeEach(() => {
  app = openApp('a-village', { items: [] })
  const payload = encodePack({ contents: [], lacking: [] })
  const parked = { source: 'a', caseId: null, hash: null, detail: '', atMs: app.clock.nowMs() }
  app.site.transact(() => {
    const { inbox } = app.store
    passes = inbox.park({ ...parked, kind: 'content-pack', code: 'event/wrong-side', payload })
    stays = inbox.park({ ...parked, kind: 'event', code: 'event/malformed', payload: Buffer.from('x') })
  })
})

afterEach(() => app.close())

const retry = (id: number | string) => app.call(asProxy, 'POST', `/api/parked/${id}/retry`)
const left = () => app.store.inbox.parked().map(({ id, tries }) => [id, tries])

describe('one parked message tried again', () => {
  test('is applied where it passes now, and the others are left alone', async () => {
    expect((await retry(passes)).body).toEqual({ settled: true, left: 1 })
    expect(left()).toEqual([[stays, 0]])
  })

  test('stays with one try more where it does not', async () => {
    expect((await retry(stays)).body).toEqual({ settled: false, left: 2 })
    expect(left()).toEqual([
      [passes, 0],
      [stays, 1],
    ])
  })

  test('is unknown once it is settled, and under an id that never was', async () => {
    await retry(passes)
    for (const id of [passes, 999]) expect(await retry(id)).toMatchObject({ status: 404, body: { code: 'parked/unknown' } })
  })

  test.each(['0', '-1', 'x', '1.5'])('under the id %s is no question', async (id) => {
    expect(await retry(id)).toMatchObject({ status: 400, body: { code: 'input/invalid' } })
  })
})
