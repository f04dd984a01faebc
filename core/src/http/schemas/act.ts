import { Type } from 'typebox'
import { fields } from './bodies.js'
import { HEX_ID, ID, record } from './common.js'

function act<const Name extends string, const Fields extends Parameters<typeof record>[0]>(name: Name, rest: Fields) {
  return record({ act: Type.Literal(name), ...rest })
}

/** What a person may do to a case; a task's id is made from the request's. */
export const ACT = Type.Union([
  act('submit', {}),
  act('move', fields.moved),
  act('accept', {}),
  act('refuse-acceptance', fields.refusal),
  act('ask-supplement', fields.supplementAsked),
  act('give-supplement', fields.supplementGiven),
  act('add-paper', fields.paperAdded),
  act('review-step', fields.reviewed),
  act('decide', fields.decided),
  act('deliver', fields.delivered),
  act('complete', {}),
  act('withdraw', fields.withdrawn),
  act('give-task', fields.taskGiven),
  act('answer-task', { task: ID, ...fields.taskAnswer }),
  act('note-external', fields.external),
  act('open-notice', fields.noticeOpened),
  act('tell-notice', fields.noticeTold),
  act('hand-on-originals', fields.handedOn),
  act('receive-originals', fields.received),
  act('change-service-place', { place: ID }),
  act('join-site', fields.joined),
  act('reckon-due', { reason: Type.Enum(['calendar-published', 'time-confirmed']) }),
])

/** The request id is made by the page when the form opens: sending the form again has no second effect. */
export const ACT_REQUEST = record({ requestId: HEX_ID, act: ACT })

/** Cutting a site off and replacing it seize by themselves; these two need a second person. */
const reason = Type.Enum(['silent', 'fork'])

export const SEIZURE = record({ reason })
export const CASE_SEIZURE = record({ from: ID, reason })

/** The ask's id is made by the page when the form opens, as a request's. */
export const SEIZURE_ASK = record({ askId: HEX_ID, from: ID })
