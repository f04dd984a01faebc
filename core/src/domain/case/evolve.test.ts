import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, does, paper, play, registerAct } from './case.testing.js'
import { MONDAY_MS } from './world.testing.js'
import type { CaseBody, CaseEvent } from './event.js'
import { evolve, evolveAll } from './evolve.js'
import {
  nationalCodeOf,
  nationalNames,
  outcomeOf,
  outcomeTable,
  stageTable,
  stagesOf,
  type NationalCode,
} from './national-codes.js'
import { MAX_PAPER_BYTES, papersOf, refuseSize } from './papers.js'
import { isReachable, nextStages, powerNeeded, STAGES, transitions } from './transitions.js'

const p = paper('x')
const material = { material: 'm', paper: p, form: 'scan' as const, originals: 0, copies: 0 }
const due = { date: '2026-01-01', latest: null, provisional: false }

/** One body of every type, each naming the paper `x` wherever it can name one. */
const bodies: { readonly [T in CaseBody['type']]: Extract<CaseBody, { type: T }> } = {
  registered: {
    type: 'registered',
    applicantKind: 'household',
    applicant: paper('applicant'),
    form: paper('form'),
    coApplicantCount: 2,
    answers: [],
    materials: [material],
    calendarVersion: 'c',
    source: 'batch',
    enteredLater: { claimedMs: 1, reason: 'power-cut', proof: paper('proof') },
  },
  submitted: { type: 'submitted', to: 's', organ: null },
  moved: { type: 'moved', direction: 'up', to: 's', organ: null, note: p },
  accepted: { type: 'accepted', organ: null, acceptedMs: 5, promised: due, legal: null, calendarVersion: 'c2' },
  'not-accepted': { type: 'not-accepted', organ: null, ground: 'not-eligible', rightOrgan: null, notice: p },
  'supplement-asked': { type: 'supplement-asked', materials: ['m'], notice: p, dueBy: null },
  'supplement-given': { type: 'supplement-given', materials: [material] },
  'paper-added': { type: 'paper-added', material },
  'step-reviewed': { type: 'step-reviewed', step: 's', organ: null, result: 'agreed', opinion: p },
  decided: { type: 'decided', organ: null, result: 'granted', document: p, certificateNumber: null },
  delivered: { type: 'delivered', how: 'post', receiver: 'applicant', proof: p },
  completed: { type: 'completed' },
  withdrawn: { type: 'withdrawn', statement: p },
  'task-given': {
    type: 'task-given',
    task: 't',
    kind: 'visit',
    site: 's',
    place: null,
    person: null,
    from: null,
    until: null,
    instruction: p,
  },
  'task-answered': { type: 'task-answered', task: 't', result: 'done', report: p, votes: null },
  'external-noted': { type: 'external-noted', step: 's', system: 'x', number: null, state: 'sent', asOfMs: 1, proof: p },
  'notice-opened': { type: 'notice-opened', notice: 1, kind: 'decision' },
  'notice-told': { type: 'notice-told', notice: 1, kind: 'decision', whom: 'applicant', how: 'phone', toldMs: 1, record: p },
  'originals-handed-on': { type: 'originals-handed-on', materials: ['m'], to: null, bag: null },
  'originals-received': { type: 'originals-received', bag: null, materials: ['m'], missing: [] },
  'service-place-changed': { type: 'service-place-changed', place: 'p' },
  'site-joined': { type: 'site-joined', site: 's', participant: true },
  'due-reckoned': { type: 'due-reckoned', promised: due, legal: null, calendarVersion: 'c3', reason: 'time-confirmed' },
  seized: { type: 'seized', from: 's', reason: 'silent', approvers: [], lastHeardMs: null, secondDecisionPossible: true },
  'request-refused': { type: 'request-refused' },
}

const first = play([does('proxy', registerAct())]).events[0] as CaseEvent

describe('evolve', () => {
  test('takes any event in any order, and custody, path, stage and item from its envelope', () => {
    const event = fc.record({
      body: fc.constantFrom(...Object.values(bodies), { type: 'unknown' as const, name: 'paused' }),
      stage: fc.constantFrom(...STAGES),
      custodian: fc.constantFrom('city', 'a', 'a-village'),
      moves: fc.nat(3),
      legalMs: fc.nat(),
    })
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), (events) => {
        const made = events.map(({ body, stage, custodian, moves, legalMs }, index): CaseEvent => {
          const epoch = { seizures: 0, tier: 0, moves }
          return { ...first, body, sequence: index + 1, epoch, time: at(legalMs), after: { ...first.after, stage, custodian } }
        })
        const last = made.at(-1) as CaseEvent
        expect(evolveAll(made)).toMatchObject({
          ...last.after,
          epoch: last.epoch,
          sequence: made.length,
          legalMs: last.time.legalMs,
        })
      }),
    )
  })

  test('moves a case by a body it cannot read and notes the upgrade it needs, once', () => {
    const state = evolve(null, first)
    const newer: CaseEvent = {
      ...first,
      sequence: 2,
      body: { type: 'unknown', name: 'paused' },
      papers: [p],
      after: { ...first.after, custodian: 'a' },
    }
    const after = evolve(evolve(state, newer), { ...newer, sequence: 3 })
    expect(after).toMatchObject({ custodian: 'a', sequence: 3, unknownBodies: ['paused'] })
    expect(after.papers.get('x')).toBe(100)
  })

  test('opens a case even when its first body is of a newer version', () => {
    const state = evolve(null, { ...first, body: { type: 'unknown', name: 'registered-2' } })
    expect(state).toMatchObject({
      stage: 'registered',
      number: 'number-1',
      registeredMs: MONDAY_MS,
      unknownBodies: ['registered-2'],
      applicant: null,
    })
  })

  test('keeps the first answer of a task and takes no answer to one never given', () => {
    const state = evolve(null, first)
    const given = evolve(state, { ...first, sequence: 2, body: bodies['task-given'] })
    const done = evolve(given, { ...first, sequence: 3, body: bodies['task-answered'] })
    const again = evolve(done, { ...first, sequence: 4, body: { ...bodies['task-answered'], result: 'objection' } })
    expect(again.tasks.get('t')?.answer?.result).toBe('done')
    expect(evolve(state, { ...first, sequence: 2, body: bodies['task-answered'] }).tasks.size).toBe(0)
  })

  test('remembers that a second decision may exist', () => {
    const seized = evolve(evolve(null, first), { ...first, sequence: 2, body: bodies.seized })
    const again = evolve(seized, { ...first, sequence: 3, body: { ...bodies.seized, secondDecisionPossible: false } })
    expect(again.secondDecisionPossible).toBe(true)
  })
})

describe('papers', () => {
  const without = new Set([
    'submitted',
    'accepted',
    'completed',
    'notice-opened',
    'originals-handed-on',
    'originals-received',
    'service-place-changed',
    'site-joined',
    'due-reckoned',
    'seized',
    'request-refused',
  ])

  test.each(Object.values(bodies))('named by $type are listed', (body) => {
    const hashes = papersOf(body).map(({ hash }) => hash)
    const one = without.has(body.type) ? [] : ['x']
    expect(hashes).toEqual(body.type === 'registered' ? ['applicant', 'form', 'x', 'proof'] : one)
  })

  test('named twice are listed once', () => {
    expect(papersOf({ type: 'supplement-given', materials: [material, { ...material, material: 'n' }] })).toEqual([p])
  })

  test('have from 1 byte to 50 MiB', () => {
    expect(refuseSize([paper('x', 1), paper('y', MAX_PAPER_BYTES)])).toBeNull()
    expect(refuseSize([paper('x', 0)])?.code).toBe('paper/empty')
    expect(refuseSize([paper('x', 51 * 1024 * 1024)])?.code).toBe('paper/too-large')
  })
})

describe('stages', () => {
  test('are all reached from registration, and none leads out of completed or withdrawn', () => {
    expect(STAGES.filter((stage) => !isReachable('registered', stage))).toEqual([])
    for (const end of ['completed', 'withdrawn'] as const)
      expect(STAGES.filter((stage) => isReachable(end, stage))).toEqual([end])
  })

  test('need the power to accept on the way in and the power to decide on the way out', () => {
    expect(powerNeeded('registered', 'accepted')).toBe('accept')
    expect(powerNeeded('submitted', 'reviewing')).toBe('accept')
    expect(powerNeeded('supplementing', 'not-accepted')).toBe('accept')
    expect(powerNeeded('reviewing', 'decided')).toBe('decide')
    expect(powerNeeded('registered', 'completed')).toBe('decide')
    expect(powerNeeded('decided', 'delivered')).toBeNull()
    expect(powerNeeded('not-accepted', 'completed')).toBeNull()
    expect(powerNeeded('accepted', 'reviewing')).toBeNull()
  })

  test('follow from every type only where the table says so', () => {
    expect(nextStages('decided', 'submitted')).toEqual([])
    expect(Object.keys(transitions).sort()).toEqual(Object.keys(bodies).sort())
    expect(nextStages('registered', 'registered')).toEqual([])
  })
})

describe('national codes', () => {
  test.each([
    ['registered', '02'],
    ['submitted', '02'],
    ['supplementing', '06'],
    ['accepted', '05'],
    ['not-accepted', '07'],
    ['reviewing', '08'],
    ['decided', '10'],
    ['delivered', '10'],
    ['completed', '10'],
    ['withdrawn', '13'],
  ] as const)('%s is %s', (stage, code) => {
    expect(nationalCodeOf(stage)).toBe(code)
    expect(stagesOf(code)).toContain(stage)
  })

  test('name all thirteen, those without a stage here too', () => {
    const codes = Object.keys(nationalNames).sort() as NationalCode[]
    expect(codes).toEqual(Array.from({ length: 13 }, (_, index) => String(index + 1).padStart(2, '0')))
    expect(codes.filter((code) => stagesOf(code).length === 0)).toEqual(['01', '03', '04', '09', '11', '12'])
    expect(Object.keys(stageTable).sort()).toEqual([...STAGES].sort())
  })

  test('give each outcome the code most provinces share', () => {
    expect(Object.entries(outcomeTable).map(([outcome, { code }]) => [outcome, code])).toEqual([
      ['granted', '0'],
      ['denied', '1'],
      ['recorded', '6'],
      ['not-accepted', '6'],
      ['withdrawn', '6'],
    ])
  })

  test('tell how a case ended', () => {
    const decision = { organ: null, result: 'denied' as const, document: null, certificateNumber: null }
    const taken = { decision: null, acceptedMs: 1 }
    expect(outcomeOf({ ...taken, stage: 'completed', decision })).toBe('denied')
    expect(outcomeOf({ ...taken, stage: 'completed', acceptedMs: null })).toBe('not-accepted')
    expect(outcomeOf({ ...taken, stage: 'completed' })).toBe('recorded')
    expect(outcomeOf({ ...taken, stage: 'withdrawn' })).toBe('withdrawn')
    expect(outcomeOf({ ...taken, stage: 'reviewing' })).toBeNull()
  })
})
