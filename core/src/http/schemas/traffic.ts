import { Type } from 'typebox'
import { AGE, COUNT, FAULT_CODE, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record } from './common.js'

const LANE = oneOf('case', 'bulk')
const KIND = orNull(Type.String())

const LANE_STATUS = record({
  lane: LANE,
  written: COUNT,
  acknowledged: COUNT,
  sent: COUNT,
  inFlight: COUNT,
  credit: COUNT,
  received: COUNT,
  peerWritten: COUNT,
  waitingMs: orNull(MS),
})

/** A link as the program that drives it says it is. */
export const LINK = record({
  peer: NAMED,
  state: oneOf('down', 'greeting', 'running', 'closed'),
  sinceMs: MS,
  reason: orNull(Type.String()),
  detail: Type.String(),
  linkId: orNull(Type.String()),
  session: COUNT,
  peerFacts: orNull(
    record({
      store: Type.String(),
      generation: orNull(COUNT),
      programVersion: Type.String(),
      rosterVersion: COUNT,
    }),
  ),
  offset: orNull(record({ offsetMs: MS, uncertaintyMs: MS })),
  lanes: list(LANE_STATUS),
  drops: Type.Record(Type.String(), COUNT),
  lastHeardMs: orNull(MS),
  peerInMaintenance: Type.Boolean(),
  nextDialMs: orNull(MS),
  /** Stopped for a reason a person must look at; kept over restarts. */
  stopped: orNull(record({ code: FAULT_CODE, detail: Type.String(), sinceMs: orNull(MS) })),
})

export const PARKED = record({
  id: COUNT,
  kind: KIND,
  kindNumber: COUNT,
  code: FAULT_CODE,
  detail: Type.String(),
  from: NAMED,
  caseId: orNull(HEX_ID),
  tries: COUNT,
  age: AGE,
})

export const HELD = record({ caseId: HEX_ID, sequence: COUNT, from: NAMED, age: AGE })

export const OUTGOING = record({
  peer: NAMED,
  lane: LANE,
  written: COUNT,
  acknowledged: COUNT,
  oldest: orNull(AGE),
  waiting: list(record({ number: COUNT, kind: KIND, caseId: orNull(HEX_ID), age: AGE })),
  results: list(record({ number: COUNT, state: Type.String(), code: Type.String(), detail: Type.String() })),
})

export const REQUEST = record({
  id: ID,
  caseId: HEX_ID,
  number: Type.String(),
  act: Type.String(),
  by: NAMED,
  from: NAMED,
  own: Type.Boolean(),
  state: oneOf('open', 'sent', 'waiting', 'answered', 'closed'),
  code: orNull(FAULT_CODE),
  detail: Type.String(),
  sentTo: orNull(NAMED),
  age: AGE,
})

/** What the city asked a county to seize: on its way, in the case's log, or refused with a reason. */
export const SEIZURE_ASK_LINE = record({
  id: HEX_ID,
  from: NAMED,
  county: NAMED,
  by: NAMED,
  state: oneOf('asked', 'seized', 'refused'),
  code: orNull(FAULT_CODE),
  detail: Type.String(),
  age: AGE,
})
