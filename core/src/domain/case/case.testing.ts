import { expect } from 'vitest'
import { authorOf } from '../acts/standing.js'
import { refused, type Decision } from '../decider.js'
import type { FaultCode } from '../fault.js'
import type { ItemVersion } from '../item.js'
import type { Roster } from '../roster.js'
import { parentSite } from '../roster-view.js'
import type { EventTime, Hash, PaperRef, SiteId } from '../values.js'
import type { Calendar } from '../working-days.js'
import { admit } from './admit.js'
import type { CaseAct, CaseCommand, Facts, HandleInstantly, Register } from './command.js'
import { answerRequest } from './decide.js'
import type { BodyType, CaseEvent, CaseEventDraft, PaperSubmitted } from './event.js'
import { evolve } from './evolve.js'
import type { CaseState } from './state.js'
import { actor, calendar, MONDAY_MS, permit, roster } from './world.testing.js'

export function paper(name: string, sizeBytes = 100): PaperRef {
  return { hash: name, sizeBytes }
}

export function scan(material: string, name = material): PaperSubmitted {
  return { material, paper: paper(name), form: 'scan', originals: 0, copies: 0 }
}

export function registration(
  changes: Partial<Omit<Register, 'act' | 'registered'>> = {},
  registered: Partial<Register['registered']> = {},
) {
  const places = { originPlace: 'a-station', servicePlace: 'a-station' }
  const verifier = { scheme: 'sha256-salted' as const, salt: 's', digest: 'q' }
  return {
    caseId: 'case-1',
    number: 'number-1',
    queryVerifier: verifier,
    ...places,
    ...changes,
    registered: {
      applicantKind: 'person' as const,
      applicant: paper('applicant'),
      form: paper('form'),
      coApplicantCount: 0,
      answers: [],
      materials: [scan('deed')],
      source: 'proxy' as const,
      enteredLater: null,
      ...registered,
    },
  }
}

export function registerAct(changes = {}, registered: Partial<Register['registered']> = {}): Register {
  return { act: 'register', ...registration(changes, registered) }
}

export function instantAct(changes: Partial<HandleInstantly> = {}): HandleInstantly {
  const places = { originPlace: 'a-hall', servicePlace: 'a-hall' }
  const decision = { result: 'granted' as const, document: null, certificateNumber: 'c-1' }
  const delivery = { how: 'counter' as const, receiver: 'applicant' as const, proof: null }
  return { act: 'handle-instantly', registration: registration(places), decision, delivery, ...changes }
}

export function at(legalMs: number, known: EventTime['known'] = 'measured'): EventTime {
  return { rawMs: legalMs, estimateMs: legalMs, known, legalMs }
}

/** One act by a person of the roster; `via` is the request it came by. */
export interface Done {
  readonly by: string
  readonly act: CaseAct
  readonly via?: string
}

export function does(by: string, act: CaseAct, via?: string): Done {
  return via === undefined ? { by, act } : { by, act, via }
}

export interface World {
  readonly item: ItemVersion | null
  readonly roster: Roster
  readonly nowMs: number
  readonly known: EventTime['known']
  readonly holdsPaper: (hash: Hash) => boolean
  readonly calendar?: Calendar
}

const usual: World = { item: permit, roster, nowMs: MONDAY_MS, known: 'measured', holdsPaper: () => true }

export function commandOf({ by, act, via }: Done): CaseCommand {
  return { act, by: actor(by), asked: via === undefined ? null : { requestId: via, bodyHash: `hash-of-${via}` } }
}

/** Facts of the site that must decide: the custodian, or whoever seizes (for the city that asked, too) or registers. */
export function factsFor(state: CaseState | null, done: Done, world: World): Facts {
  return {
    self: deciding(state, done, world.roster),
    time: at(world.nowMs, world.known),
    item: world.item,
    calendar: world.calendar ?? calendar,
    roster: world.roster,
    holdsPaper: world.holdsPaper,
  }
}

function deciding(state: CaseState | null, { act, by }: Done, known: Roster): SiteId {
  if (act.act === 'seize' && act.reason === 'asked-by-city') return parentSite(known, act.from) ?? ''
  return state === null || act.act === 'seize' ? actor(by).site : state.custodian
}

/** The events a decision becomes, as the deciding site would complete them. */
export function completeEvents(
  drafts: readonly CaseEventDraft[],
  before: CaseState | null,
  command: CaseCommand,
  facts: Facts,
): CaseEvent[] {
  const author = authorOf(command.by, { site: facts.self, store: `store-of-${facts.self}` }, facts.roster)
  return drafts.map((draft, index) => ({
    ...draft,
    caseId: before?.caseId ?? 'case-1',
    caseNumber: before?.number ?? 'number-1',
    sequence: (before?.sequence ?? 0) + index + 1,
    author,
    time: { ...facts.time, legalMs: Math.max(facts.time.legalMs, before?.legalMs ?? 0) },
    previousHash: 'unchecked',
  }))
}

export interface Played {
  readonly state: CaseState | null
  readonly events: readonly CaseEvent[]
}

/** Plays acts in order; every event must be admitted and every act accepted. */
export function play(acts: readonly Done[], world: Partial<World> = {}): Played {
  let state: CaseState | null = null
  const events: CaseEvent[] = []
  for (const done of acts) {
    const full = { ...usual, ...world }
    const facts = factsFor(state, done, full)
    const decision = answerRequest(state, commandOf(done), facts, false)
    if (decision.kind === 'refused') throw new Error(`${done.act.act} by ${done.by}: ${decision.code} ${decision.detail}`)
    for (const event of completeEvents(decision.events, state, commandOf(done), facts)) {
      const refusal = admit(state, event, full.roster, full.item)
      if (refusal !== null) throw new Error(`${event.body.type} not admitted: ${refusal.code} ${refusal.detail}`)
      state = evolve(state, event)
      events.push(event)
    }
  }
  return { state, events }
}

/** given(what happened).when(an act).thenEvents(…) or .thenRefused(…) */
export function given(...acts: readonly Done[]) {
  return {
    when(by: string, act: CaseAct, world: Partial<World> & { readonly via?: string } = {}) {
      return from(play(acts, world.item === undefined ? {} : { item: world.item })).when(by, act, world)
    },
  }
}

/** The same, after a story played in a world of its own. */
export function from({ state }: Pick<Played, 'state'>) {
  return {
    when(by: string, act: CaseAct, { via, ...world }: Partial<World> & { readonly via?: string } = {}) {
      const done = does(by, act, via)
      const facts = factsFor(state, done, { ...usual, ...world })
      return outcome(answerRequest(state, commandOf(done), facts, false), state, done, facts)
    },
  }
}

function outcome(decision: Decision<CaseEventDraft>, before: CaseState | null, done: Done, facts: Facts) {
  return {
    decision,
    thenEvents(...types: BodyType[]): CaseState {
      expect(decision.kind === 'refused' ? decision : null).toBeNull()
      const drafts = decision.kind === 'accepted' ? decision.events : []
      expect(drafts.map((draft) => draft.body.type)).toEqual(types)
      let state = before
      for (const event of completeEvents(drafts, before, commandOf(done), facts)) {
        expect(admit(state, event, facts.roster, facts.item)).toBeNull()
        state = evolve(state, event)
      }
      if (state === null) throw new Error('no case')
      return state
    },
    thenRefused(code: FaultCode, detail: unknown = expect.any(String)): void {
      expect(decision).toEqual({ ...refused(code), detail })
    },
  }
}
