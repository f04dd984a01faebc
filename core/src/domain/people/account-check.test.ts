import { describe, expect, test } from 'vitest'
import { roster as bare } from '../case/world.testing.js'
import { checkChange } from '../roster-check.js'
import type { RosterFact } from '../roster.js'
import { applyChange, currentPerson } from '../roster-view.js'
import type { Account, RoleGrant } from './account.js'
import { accountAt, accountByLogin } from './accounts.js'

const account = (person: string, roles: readonly RoleGrant[], changes: Partial<Account> = {}): RosterFact => {
  return { kind: 'account', account: { person, login: person, roles, state: 'active', credentialVersion: 1, ...changes } }
}
const grant = (role: RoleGrant['role'], place: string, organ: string | null = null): RoleGrant => ({ role, place, organ })
const change = (version: number, ...facts: RosterFact[]) => ({ version, atMs: 0, by: 'x', facts })
const first = [
  account('city-clerk', [grant('network-administrator', 'city-hall')]),
  account('city-second', [grant('security-administrator', 'city-hall')]),
  account('a-clerk', [grant('department-clerk', 'a-hall', 'a-bureau')]),
]
const roster = applyChange(bare, change(bare.version + 1, ...first))
const problemsOf = (...facts: RosterFact[]) =>
  checkChange(roster, change(roster.version + 1, ...facts)).map(({ problem }) => problem)

describe('an account', () => {
  test('is read as of each version, and found by its login name', () => {
    const left = account('a-clerk', [], { state: 'closed', credentialVersion: 2 })
    const next = applyChange(roster, change(roster.version + 1, left))
    expect(accountAt(next, 'a-clerk')?.state).toBe('closed')
    expect(accountAt(next, 'a-clerk', roster.version)?.roles).toHaveLength(1)
    expect(accountAt(next, 'a-clerk', 0)).toBeNull()
    expect(accountByLogin(next, 'a-clerk')?.credentialVersion).toBe(2)
    expect(accountByLogin(next, 'nobody')).toBeNull()
  })

  test('with roles that fit where they are held is taken', () => {
    expect(
      problemsOf(
        account('proxy', [grant('proxy', 'a-station')]),
        account('town-clerk', [grant('township-clerk', 'a-centre'), grant('approver', 'a-centre', 'a-government')]),
        account('a-window', [grant('window-clerk', 'a-hall'), grant('outlet-clerk', 'a-hall')]),
        account('b-clerk', [grant('catalogue-editor', 'b-hall', 'b-bureau'), grant('catalogue-editor', 'b-hall')]),
        account('a-helper', [grant('auditor', 'a-hall'), grant('supervisor', 'a-hall'), grant('reader', 'a-hall')]),
      ),
    ).toEqual([])
  })

  test.each<[string, RosterFact, string]>([
    ['for nobody', account('x', []), 'no person x'],
    ['at a place unknown', account('proxy', [grant('proxy', 'x')]), 'no place x'],
    ['under the login name of another', account('proxy', [], { login: 'a-clerk' }), 'a-clerk has the login name a-clerk'],
    ['under an identity number', account('proxy', [], { login: '37110319900101123x' }), '37110319900101123x is no login name'],
    ['under a name of one letter', account('proxy', [], { login: 'p' }), 'p is no login name'],
    ['under a name in capitals', account('proxy', [], { login: 'Proxy' }), 'Proxy is no login name'],
    ['as proxy at a hall', account('a-window', [grant('proxy', 'a-hall')]), 'no proxy at a hall'],
    [
      'as approver at a village',
      account('proxy', [grant('approver', 'a-station', 'a-bureau')]),
      'no approver at a village-station',
    ],
    ['as clerk at a village', account('proxy', [grant('window-clerk', 'a-station')]), 'no window-clerk at a village-station'],
    ['as township clerk at a hall', account('a-window', [grant('township-clerk', 'a-hall')]), 'no township-clerk at a hall'],
    ['as administrator at a township', account('town-clerk', [grant('auditor', 'a-centre')]), 'no auditor at a township-centre'],
    ['as approver for no organ', account('b-clerk', [grant('approver', 'b-hall')]), 'a approver acts for an organ'],
    ['for an organ unknown', account('b-clerk', [grant('approver', 'b-hall', 'x')]), 'no organ x'],
    [
      'as window clerk for one organ',
      account('a-window', [grant('window-clerk', 'a-hall', 'a-bureau')]),
      'a window-clerk acts for no organ',
    ],
    ['with an older credential', account('a-clerk', [], { credentialVersion: 0 }), 'the credential version only grows'],
    ['with a role nobody knows', account('proxy', [grant('king' as 'proxy', 'a-station')]), 'no king at a village-station'],
  ])('is not made %s', (_, fact, problem) => {
    expect(problemsOf(fact)).toContain(problem)
  })

  test.each([
    ['network-administrator', 'security-administrator'],
    ['security-administrator', 'auditor'],
    ['network-administrator', 'auditor'],
  ] as const)('never makes one person %s and %s, be it at two places', (one, other) => {
    const found = problemsOf(account('a-helper', [grant(one, 'a-hall'), grant(other, 'b-hall')]))
    expect(found).toEqual([`${one} and ${other} are never one person`])
  })
})

describe('the last administrator at the city', () => {
  const lost = 'nobody at the city would be network-administrator'

  test('cannot be closed, nor lose the role, nor leave', () => {
    const person = currentPerson(roster, 'city-clerk')
    if (person === null) throw new Error('no city-clerk')
    expect(problemsOf(account('city-clerk', [grant('network-administrator', 'city-hall')], { state: 'closed' }))).toEqual([lost])
    expect(problemsOf(account('city-clerk', [grant('network-administrator', 'a-hall')]))).toEqual([lost])
    expect(problemsOf({ kind: 'person', person: { ...person, active: false } })).toEqual([lost])
    expect(problemsOf(account('city-second', []))).toEqual(['nobody at the city would be security-administrator'])
  })

  test('goes once another has come, in the same change too', () => {
    const another = account('a-window', [grant('network-administrator', 'city-hall')])
    expect(problemsOf(another, account('city-clerk', []))).toEqual([])
  })
})
