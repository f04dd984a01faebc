import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountAt } from '../../domain/people/accounts.js'
import type { Verifier } from '../../domain/people/verifier.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { kindNumber } from '../../wire/frame.js'
import { encodeVerifier } from '../../wire/people/verifier.js'
import { applyMessage } from '../inbound/apply.js'
import { join } from '../lines.testing.js'
import { frameKeyOf, PeopleStage, phcOf, type SiteName } from './people-stage.testing.js'

let stage: PeopleStage
beforeEach(async () => {
  stage = new PeopleStage()
  await stage.accounts('proxy', 'b-proxy', 'a-clerk')
})
afterEach(() => stage.close())

const everyOther = (word: string) => ({ city: word, a: word, 'a-village': word })
const credentialVersion = (person: string) => accountAt(stage.site('city').roster, person)?.credentialVersion

function held(at: SiteName, person: string): Verifier {
  const found = verifierOf(stage.counters[at].store, person)
  if (found === null) throw new Error(`${at} holds nothing`)
  return found
}

/** As a hostile neighbour would: what it sends is its own affair. */
function say(from: SiteName, to: SiteName, verifier: Verifier, rosterVersion = 1) {
  const payload = encodeVerifier(verifier, rosterVersion, { from, to, key: frameKeyOf(from, to) })
  const site = stage.site(to)
  return site.transact(() => applyMessage(site, from, { kind: 'verifier', kindNumber: kindNumber('verifier'), payload }))
}

describe('what a person proves to be themselves by', () => {
  test('goes from the city to the sites where the person has a post and those between, and nowhere else', () => {
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    expect(stage.holders('proxy', 'first')).toEqual(everyOther('first'))
  })

  test('goes up and down from the county where an administrator reset it', () => {
    stage.reset('a', 'proxy', 'first')
    stage.carry()
    expect(stage.holders('proxy', 'first')).toEqual(everyOther('first'))
  })

  test('changed at a station goes up to the city and down to the other sites of the person', async () => {
    await stage.post('proxy', 'a-station', 'b-station')
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    stage.change('a-village', 'proxy', 'own')
    stage.carry()
    expect(stage.holders('proxy', 'own')).toEqual({ ...everyOther('own'), b: 'own', 'b-village': 'own' })
  })

  test('changed at two places while the line was down, the one set later stands at both', () => {
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    for (const [city, village] of [
      ['earlier', 'later'],
      ['much later', 'later still'],
    ] as const) {
      stage.cut('a-village')
      stage.change('city', 'proxy', city)
      stage.counters['a-village'].clock.advance(60_000)
      stage.change('a-village', 'proxy', village)
      stage.counters.city.clock.advance(120_000)
      stage.carry()
      stage.mend('a-village')
      stage.carry()
      expect(stage.holders('proxy', city, village)).toEqual(everyOther(village === 'later' ? 'later' : 'much later'))
    }
  })

  test('reset stands above however many changes at a station that could not be reached', () => {
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    stage.cut('a-village')
    for (const word of ['one', 'two', 'three']) stage.change('a-village', 'proxy', word)
    stage.reset('a', 'proxy', 'reset')
    stage.carry()
    stage.mend('a-village')
    stage.carry()
    expect(stage.holders('proxy', 'reset')).toEqual(everyOther('reset'))
    expect(stage.alarms()).toEqual([])
  })

  test('is gone from a site with the last post there, and comes to the next one', async () => {
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    await stage.post('proxy', 'b-station')
    stage.carry()
    expect(stage.holders('proxy', 'first')).toEqual({ city: 'first', b: 'first', 'b-village': 'first' })
    await stage.post('proxy')
    stage.carry()
    expect(stage.holders('proxy', 'first')).toEqual({})
  })

  test('changed where the last post went and came back meanwhile, comes back too', async () => {
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    stage.cut('a')
    stage.change('a', 'proxy', 'own')
    await stage.post('proxy')
    await stage.post('proxy', 'a-station')
    stage.mend('a')
    stage.carry()
    expect(stage.holders('proxy', 'own')).toEqual(everyOther('own'))
  })

  test('follows a place that moves to another site', async () => {
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    const place = stage.site('city').roster.places.get('a-station')?.at(-1)?.record
    if (place === undefined) throw new Error('no a-station')
    await stage.enter({ kind: 'place', place: { ...place, site: 'a' } })
    stage.carry()
    expect(stage.holders('proxy', 'first')).toEqual({ city: 'first', a: 'first' })
  })

  test('is given to a site on its first contact', () => {
    stage.cut('a-village')
    stage.reset('city', 'proxy', 'first')
    stage.carry()
    const { site, store } = stage.counters['a-village']
    const county = stage.counters.a
    for (const [one, other] of [[site, 'a'] as const, [county.site, 'a-village'] as const])
      one.transact(() => (one.store.lanes.drop(other), one.store.links.drop(other)))
    join(site, county.site)
    stage.mend('a-village')
    stage.carry()
    expect(verifierOf(store, 'proxy')?.phc).toBe(phcOf('first'))
  })
})

describe('sessions elsewhere', () => {
  test('end with a change, because the city raises the version in the roster', () => {
    stage.reset('city', 'proxy', 'first')
    expect(credentialVersion('proxy')).toBe(1_000_000)
    stage.carry()
    stage.change('a-village', 'proxy', 'own')
    stage.carry()
    expect(credentialVersion('proxy')).toBe(1_000_000)
    stage.change('a-village', 'proxy', 'next')
    stage.carry()
    expect(credentialVersion('proxy')).toBe(1_000_002)
    expect(accountAt(stage.site('b').roster, 'proxy')?.credentialVersion).toBe(1_000_002)
  })
})

describe('a hostile station', () => {
  beforeEach(() => {
    for (const person of ['proxy', 'a-clerk', 'b-proxy']) stage.reset('city', person, 'first')
    stage.carry()
  })

  test('cannot speak for somebody who never had a post there', () => {
    for (const person of ['a-clerk', 'b-proxy']) {
      const forged = { ...held('city', person), phc: phcOf('mine'), version: 1_000_009 }
      expect(say('a-village', 'a', forged)).toMatchObject({ kind: 'parked', code: 'verifier/wrong-side' })
    }
    expect(say('a', 'city', { ...held('city', 'b-proxy'), phc: phcOf('mine'), version: 1_000_009 }).kind).toBe('parked')
    stage.carry()
    expect(stage.holders('a-clerk', 'first', 'mine')).toEqual({ city: 'first', a: 'first' })
    expect(stage.counters.a.alarms).toContain('verifier/wrong-side')
  })

  test('cannot bring an older one back, nor pretend a reset', () => {
    const first = held('city', 'proxy')
    stage.change('a-village', 'proxy', 'own')
    stage.carry()
    expect(say('a-village', 'a', first).kind).toBe('applied')
    expect(say('a-village', 'a', { ...first, phc: phcOf('mine'), version: 2_000_000 })).toMatchObject({
      kind: 'parked',
      code: 'verifier/unknown-reset',
    })
    expect(stage.holders('proxy', 'own')).toEqual(everyOther('own'))
  })

  test('cannot bring back what is older than the roster says, also where the gateway lost its copy', () => {
    const first = held('city', 'proxy')
    stage.change('a-village', 'proxy', 'own')
    stage.change('a-village', 'proxy', 'next')
    stage.carry()
    stage.site('a').transact(() => stage.counters.a.store.people.verifiers.drop('proxy'))
    expect(say('a-village', 'a', first).kind).toBe('applied')
    expect(verifierOf(stage.counters.a.store, 'proxy')).toBeNull()
  })

  test('that only comes late, the post having gone meanwhile, raises no alarm', async () => {
    stage.cut('a-village')
    stage.change('a-village', 'proxy', 'own')
    await stage.post('proxy', 'b-station')
    stage.carry()
    stage.mend('a-village')
    stage.carry()
    expect(stage.holders('proxy', 'first')).toEqual({ city: 'first', b: 'first', 'b-village': 'first' })
    expect(stage.alarms()).toEqual([])
  })
})

describe('on its way', () => {
  const lettersAt = (at: SiteName, to: SiteName) => {
    const { lanes } = stage.counters[at].store
    const { written = 0 } = lanes.marks(to).find(({ lane }) => lane === 'case') ?? {}
    return lanes.read(to, 'case', 1, 10_000_000, written).filter(({ kind }) => kind === 'verifier')
  }
  const reads = (payload: Uint8Array, word: string) => Buffer.from(payload).includes(phcOf(word))

  test('between gateways nobody reads it, nor passes it off as another’s or on another way', () => {
    stage.reset('city', 'proxy', 'first')
    const [letter] = lettersAt('city', 'a')
    if (letter === undefined) throw new Error('nothing was sent')
    expect(reads(letter.payload, 'first')).toBe(false)
    const county = stage.site('b')
    const taken = county.transact(() => applyMessage(county, 'city', letter))
    expect(taken).toMatchObject({ kind: 'parked', code: 'verifier/unreadable' })
    const back = stage.site('city')
    expect(back.transact(() => applyMessage(back, 'a', letter))).toMatchObject({ kind: 'parked', code: 'verifier/unreadable' })
  })

  test('unsealed it is refused by a gateway from a gateway', () => {
    stage.reset('city', 'proxy', 'first')
    const county = stage.site('a')
    const payload = encodeVerifier(held('city', 'proxy'), 1, { from: 'city', to: 'a', key: null })
    const taken = county.transact(() =>
      applyMessage(county, 'city', { kind: 'verifier', kindNumber: kindNumber('verifier'), payload }),
    )
    expect(taken).toMatchObject({ kind: 'parked', code: 'verifier/unreadable' })
  })

  test('a gateway that lost the key sends nothing, and says so', () => {
    Object.assign(stage.site('city').options, { linkKey: () => null })
    stage.reset('city', 'proxy', 'first')
    expect(lettersAt('city', 'a')).toEqual([])
    expect(stage.counters.city.alarms).toEqual(['verifier/no-key'])
  })

  test('it waits for the roster it was sent by', () => {
    const ahead = stage.site('a').roster.version + 1
    stage.reset('city', 'proxy', 'first')
    expect(say('city', 'a', held('city', 'proxy'), ahead)).toMatchObject({ kind: 'parked', code: 'roster/behind' })
    expect(stage.counters.a.alarms).toEqual([])
    stage.carry()
    expect(stage.counters.a.store.inbox.parked('roster/behind')).toEqual([])
  })
})
