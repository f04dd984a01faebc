import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RosterFact } from '../../domain/roster.js'
import { decodeAuditEntry } from '../../wire/audit/entry.js'
import { openCounter, type Counter } from '../counter.testing.js'
import { HashSlots } from './hashing.js'
import { codeAt } from './one-time-code.js'
import { accountFact, enterFacts, giveAccount, givePassword, givePin, PASSWORD } from './people.testing.js'
import { sessionOf } from './sessions.js'
import { signIn, type SignedInNow, type SignInAttempt } from './sign-in.js'

const DAY_MS = 86_400_000
const proxyRole = [{ role: 'proxy', place: 'a-station', organ: null }] as const
const slots = new HashSlots(2)

let station: Counter
let county: Counter

beforeEach(async () => {
  station = openCounter('a-village')
  county = openCounter('a')
  await giveAccount(station.site, 'proxy', proxyRole)
  await giveAccount(county.site, 'a-clerk', [{ role: 'department-clerk', place: 'a-hall', organ: 'a-bureau' }])
})
afterEach(() => {
  station.store.close()
  county.store.close()
})

const attempt = (changes: Partial<SignInAttempt> = {}): SignInAttempt => {
  return { login: 'proxy', secret: PASSWORD, isPin: false, code: null, machine: null, address: '127.0.0.1', ...changes }
}
const tryAt = ({ site }: Counter, changes: Partial<SignInAttempt> = {}) => signIn(site, slots, attempt(changes))
const codeOf = async (outcome: ReturnType<typeof signIn>) => {
  const ended = await outcome
  return ended.kind === 'refused' ? ended.code : ended.kind
}
const signedIn = async (counter: Counter, changes: Partial<SignInAttempt> = {}): Promise<SignedInNow> => {
  const ended = await tryAt(counter, changes)
  if (ended.kind === 'refused') throw new Error(`${ended.code} ${ended.detail}`)
  return ended
}
const wrongTimes = async (counter: Counter, times: number, changes: Partial<SignInAttempt> = {}) => {
  const codes: string[] = []
  for (let done = 0; done < times; done += 1) codes.push(await codeOf(tryAt(counter, { secret: 'wrong-Word-1', ...changes })))
  return codes
}

describe('signing in', () => {
  test('needs no parent: account and password are here', async () => {
    const { token, person } = await signedIn(station)
    expect(person).toBe('proxy')
    expect(sessionOf(station.site, token)).toMatchObject({ person: 'proxy', mustChange: false })
  })

  test('takes the login name as people type it', async () => {
    expect(await codeOf(tryAt(station, { login: ' Proxy ' }))).toBe('signed-in')
  })

  test('leaves no token in the store, only its digest', async () => {
    const { token } = await signedIn(station)
    const rows = JSON.stringify(station.store.people.sessions.all())
    expect(rows).not.toContain(token)
    expect(rows).toContain('tokenHash')
  })

  test.each([
    ['the wrong password', {}, { secret: 'wrong-Word-1' }],
    ['an unknown name', {}, { login: 'nobody' }],
    ['a closed account', { fact: accountFact('proxy', proxyRole, { state: 'closed' }) }, {}],
    ['a password older than the roster names', { fact: accountFact('proxy', proxyRole, { credentialVersion: 2 }) }, {}],
  ])('is refused with the same answer for %s', async (_, { fact }: { fact?: RosterFact }, changes) => {
    if (fact !== undefined) enterFacts(station.site, fact)
    expect(await tryAt(station, changes)).toEqual({ kind: 'refused', code: 'sign-in/refused', detail: '' })
  })

  test('is refused to whoever has no verifier here, as an unknown name is', async () => {
    station.site.transact(() => station.store.people.verifiers.drop('proxy'))
    expect(await codeOf(tryAt(station))).toBe('sign-in/refused')
  })

  test('is refused, in plain words, to whoever has no post here', async () => {
    await giveAccount(station.site, 'a-clerk', [])
    expect(await codeOf(tryAt(station, { login: 'a-clerk' }))).toBe('sign-in/not-here')
  })

  test('stops when the parent was not heard of for as long as the roster says', async () => {
    station.site.clock.measured(0, 1)
    station.clock.advance(30 * DAY_MS)
    expect(await codeOf(tryAt(station))).toBe('signed-in')
    station.clock.advance(1)
    expect(await codeOf(tryAt(station))).toBe('sign-in/offline-too-long')
    station.site.clock.measured(0, 1)
    expect(await codeOf(tryAt(station))).toBe('signed-in')
  })

  test('is noted in the audit log, by name where the person is known', async () => {
    await wrongTimes(station, 1)
    await signedIn(station)
    const kept = station.store.audit.range(station.store.audit.own(), 1, 100).map(({ bytes }) => decodeAuditEntry(bytes).entry)
    const signIns = kept.filter(({ kind }) => kind === 'sign-in')
    expect(signIns.map(({ person, outcome }) => [person, outcome])).toEqual([
      ['proxy', 'sign-in/refused'],
      ['proxy', 'done'],
    ])
  })
})

describe('wrong attempts', () => {
  test('wait longer and longer after five, also for the right password, and count from the store after a restart', async () => {
    expect(await wrongTimes(station, 6)).toEqual([...Array<string>(5).fill('sign-in/refused'), 'sign-in/locked'])
    expect(await tryAt(station)).toEqual({ kind: 'refused', code: 'sign-in/locked', detail: '30' })
    station.clock.advance(30_000)
    expect(await wrongTimes(station, 2)).toEqual(['sign-in/refused', 'sign-in/locked'])
    expect(await tryAt(station)).toMatchObject({ detail: '60' })
    station.clock.advance(60_000)
    expect(await codeOf(tryAt(station))).toBe('signed-in')
    expect(await wrongTimes(station, 1)).toEqual(['sign-in/refused'])
  })

  test('never wait longer than a quarter of an hour, and are forgotten after a day', async () => {
    for (let done = 0; done < 20; done += 1) {
      await wrongTimes(station, 1)
      station.clock.advance(15 * 60_000)
    }
    await wrongTimes(station, 1)
    expect(await tryAt(station)).toMatchObject({ code: 'sign-in/locked', detail: '900' })
    station.clock.advance(DAY_MS + 1)
    expect(await wrongTimes(station, 4)).toEqual(Array<string>(4).fill('sign-in/refused'))
  })

  test('of a name nobody has are answered as those of a name somebody has', async () => {
    const of = async (login: string) => [
      ...(await wrongTimes(station, 7, { login, address: login })),
      await tryAt(station, { login }),
    ]
    expect(await of('nobody')).toEqual(await of('proxy'))
  })

  test('that come at once are not more than those that come in turn', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, () => codeOf(tryAt(station, { secret: 'wrong-Word-1' }))))
    // As many as hash at a time may pass the limit together.
    expect(codes.filter((code) => code === 'sign-in/refused').length).toBeLessThanOrEqual(6)
  })

  test('do not lock the person out in the browser where the person signed in before', async () => {
    const { machine } = await signedIn(station)
    expect((await wrongTimes(station, 7)).at(-1)).toBe('sign-in/locked')
    expect(await codeOf(tryAt(station))).toBe('sign-in/locked')
    expect(await codeOf(tryAt(station, { machine }))).toBe('signed-in')
  })

  test('of many names from one address shut it for strangers, never for the browsers the hall knows', async () => {
    const { machine } = await signedIn(county, { login: 'a-clerk', address: '10.0.0.9' })
    for (let name = 0; name < 50; name += 1) await wrongTimes(county, 1, { login: `guess${name}`, address: '10.0.0.9' })
    expect(await codeOf(tryAt(county, { login: 'a-clerk', address: '10.0.0.9' }))).toBe('sign-in/locked')
    expect(await codeOf(tryAt(county, { login: 'a-clerk', address: '10.0.0.8' }))).toBe('signed-in')
    expect(await codeOf(tryAt(county, { login: 'a-clerk', address: '10.0.0.9', machine }))).toBe('signed-in')
  })

  test('lock nobody for years when the clock is set back', async () => {
    await wrongTimes(station, 6)
    station.clock.advance(-3_000 * DAY_MS)
    expect(await tryAt(station)).toMatchObject({ code: 'sign-in/locked', detail: '30' })
    station.clock.advance(30_000)
    expect(await codeOf(tryAt(station))).toBe('signed-in')
  })
})

describe('a PIN', () => {
  beforeEach(() => givePin(station.site, 'proxy', '482913'))

  test('serves in a browser that knows the person, and in no other', async () => {
    const { machine } = await signedIn(station)
    expect(await codeOf(tryAt(station, { secret: '482913', isPin: true, machine }))).toBe('signed-in')
    expect(await codeOf(tryAt(station, { secret: '482913', isPin: true }))).toBe('sign-in/unknown-machine')
    expect(await codeOf(tryAt(station, { secret: '482913', isPin: true, machine: 'f'.repeat(64) }))).toBe(
      'sign-in/unknown-machine',
    )
  })

  test('is no password, and the password no PIN', async () => {
    const { machine } = await signedIn(station)
    expect(await codeOf(tryAt(station, { secret: '482913', machine }))).toBe('sign-in/refused')
    expect(await codeOf(tryAt(station, { isPin: true, machine }))).toBe('sign-in/refused')
  })

  test('of one person does not serve another who signed in at the same PC', async () => {
    await giveAccount(station.site, 'hosted-proxy', proxyRole)
    const { machine } = await signedIn(station)
    expect(await codeOf(tryAt(station, { login: 'hosted-proxy', secret: '482913', isPin: true, machine }))).toBe(
      'sign-in/unknown-machine',
    )
  })

  test('guessed ten times makes the browser a stranger', async () => {
    const { machine } = await signedIn(station)
    for (let done = 0; done < 10; done += 1) {
      await wrongTimes(station, 1, { secret: '111222', isPin: true, machine })
      station.clock.advance(15 * 60_000)
    }
    expect(await codeOf(tryAt(station, { secret: '482913', isPin: true, machine }))).toBe('sign-in/unknown-machine')
  })

  test('does not serve with what the browser had before the last password', async () => {
    const { machine: stolen } = await signedIn(station)
    const { machine } = await signedIn(station, { machine: stolen })
    expect(await codeOf(tryAt(station, { secret: '482913', isPin: true, machine: stolen }))).toBe('sign-in/unknown-machine')
    expect(await codeOf(tryAt(station, { secret: '482913', isPin: true, machine }))).toBe('signed-in')
  })

  test('does not serve at a gateway', async () => {
    await givePin(county.site, 'a-clerk', '482913')
    const { machine } = await signedIn(county, { login: 'a-clerk' })
    expect(await codeOf(tryAt(county, { login: 'a-clerk', secret: '482913', isPin: true, machine }))).toBe('sign-in/refused')
  })
})

describe('a one-time code', () => {
  const seed = Buffer.from('12345678901234567890')
  const asked = (oneTimeCodes: 'nobody' | 'administrators' | 'everyone') => {
    for (const { site } of [county, station])
      enterFacts(site, { kind: 'policy', policy: { ...site.roster.policy, oneTimeCodes } })
  }
  const clerk = (code: string | null) => tryAt(county, { login: 'a-clerk', code })
  const now = () => codeAt(seed, county.site.clock.now().estimateMs)

  test('is asked for where policy asks, and serves once', async () => {
    await givePassword(county.site, 'a-clerk', PASSWORD, { totp: seed })
    expect(await codeOf(clerk(null))).toBe('signed-in')
    asked('everyone')
    expect(await clerk(null)).toMatchObject({ code: 'sign-in/code-needed', detail: '' })
    expect(await clerk('000000')).toMatchObject({ code: 'sign-in/code-needed', detail: 'wrong' })
    expect(await codeOf(clerk(now()))).toBe('signed-in')
    expect(await codeOf(clerk(now()))).toBe('sign-in/code-needed')
    county.clock.advance(30_000)
    expect(await codeOf(clerk(now()))).toBe('signed-in')
  })

  test('is guessed as seldom as a password', async () => {
    await givePassword(county.site, 'a-clerk', PASSWORD, { totp: seed })
    asked('everyone')
    const codes: string[] = []
    for (let guess = 0; guess < 6; guess += 1) codes.push(await codeOf(clerk(`00000${guess}`)))
    expect(codes.at(-1)).toBe('sign-in/locked')
  })

  test('is asked of administrators alone where policy says so', async () => {
    asked('administrators')
    expect(await codeOf(clerk(null))).toBe('signed-in')
    enterFacts(county.site, accountFact('a-clerk', [{ role: 'auditor', place: 'a-hall', organ: null }]))
    expect(await codeOf(clerk(null))).toBe('sign-in/no-code')
  })

  test('is never asked of people of villages', async () => {
    asked('everyone')
    expect(await codeOf(tryAt(station))).toBe('signed-in')
  })
})
