import assert from 'node:assert/strict'
import { asClerk, asProxy } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { FIRST_EPOCH } from '@liandong/core/domain/epoch.js'
import type { CasePage } from '@liandong/core/site/query/case-page.js'
import { type CaseRequest, encodeRequest, encodeRequestInTransit } from '@liandong/core/wire/request.js'
import type { BadInputStage } from './bad-input-stage.js'

/* Frames, events and requests as no program of ours writes them, and what each of them met. */

export function anAck(stage: BadInputStage): Uint8Array {
  return stage.frame({ kind: 'ack', lane: 'case', number: 1, digest: '0'.repeat(64), credit: 9, results: [] })
}

export function batchAt(first: number) {
  const messages = [{ kind: 'event', kindNumber: 1, payload: Uint8Array.from([1]) } as const]
  return { kind: 'batch', lane: 'case', first, messages } as const
}

/** Nobody can say of which case it is; it is kept apart, and the lane goes on. */
export function unreadable(stage: BadInputStage): unknown {
  const withdrawn = { type: 'withdrawn', statement: null } as const
  stage.eventMeets(stage.first.caseId, { body: withdrawn }, (bytes) => bytes.subarray(0, -1))
  return stage.county.store.inbox.parked().at(-1)?.code
}

/** It names the second event as the one before it, and calls itself the second. */
export async function secondSecond(stage: BadInputStage): Promise<unknown> {
  const { caseId } = await stage.register()
  assert.equal((await stage.act(stage.village, caseId, { act: 'withdraw', statement: null })).status, 200)
  return stage.eventMeets(caseId, { sequence: 2 })
}

/** Custody went to the county; the village's broken program goes on as if nothing had been. */
export async function staleEpoch(stage: BadInputStage): Promise<unknown> {
  const caseId = await submitted(stage)
  return stage.eventMeets(caseId, { epoch: FIRST_EPOCH, body: { type: 'withdrawn', statement: null } })
}

export async function notCustodian(stage: BadInputStage): Promise<unknown> {
  const caseId = await submitted(stage)
  return stage.eventMeets(caseId, { body: { type: 'withdrawn', statement: null } })
}

export function villageAccepts(stage: BadInputStage): unknown {
  const { first } = stage
  const { after } = stage.head(first.caseId).event
  const accepted = { organ: null, acceptedMs: 0, promised: null, legal: null, calendarVersion: 'x' }
  return stage.eventMeets(first.caseId, { after: { ...after, stage: 'accepted' }, body: { type: 'accepted', ...accepted } })
}

/** It is kept, shown and handed on byte for byte; only acts on its case wait. */
export async function unknownType(stage: BadInputStage): Promise<unknown> {
  const { caseId } = await stage.register()
  stage.settle()
  let sent: Uint8Array = new Uint8Array()
  const code = stage.eventMeets(caseId, { body: { type: 'completed' } }, (bytes) => {
    sent = Buffer.concat([bytes, field(30, 'video-opinion'), field(31, 'what only a later program reads'), field(99, 'more')])
    return sent
  })
  assert.equal(code, null)
  for (const { store } of [stage.county, stage.city]) {
    const head = store.cases.headHash(caseId) as string
    assert.deepEqual(Buffer.from(store.events.bytes(caseId, head)), sent)
    assert.deepEqual(store.cases.state(caseId)?.unknownBodies, ['video-opinion'])
  }
  const page = await stage.county.call<CasePage>(asClerk, 'GET', `/api/cases/${caseId}`)
  return page.body.journey.waitsFor.map((waiting) => waiting.code).join()
}

/** One field of a message, as its bytes: a later field of one number replaces an earlier one. */
function field(number: number, text: string): Uint8Array {
  const content = Buffer.from(text)
  return Buffer.concat([varint((number << 3) | 2), varint(content.length), content])
}

function varint(value: number): Uint8Array {
  return Uint8Array.from(value < 128 ? [value] : [(value & 127) | 128, value >> 7])
}

async function submitted(stage: BadInputStage): Promise<string> {
  const { caseId } = await stage.register()
  assert.equal((await stage.act(stage.village, caseId, { act: 'submit' })).status, 200)
  stage.settle()
  assert.equal(stage.county.store.cases.state(caseId)?.custodian, 'a')
  return caseId
}

/** A request as the village's program writes it. */
export function request(stage: BadInputStage, changes: Partial<CaseRequest>): CaseRequest {
  const { author, time } = stage.head(stage.first.caseId).event
  const { caseId, number: caseNumber } = stage.first
  const act = { act: 'withdraw', statement: null } as const
  return { requestId: newRequestId(), caseId, caseNumber, author, time, papers: [], act, ...changes }
}

function sendRequest(stage: BadInputStage, asked: CaseRequest, trail: { site: string; epoch: typeof FIRST_EPOCH }[] = []): void {
  const { bytes } = encodeRequest(asked)
  const transit = { bytes, trail, seal: Buffer.alloc(32), sealScheme: 'hmac-sha256' }
  stage.sendRequest(asked.requestId, encodeRequestInTransit(transit))
}

/** The answer comes from a table of the site asked. */
export async function requestForNothing(stage: BadInputStage): Promise<unknown> {
  const asked = request(stage, { caseId: '0'.repeat(32), caseNumber: 'no number' })
  sendRequest(stage, asked)
  const act = await stage.act(stage.village, '0'.repeat(32), { act: 'accept' })
  assert.equal(act.body['code'], 'case/unknown')
  return stage.county.store.requests.unknownAnswer(asked.requestId)?.code
}

/** Its registration is still on its way from a place that has not been heard since. */
export async function requestTooEarly(stage: BadInputStage): Promise<unknown> {
  const { caseId, number } = await stage.otherVillagesCase()
  const asked = request(stage, { caseId, caseNumber: number })
  sendRequest(stage, asked)
  const looked = await stage.village.call(asProxy, 'GET', `/api/cases/by-number/${number}`)
  assert.equal(looked.body['code'], 'case/not-here-yet')
  return stage.county.store.requests.unknownAnswer(asked.requestId)?.code
}

/** The refusal is an outcome in the log, which comes home. */
export async function requestAfterTheEnd(stage: BadInputStage): Promise<unknown> {
  const caseId = await submitted(stage)
  const notice = await stage.county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('%PDF-1.7 notice'), {
    headers: { 'content-type': 'application/pdf' },
  })
  const refusal = { act: 'refuse-acceptance', ground: 'not-eligible', rightOrgan: null, notice: notice.body }
  assert.equal((await stage.act(stage.county, caseId, refusal)).status, 200)
  assert.equal((await stage.act(stage.county, caseId, { act: 'complete' })).status, 200)
  stage.settle()
  const requestId = newRequestId()
  assert.equal((await stage.act(stage.village, caseId, { act: 'withdraw', statement: null }, requestId)).status, 202)
  stage.settle()
  return stage.village.store.cases.state(caseId)?.answers.get(requestId)?.refusal?.code
}

/** It was handed on toward the custodian already and must not go to and fro: it waits, and says why. */
export function requestElsewhere(stage: BadInputStage): unknown {
  const asked = request(stage, {})
  sendRequest(stage, asked, [{ site: 'a-village', epoch: FIRST_EPOCH }])
  const waiting = stage.county.store.requests.find(asked.requestId)
  assert.equal(waiting?.state, 'waiting')
  return waiting?.code
}

export async function actElsewhere(stage: BadInputStage): Promise<unknown> {
  const caseId = await submitted(stage)
  return (await stage.act(stage.village, caseId, { act: 'submit' })).body['code']
}

export async function twoBodies(stage: BadInputStage): Promise<unknown> {
  const requestId = newRequestId()
  await stage.register({}, requestId)
  const other = { requestId, application: application({ form: { reason: 'another' } }) }
  return stage.told('POST', '/api/cases', other)
}

/** The second waits apart; the first keeps its one outcome. */
export async function twoBodiesByLink(stage: BadInputStage): Promise<unknown> {
  const caseId = await submitted(stage)
  const one = request(stage, { caseId, act: { act: 'change-service-place', place: 'a-hosted' } })
  sendRequest(stage, one)
  sendRequest(stage, { ...one, act: { act: 'change-service-place', place: 'a-hall' } })
  assert.equal(stage.county.store.cases.state(caseId)?.servicePlace, 'a-hosted')
  return stage.county.store.inbox.parked().at(-1)?.code
}
