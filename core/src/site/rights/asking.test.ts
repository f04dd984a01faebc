import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rosterFacts } from '../../domain/case/world.testing.js'
import type { Account } from '../../domain/people/account.js'
import type { RosterFact } from '../../domain/roster.js'
import { encodeRequest, encodeRequestInTransit } from '../../wire/request.js'
import { makeSeal, SEAL_SCHEME } from '../../wire/hash.js'
import { type Acting, actOnCase } from '../act.js'
import { acting, application, clerk, type Counter, newRequestId, openCounter, proxy } from '../counter.testing.js'
import { applyMessage } from '../inbound/apply.js'
import { registerCase } from '../intake/register.js'
import { carry, join } from '../lines.testing.js'
import { historyOf } from '../query/history.js'
import { changeRoster } from '../roster-change.js'
import { listFlags } from './flag-list.js'

let village: Counter
let county: Counter
let city: Counter

beforeEach(() => {
  ;[village, county, city] = [openCounter('a-village'), openCounter('a'), openCounter('city')]
  join(village.site, county.site)
  join(county.site, city.site)
})

afterEach(() => {
  for (const { store } of [village, county, city]) store.close()
})

const online = () => carry([village.site, county.site], [county.site, city.site])
const lineOfCity = () => carry([county.site, city.site])

async function registered(): Promise<string> {
  const done = await registerCase(village.site, {
    requestId: newRequestId(),
    draft: null,
    application: application(),
    acting: proxy,
  })
  if (done.kind === 'refused') throw new Error(done.code)
  return done.receipt.caseId
}

function act(at: Counter, who: Acting, caseId: string, name: 'submit' | 'withdraw' | 'accept') {
  const wanted = name === 'withdraw' ? { act: name, statement: null } : { act: name }
  return actOnCase(at.site, { caseId, act: wanted, acting: who, requestId: newRequestId() })
}

const accountOf = (person: string): Account => {
  const found = rosterFacts.flatMap((fact) =>
    fact.kind === 'account' && fact.account.person === person ? [fact.account] : [],
  )[0]
  if (found === undefined) throw new Error(person)
  return found
}
const closed = (person: string): RosterFact => ({ kind: 'account', account: { ...accountOf(person), state: 'closed' } })
const without = (person: string, role: string): RosterFact => {
  const account = accountOf(person)
  return { kind: 'account', account: { ...account, roles: account.roles.filter((grant) => grant.role !== role) } }
}
const lastOf = (at: Counter, caseId: string) => historyOf(at.site, caseId).at(-1)

describe('an act', () => {
  test('outside the department is refused, whatever the page', async () => {
    const caseId = await registered()
    await act(village, proxy, caseId, 'submit')
    online()
    expect(await act(county, acting('a-helper', 'a-hall', 'a-agency'), caseId, 'withdraw')).toMatchObject({
      kind: 'refused',
      code: 'rights/denied',
      detail: 'case.withdraw',
    })
    expect(await act(county, clerk, caseId, 'withdraw')).toMatchObject({ kind: 'done' })
  })

  test('outside the jurisdiction is refused, at the site that asks too', async () => {
    const caseId = await registered()
    await act(village, proxy, caseId, 'submit')
    online()
    const elsewhere = await act(county, acting('hosted-proxy', 'a-hosted'), caseId, 'withdraw')
    expect(elsewhere).toMatchObject({ kind: 'refused', code: 'rights/denied' })
    const moved = { act: 'move', direction: 'up', to: 'city', organ: null, note: null } as const
    await actOnCase(county.site, { caseId, act: moved, acting: clerk, requestId: newRequestId() })
    const asked = await act(county, acting('hosted-proxy', 'a-hosted'), caseId, 'withdraw')
    expect(asked).toMatchObject({ kind: 'refused', code: 'rights/denied' })
    expect(county.store.requests.allUnanswered(10)).toEqual([])
  })
})

describe('a request', () => {
  /** As a station sends it that was taken over: sealed and in its own name, for whomever it likes. */
  function forged(caseId: string, person: string, place: string, organ: string | null, level: 'village' | 'county') {
    const now = village.site.clock.now()
    const by = { site: 'a-village', store: village.store.id, person, place, organ, level, mandate: null, rosterVersion: 1 }
    const request = {
      requestId: newRequestId(),
      caseId,
      caseNumber: village.store.caseList.get(caseId)?.number ?? '',
      author: by,
      time: { ...now, legalMs: now.estimateMs },
      papers: [],
      act: { act: 'withdraw', statement: null },
    } as const
    const { bytes, hash } = encodeRequest(request)
    const seal = makeSeal(village.site.options.sealKey, hash)
    const payload = encodeRequestInTransit({ bytes, seal, sealScheme: SEAL_SCHEME, trail: [] })
    return county.site.transact(() => applyMessage(county.site, 'a-village', { kind: 'request', kindNumber: 2, payload }))
  }

  test.each([
    ['of another place', 'a-clerk', 'a-hall', 'a-bureau', 'county', 'rights/other-site'],
    ['with no post there', 'a-clerk', 'a-station', null, 'village', 'person/not-posted'],
    ['nobody knows', 'ghost', 'a-station', null, 'village', 'person/not-posted'],
  ] as const)(
    'in the name of somebody %s is refused with an outcome in the log',
    async (_, person, place, organ, level, code) => {
      const caseId = await registered()
      await act(village, proxy, caseId, 'submit')
      online()
      expect(forged(caseId, person, place, organ, level)).toEqual({ kind: 'applied' })
      expect(lastOf(county, caseId)).toMatchObject({
        body: { type: 'request-refused' },
        answer: { refusal: { code } },
        stage: 'submitted',
      })
    },
  )

  test('of somebody without the role is refused with an outcome in the log', async () => {
    const caseId = await registered()
    await act(village, proxy, caseId, 'submit')
    online()
    await changeRoster(city.site, [without('proxy', 'proxy')], 'city-clerk')
    online()
    // The station names the newest version, and asks all the same.
    const requestId = newRequestId()
    expect(await actOnCase(village.site, { caseId, act: { act: 'complete' }, acting: proxy, requestId })).toMatchObject({
      code: 'rights/denied',
    })
  })

  test('written before the right was gone stands, and is flagged', async () => {
    const caseId = await registered()
    await act(village, proxy, caseId, 'submit')
    online()
    village.clock.advance(60_000)
    for (const { clock } of [county, city]) clock.advance(60_000)
    await changeRoster(city.site, [closed('proxy')], 'city-clerk')
    lineOfCity()
    expect(await act(village, proxy, caseId, 'withdraw')).toMatchObject({ kind: 'requested' })
    online()
    expect(lastOf(county, caseId)).toMatchObject({ stage: 'withdrawn', rightGone: 2, by: { person: { id: 'proxy' } } })
    expect(lastOf(city, caseId)).toMatchObject({ stage: 'withdrawn', rightGone: 2 })
    for (const at of [county, city])
      expect(listFlags(at.site, 10)).toMatchObject([{ caseId, person: { id: 'proxy' }, action: 'case.withdraw', version: 2 }])
  })
})

describe('an act done offline by an older roster', () => {
  test('stands and is flagged where it arrives, and at home once the roster comes', async () => {
    await changeRoster(city.site, [closed('proxy')], 'city-clerk')
    lineOfCity()
    village.clock.advance(60_000)
    const caseId = await registered()
    expect(listFlags(village.site, 10)).toEqual([])
    online()
    for (const at of [village, county, city]) {
      expect(historyOf(at.site, caseId)).toMatchObject([{ stage: 'registered', rightGone: 2 }])
      expect(listFlags(at.site, 10)).toMatchObject([{ caseId, action: 'case.register' }])
    }
  })

  test('before the roster was changed is nothing to look at', async () => {
    const caseId = await registered()
    for (const { clock } of [village, county, city]) clock.advance(60_000)
    await changeRoster(city.site, [closed('proxy')], 'city-clerk')
    online()
    expect(historyOf(county.site, caseId)).toMatchObject([{ rightGone: null }])
    expect(listFlags(county.site, 10)).toEqual([])
  })
})
