import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { application, newRequestId } from '../../site/counter.testing.js'
import type { Receipt } from '../../site/intake/receipt.js'
import { carry, join } from '../../site/lines.testing.js'
import { type AnyBody, asClerk, asProxy, openApp, type TestApp } from '../app.testing.js'

let village: TestApp
let county: TestApp
let cases: readonly Receipt[]

const sheets = (material: string) => ({ material, paper: null, form: 'original' as const, originals: 1, copies: 0 })

beforeEach(async () => {
  ;[village, county] = [openApp('a-village'), openApp('a')]
  join(village.site, county.site)
  cases = [await submitted(['deed', 'photo']), await submitted(['deed'])]
})
afterEach(async () => {
  for (const app of [village, county]) await app.close()
})

const online = () => carry([village.site, county.site])

async function submitted(materials: readonly string[]): Promise<Receipt> {
  const body = { requestId: newRequestId(), application: application({ materials: materials.map(sheets) }) }
  const receipt = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
  await village.call(asProxy, 'POST', `/api/cases/${receipt.caseId}/acts`, { requestId: newRequestId(), act: { act: 'submit' } })
  online()
  return receipt
}

const papers = () => [
  { caseId: cases[0]?.caseId, material: 'deed' },
  { caseId: cases[0]?.caseId, material: 'photo' },
  { caseId: cases[1]?.caseId, material: 'deed' },
]

async function made(requestId = newRequestId(), to = 'a-hall') {
  const { body } = await village.call(asProxy, 'POST', '/api/bags', { requestId, to, papers: papers(), bag: null })
  return body as AnyBody & { readonly bag: string }
}

const arrivals = (bag: string, missing: readonly object[]) =>
  county.call(asClerk, 'POST', `/api/bags/${bag}/arrivals`, { requestId: newRequestId(), missing })

describe('a bag', () => {
  test('made up at the counter lists its papers on a slip at once, though the cases are held elsewhere', async () => {
    const { bag, cases: handed } = await made()
    expect(bag).toMatch(/^JJ[0-9A-F]{14}$/)
    expect(handed).toMatchObject([{ outcome: 'requested' }, { outcome: 'requested' }])
    const { body: found } = await village.call(asProxy, 'GET', `/api/bags/${bag}`)
    expect(found['bag']).toMatchObject({
      to: { id: 'a-hall' },
      lines: [{ state: 'asked' }, { state: 'asked' }, { state: 'asked' }],
    })
    const slip = await village.call<string>(asProxy, 'GET', `/print/bags/${bag}`)
    expect(slip.body).toMatch(new RegExp(`${bag}[^]*a-station 交 a-hall.共 3 件[^]*权属证明[^]*照片`))
    expect((await village.call(asProxy, 'GET', '/api/bags')).body['here']).toEqual([])
  })

  test('sent again under its id is the same bag, and nothing is handed on twice', async () => {
    const requestId = newRequestId()
    const { bag } = await made(requestId)
    expect((await made(requestId)).bag).toBe(bag)
    online()
    const { lines } = (await county.call(asClerk, 'GET', `/api/bags/${bag}`)).body['bag'] as { lines: readonly object[] }
    expect(lines).toHaveLength(3)
  })

  test('is received by scan with what is missing named, which stays on its list and may still turn up', async () => {
    const { bag } = await made()
    online()
    const photo = { caseId: cases[0]?.caseId, material: 'photo' }
    const { body } = await arrivals(bag.toLowerCase(), [photo])
    expect(body['cases']).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    online()
    const left = (await village.call(asProxy, 'GET', `/api/bags/${bag}`)).body['bag']
    expect(left).toMatchObject({ lines: [{ material: 'photo', materialName: '照片', state: 'missing' }] })
    await arrivals(bag, [])
    const { body: here } = await county.call(asClerk, 'GET', '/api/bags')
    expect(here['here']).toHaveLength(3)
    expect(here['bags']).toEqual([])
  })

  test('that went on as a whole keeps its barcode', async () => {
    const { bag } = await made()
    online()
    await arrivals(bag, [])
    const back = { requestId: newRequestId(), to: 'a-station', papers: papers(), bag }
    expect((await county.call(asClerk, 'POST', '/api/bags', back)).body).toMatchObject({
      bag,
      cases: [{ outcome: 'done' }, { outcome: 'done' }],
    })
  })

  test('nobody here knows is refused with what to do until word of it comes', async () => {
    const { bag } = await made()
    const { status, body } = await arrivals(bag, [])
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'bag/unknown' })
  })

  test('on its way elsewhere is not received here', async () => {
    const { bag } = await made()
    online()
    const own = await village.call(asProxy, 'POST', `/api/bags/${bag}/arrivals`, { requestId: newRequestId(), missing: [] })
    expect(own.body).toMatchObject({ code: 'bag/not-for-here' })
  })

  test('to a place that cannot answer for the cases holds nothing, each case with its reason', async () => {
    const { body } = await village.call(asProxy, 'POST', '/api/bags', {
      ...{ requestId: newRequestId(), to: 'b-station', papers: papers(), bag: null },
    })
    online()
    expect((await county.call(asClerk, 'GET', '/api/bags')).body['bags']).toEqual([])
    expect(body['cases']).toMatchObject([{ outcome: 'requested' }, { outcome: 'requested' }])
  })
})
