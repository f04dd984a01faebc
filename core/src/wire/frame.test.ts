import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultOf, forAll, hash, hexId, id, mangled } from './arbitrary.testing.js'
import { decodeFrame, encodeFrame, type FrameBody, kindNumber, kindOfNumber, type LinkFrame, MAX_FRAME_BYTES } from './frame.js'
import * as gen from './gen/liandong/link/v1/frame.js'
import { sameBytes } from './hash.js'

// What is empty is not sent, and comes back as plain bytes where the rest is a Buffer.
expect.addEqualityTesters([(a, b) => (a instanceof Uint8Array && b instanceof Uint8Array ? sameBytes(a, b) : undefined)])

const count = fc.nat(2 ** 31)
const number = fc.integer({ min: 1, max: 2 ** 40 })
const clock = fc.integer({ min: 1, max: 2 ** 45 })
const lane = fc.constantFrom('case' as const, 'bulk' as const)
const bytes = fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value))
const laneState = fc.record({ lane, received: count, receivedDigest: hash, credit: count, written: count })
const lanes = fc.uniqueArray(laneState, { selector: (state) => state.lane, maxLength: 2 })
const bodyTypes = fc.uniqueArray(id, { maxLength: 3 })
const kind = fc.constantFrom('event' as const, 'request' as const, 'content-ask' as const)
const message = fc.oneof(
  fc.record({ kind, payload: bytes }).map(({ kind, payload }) => ({ kind, kindNumber: kindNumber(kind), payload })),
  fc.record({ kind: fc.constant(null), kindNumber: fc.integer({ min: 64, max: 255 }), payload: bytes }),
)
const code = fc.constantFrom('link/clone' as const, 'event/malformed' as const)
const detail = fc.constantFrom('', '记录无法解读')
const about = { caseId: hexId, hash }
const of = <K extends FrameBody['kind']>(name: K, fields: object) =>
  fc.record({ kind: fc.constant(name), ...fields }) as unknown as fc.Arbitrary<FrameBody>

const bodies: { readonly [K in FrameBody['kind']]: fc.Arbitrary<FrameBody> } = {
  hello: of('hello', {
    site: id,
    store: hexId,
    generation: count,
    wireOldest: count,
    wireNewest: count,
    programVersion: id,
    bodyTypes,
    lanes,
    clockMs: clock,
    rosterVersion: count,
    instance: hexId,
  }),
  welcome: of('welcome', {
    site: id,
    store: hexId,
    wire: count,
    programVersion: id,
    bodyTypes,
    lanes,
    clockMs: clock,
    rosterVersion: count,
    helloClockMs: clock,
  }),
  stop: of('stop', { code, detail }),
  batch: of('batch', { lane, first: number, messages: fc.array(message, { minLength: 1, maxLength: 5 }) }),
  ack: of('ack', {
    lane,
    number: count,
    digest: hash,
    credit: count,
    results: fc.array(fc.record({ number, state: fc.constantFrom('held', 'parked'), code, detail }), { maxLength: 3 }),
  }),
  heartbeat: of('heartbeat', {
    clockMs: clock,
    lanes,
    heard: fc.option(fc.record({ clockMs: clock, atMs: clock }), { nil: null }),
  }),
  ask: fc.tuple(hexId, number, count).map(([caseId, from, more]) => ({ kind: 'ask', caseId, from, to: from + more })),
  want: of('want', about),
  have: of('have', { ...about, sizeBytes: number }),
  pull: of('pull', { ...about, offset: count, length: fc.integer({ min: 1, max: 2 ** 31 }) }),
  chunk: of('chunk', { ...about, offset: count, data: bytes }),
  got: of('got', { ...about, held: fc.boolean(), byCustodian: fc.boolean() }),
}

const frame = fc.record({ linkId: fc.option(hexId, { nil: null }), session: count, body: fc.oneof(...Object.values(bodies)) })

test.each(Object.entries(bodies))('a frame of kind %s comes back as it was sent', (_kind, body) => {
  const frames = fc.record({ linkId: fc.option(hexId, { nil: null }), session: count, body })
  forAll(frames, (sent) => expect(decodeFrame(encodeFrame(sent))).toEqual(sent), 50)
})

test('a kind of message of a later version keeps its number and its payload', () => {
  const sent = { kind: null, kindNumber: 200, payload: Buffer.from('later') }
  const bytes = encodeFrame({ linkId: 'l', session: 1, body: { kind: 'batch', lane: 'case', first: 1, messages: [sent] } })
  expect(decodeFrame(bytes).body).toMatchObject({ messages: [sent] })
})

test('a kind of frame of a later version is told apart, not refused', () => {
  const bytes = Buffer.concat([
    gen.Frame.encode({ linkId: 'l', session: 4, kind: undefined }).finish(),
    Buffer.from([0xf2, 0x02, 0]),
  ])
  expect(decodeFrame(bytes)).toEqual({ linkId: 'l', session: 4, body: { kind: 'unknown' } })
})

test('every kind of message has one number and every number its kind', () => {
  const kinds = Array.from({ length: 256 }, (_, number) => kindOfNumber(number))
  expect(kinds.map((kind, number) => (kind === null ? number : kindNumber(kind)))).toEqual(kinds.map((_, number) => number))
  const known = kinds.filter((each) => each !== null)
  expect(known.length).toBeGreaterThan(15)
  expect(new Set(known).size).toBe(known.length)
  expect([kindOfNumber(0), kindOfNumber(255)]).toEqual([null, null])
})

test('a stop with a code of a later version still stops, and names it', () => {
  const value = { code: 'link/moon-phase', detail: 'full' }
  const bytes = gen.Frame.encode({ linkId: 'l', session: 1, kind: { $case: 'stop', value } }).finish()
  expect(decodeFrame(bytes).body).toEqual({ kind: 'stop', code: 'link/unknown-kind', detail: 'link/moon-phase full' })
})

describe('a frame is malformed', () => {
  const state = { lane: 1, received: 0, receivedDigest: Buffer.alloc(32), credit: 0, written: 0 } as const
  const hello: gen.Hello = {
    site: 's',
    store: 't',
    generation: 1,
    wireOldest: 1,
    wireNewest: 1,
    programVersion: '1',
    bodyTypes: [],
    lanes: [state],
    clockMs: 1,
    rosterVersion: 0,
    instance: 'i',
  }
  const cases: readonly [string, NonNullable<gen.Frame['kind']>][] = [
    ['whose Hello names no site', { $case: 'hello', value: { ...hello, site: '' } }],
    ['that states one lane twice', { $case: 'hello', value: { ...hello, lanes: [state, state] } }],
    ['with a short digest', { $case: 'hello', value: { ...hello, lanes: [{ ...state, receivedDigest: Buffer.alloc(3) }] } }],
    ['with an empty batch', { $case: 'batch', value: { lane: 1, first: 1, messages: [] } }],
    [
      'with a batch from number 0',
      { $case: 'batch', value: { lane: 1, first: 0, messages: [{ kind: 1, payload: Buffer.alloc(1) }] } },
    ],
    [
      'with a batch of no lane',
      { $case: 'batch', value: { lane: 0, first: 1, messages: [{ kind: 1, payload: Buffer.alloc(1) }] } },
    ],
    [
      'with a kind that is no byte',
      { $case: 'batch', value: { lane: 1, first: 1, messages: [{ kind: 256 as gen.Message_Kind, payload: Buffer.alloc(1) }] } },
    ],
    ['that asks backwards', { $case: 'ask', value: { caseId: 'a'.repeat(32), from: 3, to: 2 } }],
    ['that wants no paper', { $case: 'want', value: { caseId: 'a'.repeat(32), hash: Buffer.alloc(0) } }],
    ['that pulls nothing', { $case: 'pull', value: { caseId: 'a'.repeat(32), hash: Buffer.alloc(32), offset: 0, length: 0 } }],
  ]
  test.each(cases)('%s', (_name, kind) => {
    const bytes = gen.Frame.encode({ linkId: 'l', session: 1, kind }).finish()
    expect(faultOf(() => decodeFrame(bytes))).toBe('link/malformed-frame')
  })
})

test('whatever comes in, reading a frame ends in the frame or a fault', () => {
  const bytes = mangled(frame.map((sent: LinkFrame & { body: FrameBody }) => encodeFrame(sent)))
  forAll(bytes, (input) => expect([null, 'link/malformed-frame']).toContain(faultOf(() => decodeFrame(input))), 3000)
})

test('a frame above 512 KiB is neither sent nor read', () => {
  const data = Buffer.alloc(MAX_FRAME_BYTES)
  const body = { kind: 'chunk', caseId: 'a'.repeat(32), hash: 'a'.repeat(64), offset: 0, data } as const
  expect(faultOf(() => encodeFrame({ linkId: 'l', session: 1, body }))).toBe('link/frame-too-large')
  expect(faultOf(() => decodeFrame(new Uint8Array(MAX_FRAME_BYTES + 1)))).toBe('link/frame-too-large')
})
