import { describe, expect, test } from 'vitest'
import { place, roster, rosterFacts, site } from './case/world.testing.js'
import { checkChange } from './roster-check.js'
import type { OpeningHours, Organ, Person, RosterFact } from './roster.js'
import { emptyRoster, FIRST_POLICY } from './roster-view.js'

const problemsOf = (...facts: RosterFact[]) =>
  checkChange(roster, { version: 2, atMs: 0, by: 'x', facts }).map(({ problem }) => problem)
const siteFact = (...args: Parameters<typeof site>): RosterFact => ({ kind: 'site', site: site(...args) })
const placeFact = (...args: Parameters<typeof place>): RosterFact => ({ kind: 'place', place: place(...args) })
const organFact = (changes: Partial<Organ>): RosterFact => {
  return {
    kind: 'organ',
    organ: { id: 'o', name: 'o', level: 'county', nature: 'administrative', place: 'a-hall', creditCode: null, ...changes },
  }
}
const personFact = (posts: Person['posts']): RosterFact => ({
  kind: 'person',
  person: { id: 'p', name: 'p', phone: null, posts, active: true },
})
const closure = (from: string, to: string, standIn: string | null): OpeningHours => ({
  week: [],
  closures: [{ from, to, standIn }],
})

describe('a roster change', () => {
  test('that builds a whole city at once is right', () => {
    expect(checkChange(emptyRoster(), { version: 1, atMs: 0, by: 'x', facts: rosterFacts })).toEqual([])
  })

  test('follows the version before it', () => {
    expect(checkChange(roster, { version: 3, atMs: 0, by: 'x', facts: [] })).toEqual([
      { kind: 'version', id: '3', problem: 'the next version is 2' },
    ])
  })

  test('names each record once, and every problem it has', () => {
    const found = checkChange(roster, {
      version: 2,
      atMs: 0,
      by: 'x',
      facts: [siteFact('n', 'edge', 'x'), siteFact('n', 'edge', 'y')],
    })
    expect(found.map(({ id, problem }) => [id, problem])).toEqual([
      ['n', 'stands twice in one change'],
      ['n', 'no parent x'],
      ['n', 'no parent y'],
    ])
  })

  test.each<[string, RosterFact, string]>([
    ['a station below nothing', siteFact('n', 'edge', null), 'a edge site needs a parent'],
    ['a county below a county', siteFact('n', 'county', 'a'), 'a county site does not dial a county site'],
    ['a station below a station', siteFact('n', 'edge', 'a-town'), 'a edge site does not dial a edge site'],
    ['a second city', siteFact('n', 'city', null), 'there is a city already'],
    ['a city with a parent', siteFact('city', 'city', 'a'), 'the city has no parent'],
    ['a gateway at a station', siteFact('n', 'edge', 'a', { program: 'gateway' }), 'a gateway of tier edge'],
    ['an older generation', siteFact('a', 'county', 'city', { generation: 0 }), 'the generation only grows'],
    [
      'a retired site without successor',
      siteFact('a-town', 'edge', 'a', { life: 'retired' }),
      'a retired site names its successor',
    ],
    ['an unknown successor', siteFact('a-town', 'edge', 'a', { life: 'retired', successor: 'x' }), 'no successor x'],
    [
      'a site that succeeds itself',
      siteFact('a-town', 'edge', 'a', { life: 'retired', successor: 'a-town' }),
      'a site does not succeed itself',
    ],
    ['a place on no site', placeFact('n', 'village', 'x', null), 'hosted on no known site: x'],
    ['a place below no place', placeFact('n', 'village', 'a', 'x'), 'no parent x'],
    ['a place below itself', placeFact('a-hall', 'county', 'a', 'a-station'), 'stands below itself, by way of a-hall'],
    [
      'a station at county level',
      placeFact('n', 'county', 'a', null, { kind: 'village-station' }),
      'a village-station at level county',
    ],
    [
      'a code that ends before it begins',
      placeFact('n', 'village', 'a', null, { codes: [{ code: 'c', from: '2026-01-02', to: '2026-01-01' }] }),
      'dates of code c',
    ],
    [
      'hours past midnight',
      placeFact('n', 'village', 'a', null, { hours: { week: [[{ fromMinute: 0, toMinute: 1441 }]], closures: [] } }),
      'opening hours',
    ],
    [
      'a closure that ends before it begins',
      placeFact('n', 'village', 'a', null, { hours: closure('2026-01-02', '2026-01-01', null) }),
      'dates of a closure',
    ],
    [
      'a place that stands in for itself',
      placeFact('n', 'village', 'a', null, { hours: closure('2026-01-01', '2026-01-01', 'n') }),
      'n cannot stand in',
    ],
    [
      'a closure a place unknown stands in for',
      placeFact('n', 'village', 'a', null, { hours: closure('2026-01-01', '2026-01-01', 'x') }),
      'x cannot stand in',
    ],
    [
      'a closure on days that do not exist',
      placeFact('n', 'village', 'a', null, { hours: closure('2026-01-01', '2026-02-30', null) }),
      'dates of a closure',
    ],
    [
      'a code on days that do not exist',
      placeFact('n', 'village', 'a', null, { codes: [{ code: 'c', from: '2026-01-02', to: '2026-02-30' }] }),
      'dates of code c',
    ],
    ['an unknown stand-in', placeFact('n', 'village', 'a', null, { standIns: ['x'] }), 'no person x'],
    ['an organ at a village', organFact({ place: 'a-station' }), 'there is no organ at a village'],
    ['an organ nowhere', organFact({ place: 'x' }), 'no place x'],
    ['a person at no place', personFact([{ place: 'x', organ: null }]), 'no place x'],
    ['a person for no organ known', personFact([{ place: 'a-hall', organ: 'x' }]), 'no organ x'],
    [
      'a person for an organ at a village',
      personFact([{ place: 'a-station', organ: 'a-bureau' }]),
      'nobody acts for an organ at a village',
    ],
    [
      'an audit log of less than six months',
      { kind: 'policy', policy: { ...FIRST_POLICY, auditKeepMonths: 5 } },
      'audit entries are kept for six months at least',
    ],
    ['a lease of no days', { kind: 'policy', policy: { ...FIRST_POLICY, leaseWorkingDays: 0 } }, 'days are whole and above 0'],
    [
      'a holiday of another year',
      { kind: 'calendar', calendar: { version: 'v', year: 2027, workdays: [], holidays: ['2026-01-01'] } },
      '2026-01-01 is no day of 2027',
    ],
  ])('does not make %s', (_, fact, problem) => {
    expect(problemsOf(fact)).toContain(problem)
  })

  test('takes a place with codes, closures and a stand-in as it is', () => {
    const codes = [
      { code: '371122104201', from: '2020-01-01', to: '2025-12-31' },
      { code: '371122104202', from: '2026-01-01', to: null },
    ]
    expect(
      problemsOf(placeFact('n', 'village', 'a', null, { codes, hours: closure('2026-01-01', '2026-01-02', 'a-hall') })),
    ).toEqual([])
    const calendar = { version: 'v', year: 2027, workdays: ['2027-01-02'], holidays: ['2027-01-01'] }
    expect(problemsOf({ kind: 'calendar', calendar })).toEqual([])
    expect(problemsOf({ kind: 'calendar', calendar: { ...calendar, workdays: ['2027-02-30'] } })).toHaveLength(1)
  })

  test('never brings a retired site back', () => {
    const retired = { ...site('a-town', 'edge', 'a'), life: 'retired' as const, successor: 'a' }
    const facts: RosterFact[] = [{ kind: 'site', site: retired }]
    expect(problemsOf(...facts)).toEqual([])
    const gone = { ...roster, version: 2, sites: new Map(roster.sites).set('a-town', [{ version: 2, atMs: 0, record: retired }]) }
    const back = checkChange(gone, { version: 3, atMs: 0, by: 'x', facts: [siteFact('a-town', 'edge', 'a')] })
    expect(back.map(({ problem }) => problem)).toEqual(['a retired site never comes back'])
  })

  test('lets facts of one change lean on each other', () => {
    expect(problemsOf(placeFact('n-hall', 'county', 'n', null), siteFact('n', 'county', 'city'))).toEqual([])
  })
})
