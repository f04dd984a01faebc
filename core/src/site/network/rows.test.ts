import { afterEach, describe, expect, test, vi } from 'vitest'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import { currentPerson, currentPlace } from '../../domain/roster-view.js'
import type { SiteReport } from '../../wire/frame.js'
import { type Counter, openCounter } from '../counter.testing.js'
import { enterFacts } from '../people/people.testing.js'
import { NetworkBook } from './book.js'
import { callsOf } from './calls.js'
import { linesOf, type LineState, noteLine, reportsUp, takeReports } from './reports.js'
import { ringing } from './ring.js'
import { networkRows } from './rows.js'
import { storyOf } from './story.js'

const minute = 60_000
let open: Counter[] = []
const counter = (id: Parameters<typeof openCounter>[0]) => {
  const made = openCounter(id)
  open.push(made)
  return made
}
afterEach(() => {
  for (const { store } of open) store.close()
  open = []
})

function line(peer: string, changes: Partial<LineState> = {}): LineState {
  const rest = { reason: null, peerFacts: null, offset: null, lanes: [], lastHeardMs: MONDAY_MS, peerInMaintenance: false }
  return { peer, state: 'running', sinceMs: MONDAY_MS, ...rest, ...changes }
}

const report: SiteReport = {
  ...{ site: 'a-village', running: true, sinceMs: MONDAY_MS, heardMs: MONDAY_MS, reason: null, waitingUp: 0, waitingDown: 0 },
  ...{
    oldestMs: null,
    offset: null,
    programVersion: '0.1.0',
    rosterVersion: 1,
    maintenance: false,
    onlyHere: 0,
    asOfMs: MONDAY_MS,
  },
}

const rowOf = ({ site }: Counter, id: string, ...lines: readonly LineState[]) =>
  networkRows(site, linesOf(lines)).find((row) => row.id === id)

describe('a row of the network', () => {
  test('is up while its link runs, and down since its last word once it does not while it is open', () => {
    const county = counter('a')
    expect(rowOf(county, 'a-station', line('a-village'))).toMatchObject({ line: 'up', downMinutes: 0 })
    noteLine(county.site, { about: 'a-village', running: true, reason: null, atMs: null, toldBy: 'a' })
    noteLine(county.site, { about: 'a-village', running: false, reason: 'silent', atMs: null, toldBy: 'a' })
    county.clock.advance(40 * minute)
    const down = rowOf(county, 'a-station', line('a-village', { state: 'down', reason: 'silent' }))
    expect(down).toMatchObject({ line: 'down', sinceMs: MONDAY_MS, downMinutes: 40, reason: 'silent', openNow: true })
  })

  test('is asleep, not down, outside its open hours', () => {
    const county = counter('a')
    county.clock.advance(8 * 60 * minute)
    expect(rowOf(county, 'a-station', line('a-village', { state: 'closed' }))).toMatchObject({ line: 'asleep', downMinutes: 0 })
  })

  test('says whose machine serves a place that has none of its own', () => {
    const county = counter('a')
    expect(rowOf(county, 'a-hosted')).toMatchObject({ line: 'here', hostedBy: 'a' })
    expect(rowOf(county, 'a-hall')).toMatchObject({ line: 'here', hostedBy: null })
  })

  test('of another county is none of a county’s; the city has all of them', () => {
    expect(rowOf(counter('a'), 'b-station')).toBeUndefined()
    expect(rowOf(counter('city'), 'b-station')).toMatchObject({ line: 'unknown' })
  })
})

describe('what a county tells of its stations', () => {
  test('is known at the city with the teller’s name, until the county is not heard any more', () => {
    const city = counter('city')
    takeReports(city.site, 'a', [{ ...report, waitingUp: 7, onlyHere: 2 }])
    expect(rowOf(city, 'a-station', line('a'))).toMatchObject({ line: 'up', waitingUp: 7, onlyHere: 2, toldBy: 'a' })
    expect(rowOf(city, 'a-station', line('a', { state: 'down' }))).toMatchObject({ line: 'unknown', waitingUp: 7 })
  })

  test('enters the story of its lines at once, each word once', () => {
    const city = counter('city')
    const [up, down] = [
      { ...report, sinceMs: MONDAY_MS },
      { ...report, running: false, reason: 'silent', sinceMs: MONDAY_MS + minute },
    ]
    const noted = vi.spyOn(city.store, 'note')
    takeReports(city.site, 'a', [up, { ...up, sinceMs: MONDAY_MS + 1 }, down])
    expect(noted).toHaveBeenCalledTimes(1)
    const story = storyOf(city.site, 'a-village', null).filter(({ word }) => word === 'up' || word === 'down')
    expect(story.map(({ word, atMs }) => [word, atMs])).toEqual([
      ['down', MONDAY_MS + minute],
      ['up', MONDAY_MS],
    ])
  })

  test('is not believed of stations of another county', () => {
    const city = counter('city')
    takeReports(city.site, 'b', [{ ...report, waitingUp: 7 }])
    expect(rowOf(city, 'a-station', line('a'), line('b'))).toMatchObject({ line: 'unknown', waitingUp: null })
  })

  test('holds what the station said of itself, and what the county sees of its lane', () => {
    const county = counter('a')
    takeReports(county.site, 'a-village', [{ ...report, onlyHere: 3 }])
    const lane = { written: 9, acknowledged: 5, received: 4, peerWritten: 6 }
    const told = reportsUp(county.site, linesOf([line('a-village', { lanes: [lane] })]))
    expect(told.map(({ site }) => site)).toEqual(['a', 'a-village'])
    expect(told[1]).toMatchObject({ onlyHere: 3, waitingUp: 2, waitingDown: 4, running: true })
  })

  test('goes up as news once, then in turns, and as a whole again on the next session', () => {
    const { presence } = counter('a').site
    const all = ['one', 'two', 'three'].map((site) => ({ ...report, site }))
    expect(presence.toSay(all, true)).toHaveLength(3)
    const changed = all.map((each) => (each.site === 'two' ? { ...each, waitingUp: 1 } : each))
    expect(presence.toSay(changed, false)[0]).toMatchObject({ site: 'two', waitingUp: 1 })
    expect(presence.toSay(changed, true)).toHaveLength(3)
  })
})

describe('the book of the network', () => {
  test('tells all rows first, then only those that changed', () => {
    const county = counter('a')
    let state: LineState['state'] = 'running'
    const book = new NetworkBook(county.site, () => [line('a-village', { state })] as never, 'book')
    const first = book.since(null)
    expect(first.rows.map(({ id }) => id)).toContain('a-station')
    county.clock.advance(1_000)
    expect(book.since(first.mark)).toMatchObject({ isWhole: false, rows: [] })
    state = 'down'
    county.clock.advance(1_000)
    const next = book.since(first.mark)
    expect(next.rows.map(({ id }) => id)).toEqual(['a-station'])
    expect(book.since('other.9').isWhole).toBe(true)
  })
})

describe('who needs a call', () => {
  const calls = (county: Counter, ...lines: readonly LineState[]) =>
    callsOf(county.site, networkRows(county.site, linesOf(lines))).map(({ row, reasons }) => [
      row.id,
      reasons.map(({ concern }) => concern),
    ])

  test('is a place down for ten open minutes, and not one that is asleep or back', () => {
    const county = counter('a')
    noteLine(county.site, { about: 'a-village', running: false, reason: 'silent', atMs: MONDAY_MS, toldBy: 'a' })
    const down = line('a-village', { state: 'down' })
    const town = line('a-town')
    county.clock.advance(9 * minute)
    expect(calls(county, down, town)).toEqual([])
    county.clock.advance(minute)
    expect(calls(county, down, town)).toEqual([['a-station', ['down']]])
    expect(calls(county, line('a-village'), town)).toEqual([])
    county.clock.advance(10 * 60 * minute)
    expect(calls(county, down, town).map(([place]) => place)).not.toContain('a-station')
  })

  test('is no place that is closed for a week, whose neighbour stands in', () => {
    const county = counter('a')
    noteLine(county.site, { about: 'a-village', running: false, reason: 'silent', atMs: MONDAY_MS, toldBy: 'a' })
    const place = currentPlace(county.site.roster, 'a-station')
    if (place === null) throw new Error('not in the roster')
    const closures = [{ from: '2026-03-02', to: '2026-03-08', standIn: 'a-hosted' }]
    county.clock.advance(60 * minute)
    expect(calls(county, line('a-village', { state: 'down' }), line('a-town'))).toEqual([['a-station', ['down']]])
    enterFacts(county.site, { kind: 'place', place: { ...place, hours: { ...place.hours, closures } } })
    expect(calls(county, line('a-village', { state: 'down' }), line('a-town'))).toEqual([])
    expect(rowOf(county, 'a-station', line('a-village', { state: 'down' }))).toMatchObject({ line: 'asleep' })
  })

  test('is a place whose clock is minutes off, with the minutes', () => {
    const county = counter('a')
    const off = line('a-village', { offset: { offsetMs: -15 * minute, uncertaintyMs: 20 } })
    const found = callsOf(county.site, networkRows(county.site, linesOf([off, line('a-town')])))
    expect(found.map(({ reasons }) => reasons)).toEqual([[expect.objectContaining({ concern: 'clock', count: -15 })]])
  })
})

describe('whom to ring', () => {
  const rings = (county: Counter, sees: boolean) => ringing(county.site, sees)('a-station')

  test('is whoever is on duty today, then the stand-in, then the place above; masked for whom numbers are no business', () => {
    const county = counter('a')
    const [place, centre] = [currentPlace(county.site.roster, 'a-station'), currentPlace(county.site.roster, 'a-centre')]
    const [proxy, window] = [currentPerson(county.site.roster, 'proxy'), currentPerson(county.site.roster, 'hosted-proxy')]
    if (place === null || centre === null || proxy === null || window === null) throw new Error('not in the roster')
    enterFacts(
      county.site,
      { kind: 'place', place: { ...place, rota: [{ person: 'proxy', weekdays: [2] }], standIns: ['hosted-proxy'] } },
      { kind: 'place', place: { ...centre, phone: '0633-2205678' } },
      { kind: 'person', person: { ...proxy, phone: '13906330011' } },
      { kind: 'person', person: { ...window, phone: '13906330022' } },
    )
    expect(rings(county, true).map(({ why, phone }) => [why, phone])).toEqual([
      ['stand-in', '13906330022'],
      ['posted', '13906330011'],
      ['above', '0633-2205678'],
    ])
    county.clock.advance(24 * 60 * minute)
    expect(rings(county, true)[0]).toMatchObject({ why: 'duty', phone: '13906330011' })
    expect(rings(county, false)[0]?.phone).toBe('139****0011')
  })
})

test('the story of a line holds each coming and going once, the newest first', () => {
  const county = counter('a')
  const note = (running: boolean) =>
    noteLine(county.site, { about: 'a-village', running, reason: 'silent', atMs: null, toldBy: 'a' })
  note(true)
  note(true)
  county.clock.advance(minute)
  note(false)
  const story = storyOf(county.site, 'a-village', null).filter(({ word }) => word === 'up' || word === 'down')
  expect(story.map(({ word, atMs }) => [word, atMs])).toEqual([
    ['down', MONDAY_MS + minute],
    ['up', MONDAY_MS],
  ])
})
