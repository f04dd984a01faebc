import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CaseEvent } from '@liandong/core/domain/case/event.js'
import type { Actor } from '@liandong/core/domain/values.js'
import { encodeSiteEnrolled, encodeSiteRevoked } from '@liandong/core/wire/doors/enrolment.js'
import { decodeEvent } from '@liandong/core/wire/event.js'
import { ZERO_HASH } from '@liandong/core/wire/hash.js'
import { encodeRequest, encodeRequestInTransit, encodeSeizureAsk } from '@liandong/core/wire/request.js'
import { encodeRosterChange } from '@liandong/core/wire/roster.js'
import { EnrolmentStage } from '../enrolment-stage.js'
import { soon } from '../started-program.js'
import { HostileSite } from './hostile-site.js'

let stage: EnrolmentStage
let village: HostileSite
/** Another station under the same county, which nobody sees the inside of. */
let township: HostileSite
beforeAll(async () => {
  stage = await EnrolmentStage.open()
  township = new HostileSite(stage.city, 'township', stage.countyPort)
  village = new HostileSite(stage.city, 'village', stage.countyPort)
  await Promise.all([township.connect(), village.connect()])
}, 290_000)
afterAll(async () => {
  await village?.[Symbol.asyncDispose]()
  await township?.[Symbol.asyncDispose]()
  await stage?.[Symbol.asyncDispose]()
})

interface Parked {
  readonly kind: string
  readonly code: string
  readonly from: { readonly id: string }
}

/** What the county has set aside of that kind, with its reason. */
async function parkedAs(kind: string): Promise<readonly string[]> {
  const { body } = await stage.call('county', 'GET', '/api/parked')
  return (body['parked'] as readonly Parked[]).filter((each) => each.kind === kind).map(({ code }) => code)
}

const rosterVersion = async () => (await stage.call('city', 'GET', '/api/roster')).body['version']
const historyAt = (station: HostileSite, caseId: string) => station.site.store.events.rowNumbersOf(caseId).length

function hasNothingLeft({ site }: HostileSite): boolean {
  return site.store.lanes.marks(stage.city.ids.county.site).every(({ written, acknowledged }) => written === acknowledged)
}

/** The village's own person, as far as the envelope says. */
function actor(changes: Partial<Actor> = {}): Actor {
  const { site, place } = stage.city.ids.village
  const { store, roster } = village.site
  const base = { site, store: store.id, person: 'u5001', place, organ: null, level: 'village', mandate: null } as const
  return { ...base, rosterVersion: roster.version, ...changes }
}

function request(caseId: string, author: Actor, requestId = randomBytes(16).toString('hex')) {
  const nowMs = Date.now()
  const time = { rawMs: nowMs, estimateMs: nowMs, known: 'measured', legalMs: nowMs } as const
  const act = { act: 'accept' } as const
  const known = township.site.store.cases.state(caseId) ?? village.site.store.cases.state(caseId)
  const { bytes } = encodeRequest({ requestId, caseId, caseNumber: known?.number ?? '', author, time, papers: [], act })
  return { requestId, payload: encodeRequestInTransit({ bytes, trail: [], seal: Buffer.alloc(32), sealScheme: 'hmac-sha256' }) }
}

/** The author of what the village writes by right. */
function own(): CaseEvent['author'] {
  const event = village.site.store.events.range(village.register(), 1, 1)[0]
  return decodeEvent(event?.bytes ?? Buffer.alloc(0)).author
}

async function atCounty(caseId: string): Promise<readonly unknown[]> {
  const { status, body } = await stage.call('county', 'GET', `/api/cases/${caseId}`)
  return status === 200 ? (body['history'] as readonly unknown[]) : []
}

describe('a station that writes an event', () => {
  it('in another station’s name is not believed', async () => {
    const caseId = randomBytes(16).toString('hex')
    village.sayEvent(township, township.register(), () => ({ caseId }))
    await vi.waitFor(async () => expect(await parkedAs('event')).toContain('event/wrong-side'), soon)
    expect(await atCounty(caseId)).toEqual([])
  })

  it('in the name of a person who serves elsewhere is not believed', async () => {
    const { place } = stage.city.ids.township
    const caseId = randomBytes(16).toString('hex')
    const changes = { caseId, author: { ...own(), person: 'u4002', place, level: 'township' as const } }
    village.sayEvent(village, village.register(), () => changes)
    await vi.waitFor(async () => expect(await parkedAs('event')).toContain('event/forbidden-author'), soon)
    expect(await atCounty(caseId)).toEqual([])
  })

  it('for a case that another station holds is not believed', async () => {
    const caseId = township.register()
    await vi.waitFor(() => expect(hasNothingLeft(township)).toBe(true), soon)
    const before = (await parkedAs('event')).length
    const [first] = township.site.store.events.range(caseId, 1, 1)
    const author = own()
    const next = { author, sequence: 2, previousHash: first?.hash ?? '', queryVerifier: null, papers: [] }
    village.sayEvent(township, caseId, ({ after }) => ({
      ...next,
      after: { ...after, path: [...after.path, author.site] },
      body: { type: 'withdrawn', statement: null },
    }))
    await vi.waitFor(async () => expect((await parkedAs('event')).length).toBe(before + 1), soon)
    expect(await atCounty(caseId)).toHaveLength(1)
  })

  it('a second time changes nothing', async () => {
    const caseId = village.register()
    for (let again = 0; again < 5; again += 1) village.sayEvent(village, caseId)
    await vi.waitFor(() => expect(hasNothingLeft(village)).toBe(true), soon)
    expect(await atCounty(caseId)).toHaveLength(1)
  })
})

describe('a station that sends rubbish for papers', () => {
  it('leaves the page of its case readable', async () => {
    const caseId = village.register()
    const page = () => stage.call('county', 'GET', `/api/cases/${caseId}`)
    await vi.waitFor(
      async () => expect((await page()).body).toMatchObject({ papers: [{ state: 'held' }, { state: 'held' }] }),
      soon,
    )
    expect(await page()).toMatchObject({ status: 200, body: { applicant: null, form: null } })
  })
})

describe('a station that calls itself another', () => {
  it('is turned away when its certificate names itself', async () => {
    await using posing = new HostileSite(stage.city, 'township', stage.countyPort, 'village')
    expect(await posing.turnedAway()).toBe('link/wrong-peer')
  })
})

describe('a station that asks', () => {
  it('in the name of a person who serves elsewhere is refused, and nothing is done', async () => {
    const caseId = township.register()
    await vi.waitFor(() => expect(hasNothingLeft(township)).toBe(true), soon)
    const author = actor({
      person: 'u4002',
      place: stage.city.ids.township.place,
      level: 'township',
      site: stage.city.ids.township.site,
    })
    village.say('request', request(caseId, author).payload)
    await vi.waitFor(async () => expect(await parkedAs('request')).toContain('event/wrong-side'), soon)
    expect(historyAt(township, caseId)).toBe(1)
  })

  it('in its own person’s name for a case off its path is refused by who holds it, and never hears of the case', async () => {
    const caseId = township.register()
    await vi.waitFor(() => expect(hasNothingLeft(township)).toBe(true), soon)
    const { requestId, payload } = request(caseId, actor())
    village.say('request', payload)
    const answer = () => township.site.store.cases.state(caseId)?.answers.get(requestId)
    await vi.waitFor(() => expect(answer()?.refusal).toMatchObject({ code: expect.any(String) }), soon)
    expect(township.site.store.cases.state(caseId)?.stage).toBe('registered')
    expect(village.site.store.cases.state(caseId)).toBeNull()
  })
})

describe('a station that says on its link', () => {
  it('a version of the roster is not believed: that comes from above alone', async () => {
    const before = await rosterVersion()
    const change = { version: village.site.roster.version + 1, atMs: Date.now(), by: 'u5001', facts: [] }
    village.say('roster-change', encodeRosterChange(change, ZERO_HASH).bytes)
    await vi.waitFor(async () => expect((await parkedAs('roster-change')).length).toBeGreaterThan(0), soon)
    expect(await rosterVersion()).toBe(before)
  })

  it('that a machine of its own making is its neighbour, or that its neighbour is cut off, is not believed', async () => {
    const { site } = stage.city.ids.township
    const before = await rosterVersion()
    const machine = { generation: 2, fingerprint: 'ab'.repeat(32), issuedMs: Date.now(), renewByMs: Date.now() + 1e9 }
    village.say('site-enrolled', encodeSiteEnrolled({ site, ...machine, bodyTypes: [], by: 'u5001' }))
    village.say('site-revoked', encodeSiteRevoked({ site, generation: 1, atMs: Date.now(), by: 'u5001' }))
    await vi.waitFor(async () => {
      expect(await parkedAs('site-enrolled')).toEqual(['enrolment/refused'])
      expect(await parkedAs('site-revoked')).toEqual(['enrolment/refused'])
    }, soon)
    expect(await rosterVersion()).toBe(before)
  })

  it('that the city wants a case seized is not believed', async () => {
    const caseId = township.register()
    const author = actor({ site: stage.city.ids.city.site, place: stage.city.ids.city.place, person: 'u1002', level: 'city' })
    const from = stage.city.ids.township.site
    const askId = randomBytes(16).toString('hex')
    village.say('seizure-ask', encodeSeizureAsk({ askId, caseId, from, approvers: ['u1001'], author }))
    await vi.waitFor(async () => expect(await parkedAs('seizure-ask')).toEqual(['event/wrong-side']), soon)
    expect(township.site.store.cases.state(caseId)?.custodian).toBe(from)
  })
})
