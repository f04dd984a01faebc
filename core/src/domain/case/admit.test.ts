import { describe, expect, test } from 'vitest'
import type { FaultCode } from '../fault.js'
import { applyChange } from '../roster-view.js'
import type { Actor } from '../values.js'
import { admit } from './admit.js'
import { does, instantAct, play, registerAct, type Done, type Played, paper, scan } from './case.testing.js'
import { actor, instant, permit, roster, site, villageService } from './world.testing.js'
import type { CaseAct } from './command.js'
import type { After, CaseBody, CaseEvent, UnknownBody } from './event.js'
import type { CaseState } from './state.js'

const submit: CaseAct = { act: 'submit' }
const submitted = [does('proxy', registerAct()), does('proxy', submit)]
const accepted = [...submitted, does('a-clerk', { act: 'accept' })]
const decided: CaseBody = { type: 'decided', organ: null, result: 'granted', document: null, certificateNumber: null }

/** The last event of a story, changed, together with the case before it. */
function last(acts: readonly Done[], changes: Changes = {}, world = {}): { state: CaseState | null; event: CaseEvent } {
  const before: Played = play(acts.slice(0, -1), world)
  const event = play(acts, world).events[before.events.length] as CaseEvent
  return { state: before.state, event: changed(event, changes) }
}

type Changes = Partial<Omit<CaseEvent, 'after' | 'author'>> & {
  readonly after?: Partial<After>
  readonly author?: Partial<Actor>
}

function changed(event: CaseEvent, { after, author, ...rest }: Changes): CaseEvent {
  return { ...event, ...rest, after: { ...event.after, ...after }, author: { ...event.author, ...author } }
}

function verdict(acts: readonly Done[], changes: Changes = {}): FaultCode | null {
  const { state, event } = last(acts, changes)
  return admit(state, event, roster, permit)?.code ?? null
}

describe('the first event', () => {
  const first = submitted.slice(0, 1)

  test('is admitted from its author’s own origin', () => {
    expect(verdict(first)).toBeNull()
  })

  test.each<[string, Changes, FaultCode]>([
    ['of another type', { body: { type: 'completed' }, papers: [] }, 'event/forbidden-author'],
    ['with a later sequence', { sequence: 2 }, 'event/unknown-predecessor'],
    ['in a raised epoch', { epoch: { seizures: 0, tier: 0, moves: 1 } }, 'event/malformed'],
    ['already submitted', { after: { stage: 'submitted' } }, 'event/malformed'],
    ['from a site that is not the origin', { author: actor('a-clerk') }, 'event/forbidden-author'],
    ['in another site’s custody', { after: { custodian: 'a' } }, 'event/forbidden-author'],
    ['for a place another site serves', { after: { originPlace: 'a-centre' } }, 'event/forbidden-author'],
    ['with a path that leaps', { after: { path: ['a-village', 'city'], participants: ['a-village'] } }, 'event/malformed'],
    ['with a path without its author', { after: { path: ['a', 'city'], participants: ['a'] } }, 'event/malformed'],
    ['with a path that names a site twice', { after: { path: ['a-village', 'a', 'city', 'a'] } }, 'event/malformed'],
    ['with participants off the path', { after: { participants: ['a-village', 'b'] } }, 'event/malformed'],
    ['that hides a paper', { papers: [] }, 'event/malformed'],
    ['by a person not posted there', { author: { person: 'b-proxy' } }, 'event/forbidden-author'],
    [
      'by a person at a place another site serves',
      { author: { ...actor('town-clerk'), site: 'a-village' } },
      'event/forbidden-author',
    ],
    ['under a roster not here yet', { author: { rosterVersion: 2 } }, 'roster/behind'],
  ])('is refused %s', (_, changes, code) => {
    expect(verdict(first, changes)).toBe(code)
  })

  test('is refused where the item is not offered', () => {
    const { event } = last(first)
    expect(admit(null, event, roster, { ...permit, grants: [] })?.code).toBe('event/forbidden-author')
    expect(admit(null, event, roster, null)).toBeNull()
  })
})

describe('a later event', () => {
  test.each<[string, Changes, FaultCode]>([
    ['further on than the next', { sequence: 5 }, 'event/unknown-predecessor'],
    ['at a sequence already taken', { sequence: 2 }, 'event/broken-chain'],
    ['of a lower epoch', { epoch: { seizures: 0, tier: 0, moves: 0 } }, 'event/stale-epoch'],
    ['of a higher epoch without a move', { epoch: { seizures: 0, tier: 0, moves: 2 } }, 'event/malformed'],
    ['that seizes by its epoch alone', { epoch: { seizures: 1, tier: 1, moves: 1 } }, 'event/malformed'],
    ['from a site that does not hold the case', { author: actor('city-clerk') }, 'event/forbidden-author'],
    ['whose legal time goes back', { time: { rawMs: 0, estimateMs: 0, known: 'measured', legalMs: 0 } }, 'event/malformed'],
    ['of another case', { caseId: 'other' }, 'event/malformed'],
    ['with another number', { caseNumber: 'other' }, 'event/malformed'],
    ['with another item version', { after: { item: { id: 'permit', version: 2, digest: 'd9' } } }, 'event/malformed'],
    ['with another digest', { after: { item: { id: 'permit', version: 1, digest: 'd9' } } }, 'event/malformed'],
    ['with another item', { after: { item: { id: 'other', version: 1, digest: 'd1' } } }, 'event/malformed'],
    ['with another origin', { after: { originPlace: 'a-hall' } }, 'event/malformed'],
    ['with a query code of its own', { queryVerifier: { scheme: 'sha256-salted', salt: '', digest: '' } }, 'event/malformed'],
    ['whose path shrinks', { after: { path: ['a-village', 'a'] } }, 'event/malformed'],
    ['whose path leaps', { after: { path: ['a-village', 'a', 'city', 'b-village'] } }, 'event/malformed'],
    ['that drops a participant', { after: { participants: ['a'] } }, 'event/malformed'],
    ['that changes the service place by the way', { after: { servicePlace: 'a-hosted' } }, 'event/malformed'],
    [
      'that hands custody over by the way',
      { after: { custodian: 'city' }, epoch: { seizures: 0, tier: 0, moves: 2 } },
      'event/forbidden-author',
    ],
    ['to a stage its type does not lead to', { after: { stage: 'decided' } }, 'event/forbidden-author'],
    ['of a type that may not follow', { body: { type: 'completed' }, after: { stage: 'completed' } }, 'event/forbidden-author'],
    ['by a window without an organ', { author: { person: 'a-window', organ: null } }, 'event/forbidden-author'],
    ['by a person of another organ', { author: { organ: 'a-agency' } }, 'event/forbidden-author'],
    ['at a level that is not the place’s', { author: { level: 'city' } }, 'event/forbidden-author'],
    [
      'with a refusal that was carried out',
      { answer: { requestId: 'r', bodyHash: 'h', refusal: { code: 'case/completed', detail: '' } } },
      'event/malformed',
    ],
    ['that refuses without an answer', { body: { type: 'request-refused' }, after: { stage: 'submitted' } }, 'event/malformed'],
  ])('is refused %s', (_, changes, code) => {
    expect(verdict(accepted, changes)).toBe(code)
  })

  test('that needs no power is refused all the same from a site that does not hold the case', () => {
    const note: Changes = {
      body: { type: 'paper-added', material: scan('map') },
      papers: [paper('map')],
      after: { stage: 'submitted' },
    }
    expect(verdict(accepted, note)).toBeNull()
    expect(verdict(accepted, { ...note, author: actor('city-clerk') })).toBe('event/forbidden-author')
  })

  test('answers each request once', () => {
    const withdraw = does('proxy', { act: 'withdraw', statement: null }, 'r1')
    const { state, event } = last([...accepted, withdraw])
    const answered = { ...state, answers: new Map([['r1', event.answer]]) } as CaseState
    expect(admit(state, event, roster, permit)).toBeNull()
    expect(admit(answered, event, roster, permit)?.code).toBe('event/malformed')
  })

  test('by a person elsewhere needs the request it answers', () => {
    const withdraw = does('proxy', { act: 'withdraw', statement: null }, 'r1')
    expect(verdict([...accepted, withdraw])).toBeNull()
    expect(verdict([...accepted, withdraw], { answer: null })).toBe('event/forbidden-author')
  })

  test('that hands custody over does so to whom it says', () => {
    expect(verdict(submitted)).toBeNull()
    const changes: Changes = { body: { type: 'submitted', to: 'city', organ: null } }
    expect(verdict(submitted, changes)).toBe('event/forbidden-author')
    expect(verdict(submitted, { epoch: { seizures: 0, tier: 0, moves: 0 } })).toBe('event/malformed')
  })

  test('says in its body what its envelope shows', () => {
    const change = does('proxy', { act: 'change-service-place', place: 'a-hosted' }, 'r1')
    expect(verdict([...accepted, change])).toBeNull()
    expect(verdict([...accepted, change], { after: { servicePlace: 'b-station' } })).toBe('event/malformed')
  })
})

describe('what a village may write', () => {
  const here = { originPlace: 'a-station', servicePlace: 'a-station' }
  const registered = play([does('proxy', registerAct())])
  const next = registered.events[0] as CaseEvent

  test.each<[string, CaseBody | UnknownBody, CaseEvent['after']['stage']]>([
    ['granted', decided, 'decided'],
    ['accepted', { type: 'accepted', organ: null, acceptedMs: 0, promised: null, legal: null, calendarVersion: '' }, 'accepted'],
    ['a newer body that accepts', { type: 'unknown', name: 'deemed-accepted' }, 'accepted'],
    ['a newer body that decides', { type: 'unknown', name: 'granted-by-silence' }, 'decided'],
    ['a newer body that completes', { type: 'unknown', name: 'closed' }, 'completed'],
  ])('is never a permit %s', (_, body, stage) => {
    const state = stage === 'decided' && body.type === 'decided' ? { ...registered.state, stage: 'reviewing' } : registered.state
    const event = changed(next, { sequence: 2, body, papers: [], queryVerifier: null, after: { stage } })
    expect(admit(state as CaseState, event, roster, permit)?.code).toBe('event/forbidden-author')
    expect(admit(state as CaseState, event, roster, null)?.code).toBe('item/waiting-for')
    expect(admit(state as CaseState, event, roster, { ...permit, type: '10' })?.code).toBe('event/forbidden-author')
  })

  test('is a public service the catalogue names as handled there', () => {
    const act = instantAct({ registration: { ...registerAct(here, { materials: [] }) }, delivery: null })
    const { events } = play([does('proxy', act)], { item: villageService })
    expect(events.map(({ after }) => after.stage)).toEqual(['registered', 'accepted', 'decided', 'completed'])
  })

  test('is not a step of the organ’s', () => {
    const body: CaseBody = { type: 'step-reviewed', step: 'examine', organ: null, result: 'agreed', opinion: null }
    const state = { ...registered.state, stage: 'accepted' } as CaseState
    const event = changed(next, { sequence: 2, body, papers: [], queryVerifier: null, after: { stage: 'reviewing' } })
    expect(admit(state, event, roster, permit)?.code).toBe('event/forbidden-author')
  })
})

describe('deciding without the item at hand', () => {
  test('needs an organ, posted as the roster says', () => {
    const { events } = play([does('a-clerk', instantAct())], { item: instant })
    const [first, second] = events as [CaseEvent, CaseEvent]
    const { state } = { state: { ...play([does('proxy', registerAct())]).state, ...first.after } as CaseState }
    expect(admit(state, second, roster, null)).toBeNull()
    const nobodys = changed(second, { author: { person: 'a-window', organ: null } })
    expect(admit(state, nobodys, roster, null)?.code).toBe('event/forbidden-author')
  })
})

describe('a body of a newer version', () => {
  const unknown = (changes: Changes): CaseEvent =>
    changed(last(accepted).event, { body: { type: 'unknown', name: 'paused' }, papers: [], ...changes })
  const { state } = last(accepted)

  test('is judged by the change it makes to stage and custody', () => {
    expect(admit(state, unknown({ after: { stage: 'submitted' } }), roster, permit)).toBeNull()
    expect(admit(state, unknown({ after: { stage: 'accepted' } }), roster, permit)).toBeNull()
    expect(admit(state, unknown({ after: { stage: 'registered' } }), roster, permit)?.code).toBe('event/forbidden-author')
  })

  test('may move custody in a raised epoch, or seize as a parent may', () => {
    const moves = unknown({ after: { stage: 'submitted', custodian: 'city' }, epoch: { seizures: 0, tier: 0, moves: 2 } })
    expect(admit(state, moves, roster, permit)).toBeNull()
    const seizes = (by: string, tier: number) =>
      unknown({
        author: actor(by),
        after: { stage: 'submitted', custodian: actor(by).site },
        epoch: { seizures: 1, tier, moves: 1 },
      })
    expect(admit(state, seizes('city-clerk', 2), roster, permit)).toBeNull()
    expect(admit(state, seizes('proxy', 1), roster, permit)?.code).toBe('event/forbidden-author')
  })
})

describe('a seizure', () => {
  const seize: CaseAct = {
    act: 'seize',
    from: 'a-village',
    reason: 'silent',
    approvers: ['a-window'],
    lastHeardMs: null,
    secondDecisionPossible: false,
  }
  const seized = [does('proxy', registerAct()), does('a-clerk', seize)]
  const body = (changes: object) => ({ ...last(seized).event.body, ...changes }) as CaseBody

  test('is admitted from the direct parent', () => {
    expect(verdict(seized)).toBeNull()
  })

  test.each<[string, Changes, FaultCode]>([
    [
      'from a neighbour',
      {
        author: actor('b-clerk'),
        after: { custodian: 'b', path: ['a-village', 'a', 'city', 'b'], participants: ['a-village', 'a', 'b'] },
      },
      'event/forbidden-author',
    ],
    ['from a station', { author: actor('proxy'), after: { custodian: 'a-village' } }, 'event/forbidden-author'],
    [
      'from the city past a county that is there',
      { author: actor('city-clerk'), after: { custodian: 'city' }, epoch: { seizures: 1, tier: 2, moves: 0 } },
      'event/forbidden-author',
    ],
    ['at a tier that is not the seizer’s', { epoch: { seizures: 1, tier: 2, moves: 0 } }, 'event/malformed'],
    ['that gives custody to another', { after: { custodian: 'city' } }, 'event/malformed'],
    ['that raises no epoch', { epoch: { seizures: 0, tier: 0, moves: 0 } }, 'event/malformed'],
    ['from a site that does not hold the case', { body: body({ from: 'a-town' }) }, 'event/forbidden-author'],
    ['that changes the stage', { after: { stage: 'submitted' } }, 'event/forbidden-author'],
  ])('is refused %s', (_, changes, code) => {
    expect(verdict(seized, changes)).toBe(code)
  })

  test('asked for by the city is admitted from the county, in the name of the city’s people alone', () => {
    const act: CaseAct = { ...seize, reason: 'asked-by-city', approvers: ['city-second'] }
    const asked = [does('proxy', registerAct()), does('city-clerk', act, 'ask-1')]
    expect(verdict(asked)).toBeNull()
    const { person, place, organ, level } = actor('a-clerk')
    expect(verdict(asked, { author: { person, place, organ, level } })).toBe('event/forbidden-author')
    const city = actor('city-clerk')
    const posing = { person: city.person, place: city.place, organ: city.organ, level: city.level }
    const answer = { requestId: 'r1', bodyHash: 'h', refusal: null }
    expect(verdict(seized, { author: posing, answer })).toBe('event/forbidden-author')
  })

  test('counts by the roster its author knew', () => {
    const moved = site('a-village', 'edge', 'b')
    const later = applyChange(roster, { version: 2, atMs: 0, by: 'x', facts: [{ kind: 'site', site: moved }] })
    const { state, event } = last(seized)
    expect(admit(state, event, later, permit)).toBeNull()
    const now = changed(event, { author: { rosterVersion: 2 } })
    expect(admit(state, now, later, permit)?.code).toBe('event/forbidden-author')
  })
})

test('the answer of a refused request is admitted whoever asked', () => {
  const { state, event } = last(accepted)
  const answer = { requestId: 'r1', bodyHash: 'h', refusal: { code: 'person/not-posted' as const, detail: '' } }
  const after = { stage: 'submitted' as const }
  const refusal = changed(event, {
    body: { type: 'request-refused' },
    answer,
    after,
    author: { person: 'nobody', place: 'a-station' },
  })
  expect(admit(state, refusal, roster, permit)).toBeNull()
})
