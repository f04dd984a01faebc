import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyAct, anyRequest, faultOf, forAll, hash, hexId, mangled } from './arbitrary.testing.js'
import * as gen from './gen/liandong/request/v1/request.js'
import { ACT_NAMES } from './parts/act.js'
import {
  type CaseRequest,
  decodeRequest,
  decodeRequestInTransit,
  decodeSeizureAsk,
  decodeSeizureRefusal,
  decodeUnknownCaseAnswer,
  encodeRequest,
  encodeRequestInTransit,
  encodeSeizureAsk,
  encodeSeizureRefusal,
  encodeUnknownCaseAnswer,
  seizureAskBodyHash,
} from './request.js'

const [sample] = fc.sample(anyRequest, { numRuns: 1, seed: 3 }) as [CaseRequest]

test('a request comes back from its bytes with the hashes its author saw', () => {
  forAll(anyRequest, (request) => {
    const { bytes, hash, bodyHash } = encodeRequest(request)
    expect(decodeRequest(bytes)).toEqual({ request, hash, bodyHash })
  })
})

test('every act a request may ask for comes back as it was written', () => {
  const seen = new Set<string>()
  forAll(
    anyAct,
    (act) => {
      seen.add(act.act)
      expect(decodeRequest(encodeRequest({ ...sample, act }).bytes).request.act).toEqual(act)
    },
    500,
  )
  expect([...seen].sort()).toEqual([...ACT_NAMES].sort())
})

test('the body hash is the same however often the person sends the form, and differs for another body', () => {
  const act = { act: 'withdraw', statement: null } as const
  const first = { ...sample, act }
  const { bodyHash } = encodeRequest(first)
  expect(encodeRequest({ ...first, time: { ...first.time, rawMs: 1 }, requestId: '0'.repeat(32) }).bodyHash).toBe(bodyHash)
  const others: CaseRequest[] = [
    { ...first, caseId: 'f'.repeat(32) },
    { ...first, author: { ...first.author, person: 'somebody-else' } },
    { ...first, act: { act: 'withdraw', statement: { hash: 'a'.repeat(64), sizeBytes: 1 } } },
    { ...first, act: { act: 'complete' } },
  ]
  expect(others.map((other) => encodeRequest(other).bodyHash)).not.toContain(bodyHash)
})

test('an act of a later version keeps its name and its body hash', () => {
  const message = gen.Request.decode(encodeRequest(sample).bytes)
  message.actType = 'pause'
  const { request, bodyHash } = decodeRequest(gen.Request.encode(message).finish())
  expect(request.act).toEqual({ act: 'unknown', name: 'pause' })
  expect(bodyHash).not.toBe(encodeRequest(sample).bodyHash)
})

test('whatever comes in, reading a request ends in the request or a fault', () => {
  const bytes = mangled(anyRequest.map((request) => encodeRequest(request).bytes))
  forAll(bytes, (input) => expect([null, 'event/malformed']).toContain(faultOf(() => decodeRequest(input))), 2000)
})

test('a request above 64 KiB is neither written nor read', () => {
  const papers = Array.from({ length: 2000 }, () => ({ hash: 'a'.repeat(64), sizeBytes: 1 }))
  expect(faultOf(() => encodeRequest({ ...sample, papers }))).toBe('input/too-large')
  expect(faultOf(() => decodeRequest(new Uint8Array(64 * 1024 + 1)))).toBe('input/too-large')
})

test('a request on its way keeps its author’s bytes and its trail', () => {
  const hop = { site: 'k', epoch: { seizures: 1, tier: 2, moves: 3 } }
  const transit = { bytes: Buffer.from('x'), trail: [hop], seal: Buffer.alloc(32), sealScheme: 'hmac-sha256' }
  const encoded = encodeRequestInTransit(transit)
  expect(decodeRequestInTransit(encoded)).toEqual(transit)
  const fine = [null, 'event/malformed']
  forAll(mangled(fc.constant(encoded)), (input) => expect(fine).toContain(faultOf(() => decodeRequestInTransit(input))))
})

test('a trail no tree could make is malformed', () => {
  const hop = { site: 'k', epoch: { seizures: 0, tier: 0, moves: 0 } }
  const trail = Array.from({ length: 257 }, () => hop)
  const encoded = encodeRequestInTransit({ bytes: Buffer.from('x'), trail, seal: Buffer.alloc(32), sealScheme: 'hmac-sha256' })
  expect(faultOf(() => decodeRequestInTransit(encoded))).toBe('event/malformed')
})

const [requestId, caseId] = fc.sample(hexId, { numRuns: 2, seed: 5 }) as [string, string]
const [bodyHash] = fc.sample(hash, { numRuns: 1, seed: 5 }) as [string]
const answer = { requestId, bodyHash, toSite: 'v', fromSite: 'c', code: 'case/unknown', detail: '371122-1' }
const ask = { askId: requestId, caseId, from: 'v', approvers: ['p', 'q'], author: sample.author }
const refusal = { askId: requestId, bodyHash, code: 'authority/not-parent', detail: 'a-village' }

test('an unknown-case answer, a seizure ask and its refusal come back as they were written, or as a fault', () => {
  expect(decodeUnknownCaseAnswer(encodeUnknownCaseAnswer(answer))).toEqual(answer)
  expect(decodeSeizureAsk(encodeSeizureAsk(ask))).toEqual(ask)
  expect(decodeSeizureRefusal(encodeSeizureRefusal(refusal))).toEqual(refusal)
  const fine = [null, 'event/malformed']
  const bytes = mangled(fc.constantFrom(encodeUnknownCaseAnswer(answer), encodeSeizureAsk(ask), encodeSeizureRefusal(refusal)))
  forAll(bytes, (input) => {
    for (const decode of [decodeUnknownCaseAnswer, decodeSeizureAsk, decodeSeizureRefusal])
      expect(fine).toContain(faultOf(() => decode(input)))
  })
})

test.each([
  ['another case', { caseId: requestId }],
  ['another site', { from: 'w' }],
  ['other approvers', { approvers: ['p'] }],
  ['another person', { author: { ...sample.author, person: 'somebody else' } }],
])('an ask for %s is another body', (_name, changes) => {
  expect(seizureAskBodyHash({ ...ask, ...changes })).not.toBe(seizureAskBodyHash(ask))
})
