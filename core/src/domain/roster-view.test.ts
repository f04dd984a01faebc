import { describe, expect, test } from 'vitest'
import { place, roster, rosterFacts, site } from './case/world.testing.js'
import type { Person, RosterFact } from './roster.js'
import {
  applyChange,
  childSites,
  currentPlace,
  emptyRoster,
  FIRST_POLICY,
  organsAt,
  parentSite,
  personPosted,
  placesHostedBy,
  placesUnder,
  siteAt,
  siteOfOrgan,
  siteOfPlace,
} from './roster-view.js'

const change = (version: number, ...facts: RosterFact[]) => ({ version, atMs: 0, by: 'x', facts })
const renamed: RosterFact = { kind: 'place', place: { ...place('a-station', 'village', 'a', 'a-hall'), name: 'new name' } }
const next = applyChange(roster, change(2, renamed, { kind: 'site', site: site('new', 'edge', 'a') }))

describe('the roster', () => {
  test('keeps every earlier record readable as of its version', () => {
    expect(siteOfPlace(next, 'a-station')).toBe('a')
    expect(siteOfPlace(next, 'a-station', 1)).toBe('a-village')
    expect(siteAt(next, 'new', 1)).toBeNull()
    expect(siteAt(next, 'new', 2)?.id).toBe('new')
    expect(siteAt(next, 'new', 9)?.id).toBe('new')
  })

  test('leaves the one before a change as it was', () => {
    expect(roster.version).toBe(1)
    expect(currentPlace(roster, 'a-station')?.name).toBe('a-station')
    expect(childSites(roster, 'a')).toEqual(['a-town', 'a-village'])
    expect(childSites(next, 'a')).toEqual(['a-town', 'a-village', 'new'])
  })

  test('passes over kinds of a newer version', () => {
    const unknown = { kind: 'drone', drone: {} } as unknown as RosterFact
    expect(applyChange(roster, change(2, unknown)).version).toBe(2)
  })

  test('takes policy and calendars as they come', () => {
    const policy = { ...FIRST_POLICY, leaseWorkingDays: 3 }
    const calendar = { version: 'v', year: 2027, workdays: [], holidays: [] }
    const after = applyChange(roster, change(2, { kind: 'policy', policy }, { kind: 'calendar', calendar }))
    expect(after.policy).toEqual(policy)
    expect(after.calendars.get(2027)).toEqual(calendar)
    expect(emptyRoster().policy).toEqual({
      leaseWorkingDays: 5,
      eraseAfterDays: 15,
      catalogueFreshDays: 5,
      catalogueBehindOpenHours: 4,
      offlineSignInDays: 30,
      idleMinutes: 30,
      sessionHours: 12,
      auditKeepMonths: 24,
      oneTimeCodes: 'nobody',
    })
  })

  test('tells who stands where', () => {
    expect(siteOfOrgan(roster, 'a-government')).toBe('a-town')
    expect(siteOfOrgan(roster, 'nobody')).toBeNull()
    expect(organsAt(roster, 'a-hall').map(({ id }) => id)).toEqual(['a-bureau', 'a-agency'])
    expect(parentSite(roster, 'a')).toBe('city')
    expect(placesHostedBy(roster, 'a').map(({ id }) => id)).toEqual(['a-hall', 'a-hosted'])
  })

  test('names the places below a place, nearest first', () => {
    expect(placesUnder(roster, 'a-hall')).toEqual(['a-hall', 'a-centre', 'a-station', 'a-hosted'])
    expect(placesUnder(roster, 'b-station')).toEqual(['b-station'])
  })

  test('says whether a person serves at a place, and for whom', () => {
    expect(personPosted(roster, 'a-clerk', 'a-hall')).toBe(true)
    expect(personPosted(roster, 'a-clerk', 'a-hall', 'a-bureau')).toBe(true)
    expect(personPosted(roster, 'a-clerk', 'a-hall', null)).toBe(false)
    expect(personPosted(roster, 'a-clerk', 'b-hall')).toBe(false)
    const left: Person = { id: 'a-clerk', name: '', phone: null, posts: [{ place: 'a-hall', organ: 'a-bureau' }], active: false }
    const after = applyChange(roster, change(2, { kind: 'person', person: left }))
    expect([personPosted(after, 'a-clerk', 'a-hall'), personPosted(after, 'a-clerk', 'a-hall', 'a-bureau', 1)]).toEqual([
      false,
      true,
    ])
  })

  test('is the same whether facts come in one change or many', () => {
    const many = rosterFacts.reduce((built, fact) => applyChange(built, { ...change(1, fact) }), emptyRoster())
    expect(many).toEqual(roster)
  })
})
