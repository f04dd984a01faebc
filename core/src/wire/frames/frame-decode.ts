import { type FaultCode, isFaultCode } from '../../domain/fault.js'
import * as gen from '../gen/liandong/link/v1/frame.js'
import * as check from '../parts/checks.js'
import { kindNumbers } from './frame-encode.js'
import type { Ack, Batch, FrameBody, Heartbeat, Hello, Lane, LaneMessage, LaneState } from './link-frame.js'
import type { MessageKind, MessageResult, Welcome } from './link-frame.js'
import { fromReport } from './site-report.js'

type Oneof = NonNullable<gen.Frame['kind']>
type Decoders = { readonly [C in Oneof['$case']]: (value: Extract<Oneof, { $case: C }>['value']) => FrameBody }

export const kindWords: ReadonlyMap<number, MessageKind> = new Map(
  Object.entries(kindNumbers).map(([word, number]) => [number as number, word as MessageKind]),
)
/** A kind is one byte in the running digest. */
const MAX_KIND = 255

export function fromFrameKind({ $case, value }: Oneof): FrameBody {
  return (decoders[$case] as (value: unknown) => FrameBody)(value)
}

const decoders: Decoders = {
  hello: fromHello,
  welcome: fromWelcome,
  stop: (value) => ({ kind: 'stop', ...fromCode(value.code, check.words(value.detail, 'stop.detail')) }),
  batch: fromBatch,
  ack: fromAck,
  heartbeat: fromHeartbeat,
  ask: (value) => ({ kind: 'ask', caseId: check.hexId(value.caseId, 'ask.case_id'), ...fromRange(value) }),
  want: (value) => ({ kind: 'want', ...fromAbout(value) }),
  have: (value) => ({ kind: 'have', ...fromAbout(value), sizeBytes: check.positive(value.sizeBytes, 'have.size_bytes') }),
  pull: (value) => ({
    kind: 'pull',
    ...fromAbout(value),
    offset: value.offset,
    length: check.positive(value.length, 'pull.length'),
  }),
  chunk: (value) => ({ kind: 'chunk', ...fromAbout(value), offset: value.offset, data: value.data }),
  got: (value) => ({ kind: 'got', ...fromAbout(value), held: value.held, byCustodian: value.byCustodian }),
}

function fromHello(value: gen.Hello): Hello {
  return {
    kind: 'hello',
    site: check.id(value.site, 'hello.site'),
    store: check.id(value.store, 'hello.store'),
    generation: value.generation,
    wireOldest: value.wireOldest,
    wireNewest: value.wireNewest,
    programVersion: check.text(value.programVersion, 'hello.program_version'),
    bodyTypes: check.idList(value.bodyTypes, 'hello.body_types'),
    lanes: fromLaneStates(value.lanes),
    clockMs: check.ms(value.clockMs, 'hello.clock_ms'),
    rosterVersion: value.rosterVersion,
    instance: check.id(value.instance, 'hello.instance'),
  }
}

function fromWelcome(value: gen.Welcome): Welcome {
  return {
    kind: 'welcome',
    site: check.id(value.site, 'welcome.site'),
    store: check.id(value.store, 'welcome.store'),
    wire: value.wire,
    programVersion: check.text(value.programVersion, 'welcome.program_version'),
    bodyTypes: check.idList(value.bodyTypes, 'welcome.body_types'),
    lanes: fromLaneStates(value.lanes),
    clockMs: check.ms(value.clockMs, 'welcome.clock_ms'),
    rosterVersion: value.rosterVersion,
    helloClockMs: check.ms(value.helloClockMs, 'welcome.hello_clock_ms'),
  }
}

/** Lanes of a later version are passed over; one lane stated twice is wrong. */
function fromLaneStates(states: readonly gen.LaneState[]): readonly LaneState[] {
  const known = states.filter((state) => state.lane === gen.Lane.LANE_CASE || state.lane === gen.Lane.LANE_BULK)
  if (new Set(known.map(({ lane }) => lane)).size !== known.length) check.unfit('lanes')
  return known.map((state) => ({
    lane: fromLane(state.lane),
    received: state.received,
    receivedDigest: check.hash(state.receivedDigest, 'lane.received_digest'),
    credit: state.credit,
    written: state.written,
  }))
}

function fromLane(lane: gen.Lane): Lane {
  if (lane === gen.Lane.LANE_CASE) return 'case'
  return lane === gen.Lane.LANE_BULK ? 'bulk' : check.unfit('lane')
}

function fromBatch(value: gen.Batch): Batch {
  const first = check.positive(value.first, 'batch.first')
  if (value.messages.length === 0) check.unfit('batch.messages')
  return { kind: 'batch', lane: fromLane(value.lane), first, messages: value.messages.map(fromMessage) }
}

function fromMessage({ kind, payload }: gen.Message): LaneMessage {
  if (kind < 0 || kind > MAX_KIND) check.unfit('message.kind')
  return { kind: kindWords.get(kind) ?? null, kindNumber: kind, payload }
}

function fromAck(value: gen.Ack): Ack {
  return {
    kind: 'ack',
    lane: fromLane(value.lane),
    number: value.number,
    digest: check.hash(value.digest, 'ack.digest'),
    credit: value.credit,
    results: value.results.map(fromResult),
  }
}

function fromResult(value: gen.Result): MessageResult {
  const state = value.state === gen.Result_State.STATE_HELD ? 'held' : 'parked'
  const number = check.positive(value.number, 'result.number')
  return { number, state, ...fromCode(value.code, check.words(value.detail, 'result.detail')) }
}

function fromCode(code: string, detail: string): { readonly code: FaultCode; readonly detail: string } {
  if (isFaultCode(code)) return { code, detail }
  return { code: 'link/unknown-kind', detail: `${check.text(code, 'code')} ${detail}`.trim() }
}

function fromHeartbeat(value: gen.Heartbeat): Heartbeat {
  const clockMs = check.ms(value.heardClockMs, 'heartbeat.heard_clock_ms')
  const atMs = check.ms(value.heardAtMs, 'heartbeat.heard_at_ms')
  return {
    kind: 'heartbeat',
    clockMs: check.ms(value.clockMs, 'heartbeat.clock_ms'),
    lanes: fromLaneStates(value.lanes),
    heard: clockMs === 0 && atMs === 0 ? null : { clockMs, atMs },
    ...(value.maintenance ? { maintenance: true as const } : {}),
    ...(value.sites.length > 0 ? { sites: value.sites.map(fromReport) } : {}),
  }
}

function fromRange({ from, to }: gen.Ask): { readonly from: number; readonly to: number } {
  return from >= 1 && to >= from ? { from, to } : check.unfit('ask.range')
}

function fromAbout(value: { caseId: string; hash: Uint8Array }) {
  return { caseId: check.hexId(value.caseId, 'case_id'), hash: check.hash(value.hash, 'hash') }
}
