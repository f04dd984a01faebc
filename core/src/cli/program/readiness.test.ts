import { describe, expect, test } from 'vitest'
import { rosterFacts } from '../../domain/case/world.testing.js'
import type { RosterFact } from '../../domain/roster.js'
import { applyChange, emptyRoster } from '../../domain/roster-view.js'
import { openCounter } from '../../site/counter.testing.js'
import { reasonsNotReady } from './readiness.js'

/** A station with the facts of one roster version, or none. */
function codesWith(facts: readonly RosterFact[] | null): readonly string[] {
  const { site, store } = openCounter('a-village')
  site.useRoster(facts === null ? emptyRoster() : applyChange(emptyRoster(), { version: 1, atMs: 0, by: 'city-clerk', facts }))
  const codes = reasonsNotReady(site).map(({ code }) => code)
  store.close()
  return codes
}

const of = (...kinds: readonly RosterFact['kind'][]) => rosterFacts.filter(({ kind }) => kinds.includes(kind))
const proxyAway = rosterFacts.map((fact) =>
  fact.kind === 'person' && fact.person.id === 'proxy' ? { ...fact, person: { ...fact.person, active: false } } : fact,
)
const retired = rosterFacts.map((fact) =>
  fact.kind === 'site' && fact.site.id === 'a-village' ? { ...fact, site: { ...fact.site, life: 'retired' as const } } : fact,
)

describe('a station is ready', () => {
  test('when its roster names somebody who may act at a place of it, alone or not', () => {
    expect(codesWith(rosterFacts)).toEqual([])
  })

  test.each<[string, readonly RosterFact[] | null, string]>([
    ['before any roster came', null, 'roster/behind'],
    ['while the roster does not name it', of('place', 'person'), 'site/unknown'],
    ['when it is retired', retired, 'site/unknown'],
    ['while only sites and places have come', of('site', 'place', 'organ'), 'person/not-posted'],
    ['when its only person serves no more', proxyAway, 'person/not-posted'],
  ])('not %s', (_name, facts, code) => {
    expect(codesWith(facts)).toEqual([code])
  })

  test('not while its disk is full', async () => {
    const { site, store } = openCounter('a-village')
    Object.defineProperty(store, 'health', { get: () => 'full' })
    expect(reasonsNotReady(site)).toEqual([{ code: 'store/full', detail: '' }])
    store.close()
  })
})
