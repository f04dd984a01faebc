import { describe, expect, test } from 'vitest'
import type { Actor } from '../values.js'
import type { CaseAct } from './command.js'
import { decide } from './decide.js'
import {
  actor,
  does,
  factsFor,
  from,
  given,
  instant,
  instantAct,
  MONDAY_MS,
  outside,
  paper,
  permit,
  play,
  registerAct,
  roster,
  scan,
  villageService,
  type Done,
} from './case.testing.js'

const registered = does('proxy', registerAct())
const submitted = [registered, does('proxy', { act: 'submit' })]
const accepted = [...submitted, does('a-clerk', { act: 'accept' })]
const examined = [...accepted, does('a-clerk', { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })]
const grant: CaseAct = { act: 'decide', result: 'granted', document: paper('licence'), certificateNumber: 'no-1' }
const denial: CaseAct = { act: 'decide', result: 'denied', document: paper('denial'), certificateNumber: null }
const decided = [...examined, does('a-clerk', grant)]
const handOver: CaseAct = { act: 'deliver', how: 'counter', receiver: 'proxy', proof: null }
const delivered = [...decided, does('proxy', handOver, 'r-deliver')]
const completed = [...delivered, does('a-clerk', { act: 'complete' })]
const askDeed: CaseAct = { act: 'ask-supplement', materials: ['photo'], notice: paper('notice'), dueBy: '2026-03-10' }
const withdrawal: CaseAct = { act: 'withdraw', statement: paper('statement') }

describe('registration', () => {
  test('puts the case in the origin site’s custody, its log on every site above, its papers also at the gateway', () => {
    const state = given().when('proxy', registerAct()).thenEvents('registered')
    expect(state).toMatchObject({
      stage: 'registered',
      custodian: 'a-village',
      path: ['a-village', 'a', 'city'],
      participants: ['a-village', 'a'],
      serviceSite: 'a-village',
      calendarVersion: 'published-2026',
    })
    expect([...state.papers.keys()]).toEqual(['applicant', 'form', 'deed'])
  })

  test('reaches a service place in another county through the city', () => {
    const state = given()
      .when('proxy', registerAct({ servicePlace: 'b-station' }))
      .thenEvents('registered')
    expect(state.path).toEqual(['a-village', 'a', 'city', 'b', 'b-village'])
    expect(state.participants).toEqual(['a-village', 'a', 'b-village', 'b'])
  })

  test('works for a village served by the county’s gateway', () => {
    const act = registerAct({ originPlace: 'a-hosted', servicePlace: 'a-hosted' })
    expect(given().when('hosted-proxy', act).thenEvents('registered')).toMatchObject({ custodian: 'a', path: ['a', 'city'] })
  })

  test.each([
    ['an unknown origin', registerAct({ originPlace: 'nowhere' }), 'place/unknown'],
    ['an unknown service place', registerAct({ servicePlace: 'nowhere' }), 'place/unknown'],
    ['an origin another site serves', registerAct({ originPlace: 'a-hall' }), 'authority/not-custodian'],
    ['a scenario the item has not', registerAct({}, { scenario: 'x' }), 'input/invalid'],
    ['a material the item has not', registerAct({}, { materials: [scan('x')] }), 'input/invalid'],
    ['a material twice', registerAct({}, { materials: [scan('deed'), scan('deed')] }), 'input/invalid'],
    ['an empty paper', registerAct({}, { form: paper('form', 0) }), 'paper/empty'],
    ['a paper of 51 MB', registerAct({}, { form: paper('form', 51 * 1024 * 1024) }), 'paper/too-large'],
    [
      'a claimed time to come',
      registerAct({}, { enteredLater: { claimedMs: MONDAY_MS + 3_600_000, reason: 'power-cut', proof: null } }),
      'input/invalid',
    ],
  ] as const)('is refused with %s', (_, act, code) => {
    given().when('proxy', act).thenRefused(code)
  })

  test('names only papers this store holds', () => {
    given()
      .when('proxy', registerAct(), { holdsPaper: (hash) => hash !== 'deed' })
      .thenRefused('paper/not-held', 'deed')
  })

  test('is refused where the item is only asked about', () => {
    const item = { ...permit, grants: [{ level: 'village' as const, organ: null, power: 'consult' as const }] }
    given().when('proxy', registerAct(), { item }).thenRefused('item/not-offered')
  })

  test('needs one of the item’s scenarios when it has some', () => {
    const item = { ...permit, scenarios: [{ id: 'new', name: 'new', materials: ['deed'] }] }
    given().when('proxy', registerAct(), { item }).thenRefused('input/invalid', 'scenario')
    given()
      .when('proxy', registerAct({}, { scenario: 'new' }), { item })
      .thenEvents('registered')
  })

  test('keeps what was entered later with its claimed time', () => {
    const enteredLater = { claimedMs: MONDAY_MS - 86_400_000, reason: 'power-cut' as const, proof: paper('slip') }
    expect(given().when('proxy', registerAct({}, { enteredLater })).thenEvents('registered').enteredLater).toEqual(enteredLater)
  })

  test('happens once', () => {
    given(registered).when('proxy', registerAct()).thenRefused('case/exists', 'number-1')
  })

  test('comes before every other act', () => {
    given().when('proxy', { act: 'submit' }).thenRefused('case/unknown')
  })
})

describe('the whole life of a permit', () => {
  test('goes from the village to the county and back', () => {
    const { state, events } = play(completed)
    expect(events.map(({ body }) => body.type)).toEqual([
      ...['registered', 'submitted', 'accepted', 'step-reviewed', 'decided', 'delivered', 'completed'],
    ])
    expect(state).toMatchObject({ stage: 'completed', custodian: 'a', epoch: { seizures: 0, tier: 0, moves: 1 } })
  })

  test('starts both clocks at acceptance', () => {
    const { state } = play(accepted)
    expect(state?.acceptedMs).toBe(MONDAY_MS)
    expect(state?.promised).toEqual({ date: '2026-03-09', latest: null, provisional: false })
    expect(state?.legal).toEqual({ date: '2026-03-30', latest: null, provisional: false })
  })

  test('shows due dates as a range when the clock is not sure', () => {
    const state = given(...submitted)
      .when('a-clerk', { act: 'accept' }, { known: 'unsure' })
      .thenEvents('accepted')
    expect(state.promised).toEqual({ date: '2026-03-05', latest: '2026-03-12', provisional: false })
  })

  test('never counts acceptance from before the last event', () => {
    const state = given(...submitted)
      .when('a-clerk', { act: 'accept' }, { nowMs: 0 })
      .thenEvents('accepted')
    expect(state.acceptedMs).toBe(MONDAY_MS)
  })

  test.each<[string, Done[], string, CaseAct, string]>([
    ['submit twice', submitted, 'a-clerk', { act: 'submit' }, 'case/wrong-stage'],
    ['accept twice', accepted, 'a-clerk', { act: 'accept' }, 'case/wrong-stage'],
    ['decide before acceptance', submitted, 'a-clerk', grant, 'case/wrong-stage'],
    ['grant with a step open', accepted, 'a-clerk', grant, 'step/open'],
    [
      'review an unknown step',
      accepted,
      'a-clerk',
      { act: 'review-step', step: 'x', result: 'agreed', opinion: null },
      'step/unknown',
    ],
    [
      'review a step twice',
      examined,
      'a-clerk',
      { act: 'review-step', step: 'examine', result: 'agreed', opinion: null },
      'case/wrong-stage',
    ],
    [
      'print before the decision',
      examined,
      'a-clerk',
      { act: 'review-step', step: 'print', result: 'agreed', opinion: null },
      'step/open',
    ],
    [
      'decide as a step',
      examined,
      'a-clerk',
      { act: 'review-step', step: 'decide', result: 'agreed', opinion: null },
      'step/unknown',
    ],
    ['deliver before the decision', examined, 'a-clerk', handOver, 'case/wrong-stage'],
    ['complete before delivery', decided, 'a-clerk', { act: 'complete' }, 'case/wrong-stage'],
    ['withdraw after the decision', decided, 'a-clerk', withdrawal, 'case/wrong-stage'],
    ['do anything once completed', completed, 'a-clerk', { act: 'accept' }, 'case/completed'],
    ['ask for a supplement after acceptance', accepted, 'a-clerk', askDeed, 'case/wrong-stage'],
  ])('does not let anyone %s', (_, acts, by, act, code) => {
    given(...acts)
      .when(by, act)
      .thenRefused(code as never)
  })

  test('may be denied with steps still open', () => {
    expect(
      given(...accepted)
        .when('a-clerk', denial)
        .thenEvents('decided').decision?.result,
    ).toBe('denied')
  })

  test('prints the certificate after the decision', () => {
    const print: CaseAct = { act: 'review-step', step: 'print', result: 'agreed', opinion: null }
    expect(
      given(...decided)
        .when('a-clerk', print)
        .thenEvents('step-reviewed').stage,
    ).toBe('decided')
  })

  test('may be withdrawn before the decision, where the item lets it', () => {
    expect(
      given(...accepted)
        .when('proxy', withdrawal, { via: 'r1' })
        .thenEvents('withdrawn').stage,
    ).toBe('withdrawn')
    given(...accepted)
      .when('a-clerk', withdrawal, { item: { ...permit, withdrawable: false } })
      .thenRefused('law/not-withdrawable')
  })
})

describe('acceptance', () => {
  test('waits for papers on their way', () => {
    for (const late of ['form', 'applicant', 'deed'])
      given(...submitted)
        .when('a-clerk', { act: 'accept' }, { holdsPaper: (hash) => hash !== late })
        .thenRefused('paper/awaited', late)
  })

  test('does not wait for a paper that may follow or was not required', () => {
    const act = registerAct({}, { materials: [scan('deed'), scan('map'), scan('photo')] })
    given(does('proxy', act), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' }, { holdsPaper: (hash) => hash !== 'map' && hash !== 'photo' })
      .thenEvents('accepted')
  })

  test('needs the required materials of the scenario, and only those', () => {
    const scenarios = [{ id: 'short', name: 'short', materials: ['photo'] }]
    given(does('proxy', registerAct({}, { materials: [] })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' })
      .thenRefused('paper/missing', 'deed')
    given(does('proxy', registerAct({}, { materials: [], scenario: 'short' })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' }, { item: { ...permit, scenarios } })
      .thenEvents('accepted')
  })

  test('takes sheets seen at the counter for submitted', () => {
    const sheet = { material: 'deed', paper: null, form: 'original' as const, originals: 1, copies: 0 }
    given(does('proxy', registerAct({}, { materials: [sheet] })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' })
      .thenEvents('accepted')
  })

  test('is refused without the pinned version of the item, which is being fetched', () => {
    const played = play(submitted)
    from(played).when('a-clerk', { act: 'accept' }, { item: null }).thenRefused('item/waiting-for', 'permit v1')
    from(played)
      .when('a-clerk', { act: 'accept' }, { item: { ...permit, digest: 'other' } })
      .thenRefused('item/waiting-for', 'permit v1')
  })

  test('may be refused in writing, naming the right organ at the wrong counter', () => {
    const refusal = { act: 'refuse-acceptance' as const, ground: 'wrong-organ' as const, notice: paper('notice') }
    given(...submitted)
      .when('a-clerk', { ...refusal, rightOrgan: null })
      .thenRefused('input/invalid', 'right organ')
    const state = given(...submitted)
      .when('a-clerk', { ...refusal, rightOrgan: 'b-bureau' })
      .thenEvents('not-accepted')
    expect(state.stage).toBe('not-accepted')
  })

  test('belongs to the organ, not to a window that only receives', () => {
    given(...submitted)
      .when('a-window', { act: 'accept' })
      .thenRefused('authority/denied')
    given(registered).when('proxy', { act: 'accept' }).thenRefused('authority/village-never-decides')
  })
})

describe('a supplement', () => {
  const asked = [...submitted, does('a-clerk', askDeed)]

  test('is asked once and given from the village', () => {
    expect(play(asked).state).toMatchObject({ stage: 'supplementing', supplement: { materials: ['photo'], dueBy: '2026-03-10' } })
    const give: CaseAct = { act: 'give-supplement', materials: [scan('photo')] }
    const state = given(...asked)
      .when('proxy', give, { via: 'r1' })
      .thenEvents('supplement-given')
    expect(state).toMatchObject({ stage: 'submitted', supplement: null })
    expect(state.materials.get('photo')?.paper?.hash).toBe('photo')
  })

  test('stays open until the last paper is there', () => {
    const both: CaseAct = { ...askDeed, materials: ['photo', 'map'] } as CaseAct
    const state = given(...submitted, does('a-clerk', both))
      .when('proxy', { act: 'give-supplement', materials: [scan('photo')] }, { via: 'r1' })
      .thenEvents('supplement-given')
    expect(state).toMatchObject({ stage: 'supplementing', supplement: { materials: ['map'] } })
  })

  test('never asks for the same paper twice', () => {
    const given1 = does('proxy', { act: 'give-supplement', materials: [scan('photo')] }, 'r1')
    given(...asked, given1)
      .when('a-clerk', askDeed)
      .thenRefused('law/supplement-once', 'photo')
  })

  test.each([
    ['nothing', { materials: [] }],
    ['a paper twice', { materials: ['photo', 'photo'] }],
    ['a paper the item has not', { materials: ['x'] }],
    ['a date that does not exist', { dueBy: '2026-02-30' }],
  ])('does not ask for %s', (_, changes) => {
    given(...submitted)
      .when('a-clerk', { ...askDeed, ...changes } as CaseAct)
      .thenRefused('input/invalid')
  })
})

describe('instant items', () => {
  test('are registered, accepted, decided, handed over and completed in one act', () => {
    const state = given()
      .when('a-clerk', instantAct(), { item: instant })
      .thenEvents('registered', 'accepted', 'decided', 'delivered', 'completed')
    expect(state).toMatchObject({ stage: 'completed', decidedMs: MONDAY_MS, acceptedMs: MONDAY_MS, registeredMs: MONDAY_MS })
  })

  test('may be handed over later', () => {
    const { thenEvents } = given().when('a-clerk', instantAct({ delivery: null }), { item: instant })
    expect(thenEvents('registered', 'accepted', 'decided').stage).toBe('decided')
  })

  test('are handled by a village when they are public services named so', () => {
    const here = { originPlace: 'a-station', servicePlace: 'a-station' }
    const act = instantAct({ registration: registerAct(here, { materials: [] }), delivery: null })
    given().when('proxy', act, { item: villageService }).thenEvents('registered', 'accepted', 'decided', 'completed')
    given()
      .when('proxy', instantAct({ registration: registerAct(here) }), { item: instant })
      .thenRefused('authority/village-never-decides')
  })

  test('need their required papers, an instant item and an organ', () => {
    const without = instantAct({
      registration: { ...instantAct().registration, registered: { ...registerAct().registered, materials: [] } },
    })
    given().when('a-clerk', without, { item: instant }).thenRefused('paper/missing', 'deed')
    given().when('a-clerk', instantAct(), { item: permit }).thenRefused('item/not-offered')
    given().when('a-window', instantAct(), { item: instant }).thenRefused('authority/denied')
  })
})

describe('external steps', () => {
  const note = (state: string, asOfMs: number, changes = {}): CaseAct =>
    ({
      act: 'note-external',
      step: 'decide',
      system: 'insurance',
      number: 'n-1',
      state,
      asOfMs,
      proof: null,
      ...changes,
    }) as CaseAct
  const world = { item: outside }

  test('are recorded as they were last seen', () => {
    const state = given(...accepted)
      .when('a-clerk', note('in-progress', MONDAY_MS - 60_000), world)
      .thenEvents('external-noted')
    expect(state.stage).toBe('reviewing')
    expect(state.external.get('decide')).toMatchObject({ number: 'n-1', state: 'in-progress', asOfMs: MONDAY_MS - 60_000 })
  })

  test.each([
    ['of an older state', note('sent', MONDAY_MS - 120_000)],
    ['from the future', note('granted', MONDAY_MS + 3_600_000)],
    ['of another system', note('granted', MONDAY_MS, { system: 'other' })],
  ])('refuse a note %s', (_, act) => {
    given(...accepted, does('a-clerk', note('in-progress', MONDAY_MS - 60_000)))
      .when('a-clerk', act, world)
      .thenRefused('input/invalid')
  })

  test('never let us grant more than was seen', () => {
    given(...accepted)
      .when('a-clerk', grant, world)
      .thenRefused('step/open', 'decide')
    given(...accepted, does('a-clerk', note('granted', MONDAY_MS)))
      .when('a-clerk', grant, world)
      .thenEvents('decided')
    given(...accepted, does('a-clerk', note('granted', MONDAY_MS)))
      .when('a-clerk', denial, world)
      .thenRefused('step/open')
    given(...accepted, does('a-clerk', note('denied', MONDAY_MS)))
      .when('a-clerk', denial, world)
      .thenEvents('decided')
  })

  test('exist only where the item has them', () => {
    given(...accepted)
      .when('a-clerk', note('sent', MONDAY_MS))
      .thenRefused('step/unknown')
  })
})

describe('tasks', () => {
  const task = { act: 'give-task' as const, task: 't1', kind: 'village-opinion' as const, site: 'a-village', place: 'a-station' }
  const give = { ...task, person: null, from: '2026-03-02', until: '2026-03-09', instruction: null }
  const answer: CaseAct = {
    act: 'answer-task',
    task: 't1',
    result: 'done',
    report: paper('report'),
    votes: { present: 5, agreed: 4 },
  }

  test('are given to a site on the path and answered by its request while the custodian goes on', () => {
    const state = given(...accepted, does('a-clerk', give), ...examined.slice(3))
      .when('proxy', answer, { via: 'r1' })
      .thenEvents('task-answered')
    expect(state.tasks.get('t1')).toMatchObject({
      givenMs: MONDAY_MS,
      answer: { result: 'done', votes: { present: 5, agreed: 4 } },
    })
    expect(state.custodian).toBe('a')
  })

  test('that carry an instruction let the site hold papers', () => {
    const visit = { ...give, site: 'b', place: 'b-hall', instruction: paper('instruction') }
    const joined = [...accepted, does('a-clerk', { act: 'join-site', site: 'b', participant: false })]
    expect(play(joined).state?.participants).toEqual(['a-village', 'a'])
    expect(
      given(...joined)
        .when('a-clerk', visit)
        .thenEvents('task-given').participants,
    ).toEqual(['a-village', 'a', 'b'])
  })

  test.each([
    ['to a site not on the path', { site: 'a-town', place: 'a-centre' }, 'site/not-on-path'],
    ['to a place of another site', { place: 'a-hall' }, 'place/unknown'],
    ['that end before they begin', { until: '2026-03-01' }, 'input/invalid'],
    ['on days that do not exist', { from: '2026-13-01' }, 'input/invalid'],
  ] as const)('are not given %s', (_, changes, code) => {
    given(...accepted)
      .when('a-clerk', { ...give, ...changes })
      .thenRefused(code)
  })

  test('have one id and one answer', () => {
    given(...accepted, does('a-clerk', give))
      .when('a-clerk', give)
      .thenRefused('input/invalid')
    given(...accepted)
      .when('proxy', answer, { via: 'r1' })
      .thenRefused('task/unknown')
    given(...accepted, does('a-clerk', give), does('proxy', answer, 'r1'))
      .when('proxy', answer, { via: 'r2' })
      .thenRefused('task/answered')
  })

  test('count no more votes than people', () => {
    given(...accepted, does('a-clerk', give))
      .when('proxy', { ...answer, votes: { present: 1, agreed: 2 } } as CaseAct, { via: 'r1' })
      .thenRefused('input/invalid', 'votes')
  })

  test('are answered by whom they were given to, or by the custodian’s people who heard it', () => {
    const joined = [...accepted, does('a-clerk', { act: 'join-site', site: 'a-town', participant: false }), does('a-clerk', give)]
    given(...joined)
      .when('town-clerk', answer, { via: 'r1' })
      .thenRefused('authority/denied')
    given(...joined)
      .when('a-clerk', answer)
      .thenEvents('task-answered')
  })
})

describe('who acts, and where', () => {
  test('a site that is not custodian is told so', () => {
    const { state } = play(submitted)
    expect(state?.custodian).toBe('a')
    given(...submitted)
      .when('proxy', { act: 'submit' })
      .thenRefused('authority/not-custodian')
    given(...submitted)
      .when('proxy', withdrawal)
      .thenRefused('authority/not-custodian')
  })

  test('a request comes from a site on the path, by a person posted there', () => {
    given(...submitted)
      .when('town-clerk', withdrawal, { via: 'r1' })
      .thenRefused('site/not-on-path', 'a-town')
    given(...submitted)
      .when('proxy', { act: 'submit' }, { via: 'r1' })
      .thenRefused('authority/not-custodian')
  })

  test('papers of a request are on their way and need not be held', () => {
    given(...accepted)
      .when('proxy', withdrawal, { via: 'r1', holdsPaper: () => false })
      .thenEvents('withdrawn')
    given(...accepted)
      .when('a-clerk', withdrawal, { holdsPaper: () => false })
      .thenRefused('paper/not-held', 'statement')
  })

  test('the place that serves the villager changes by request and joins the path', () => {
    const state = given(...accepted)
      .when('proxy', { act: 'change-service-place', place: 'b-station' }, { via: 'r1' })
      .thenEvents('service-place-changed')
    expect(state).toMatchObject({ servicePlace: 'b-station', serviceSite: 'b-village', originSite: 'a-village' })
    expect(state.path).toEqual(['a-village', 'a', 'city', 'b', 'b-village'])
    expect(state.participants).toEqual(['a-village', 'a', 'b-village', 'b'])
  })

  test('due dates are reckoned anew only when they change, and by a clock that is sure', () => {
    const confirm: CaseAct = { act: 'reckon-due', reason: 'time-confirmed' }
    given(...accepted)
      .when('a-clerk', confirm)
      .thenEvents()
    const unsure = play(accepted, { known: 'unsure' })
    expect(unsure.state?.promised?.latest).toBe('2026-03-12')
    from(unsure).when('a-clerk', { act: 'reckon-due', reason: 'calendar-published' }).thenEvents()
    from(unsure).when('a-clerk', confirm, { known: 'unsure' }).thenRefused('clock/unsure')
    const sure = from(unsure).when('a-clerk', confirm).thenEvents('due-reckoned')
    expect(sure.promised).toEqual({ date: '2026-03-09', latest: null, provisional: false })
  })

  test('a case with entries of a newer version waits for the upgrade', () => {
    const { state } = play(accepted)
    const newer = { state: state && { ...state, unknownBodies: ['paused'] } }
    from(newer).when('a-clerk', grant).thenRefused('case/needs-upgrade', 'paused')
  })

  test('a person, a place or an organ the roster has not is refused', () => {
    const { state } = play(accepted)
    const act = { act: { act: 'complete' as const }, asked: null }
    const decideAs = (changes: Partial<Actor>) => {
      const by = actor('a-clerk', changes)
      return decide(
        state,
        { ...act, by },
        factsFor(state, does('a-clerk', act.act), {
          item: permit,
          roster,
          nowMs: MONDAY_MS,
          known: 'measured',
          holdsPaper: () => true,
        }),
      )
    }
    expect(decideAs({ person: 'nobody' })).toMatchObject({ code: 'person/not-posted' })
    expect(decideAs({ place: 'nowhere' })).toMatchObject({ code: 'place/unknown' })
    expect(decideAs({ organ: 'no-organ' })).toMatchObject({ code: 'authority/denied' })
    expect(decideAs({ organ: 'a-agency' })).toMatchObject({ code: 'person/not-posted' })
    expect(decideAs({ level: 'city' })).toMatchObject({ code: 'authority/denied' })
    expect(decideAs({ rosterVersion: 9 })).toMatchObject({ code: 'roster/behind' })
  })
})
