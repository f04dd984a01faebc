import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent } from '../domain/case/event.js'
import { anyEvent, bodies, faultOf, forAll, mangled } from './arbitrary.testing.js'
import { BODY_TYPES, decodeEvent, decodeSealedEvent, encodeEvent, encodeSealedEvent, MAX_EVENT_BYTES } from './event.js'
import * as gen from './gen/liandong/event/v1/event.js'

const [sample] = fc.sample(anyEvent, { numRuns: 1, seed: 7 }) as [CaseEvent]

function reencoded(change: (event: gen.Event) => void): Uint8Array {
  const event = gen.Event.decode(encodeEvent(sample))
  change(event)
  return gen.Event.encode(event).finish()
}

test('an event comes back from its bytes as it was written', () => {
  forAll(anyEvent, (event) => expect(decodeEvent(encodeEvent(event))).toEqual(event))
})

test.each(BODY_TYPES)('a body of type %s comes back as it was written', (type) => {
  const body = bodies[type as keyof typeof bodies] as fc.Arbitrary<CaseEvent['body']>
  forAll(body, (body) => expect(decodeEvent(encodeEvent({ ...sample, body })).body).toEqual(body), 30)
})

test('there is an arbitrary body for every type', () => {
  expect(Object.keys(bodies).sort()).toEqual([...BODY_TYPES].sort())
})

test('a body of a later version keeps its name, and the envelope is read as ever', () => {
  const bytes = reencoded((event) => {
    event.bodyType = 'video-opinion'
    event.body = Buffer.from([0xfa, 0x01, 0x03, 1, 2, 3])
  })
  expect(decodeEvent(bytes)).toEqual({ ...sample, body: { type: 'unknown', name: 'video-opinion' } })
})

test('a field of a later version inside the envelope is passed over', () => {
  const more = Buffer.concat([encodeEvent(sample), Buffer.from([0xc0, 0x02, 0x07])])
  expect(decodeEvent(more)).toEqual(sample)
})

describe('an event is malformed', () => {
  const cases: readonly [string, (event: gen.Event) => void][] = [
    ['of another format', (event) => (event.format = 2)],
    ['without a case id', (event) => (event.caseId = '')],
    ['with a case id that is no random id', (event) => (event.caseId = '371100')],
    ['without a case number', (event) => (event.caseNumber = '')],
    ['without a sequence', (event) => (event.sequence = 0)],
    ['without an epoch', (event) => (event.epoch = undefined)],
    ['with a tier above the city', (event) => event.epoch && (event.epoch.tier = 3)],
    ['without an author', (event) => (event.author = undefined)],
    ['with an author of no site', (event) => event.author && (event.author.site = '')],
    ['with a level that does not exist', (event) => event.author && (event.author.level = 'province')],
    ['with a mandate of wrong length', (event) => event.author && (event.author.mandate = Buffer.alloc(31))],
    ['without times', (event) => (event.times = undefined)],
    ['with a time no clock shows', (event) => event.times && (event.times.legalMs = 9e15)],
    ['with a clock known in no way', (event) => event.times && (event.times.known = 0)],
    ['with a short previous hash', (event) => (event.previousHash = Buffer.alloc(31))],
    ['with zeros before a later event', (event) => (event.previousHash = Buffer.alloc(32))],
    ['with another hash scheme', (event) => (event.hashScheme = 'md5')],
    ['without the values after it', (event) => (event.after = undefined)],
    ['with an unknown stage', (event) => event.after && (event.after.stage = 'lost')],
    ['with a site twice on its path', (event) => event.after && (event.after.path = ['a', 'a'])],
    ['without an item', (event) => event.after && (event.after.item = undefined)],
    ['with a control character in an id', (event) => event.after && (event.after.custodian = 'a\u0000b')],
    ['with an id without end', (event) => event.after && (event.after.custodian = 'a'.repeat(129))],
    ['without a body type', (event) => (event.bodyType = '')],
    ['without a body', (event) => (event.body = Buffer.alloc(0))],
    ['with the body of another type', (event) => (event.bodyType = event.bodyType === 'completed' ? 'moved' : 'completed')],
    ['with a paper of no bytes', (event) => (event.papers = [{ hash: Buffer.alloc(32), sizeBytes: 0 }])],
  ]
  test.each(cases)('%s', (_name, change) => {
    expect(faultOf(() => decodeEvent(reencoded(change)))).toBe('event/malformed')
  })

  test('when its first event names one before it', () => {
    const bytes = reencoded((event) => (event.sequence = 1))
    expect(faultOf(() => decodeEvent(bytes))).toBe('event/malformed')
  })
})

test('whatever comes in, reading an event ends in the event or a fault', () => {
  const bytes = mangled(anyEvent.map(encodeEvent))
  const fine = [null, 'event/malformed', 'event/too-large']
  forAll(bytes, (input) => expect(fine).toContain(faultOf(() => decodeEvent(input))), 2000)
})

test('an event cut short is never taken for a whole one', () => {
  const bytes = encodeEvent(sample)
  for (let end = 0; end < bytes.length; end += 1) {
    expect(
      faultOf(() => decodeEvent(bytes.subarray(0, end))),
      `cut at ${end}`,
    ).toBe('event/malformed')
  }
})

test('an event that ends early and goes on with something else is malformed', () => {
  const more = Buffer.concat([encodeEvent(sample), Buffer.from([0, 1, 2, 3])])
  expect(faultOf(() => decodeEvent(more))).toBe('event/malformed')
})

test('an event above 64 KiB is neither written nor read', () => {
  const papers = Array.from({ length: 2000 }, () => ({ hash: sample.previousHash, sizeBytes: 1 }))
  expect(faultOf(() => encodeEvent({ ...sample, papers }))).toBe('event/too-large')
  expect(faultOf(() => decodeEvent(new Uint8Array(MAX_EVENT_BYTES + 1)))).toBe('event/too-large')
})

test('a sealed event keeps its author’s bytes as they are', () => {
  const sealed = { bytes: Buffer.from([1, 2, 3]), seal: Buffer.alloc(32, 9), sealScheme: 'hmac-sha256' }
  expect(decodeSealedEvent(encodeSealedEvent(sealed))).toEqual(sealed)
})

test('whatever comes in, reading a sealed event ends in one or a fault', () => {
  const sealed = encodeSealedEvent({ bytes: Buffer.alloc(40, 1), seal: Buffer.alloc(32), sealScheme: 'hmac-sha256' })
  const fine = [null, 'event/malformed']
  forAll(mangled(fc.constant(sealed)), (input) => expect(fine).toContain(faultOf(() => decodeSealedEvent(input))), 1000)
})
