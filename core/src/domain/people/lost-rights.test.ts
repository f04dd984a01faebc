import { describe, expect, test } from 'vitest'
import { roster as bare } from '../case/world.testing.js'
import type { RosterFact } from '../roster.js'
import { applyChange, currentPerson } from '../roster-view.js'
import type { Account, RoleGrant } from './account.js'
import { lostRights } from './lost-rights.js'

const clerk: RoleGrant = { role: 'department-clerk', place: 'a-hall', organ: 'a-bureau' }
const reader: RoleGrant = { role: 'reader', place: 'a-hall', organ: null }

function account(roles: readonly RoleGrant[], changes: Partial<Account> = {}): RosterFact {
  return {
    kind: 'account',
    account: { person: 'a-clerk', login: 'a-clerk', roles, state: 'active', credentialVersion: 1, ...changes },
  }
}

function person(changes: object): RosterFact {
  const found = currentPerson(bare, 'a-clerk')
  if (found === null) throw new Error('no a-clerk')
  return { kind: 'person', person: { ...found, ...changes } }
}

const change = (version: number, ...facts: RosterFact[]) => ({ version, atMs: 0, by: 'x', facts })
const before = applyChange(bare, change(bare.version + 1, account([clerk])))

describe('rights', () => {
  test.each([
    ['a role is taken away', account([reader])],
    ['a role is narrowed to another organ', account([{ ...clerk, organ: 'a-agency' }])],
    ['the account is closed', account([clerk], { state: 'closed' })],
    ['the person leaves', person({ active: false })],
    ['a post is taken away', person({ posts: [] })],
  ])('are lost when %s', (_, fact) => {
    expect(lostRights(before, applyChange(before, change(before.version + 1, fact)), 'a-clerk')).toBe(true)
  })

  test.each([
    ['another role comes', account([clerk, reader])],
    ['somebody else loses them', account([], { person: 'proxy', login: 'proxy' })],
    ['the phone changes', person({ phone: '0633-1' })],
    ['the password changes', account([clerk], { credentialVersion: 2 })],
  ])('are not lost when %s', (_, fact) => {
    expect(lostRights(before, applyChange(before, change(before.version + 1, fact)), 'a-clerk')).toBe(false)
  })
})
