import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RoleGrant } from '../../domain/people/account.js'
import { accountAt } from '../../domain/people/accounts.js'
import type { AccountChange } from '../../domain/accounts/changes.js'
import { currentPerson, currentPlace } from '../../domain/roster-view.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { kindNumber } from '../../wire/frame.js'
import { encodeAccountAsk } from '../../wire/people/account-ask.js'
import { newRequestId } from '../counter.testing.js'
import { applyMessage } from '../inbound/apply.js'
import { join } from '../lines.testing.js'
import { codeAt, stepOfCode } from '../people/one-time-code.js'
import { isSecret } from '../people/hashing.js'
import { PeopleStage, type SiteName } from '../people/people-stage.testing.js'
import { accountsOf, changeAccounts, confirmChange } from './accounts.js'
import type { ChangeOutcome } from './decide.js'
import { resetPassword, resetPin } from './reset.js'

let stage: PeopleStage
const security = (place: string): RoleGrant => ({ role: 'security-administrator', place, organ: null })
const auditor = (place: string): RoleGrant => ({ role: 'auditor', place, organ: null })
const network = (place: string): RoleGrant => ({ role: 'network-administrator', place, organ: null })
const proxy = (place: string): RoleGrant => ({ role: 'proxy', place, organ: null })

/** The city's and county a's security administrators: city-second and a-window; a-helper audits county a. */
beforeEach(async () => {
  stage = new PeopleStage()
  await stage.roles(
    ['city-clerk', network('city-hall')],
    ['city-second', security('city-hall')],
    ['a-window', security('a-hall')],
    ['a-helper', auditor('a-hall')],
    ['proxy', proxy('a-station')],
    ['b-proxy', proxy('b-station')],
  )
})
afterEach(() => stage.close())

const change = (at: SiteName, made: AccountChange, by: string) => changeAccounts(stage.site(at), made, by)
const account = (person: string, at: SiteName = 'city') => accountAt(stage.site(at).roster, person)
const newProxy: AccountChange = {
  do: 'open',
  person: 'new-proxy',
  login: 'wang.er',
  roles: [proxy('a-station')],
  newcomer: { name: '王二', phone: null, posts: [{ place: 'a-station', organ: null }] },
}

function idOf(outcome: ChangeOutcome): string {
  if (outcome.kind !== 'asked' && outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome))
  return outcome.id
}

describe('a county’s security administrator', () => {
  test('opens an account for one of the own people: the county asks, the city makes the version', async () => {
    const id = idOf(await change('a', newProxy, 'a-window'))
    expect(stage.counters.a.store.people.accountAsks.find(id)?.state).toBe('asked')
    stage.carry()
    expect(stage.counters.a.store.people.accountAsks.find(id)?.state).toBe('done')
    expect(account('new-proxy', 'a-village')).toMatchObject({ login: 'wang.er', state: 'active', roles: [proxy('a-station')] })
    expect(currentPerson(stage.site('b').roster, 'new-proxy')?.name).toBe('王二')
  })

  test('asks again on a new line what the city has not heard, with one effect', async () => {
    stage.cut('a')
    const id = idOf(await change('a', { do: 'lock', person: 'proxy' }, 'a-window'))
    for (const [one, other] of [['a', 'city'] as const, ['city', 'a'] as const]) {
      const { site, store } = stage.counters[one]
      site.transact(() => (store.lanes.drop(other), store.links.drop(other)))
    }
    join(stage.site('a'), stage.site('city'))
    stage.mend('a')
    stage.carry()
    expect(stage.counters.a.store.people.accountAsks.find(id)?.state).toBe('done')
    const versions = stage.site('city').roster.version
    const ask = stage.counters.a.store.people.accountAsks.find(id)
    if (ask === null) throw new Error('no ask')
    const message = { kind: 'account-ask' as const, kindNumber: kindNumber('account-ask'), payload: encodeAccountAsk(ask) }
    stage.site('city').transact(() => applyMessage(stage.site('city'), 'a', message))
    stage.carry()
    expect(stage.site('city').roster.version).toBe(versions)
  })

  test.each<[string, AccountChange]>([
    ['of another county', { do: 'lock', person: 'b-proxy' }],
    ['of the city', { do: 'lock', person: 'city-clerk' }],
    ['with a role elsewhere', { do: 'set-roles', person: 'proxy', roles: [proxy('b-station')] }],
    [
      'who is new, with a post elsewhere',
      { ...newProxy, newcomer: { name: 'x', phone: null, posts: [{ place: 'b-station', organ: null }] } },
    ],
    ['who is new, without any', { ...newProxy, roles: [], newcomer: { name: 'x', phone: null, posts: [] } }],
  ])('changes nothing of somebody %s, nor can the county pretend it', async (_, wanted) => {
    expect(await change('a', wanted, 'a-window')).toMatchObject({ kind: 'refused', code: 'account/denied' })
    const city = stage.site('city')
    for (const by of ['a-window', 'city-second']) {
      const payload = encodeAccountAsk({ id: newRequestId(), change: wanted, by, second: null, atMs: 0 })
      const version = city.roster.version
      city.transact(() => applyMessage(city, 'a', { kind: 'account-ask', kindNumber: kindNumber('account-ask'), payload }))
      expect(city.roster.version).toBe(version)
    }
  })

  test('is told what the city refuses', async () => {
    stage.cut('a')
    const id = idOf(await change('a', newProxy, 'a-window'))
    await stage.enter({
      kind: 'account',
      account: { person: 'b-clerk', login: 'wang.er', roles: [], state: 'active', credentialVersion: 1 },
    })
    stage.mend('a')
    stage.carry()
    expect(stage.counters.a.store.people.accountAsks.find(id)).toMatchObject({ state: 'refused', code: 'roster/broken' })
    expect(account('new-proxy')).toBeNull()
  })

  test('sees the accounts of the county, and no others', () => {
    const seen = accountsOf(stage.site('a'), 'a-window').map(({ person }) => person)
    expect(seen).toContain('proxy')
    expect(seen).not.toContain('b-proxy')
    expect(accountsOf(stage.site('a'), 'proxy')).toEqual([])
  })
})

describe('an administration', () => {
  const roles = [auditor('city-hall')]

  test('is given by two persons, neither of them who gets it', async () => {
    const id = idOf(await change('city', { do: 'set-roles', person: 'b-clerk', roles }, 'city-second'))
    expect(account('b-clerk')?.roles ?? []).not.toContainEqual(roles[0])
    for (const second of ['city-second', 'b-clerk']) {
      expect(await confirmChange(stage.site('city'), id, second)).toMatchObject({ code: 'account/second-person' })
    }
    expect(await confirmChange(stage.site('city'), id, 'a-window')).toMatchObject({ code: 'account/denied' })
    expect(await confirmChange(stage.site('city'), id, 'city-clerk')).toMatchObject({ kind: 'done' })
    expect(account('b-clerk')?.roles).toEqual(roles)
    expect(await confirmChange(stage.site('city'), id, 'city-clerk')).toMatchObject({ code: 'account/proposal-unknown' })
  })

  test('nobody gives to themselves, and a proposal ends after a day', async () => {
    const own = { do: 'set-roles', person: 'city-second', roles: [...roles] } as const
    expect(await change('city', own, 'city-second')).toMatchObject({ code: 'account/second-person' })
    const id = idOf(await change('city', { do: 'set-roles', person: 'b-clerk', roles }, 'city-second'))
    stage.counters.city.clock.advance(25 * 3_600_000)
    expect(await confirmChange(stage.site('city'), id, 'city-clerk')).toMatchObject({ code: 'account/proposal-unknown' })
  })

  test('a county cannot give in one person’s name', () => {
    const city = stage.site('city')
    const wanted: AccountChange = { do: 'set-roles', person: 'proxy', roles: [auditor('a-hall')] }
    for (const second of [null, 'a-window', 'proxy', 'city-clerk']) {
      const payload = encodeAccountAsk({ id: newRequestId(), change: wanted, by: 'a-window', second, atMs: 0 })
      city.transact(() => applyMessage(city, 'a', { kind: 'account-ask', kindNumber: kindNumber('account-ask'), payload }))
    }
    expect(account('proxy')?.roles).toEqual([proxy('a-station')])
  })
})

describe('an account', () => {
  test('locked lets nobody in and keeps all else; unlocked it is as before', async () => {
    await change('city', { do: 'lock', person: 'proxy' }, 'city-second')
    expect(account('proxy')).toMatchObject({ state: 'closed', roles: [proxy('a-station')] })
    await change('city', { do: 'unlock', person: 'proxy' }, 'city-second')
    expect(account('proxy')).toMatchObject({ state: 'active', roles: [proxy('a-station')] })
  })

  test('of who has left is closed with posts, duties and verifier, and may be opened again', async () => {
    stage.reset('city', 'proxy', 'first')
    const place = currentPlace(stage.site('city').roster, 'a-station')
    if (place === null) throw new Error('no a-station')
    await stage.enter({ kind: 'place', place: { ...place, rota: [{ person: 'proxy', weekdays: [1] }], standIns: ['proxy'] } })
    await change('city', { do: 'close', person: 'proxy' }, 'city-second')
    stage.carry()
    expect(account('proxy')).toMatchObject({ state: 'closed', roles: [] })
    expect(currentPlace(stage.site('city').roster, 'a-station')).toMatchObject({ rota: [], standIns: [] })
    expect(stage.holders('proxy', 'first')).toEqual({})
    const again = { ...newProxy, person: 'proxy', login: 'proxy' }
    expect(await change('city', again, 'city-second')).toMatchObject({ kind: 'done' })
    stage.reset('city', 'proxy', 'second')
    // Above whatever was heard of the earlier one.
    expect(verifierOf(stage.counters.city.store, 'proxy')?.version).toBe(2_000_000)
  })

  test('is opened once', async () => {
    const twice = { ...newProxy, person: 'proxy', newcomer: null }
    expect(await change('city', twice, 'city-second')).toMatchObject({ code: 'account/exists' })
    expect(await change('city', { ...newProxy, newcomer: null }, 'city-second')).toMatchObject({ code: 'person/unknown' })
  })

  test('is kept at gateways only', async () => {
    expect(await change('a-village', { do: 'lock', person: 'proxy' }, 'a-window')).toMatchObject({ code: 'account/at-gateway' })
  })
})

describe('a first password', () => {
  test('is shown once, works at the station, and must be changed', async () => {
    const made = await resetPassword(stage.site('a'), { person: 'proxy', newSeed: false }, 'a-window')
    if (made.kind !== 'set') throw new Error(JSON.stringify(made))
    stage.carry()
    const held = verifierOf(stage.counters['a-village'].store, 'proxy')
    expect(held).toMatchObject({ mustChange: true, totp: null, setBy: 'a-window' })
    expect(await isSecret(held?.phc ?? null, made.password)).toBe(true)
    expect(made.oneTimeCodes).toBeNull()
    expect(made.password).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  })

  test('is given to nobody of another county, nor to oneself', async () => {
    const reset = (at: SiteName, person: string, by: string) => resetPassword(stage.site(at), { person, newSeed: false }, by)
    expect(await reset('a', 'b-proxy', 'a-window')).toMatchObject({ code: 'account/denied' })
    expect(await reset('a', 'a-window', 'a-window')).toMatchObject({ code: 'account/denied' })
    expect(await reset('a', 'proxy', 'a-helper')).toMatchObject({ code: 'account/denied' })
    expect(await reset('a-village', 'proxy', 'a-window')).toMatchObject({ code: 'account/at-gateway' })
  })

  test('comes with a seed of one-time codes where policy asks, never at villages; the seed stays until a new one is asked for', async () => {
    const { policy } = stage.site('city').roster
    await stage.enter({ kind: 'policy', policy: { ...policy, oneTimeCodes: 'everyone' } })
    stage.carry()
    const reset = async (person: string, newSeed: boolean) => {
      const made = await resetPassword(stage.site('a'), { person, newSeed }, 'a-window')
      if (made.kind !== 'set') throw new Error(JSON.stringify(made))
      return made.oneTimeCodes
    }
    expect(await reset('proxy', true)).toBeNull()
    const shown = await reset('a-helper', false)
    const seed = verifierOf(stage.counters.a.store, 'a-helper')?.totp
    if (seed === null || seed === undefined) throw new Error('no seed')
    expect(seed).toHaveLength(20)
    expect(shown?.uri).toContain(`secret=${shown?.secret}`)
    expect(stepOfCode(seed, codeAt(seed, 0), 0)).not.toBeNull()
    expect(await reset('a-helper', false)).toBeNull()
    expect(await reset('a-helper', true)).not.toEqual(shown)
  })

  test('a PIN that is void leaves the password as it is', async () => {
    stage.reset('a', 'proxy', 'own')
    const before = verifierOf(stage.counters.a.store, 'proxy')
    if (before === null) throw new Error('no verifier')
    stage.site('a').transact(() => stage.counters.a.store.people.verifiers.put({ ...before, pinPhc: before.phc }))
    expect(await resetPin(stage.site('a'), 'proxy', 'a-window')).toEqual({ kind: 'done' })
    stage.carry()
    expect(verifierOf(stage.counters['a-village'].store, 'proxy')).toMatchObject({ pinPhc: null, phc: before.phc })
  })
})
