import type { CaseEvent } from '@liandong/core/domain/case/event.js'
import { writeRow } from '@liandong/core/site/log/forward.js'
import { encodeEvent } from '@liandong/core/wire/event.js'
import { sha256Hex } from '@liandong/core/wire/hash.js'
import { expect, test } from 'vitest'
import { readEvent } from '../oracle/witness.js'
import { Stage } from './stage.js'

/** A case at a village, known up to the city. */
async function villageCase(item = 'permit-a') {
  const stage = await Stage.open({ seed: 16 })
  const caseId = await stage.register('a-proxy-1', item)
  await stage.pass(20_000)
  return { stage, caseId, last: lastEvent(stage, 'a-village-1', caseId) }
}

function lastEvent(stage: Stage, site: string, caseId: string): { readonly event: CaseEvent; readonly hash: string } {
  const row = stage.site(site).store.cases.standing(caseId).at(-1)
  if (row === undefined) throw new Error('no event')
  return { event: readEvent(row.hash, row.bytes), hash: row.hash }
}

/** A hostile or broken program at a site writes what it likes and sends it to a neighbour, with hashes in order. */
function forge(stage: Stage, site: string, to: string, event: CaseEvent): string {
  const bytes = encodeEvent(event)
  const hash = sha256Hex(bytes)
  const { store } = stage.site(site)
  stage.site(site).transact(() => {
    const sealed = { bytes, seal: Buffer.alloc(32), sealScheme: 'hmac-sha256' }
    writeRow(stage.site(site), to, store.events.append({ ...sealed, event, hash, own: true, source: null, atMs: 0 }))
  })
  return hash
}

function next({ event, hash }: { readonly event: CaseEvent; readonly hash: string }, changes: Partial<CaseEvent>): CaseEvent {
  const { answer: _, ...rest } = event
  return { ...rest, answer: null, queryVerifier: null, papers: [], sequence: event.sequence + 1, previousHash: hash, ...changes }
}

const decided = { type: 'decided', organ: null, result: 'granted', document: null, certificateNumber: 'forged' } as const

/** What a village may try, and why its county keeps it apart. */
const forgeries = {
  'a village that grants a permit': [
    'event/forbidden-author',
    ({ event }) => ({ body: decided, after: { ...event.after, stage: 'decided' } }),
  ],
  'an author of another county': ['event/wrong-side', ({ event }) => ({ author: { ...event.author, site: 'b-village-1' } })],
  'the receiver itself as author': ['event/forbidden-author', ({ event }) => ({ author: { ...event.author, site: 'a' } })],
  'an epoch out of order': ['event/malformed', () => ({ epoch: { seizures: 0, tier: 0, moves: 7 } })],
  'a seizure by a village': [
    'event/forbidden-author',
    ({ event }) => ({
      epoch: { seizures: 1, tier: 1, moves: 0 },
      body: {
        type: 'seized',
        from: 'a-village-1',
        reason: 'silent',
        approvers: [],
        lastHeardMs: null,
        secondDecisionPossible: false,
      },
      after: event.after,
    }),
  ],
  'another number for the case': ['event/malformed', () => ({ caseNumber: 'another' })],
} satisfies Record<string, readonly [string, (last: ReturnType<typeof lastEvent>) => Partial<CaseEvent>]>

test.each(Object.entries(forgeries))('%s is parked with an alarm and goes no further', async (_name, [code, change]) => {
  const { stage, caseId, last } = await villageCase()
  await using _ = stage
  const note = { type: 'paper-added', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const
  const hash = forge(stage, 'a-village-1', 'a', next(last, { body: note, ...change(last) }))
  const other = await stage.register('a-proxy-1', 'village-service')
  await stage.pass(30_000)
  expect(stage.site('a').store.inbox.parked()).toMatchObject([{ code, caseId, source: 'a-village-1' }])
  expect(stage.network.alarms).toMatchObject([{ site: 'a', code }])
  for (const id of ['a', 'city']) expect(stage.site(id).store.events.has(caseId, hash)).toBe(false)
  // It holds back only its own case, and only behind itself.
  expect(stage.state('city', other)).not.toBeNull()
  expect(stage.state('a', caseId)).toMatchObject({ sequence: last.event.sequence })
})

test('what follows a parked event is held, asked for by nobody, and a seizure goes on from before it', async () => {
  const { stage, caseId, last } = await villageCase()
  await using _ = stage
  const forged = next(last, { body: decided, after: { ...last.event.after, stage: 'decided' } })
  const hash = forge(stage, 'a-village-1', 'a', forged)
  forge(stage, 'a-village-1', 'a', next({ event: forged, hash }, { body: { type: 'completed' }, after: forged.after }))
  await stage.pass(200_000)
  expect(stage.site('a').store.inbox.heldOf(caseId)).toHaveLength(1)
  expect(stage.network.counts.get('rule: range sent again')).toBe(0)
  await stage.seizeAs('a', 'a-village-1', 'silent')
  await stage.pass(20_000)
  expect(stage.state('city', caseId)).toMatchObject({ custodian: 'a', stage: 'registered' })
  expect(stage.state('a-village-1', caseId)).toMatchObject({ custodian: 'a', stage: 'registered' })
})

test('an event under an epoch that is over is stale', async () => {
  const { stage, caseId } = await villageCase()
  await using _ = stage
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(10_000)
  const note = { type: 'paper-added', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const
  const last = lastEvent(stage, 'a-village-1', caseId)
  forge(stage, 'a-village-1', 'a', next(last, { body: note, epoch: { seizures: 0, tier: 0, moves: 0 } }))
  await stage.pass(10_000)
  expect(stage.site('a').store.inbox.parked()).toMatchObject([{ code: 'event/stale-epoch', caseId }])
})

test('an event that names a predecessor nobody has is held and asked for, and stays so', async () => {
  const { stage, caseId, last } = await villageCase()
  await using _ = stage
  const note = { type: 'paper-added', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const
  forge(stage, 'a-village-1', 'a', next(last, { body: note, previousHash: 'ab'.repeat(32) }))
  await stage.pass(10_000)
  expect(stage.site('a').store.inbox.heldOf(caseId)).toHaveLength(1)
  expect(stage.network.counts.get('rule: range sent again')).toBeGreaterThan(0)
  expect(stage.state('a', caseId)).toMatchObject({ sequence: 1 })
})

test('a custodian that hands over and goes on writing in its old epoch freezes nothing and changes nothing', async () => {
  const { stage, caseId } = await villageCase()
  await using _ = stage
  const before = lastEvent(stage, 'a-village-1', caseId)
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  const note = { type: 'paper-added', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const
  const hash = forge(stage, 'a-village-1', 'a', next(before, { body: note }))
  await stage.pass(30_000)
  expect(stage.state('city', caseId)).toMatchObject({ custodian: 'a', stage: 'submitted' })
  expect(
    stage
      .site('city')
      .store.cases.setAside(caseId)
      .map((row) => row.hash),
  ).toEqual([hash])
  await stage.does('a-clerk', caseId, { act: 'accept' })
})
