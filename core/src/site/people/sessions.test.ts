import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifierOf } from '../../store/people/verifiers.js'
import { openCounter, type Counter } from '../counter.testing.js'
import { HashSlots } from './hashing.js'
import { changePassword, setPin } from './passwords.js'
import { accountFact, enterFacts, giveAccount, givePassword, PASSWORD } from './people.testing.js'
import { openSession, pageSecretOf, sessionOf, signOut } from './sessions.js'

const MINUTE_MS = 60_000
const proxyRole = [{ role: 'proxy', place: 'a-station', organ: null }] as const
const slots = new HashSlots(2)

let station: Counter

beforeEach(async () => {
  station = openCounter('a-village')
  await giveAccount(station.site, 'proxy', proxyRole)
})
afterEach(() => station.store.close())

const open = (person = 'proxy') => station.site.transact(() => openSession(station.site, person, 1)).token
/** That somebody was there is written beside other work: it is there with the next commit. */
const who = (token: string) => {
  const found = sessionOf(station.site, token)
  station.store.commits.flushAll()
  return found?.person ?? null
}

describe('a session', () => {
  test('lasts while somebody is there, half an hour of rest at most', () => {
    const token = open()
    for (let round = 0; round < 4; round += 1) {
      station.clock.advance(29 * MINUTE_MS)
      expect(who(token)).toBe('proxy')
    }
    station.clock.advance(30 * MINUTE_MS)
    expect(who(token)).toBeNull()
    expect(station.store.people.sessions.all()).toEqual([])
  })

  test('is not kept alive by a page left open', () => {
    const token = open()
    for (let round = 0; round < 29; round += 1) {
      station.clock.advance(MINUTE_MS)
      expect(sessionOf(station.site, token, false)?.person).toBe('proxy')
      station.store.commits.flushAll()
    }
    station.clock.advance(MINUTE_MS)
    expect(sessionOf(station.site, token, false)).toBeNull()
  })

  test('lasts twelve hours at most, however busy', () => {
    const token = open()
    for (let round = 0; round < 71; round += 1) {
      station.clock.advance(10 * MINUTE_MS)
      who(token)
    }
    expect(who(token)).toBe('proxy')
    station.clock.advance(10 * MINUTE_MS)
    expect(who(token)).toBeNull()
  })

  test('is nobody’s whose token is made up', () => {
    const token = open()
    expect(who(`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`)).toBeNull()
    expect(who('')).toBeNull()
  })

  test('ends when the person signs out, and no other with it', async () => {
    const [one, other] = [open(), open()]
    const by = sessionOf(station.site, one)
    if (by === null) throw new Error('nobody')
    await signOut(station.site, by)
    expect([who(one), who(other)]).toEqual([null, 'proxy'])
  })

  test('of one person is the oldest that ends when there are too many', () => {
    const tokens = Array.from({ length: 9 }, () => (station.clock.advance(1), open()))
    expect(tokens.map(who)).toEqual([null, ...Array<string>(8).fill('proxy')])
  })

  test('is no longer than the clock can tell', () => {
    const token = open()
    station.clock.advance(-60 * MINUTE_MS)
    expect(who(token)).toBeNull()
  })

  test('has a secret for its pages that its digest does not give away', () => {
    const token = open()
    expect(pageSecretOf(token)).not.toBe(pageSecretOf(open()))
    expect(JSON.stringify(station.store.people.sessions.all())).not.toContain(pageSecretOf(token))
  })
})

describe('a session ends at once, and stays ended', () => {
  test.each([
    ['a role is taken away', accountFact('proxy', [])],
    ['the account is closed', accountFact('proxy', proxyRole, { state: 'closed' })],
  ])('when %s', (_, fact) => {
    const token = open()
    enterFacts(station.site, fact)
    enterFacts(station.site, accountFact('proxy', proxyRole))
    expect(who(token)).toBeNull()
  })

  test('when the roster says that the password is void', () => {
    const token = open()
    enterFacts(station.site, accountFact('proxy', proxyRole, { credentialVersion: 2 }))
    expect(who(token)).toBeNull()
  })

  test('when another password comes from above', async () => {
    const token = open()
    await givePassword(station.site, 'proxy', 'Other-Word-77', { version: 2 })
    expect(who(token)).toBeNull()
  })

  test('when the person is no longer signed in here at all', () => {
    const token = open()
    station.site.transact(() => station.store.people.verifiers.drop('proxy'))
    expect(who(token)).toBeNull()
  })

  test('but not when rights come', () => {
    const token = open()
    enterFacts(station.site, accountFact('proxy', [...proxyRole, { role: 'proxy', place: 'a-hosted', organ: null }]))
    expect(who(token)).toBe('proxy')
  })
})

describe('a password', () => {
  const change = (token: string, current: string, next: string) => {
    const by = sessionOf(station.site, token)
    if (by === null) throw new Error('nobody')
    return changePassword(station.site, slots, by, { current, next, address: '127.0.0.1' })
  }

  test('set by somebody else is changed by the person, who stays signed in while others do not', async () => {
    await givePassword(station.site, 'proxy', PASSWORD, { mustChange: true })
    const [token, other] = [open(), open()]
    expect(sessionOf(station.site, token)?.mustChange).toBe(true)
    expect(await change(token, PASSWORD, 'Hai-bin-4711')).toEqual({ kind: 'changed' })
    expect(sessionOf(station.site, token)).toMatchObject({ person: 'proxy', mustChange: false })
    expect(who(other)).toBeNull()
    expect(verifierOf(station.store, 'proxy')?.phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('is not changed without the present one, however often it is guessed', async () => {
    const token = open()
    for (let guess = 0; guess < 5; guess += 1)
      expect(await change(token, `Guess-${guess}-wrong`, 'Hai-bin-4711')).toMatchObject({ code: 'sign-in/refused' })
    expect(await change(token, PASSWORD, 'Hai-bin-4711')).toMatchObject({ code: 'sign-in/locked' })
  })

  test('is not changed to a bad one, and each rule it breaks is named', async () => {
    expect(await change(open(), PASSWORD, 'proxy')).toMatchObject({
      code: 'password/unfit',
      rules: expect.arrayContaining(['too-short', 'has-login']),
    })
    expect(await change(open(), PASSWORD, PASSWORD)).toMatchObject({ rules: ['same'] })
  })

  test('guards the PIN too', async () => {
    const token = open()
    const by = sessionOf(station.site, token)
    if (by === null) throw new Error('nobody')
    const set = (current: string, next: string) => setPin(station.site, slots, by, { current, next, address: '127.0.0.1' })
    expect(await set('wrong-Word-1', '482913')).toMatchObject({ code: 'sign-in/refused' })
    expect(await set(PASSWORD, '123456')).toMatchObject({ code: 'password/unfit', rules: ['in-a-row'] })
    expect(await set(PASSWORD, '482913')).toEqual({ kind: 'changed' })
    expect(who(token)).toBe('proxy')
  })
})
