import { afterEach, expect, test } from 'vitest'
import type { ItemDraft } from '../../domain/item.js'
import { currentPlace } from '../../domain/roster-view.js'
import { demoItems } from '../../site/counter.testing.js'
import { accountFact, enterFacts } from '../../site/people/people.testing.js'
import type { HandedDown } from '../../site/worklist/powers.js'
import type { Villages } from '../../site/worklist/villages.js'
import { asClerk, openApp, type TestApp } from '../app.testing.js'
import { act, county, online, registered, village } from '../three-sites.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

type Answer = Villages & { readonly villages: readonly { readonly isUp: boolean | null }[] }
const asProxy = { person: 'proxy', place: 'a-station' }
/** Sees everything below the hall, as a centre's people see what lies below the centre. */
const asWindow = { person: 'a-window', place: 'a-hall' }
const villagesAt = async (app: TestApp, who = asWindow) => (await app.call<Answer>(who, 'GET', '/api/villages')).body
const station = ({ villages }: Answer) => villages.find(({ place }) => place.id === 'a-station')

/** Registered in the village, handed in and accepted by the county. */
async function accepted(): Promise<string> {
  const { caseId } = await registered()
  await act(village, asProxy, caseId, 'submit')
  online()
  await act(county, asClerk, caseId, 'accept')
  return caseId
}

test('a village shows what it sent today, whom to ring since when, and that its own PC may hold more', async () => {
  const caseId = await accepted()
  const before = await villagesAt(county)
  expect(station(before)).toMatchObject({ kept: 'own-machine', sentToday: 1, openNow: true, people: [{ name: 'proxy' }] })
  expect(before.notices).toMatchObject([{ caseId, kind: 'acceptance', toRing: false }])
  county.clock.advance(4 * 3_600_000)
  expect((await villagesAt(county)).notices).toMatchObject([{ caseId, toRing: true, age: { openMinutes: 240 } }])
  const told = { notice: 3, kind: 'acceptance', whom: 'applicant', how: 'phone', record: null }
  await act(county, asWindow, caseId, 'tell-notice', { ...told, toldMs: county.clock.nowMs() })
  expect((await villagesAt(county)).notices).toEqual([])
  county.clock.advance(24 * 3_600_000)
  expect(station(await villagesAt(county))).toMatchObject({ sentToday: 0 })
})

test('the hours a village is closed do not make it late, whatever the hours of the county', async () => {
  const place = currentPlace(county.site.roster, 'a-station')
  if (place === null) throw new Error('no station')
  const week = place.hours.week.map(() => [{ fromMinute: 16 * 60, toMinute: 17 * 60 }])
  enterFacts(county.site, { kind: 'place', place: { ...place, hours: { ...place.hours, week } } })
  await accepted()
  county.clock.advance(4 * 3_600_000)
  expect(await villagesAt(county)).toMatchObject({ notices: [{ toRing: false, age: { openMinutes: 0 } }] })
  expect((await county.call(asWindow, 'GET', '/api/notices?toRing=true')).body['notices']).toEqual([])
})

test('a case that waits for papers is listed at the village that serves, and only for whoever may see it', async () => {
  const { caseId } = await registered()
  await act(village, asProxy, caseId, 'submit')
  online()
  const { body: notice } = await county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('%PDF-1.4 x'), pdf)
  await act(county, asClerk, caseId, 'ask-supplement', { materials: ['photo'], notice, dueBy: null })
  expect(await villagesAt(county)).toMatchObject({ supplements: [{ caseId, place: { id: 'a-station' } }] })
  const other = await villagesAt(county, { person: 'hosted-proxy', place: 'a-hosted' })
  expect(other).toMatchObject({ villages: [], notices: [], supplements: [] })
})
const pdf = { headers: { 'content-type': 'application/pdf' } }

test('a centre with a machine of its own says that its villages’ cases do not pass through it', async () => {
  const town = openApp('a-town')
  open.push(town)
  enterFacts(town.site, accountFact('town-clerk', [{ role: 'township-clerk', place: 'a-centre', organ: null }]))
  const answer = await villagesAt(town, { person: 'town-clerk', place: 'a-centre' })
  expect(answer.villages.map(({ place, kept }) => [place.id, kept])).toEqual([
    ['a-station', 'elsewhere'],
    ['a-hosted', 'elsewhere'],
  ])
})

test('powers of another organ that are exercised here are named with whom they come from', async () => {
  const [permit] = demoItems
  const given = {
    ...permit,
    ...{ id: 'given', name: '农村建房许可', guide: { ...permit?.guide, powerSource: '2' } },
    grants: [...(permit?.grants ?? []), { level: 'township', organ: 'a-government', power: 'decide' }],
  } as ItemDraft
  const town = openApp('a-town', { items: [...demoItems, given] })
  open.push(town)
  const powers = async (app: TestApp, who: typeof asClerk) =>
    (await app.call<{ powers: readonly HandedDown[] }>(who, 'GET', '/api/powers/handed-down')).body.powers
  expect(await powers(town, { person: 'town-clerk', place: 'a-centre', organ: 'a-government' })).toMatchObject([
    { item: { name: '农村建房许可' }, giver: { id: 'a-bureau' }, receiver: { id: 'a-government' }, power: 'decide', source: '2' },
  ])
  expect(await powers(county, asClerk)).toEqual([])
})
