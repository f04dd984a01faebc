import { describe, expect, test } from 'vitest'
import { does, factsFor, from, given, play, registerAct } from '../case/case.testing.js'
import type { CaseAct } from '../case/command.js'
import { actor, MONDAY_MS, permit, place, roster, site } from '../case/world.testing.js'
import { decide } from '../case/decide.js'
import { applyChange } from '../roster-view.js'
import { refuseUnreadable } from './context.js'
import { actorAt } from './standing.js'

describe('a newer body type', () => {
  const ready = applyChange(roster, {
    version: 2,
    atMs: 0,
    by: 'x',
    facts: ['a', 'city'].map((id) => ({
      kind: 'site' as const,
      site: site(id, id === 'a' ? 'county' : 'city', id === 'a' ? 'city' : null, { bodyTypes: ['paused'] }),
    })),
  })

  test('is written only when every site on the path reads it', () => {
    expect(refuseUnreadable(ready, ['a', 'city'], 'paused')).toBeNull()
    expect(refuseUnreadable(ready, ['a', 'city', 'b'], 'paused')).toEqual({
      kind: 'refused',
      code: 'site/not-ready-for-body',
      detail: 'b',
    })
    expect(refuseUnreadable(ready, ['nowhere'], 'paused')?.code).toBe('site/not-ready-for-body')
  })

  test('is none of the first release, which every program reads', () => {
    expect(refuseUnreadable(roster, ['a', 'nowhere'], 'decided')).toBeNull()
  })
})

describe('an actor', () => {
  test('stands at a place of the roster, at its level', () => {
    const self = { site: 'a-village', store: 's' }
    expect(actorAt(roster, self, { person: 'proxy', place: 'a-station', organ: null })).toEqual({
      ...self,
      person: 'proxy',
      place: 'a-station',
      organ: null,
      level: 'village',
      mandate: null,
      rosterVersion: 1,
    })
    expect(actorAt(roster, self, { person: 'proxy', place: 'nowhere', organ: null })).toMatchObject({ code: 'place/unknown' })
  })

  test('of another site cannot seize for this one', () => {
    const { state } = play([does('proxy', registerAct())])
    const seize: CaseAct = {
      act: 'seize',
      from: 'a-village',
      reason: 'silent',
      approvers: ['a-window', 'city-second'],
      lastHeardMs: null,
      secondDecisionPossible: false,
    }
    const done = does('a-clerk', seize)
    const facts = factsFor(state, done, { item: permit, roster, nowMs: MONDAY_MS, known: 'measured', holdsPaper: () => true })
    expect(decide(state, { act: seize, by: actor('a-clerk'), asked: null }, facts).kind).toBe('accepted')
    expect(decide(state, { act: seize, by: actor('proxy'), asked: null }, facts)).toMatchObject({ code: 'authority/not-parent' })
  })
})

describe('a new service place', () => {
  const submitted = [does('proxy', registerAct()), does('proxy', { act: 'submit' })]

  test('is one of the roster that is not closed', () => {
    given(...submitted)
      .when('proxy', { act: 'change-service-place', place: 'nowhere' }, { via: 'r1' })
      .thenRefused('place/unknown')
    const closed = { kind: 'place' as const, place: place('b-station', 'village', 'b-village', 'b-hall', { life: 'closed' }) }
    const later = applyChange(roster, { version: 2, atMs: 0, by: 'x', facts: [closed] })
    from(play(submitted))
      .when('proxy', { act: 'change-service-place', place: 'b-station' }, { via: 'r1', roster: later })
      .thenRefused('place/unknown')
  })

  test('closed takes no registration either', () => {
    const closed = { kind: 'place' as const, place: place('a-station', 'village', 'a-village', 'a-centre', { life: 'closed' }) }
    const later = applyChange(roster, { version: 2, atMs: 0, by: 'x', facts: [closed] })
    given().when('proxy', registerAct(), { roster: later }).thenRefused('place/unknown', 'a-station')
    given()
      .when('hosted-proxy', registerAct({ originPlace: 'a-hosted' }), { roster: later })
      .thenRefused('place/unknown', 'a-station')
  })
})
