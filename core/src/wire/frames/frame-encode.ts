import * as gen from '../gen/liandong/link/v1/frame.js'
import { hashBytes } from '../hash.js'
import { unreachable } from '../../domain/values.js'
import type { FrameBody, Lane, LaneMessage, LaneState, MessageKind, MessageResult, PaperFrame } from './link-frame.js'
import { toReport } from './site-report.js'

type Oneof = NonNullable<gen.Frame['kind']>

const laneNumbers: Readonly<Record<Lane, gen.Lane>> = { case: gen.Lane.LANE_CASE, bulk: gen.Lane.LANE_BULK }

/** Numbers of the kinds of message, as they stand on the wire and in lane entries. */
export const kindNumbers: Readonly<Record<MessageKind, gen.Message_Kind>> = {
  event: gen.Message_Kind.KIND_EVENT,
  request: gen.Message_Kind.KIND_REQUEST,
  'unknown-case-answer': gen.Message_Kind.KIND_UNKNOWN_CASE_ANSWER,
  'roster-change': gen.Message_Kind.KIND_ROSTER_CHANGE,
  'seizure-ask': gen.Message_Kind.KIND_SEIZURE_ASK,
  'catalogue-edition': gen.Message_Kind.KIND_CATALOGUE_EDITION,
  'list-snapshot': gen.Message_Kind.KIND_LIST_SNAPSHOT,
  'content-ask': gen.Message_Kind.KIND_CONTENT_ASK,
  'content-pack': gen.Message_Kind.KIND_CONTENT_PACK,
  'list-proof': gen.Message_Kind.KIND_LIST_PROOF,
  'item-stop': gen.Message_Kind.KIND_ITEM_STOP,
  'seizure-refusal': gen.Message_Kind.KIND_SEIZURE_REFUSAL,
  'site-enrolled': gen.Message_Kind.KIND_SITE_ENROLLED,
  'site-revoked': gen.Message_Kind.KIND_SITE_REVOKED,
  'catalogue-note': gen.Message_Kind.KIND_CATALOGUE_NOTE,
  'audit-news': gen.Message_Kind.KIND_AUDIT_NEWS,
  verifier: gen.Message_Kind.KIND_VERIFIER,
  'account-ask': gen.Message_Kind.KIND_ACCOUNT_ASK,
  'account-answer': gen.Message_Kind.KIND_ACCOUNT_ANSWER,
  'hand-over': gen.Message_Kind.KIND_HAND_OVER,
  'list-ask': gen.Message_Kind.KIND_LIST_ASK,
  'list-pack': gen.Message_Kind.KIND_LIST_PACK,
}

export function toFrameKind(body: FrameBody): Oneof {
  switch (body.kind) {
    case 'hello':
      return { $case: 'hello', value: { ...body, bodyTypes: [...body.bodyTypes], lanes: body.lanes.map(toLaneState) } }
    case 'welcome':
      return { $case: 'welcome', value: { ...body, bodyTypes: [...body.bodyTypes], lanes: body.lanes.map(toLaneState) } }
    case 'stop':
      return { $case: 'stop', value: { code: body.code, detail: body.detail } }
    case 'batch':
      return {
        $case: 'batch',
        value: { lane: laneNumbers[body.lane], first: body.first, messages: body.messages.map(toMessage) },
      }
    case 'ack':
      return { $case: 'ack', value: toAck(body) }
    case 'heartbeat':
      return { $case: 'heartbeat', value: toHeartbeat(body) }
    case 'ask':
      return { $case: 'ask', value: { caseId: body.caseId, from: body.from, to: body.to } }
    default:
      return toPaperKind(body)
  }
}

function toPaperKind(body: PaperFrame): Oneof {
  const about = { caseId: body.caseId, hash: hashBytes(body.hash) }
  switch (body.kind) {
    case 'want':
      return { $case: 'want', value: about }
    case 'have':
      return { $case: 'have', value: { ...about, sizeBytes: body.sizeBytes } }
    case 'pull':
      return { $case: 'pull', value: { ...about, offset: body.offset, length: body.length } }
    case 'chunk':
      return { $case: 'chunk', value: { ...about, offset: body.offset, data: body.data } }
    case 'got':
      return { $case: 'got', value: { ...about, held: body.held, byCustodian: body.byCustodian } }
    default:
      return unreachable(body)
  }
}

function toLaneState(state: LaneState): gen.LaneState {
  return { ...state, lane: laneNumbers[state.lane], receivedDigest: hashBytes(state.receivedDigest) }
}

function toMessage(message: LaneMessage): gen.Message {
  return { kind: message.kindNumber as gen.Message_Kind, payload: message.payload }
}

function toAck(body: Extract<FrameBody, { kind: 'ack' }>): gen.Ack {
  const { lane, number, digest, credit, results } = body
  return { lane: laneNumbers[lane], number, digest: hashBytes(digest), credit, results: results.map(toResult) }
}

function toResult(result: MessageResult): gen.Result {
  const state = result.state === 'held' ? gen.Result_State.STATE_HELD : gen.Result_State.STATE_PARKED
  return { number: result.number, state, code: result.code, detail: result.detail }
}

function toHeartbeat(body: Extract<FrameBody, { kind: 'heartbeat' }>): gen.Heartbeat {
  const heard = body.heard ?? { clockMs: 0, atMs: 0 }
  return {
    clockMs: body.clockMs,
    lanes: body.lanes.map(toLaneState),
    heardClockMs: heard.clockMs,
    heardAtMs: heard.atMs,
    maintenance: body.maintenance === true,
    sites: body.sites?.map(toReport) ?? [],
  }
}
