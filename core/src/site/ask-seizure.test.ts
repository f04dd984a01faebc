import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeSeizureAsk } from '../wire/request.js'
import { type AskForSeizure, askForSeizure } from './ask-seizure.js'
import { proposeSeizure } from './enrolment/two-persons.js'
import { acting, application, type Counter, newRequestId, openCounter, proxy } from './counter.testing.js'
import { applyMessage } from './inbound/apply.js'
import { registerCase } from './intake/register.js'
import { carry, join } from './lines.testing.js'
import { historyOf } from './query/history.js'
import { listSeizureAsks } from './query/traffic.js'
import { seizeAllOf } from './seize.js'

const cityClerk = acting('city-clerk', 'city-hall', 'city-bureau')

let village: Counter
let county: Counter
let city: Counter
let caseId: string

beforeEach(async () => {
  ;[village, county, city] = [openCounter('a-village'), openCounter('a'), openCounter('city')]
  join(village.site, county.site)
  join(county.site, city.site)
  const taken = await registerCase(village.site, {
    application: application(),
    acting: proxy,
    requestId: newRequestId(),
    draft: null,
  })
  if (taken.kind !== 'registered') throw new Error('not registered')
  caseId = taken.receipt.caseId
  online()
})

afterEach(() => {
  for (const { store } of [village, county, city]) store.close()
})

function online(): void {
  carry([village.site, county.site], [county.site, city.site])
}

function propose(by = 'city-second', from = 'a-village') {
  return proposeSeizure(city.site, { caseId, from, reason: 'silent', by })
}

async function ask(changes: Partial<AskForSeizure> = {}) {
  await propose('city-second', changes.from)
  const usual = { askId: newRequestId(), caseId, from: 'a-village', acting: cityClerk }
  return askForSeizure(city.site, { ...usual, ...changes })
}

function countySeizes(): void {
  const seizure = { from: 'a-village', reason: 'cut-off', approvers: [], person: 'a-clerk' } as const
  county.site.transact(() => seizeAllOf(county.site, seizure))
}

const states = () => listSeizureAsks(city.site, caseId).map(({ state, code }) => [state, code])

describe('the city asks a county to seize', () => {
  test('and the county does, in the name of the city’s person, which the city sees in the log', async () => {
    expect(await ask()).toMatchObject({ kind: 'asked', ask: { county: 'a', person: 'city-clerk' } })
    expect(states()).toEqual([['asked', null]])
    online()
    expect(states()).toEqual([['seized', null]])
    for (const { store } of [village, county, city])
      expect(store.cases.state(caseId)).toMatchObject({ custodian: 'a', epoch: { seizures: 1, tier: 1 } })
    const seized = historyOf(county.site, caseId).at(-1)
    expect(seized).toMatchObject({ by: { person: { id: 'city-clerk' } }, body: { approvers: ['city-second'] } })
  })

  test('and sees why not, where the case went elsewhere meanwhile', async () => {
    await ask()
    // The county took it by itself before the ask came.
    carry([village.site, county.site])
    countySeizes()
    online()
    expect(states()).toEqual([['refused', 'authority/not-parent']])
    expect(county.store.inbox.parked()).toEqual([])
    expect(city.store.cases.state(caseId)).toMatchObject({ custodian: 'a', epoch: { seizures: 1 } })
  })

  test('once for one form: sent again it asks nothing more, and with another body it is refused', async () => {
    const askId = newRequestId()
    await ask({ askId })
    expect(await ask({ askId })).toMatchObject({ kind: 'asked' })
    expect(await ask({ askId, from: 'a-town' })).toMatchObject({ kind: 'refused', code: 'request/other-body' })
    expect(city.store.lanes.outgoing('a', 'case', 10)).toHaveLength(1)
  })

  test.each([
    ['of a site that does not hold the case', { from: 'a-town' }, 'authority/not-parent'],
    ['of a case it does not know', { caseId: 'ab'.repeat(16) }, 'case/unknown'],
    ['by a person who has no post at the city', { acting: acting('a-clerk', 'city-hall') }, 'person/not-posted'],
  ])('is refused %s before anything is sent', async (_name, changes, code) => {
    expect(await ask(changes)).toMatchObject({ kind: 'refused', code })
    expect(city.store.lanes.outgoing('a', 'case', 10)).toEqual([])
  })

  test.each([
    ['nobody', null],
    ['the same person', 'city-clerk'],
  ])('never when %s has proposed it', async (_who, by) => {
    if (by !== null) await propose(by)
    const asked = { askId: newRequestId(), caseId, from: 'a-village', acting: cityClerk }
    expect(await askForSeizure(city.site, asked)).toMatchObject({ kind: 'refused', code: 'authority/second-approver' })
    expect(city.store.lanes.outgoing('a', 'case', 10)).toEqual([])
  })

  test('never when somebody of a county has proposed it', async () => {
    await propose('a-clerk')
    const asked = { askId: newRequestId(), caseId, from: 'a-village', acting: cityClerk }
    expect(await askForSeizure(city.site, asked)).toMatchObject({ kind: 'refused', code: 'person/not-posted' })
  })

  test('may not ask for what it can seize itself', async () => {
    countySeizes()
    online()
    expect(await ask({ from: 'a' })).toMatchObject({ kind: 'refused', code: 'authority/not-parent' })
  })
})

describe('an ask that comes to a county', () => {
  const author = { site: 'city', store: 'c', person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' } as const
  const made = (changes: object = {}, approvers = ['city-second']) =>
    encodeSeizureAsk({
      askId: newRequestId(),
      caseId,
      from: 'a-village',
      approvers,
      author: { ...author, level: 'city', mandate: null, rosterVersion: 1, ...changes },
    })
  const take = (from: string, payload: Uint8Array) =>
    county.site.transact(() => applyMessage(county.site, from, { kind: 'seizure-ask', kindNumber: 5, payload }))

  test.each([
    ['nobody', []],
    ['the same person', ['city-clerk']],
    ['somebody of the county', ['a-clerk']],
  ])('and names %s as the second is refused, whatever the city let through', (_who, approvers) => {
    expect(take('city', made({}, approvers))).toMatchObject({ kind: 'applied' })
    expect(county.store.cases.state(caseId)).toMatchObject({ custodian: 'a-village' })
    expect(take('city', made())).toMatchObject({ kind: 'applied' })
    expect(county.store.cases.state(caseId)).toMatchObject({ custodian: 'a' })
  })

  test('from below is parked, whoever it names', () => {
    expect(take('a-village', made())).toMatchObject({ kind: 'parked', code: 'event/wrong-side' })
    expect(take('city', made({ site: 'b' }))).toMatchObject({ kind: 'parked', code: 'event/wrong-side' })
  })

  test('waits for the roster it names', () => {
    expect(take('city', made({ rosterVersion: 2 }))).toMatchObject({ kind: 'parked', code: 'roster/behind' })
  })
})
