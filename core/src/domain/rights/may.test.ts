import { describe, expect, test } from 'vitest'
import { permit, roster, rosterFacts } from '../case/world.testing.js'
import { ROLES } from '../people/account.js'
import type { RosterFact } from '../roster.js'
import { applyChange } from '../roster-view.js'
import { ACTIONS } from './actions.js'
import { grantsFor, may } from './may.js'
import { liesUnder, rightsAt, rightsOf } from './rights.js'
import { table } from './table.js'
import { nothingNamed, type Target, targetOfCase } from './target.js'

const at = (person: string, place: string, organ: string | null = null) => rightsAt(roster, { person, place, organ }, 'county')
/** Without what some administer besides. */
const ofOrgan = (person: string, place: string, organ: string) => {
  const rights = at(person, place, organ)
  return { ...rights, grants: rights.grants.filter((grant) => grant.organ === organ) }
}
const clerk = ofOrgan('a-clerk', 'a-hall', 'a-bureau')
const seconds = rightsAt(roster, { person: 'a-helper', place: 'a-hall', organ: 'a-agency' }, 'county')
const proxy = at('proxy', 'a-station')
/** A case of county A's permit, begun at a place. */
const caseAt = (place: string, item = permit, custodian = 'a'): Target =>
  targetOfCase({ originPlace: place, servicePlace: place, custodian, tasks: new Map() }, item, roster)

describe('the table', () => {
  test('has a row for every action, and roles in each', () => {
    expect(Object.keys(table).toSorted()).toEqual([...ACTIONS].toSorted())
    for (const rows of Object.values(table))
      for (const { roles, tiers } of rows) expect(roles.length * tiers.length).toBeGreaterThan(0)
  })

  test('lets a proxy see no case but of the own station', () => {
    expect(may(proxy, 'case.read', caseAt('a-station'))).toBe(true)
    expect(may(proxy, 'case.read', caseAt('a-hosted'))).toBe(false)
    expect(may(proxy, 'audit.read')).toBe(false)
  })

  test('lets a department see its own cases, wherever they began, and no other’s', () => {
    expect(may(clerk, 'case.accept', caseAt('a-station'))).toBe(true)
    expect(may(clerk, 'case.accept', caseAt('b-station'))).toBe(true)
    expect(may(seconds, 'case.read', caseAt('a-station'))).toBe(false)
    expect(may(ofOrgan('b-clerk', 'b-hall', 'b-bureau'), 'case.read', caseAt('b-station'))).toBe(false)
  })

  test('lets any organ of a level handle in its area what the item leaves to that level', () => {
    const left = { ...permit, organ: null, grants: [], steps: permit.steps.map((step) => ({ ...step, organ: null })) }
    expect(may(clerk, 'case.read', caseAt('a-station', left))).toBe(true)
    expect(may(clerk, 'case.read', caseAt('b-station', left, 'b'))).toBe(false)
    const taken = { ...left, steps: [], grants: [{ level: 'county', organ: null, power: 'receive' } as const] }
    expect(may(clerk, 'case.read', caseAt('a-station', taken, 'a-village'))).toBe(false)
  })

  test('keeps deciding from who only handles', () => {
    const account = { person: 'p', login: 'pp', state: 'active', credentialVersion: 1 } as const
    const facts: RosterFact[] = [
      {
        kind: 'person',
        person: { id: 'p', name: 'p', phone: null, posts: [{ place: 'a-hall', organ: 'a-bureau' }], active: true },
      },
      { kind: 'account', account: { ...account, roles: [{ role: 'department-clerk', place: 'a-hall', organ: 'a-bureau' }] } },
    ]
    const later = applyChange(roster, { version: 2, atMs: 0, by: 'x', facts })
    const rights = rightsAt(later, { person: 'p', place: 'a-hall', organ: 'a-bureau' }, 'county')
    expect(['case.accept', 'case.decide'].map((action) => may(rights, action as 'case.accept', caseAt('a-station')))).toEqual([
      true,
      false,
    ])
  })

  test('keeps an administration at gateways, and the roster at the city and the counties', () => {
    const desk = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }
    expect(may(rightsAt(roster, desk, 'city'), 'roster.change')).toBe(true)
    expect(may(rightsAt(roster, desk, 'edge'), 'enrolment.approve')).toBe(false)
    expect(may(rightsAt(roster, { ...desk, person: 'city-second' }, 'city'), 'roster.change')).toBe(false)
    expect(may(rightsAt(roster, { ...desk, person: 'city-second' }, 'city'), 'account.change')).toBe(true)
  })

  test('opens a draft to its author, and to who stands in', () => {
    const draft: Target = { ...nothingNamed, places: ['a-hall'], owner: 'a-clerk', persons: [] }
    expect(may(clerk, 'draft.read', draft)).toBe(true)
    expect(may(seconds, 'draft.read', draft)).toBe(false)
    expect(may(seconds, 'draft.read', { ...draft, persons: ['a-helper'] })).toBe(true)
  })

  test('shows a case to who was asked about it, and to those it was sent to by mistake', () => {
    const asked = { ...caseAt('b-station'), asked: ['a-station'] }
    expect([may(proxy, 'case.answer-task', asked), may(proxy, 'case.read', caseAt('b-station'))]).toEqual([true, false])
    const stray = targetOfCase(
      { originPlace: 'a-station', servicePlace: 'a-station', custodian: 'b', tasks: new Map() },
      permit,
      roster,
    )
    expect(may(ofOrgan('b-clerk', 'b-hall', 'b-bureau'), 'case.move', stray)).toBe(true)
  })
})

describe('rights', () => {
  test('hold at desks of the role’s place and below it, for the organ of the desk', () => {
    expect(at('a-clerk', 'a-hall', 'a-agency').grants.map(({ role }) => role)).not.toContain('approver')
    expect(at('a-clerk', 'city-hall').grants).toEqual([])
    expect(rightsOf(roster, 'a-clerk', 'county').grants.length).toBeGreaterThan(clerk.grants.length - 1)
    expect(liesUnder(roster, 'a-station', 'a-hall')).toBe(true)
    expect(liesUnder(roster, 'a-hall', 'a-station')).toBe(false)
  })

  test('of an account or a person that is closed are none', () => {
    const account = rosterFacts.flatMap((fact) =>
      fact.kind === 'account' && fact.account.person === 'proxy' ? [fact.account] : [],
    )[0]
    if (account === undefined) throw new Error('no proxy')
    const facts: RosterFact[] = [{ kind: 'account', account: { ...account, state: 'closed' } }]
    const later = applyChange(roster, { version: 2, atMs: 0, by: 'x', facts })
    const desk = { person: 'proxy', place: 'a-station', organ: null }
    expect(rightsAt(later, desk, 'edge').grants).toEqual([])
    expect(rightsAt(later, desk, 'edge', 1).grants).toHaveLength(1)
    const left = applyChange(roster, {
      version: 2,
      atMs: 0,
      by: 'x',
      facts: [{ kind: 'person', person: { id: 'proxy', name: '', phone: null, posts: [], active: false } }],
    })
    expect(rightsAt(left, desk, 'edge').grants).toEqual([])
  })

  test('of a role this version does not know are none', () => {
    const rights = { ...proxy, grants: [{ role: 'king' as (typeof ROLES)[number], place: 'a-station', organ: null }] }
    expect(ACTIONS.filter((action) => may(rights, action))).toEqual([])
  })

  test('name the roles by which something may be done', () => {
    expect(grantsFor(clerk, 'case.decide').map(({ role }) => role)).toEqual(['approver'])
    expect(grantsFor(proxy, 'audit.read')).toEqual([])
  })
})
