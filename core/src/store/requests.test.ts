import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRequest } from '../wire/arbitrary.testing.js'
import { type CaseRequest, encodeRequest } from '../wire/request.js'
import { openStore } from './open.js'
import type { NewRequest, Requests } from './requests.js'

const [sample] = fc.sample(anyRequest, { numRuns: 1, seed: 11 }) as [CaseRequest]
const { requestId, caseId } = sample
const { bytes, bodyHash } = encodeRequest(sample)
const hop = { site: 'v', epoch: { seizures: 0, tier: 0, moves: 1 } }
const fresh: NewRequest = {
  request: sample,
  bytes,
  bodyHash,
  seal: Buffer.alloc(32, 1),
  sealScheme: 'hmac-sha256',
  own: true,
  source: null,
  trail: [],
  atMs: 5,
}

function withOne(): Requests {
  const { requests } = openStore(':memory:')
  requests.put(fresh)
  return requests
}

test('a request is kept as its author encoded it', () => {
  const found = withOne().find(requestId)
  expect(found).toMatchObject({
    id: requestId,
    request: sample,
    bodyHash,
    own: true,
    source: null,
    trail: [],
    state: 'open',
    code: null,
  })
  expect(Buffer.from(found?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true)
  expect(withOne().find('f'.repeat(32))).toBeNull()
})

test('the same request again keeps its state and takes the newer trail', () => {
  const requests = withOne()
  requests.waits(requestId, 'paper/awaited')
  requests.put({ ...fresh, trail: [hop], source: 'k' })
  expect(requests.find(requestId)).toMatchObject({ state: 'waiting', code: 'paper/awaited', trail: [hop], own: true })
})

describe('a request', () => {
  test('stays unanswered while it is open, sent or waiting', () => {
    const requests = withOne()
    const states = () => requests.unanswered(caseId).map(({ state, code, sentTo }) => [state, code, sentTo])
    expect(states()).toEqual([['open', null, null]])
    requests.sent(requestId, 'k', [hop])
    expect(states()).toEqual([['sent', null, 'k']])
    expect(requests.find(requestId)?.trail).toEqual([hop])
    requests.waits(requestId, 'item/waiting-for', 'item-1 v2')
    expect(states()).toEqual([['waiting', 'item/waiting-for', null]])
    expect(requests.allUnanswered(10)).toHaveLength(1)
    expect(requests.unanswered('other')).toEqual([])
  })

  test('is answered by an event, and open again when that event stands no more', () => {
    const requests = withOne()
    requests.answered(requestId, bodyHash, 7)
    expect(requests.find(requestId)).toMatchObject({ state: 'answered', outcomeRow: 7 })
    expect([requests.unanswered(caseId), requests.ownAnswered(caseId)]).toEqual([[], [requestId]])
    requests.reopen(requestId)
    expect(requests.find(requestId)).toMatchObject({ state: 'open', outcomeRow: null })
  })

  test('is closed where its case is unknown, but never once it has its outcome or another body', () => {
    const requests = withOne()
    requests.close(requestId, 'b'.repeat(64), 'case/unknown', '')
    expect(requests.find(requestId)?.state).toBe('open')
    requests.close(requestId, bodyHash, 'case/unknown', 'no such number')
    expect(requests.find(requestId)).toMatchObject({ state: 'closed', code: 'case/unknown', detail: 'no such number' })
    requests.answered(requestId, bodyHash, 3)
    requests.close(requestId, bodyHash, 'case/unknown', '')
    expect(requests.find(requestId)?.state).toBe('answered')
  })
})

test('a request is not answered by the outcome of another body under its id, and is closed', () => {
  const requests = withOne()
  requests.answered(requestId, 'b'.repeat(64), 7)
  expect(requests.find(requestId)).toMatchObject({ state: 'closed', code: 'request/other-body', outcomeRow: null })
})

test('the answer to a request for an unknown case is given once and kept', () => {
  const { requests } = openStore(':memory:')
  expect(requests.unknownAnswer(requestId)).toBeNull()
  requests.putUnknownAnswer({ requestId, bodyHash, code: 'case/not-here-yet', detail: 'n' }, 1)
  requests.putUnknownAnswer({ requestId, bodyHash, code: 'case/unknown', detail: 'm' }, 2)
  expect(requests.unknownAnswer(requestId)).toEqual({ bodyHash, code: 'case/not-here-yet', detail: 'n' })
})
