import fc from 'fast-check'
import { anyEvent, anyRequest, bodies } from '../../core/src/wire/arbitrary.testing.js'
import type { CaseEvent } from '@liandong/core/domain/case/event.js'
import { BODY_TYPES, encodeEvent, eventHash } from '@liandong/core/wire/event.js'
import { makeSeal, SEAL_SCHEME } from '@liandong/core/wire/hash.js'
import { type CaseRequest, encodeRequest } from '@liandong/core/wire/request.js'

/** The key the samples are sealed with. */
export const SAMPLE_KEY = Buffer.alloc(32, 7)
/** The same samples whenever they are made anew by the same version. */
const SEED = 20260302
const REQUESTS = 60

export interface SampleEvent {
  readonly event: CaseEvent
  readonly hash: string
  readonly seal: string
  readonly sealScheme: string
  readonly bytes: string
}

export interface SampleRequest {
  readonly request: CaseRequest
  readonly hash: string
  readonly bodyHash: string
  readonly bytes: string
}

/** One sealed event of each type of body: what it says, and the bytes that say it. */
export function sampleEvents(): SampleEvent[] {
  const events = fc.sample(anyEvent, { numRuns: BODY_TYPES.length, seed: SEED })
  return BODY_TYPES.map((type, index) => {
    const of = bodies[type as keyof typeof bodies] as fc.Arbitrary<CaseEvent['body']>
    const [body] = fc.sample(of, { numRuns: 1, seed: SEED })
    const event = { ...events[index], body } as CaseEvent
    const bytes = encodeEvent(event)
    const hash = eventHash(bytes)
    const seal = { seal: base64(makeSeal(SAMPLE_KEY, hash)), sealScheme: SEAL_SCHEME }
    return { event, hash, ...seal, bytes: base64(bytes) }
  })
}

/** Requests for each kind of act, with the hash their answers name. */
export function sampleRequests(): SampleRequest[] {
  const all = fc.sample(anyRequest, { numRuns: REQUESTS, seed: SEED })
  const firstOfEach = new Map([...all].reverse().map((request) => [request.act.act, request]))
  return [...firstOfEach.values()].map((request) => {
    const { bytes, hash, bodyHash } = encodeRequest(request)
    return { request, hash, bodyHash, bytes: base64(bytes) }
  })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
