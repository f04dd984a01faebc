import { describe, expect, test } from 'vitest'
import { roster, rosterFacts, site } from './case/world.testing.js'
import { applyChange, emptyRoster } from './roster-view.js'
import {
  areNeighbours,
  connect,
  firstPath,
  gatewayOf,
  growsConnected,
  liesBehind,
  neighboursOn,
  nextHop,
  pathBetween,
  seizingTier,
  sitesAbove,
} from './tree.js'

/** Version 2: county A's village dials county B. */
const moved = applyChange(roster, {
  version: 2,
  atMs: 0,
  by: 'x',
  facts: [{ kind: 'site', site: site('a-village', 'edge', 'b') }],
})

describe('the tree of sites', () => {
  test('leads up to the city', () => {
    expect(sitesAbove(roster, 'a-village')).toEqual(['a', 'city'])
    expect(sitesAbove(roster, 'city')).toEqual([])
    expect(sitesAbove(roster, 'nowhere')).toEqual([])
    expect(firstPath(roster, 'b-village')).toEqual(['b-village', 'b', 'city'])
  })

  test('has one way between any two sites', () => {
    expect(pathBetween(roster, 'a-village', 'b-village')).toEqual(['a-village', 'a', 'city', 'b', 'b-village'])
    expect(pathBetween(roster, 'a', 'a-village')).toEqual(['a', 'a-village'])
    expect(pathBetween(roster, 'a-village', 'a-town')).toEqual(['a-village', 'a', 'a-town'])
    expect(pathBetween(roster, 'a', 'a')).toEqual(['a'])
    expect(pathBetween(roster, 'a', 'nowhere')).toEqual([])
  })

  test('answers as of any version', () => {
    expect(sitesAbove(moved, 'a-village', 1)).toEqual(['a', 'city'])
    expect(sitesAbove(moved, 'a-village', 2)).toEqual(['b', 'city'])
    expect(sitesAbove(moved, 'a-village')).toEqual(['b', 'city'])
    expect(areNeighbours(moved, 'a-village', 'a', 1)).toBe(true)
    expect(areNeighbours(moved, 'a-village', 'a')).toBe(false)
  })

  test('ends the walk though a broken roster has a cycle', () => {
    const facts = [site('x', 'county', 'y'), site('y', 'county', 'x')].map((it) => ({ kind: 'site' as const, site: it }))
    const broken = applyChange(emptyRoster(), { version: 1, atMs: 0, by: 'x', facts })
    expect(sitesAbove(broken, 'x').length).toBeLessThan(20)
  })
})

describe('a path', () => {
  test('grows by what lies between and keeps its order', () => {
    const path = ['a-village', 'a', 'city']
    expect(connect(roster, path, 'a')).toBe(path)
    expect(connect(roster, path, 'b')).toEqual(['a-village', 'a', 'city', 'b'])
    expect(connect(roster, path, 'b-village')).toEqual(['a-village', 'a', 'city', 'b', 'b-village'])
    expect(connect(roster, path, 'a-town')).toEqual(['a-village', 'a', 'city', 'a-town'])
    expect(connect(roster, ['a-village'], 'city')).toEqual(['a-village', 'a', 'city'])
  })

  test('grows toward where a site stands now', () => {
    expect(connect(moved, ['a', 'city'], 'a-village')).toEqual(['a', 'city', 'b', 'a-village'])
  })

  test('grows only by neighbours of what is on it', () => {
    expect(growsConnected(roster, ['a'], ['a', 'b', 'city'])).toBe(true)
    expect(growsConnected(roster, ['a'], ['a', 'b-village', 'city'])).toBe(false)
    expect(growsConnected(roster, ['a'], ['a'])).toBe(true)
  })

  test('tells a site its neighbours on it', () => {
    const path = ['a-village', 'a', 'city', 'b']
    expect(neighboursOn(roster, path, 'a')).toEqual(['a-village', 'city'])
    expect(neighboursOn(roster, path, 'city')).toEqual(['a', 'b'])
    expect(neighboursOn(roster, path, 'a-village')).toEqual(['a'])
  })
})

describe('sides', () => {
  test('are where a neighbour leads', () => {
    expect(nextHop(roster, 'a', 'b-village')).toBe('city')
    expect(nextHop(roster, 'city', 'b-village')).toBe('b')
    expect(nextHop(roster, 'a', 'a')).toBeNull()
    expect(nextHop(roster, 'a', 'nowhere')).toBeNull()
  })

  test('an author lies on one side only, by the roster it named', () => {
    expect(liesBehind(roster, 'city', 'a', 'a-village')).toBe(true)
    expect(liesBehind(roster, 'city', 'b', 'a-village')).toBe(false)
    expect(liesBehind(roster, 'a', 'a-village', 'city')).toBe(false)
    expect(liesBehind(roster, 'a', 'a-village', 'a')).toBe(false)
    expect(liesBehind(moved, 'city', 'a', 'a-village', 1)).toBe(true)
    expect(liesBehind(moved, 'city', 'b', 'a-village', 2)).toBe(true)
  })
})

describe('gateways', () => {
  test('stand above stations; a gateway is its own', () => {
    expect(gatewayOf(roster, 'a-village')).toBe('a')
    expect(gatewayOf(roster, 'a')).toBe('a')
  })

  test('of a city without counties are the city itself', () => {
    const facts = [...rosterFacts.slice(0, 1), { kind: 'site' as const, site: site('station', 'edge', 'city') }]
    const flat = applyChange(emptyRoster(), { version: 1, atMs: 0, by: 'x', facts })
    expect(gatewayOf(flat, 'station')).toBe('city')
  })

  test('seize, stations never do', () => {
    expect(['city', 'a', 'a-town', 'nowhere'].map((id) => seizingTier(roster, id))).toEqual([2, 1, null, null])
  })
})
