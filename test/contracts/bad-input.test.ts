import { describe, expect, test } from 'vitest'
import { newRequestId } from '../../core/src/site/counter.testing.js'
import { type FaultCode, isFaultCode } from '@liandong/core/domain/fault.js'
import { MAX_FRAME_BYTES } from '@liandong/core/wire/frame.js'
import * as file from './bad-input-files.js'
import * as link from './bad-input-link.js'
import { BadInputStage } from './bad-input-stage.js'
import { problemOf, readRepository, type WrittenTest } from './written-tests.js'

const json = { 'content-type': 'application/json' }

/** What one phrase meets, found by trying it on real parts. */
type Trial = (stage: BadInputStage) => unknown

/** Every phrase of what must meet a clear answer and lose nothing, its fault code, and how it is tried here. */
const table: Readonly<Record<string, readonly [FaultCode, Trial]>> = {
  'a malformed frame': ['link/malformed-frame', (stage) => stage.meets(Uint8Array.from([255, 254, 253, 252]))],
  'an oversized frame': ['link/frame-too-large', (stage) => stage.meets(new Uint8Array(MAX_FRAME_BYTES + 1))],
  'a truncated frame': ['link/malformed-frame', (stage) => stage.meets(link.anAck(stage).subarray(0, -1))],
  'a reordered frame': ['link/out-of-order', (stage) => stage.meets(stage.frame(link.batchAt(100)))],
  'a frame that comes a second time': ['link/out-of-order', (stage) => stage.meets(stage.frame(link.batchAt(1)))],
  'a frame for another link': ['link/wrong-link', (stage) => stage.meets(stage.frame(link.batchAt(100), { linkId: 'other' }))],
  'a frame of another session': ['link/wrong-link', (stage) => stage.meets(stage.frame(link.batchAt(100), { session: 99 }))],
  'a frame for another site': ['link/wrong-peer', (stage) => stage.helloMeets({ site: 'b-village' })],

  'an event that cannot be read': ['event/malformed', link.unreadable],
  'an event whose sequence breaks the chain': ['event/broken-chain', link.secondSecond],
  'an event whose predecessor nobody has': [
    'event/unknown-predecessor',
    (stage) => stage.eventMeets(stage.first.caseId, { sequence: 3, previousHash: 'ab'.repeat(32) }),
  ],
  'an event of a stale epoch': ['event/stale-epoch', link.staleEpoch],
  'an event of an author who does not hold the case': ['event/forbidden-author', link.notCustodian],
  'an event of an author who may not write that': ['event/forbidden-author', link.villageAccepts],
  'an event of an unknown type': ['case/needs-upgrade', link.unknownType],

  'a request for a case that does not exist': ['case/unknown', link.requestForNothing],
  'a request for a case that is not here yet': ['case/not-here-yet', link.requestTooEarly],
  'a request for a case that is completed': ['case/completed', link.requestAfterTheEnd],
  'a request for a case that is elsewhere': ['case/elsewhere', link.requestElsewhere],
  'an act on a case that is elsewhere': ['authority/not-custodian', link.actElsewhere],
  'one id with two bodies': ['request/other-body', link.twoBodies],
  'one id with two bodies, from another site': ['request/other-body', link.twoBodiesByLink],

  'a division table with a duplicate': ['divisions/duplicate', () => file.divisionsMeet('990121100,城关镇,990121,9901')],
  'a division table with an orphan': ['divisions/orphan', () => file.divisionsMeet('990103001,孤儿街道,990103,9901')],
  'a division table with a wrong length': ['divisions/wrong-length', () => file.divisionsMeet('99012110100,长镇,990121,9901')],

  'form data of the wrong shape': ['input/invalid', (stage) => file.postCase(stage, { form: { area: 'big' } })],
  'a paper whose hash does not match': ['paper/hash-mismatch', file.tamperedPaper],
  'a paper of zero bytes': ['paper/empty', (stage) => file.upload(stage, 0)],
  'a paper of 51 MB': ['paper/too-large', (stage) => file.upload(stage, 51 * 1024 * 1024)],
  'a hash named without having it': ['paper/not-held', file.namedWithoutHaving],
  'a hash asked for without a right to it': ['authority/denied', file.askedWithoutRight],
  'an HTTP body that is not JSON': ['input/not-json', (stage) => stage.told('POST', '/api/cases', '{"requestId":', json)],
  'an HTTP body that is too deep': [
    'input/too-deep',
    (stage) => stage.told('POST', '/api/cases', `${'{"a":'.repeat(9_999)}1${'}'.repeat(9_999)}`, json),
  ],
  'a full disk in the middle of a batch': ['store/full', file.fullDisk],
}

/** Phrases that need a process of their own, and the tests that try them. */
const elsewhere: Readonly<Record<string, readonly [FaultCode, WrittenTest]>> = {
  'a second process on the same store': [
    'store/in-use',
    { file: 'test/process/start.test.ts', title: 'stays out of a store that another process has open' },
  ],
  'a port in use': ['port/in-use', { file: 'test/process/start.test.ts', title: 'names the port of %s that somebody uses' }],
  'nats-server missing': [
    'nats/missing',
    {
      file: 'test/process/bus-faults.test.ts',
      title: 'goes on without it, says that it is missing, and links up once it is there',
    },
  ],
  'nats-server too old': ['nats/too-old', { file: 'test/process/bus-faults.test.ts', title: 'says that it is too old' }],
  'nats-server without JetStream': [
    'nats/no-jetstream',
    { file: 'test/process/bus-faults.test.ts', title: 'says that it has no JetStream' },
  ],
  'a wrong clock: 1970, 2009, three days ahead': [
    'clock/unsure',
    { file: 'test/process/wrong-clock.test.ts', title: 'connects, learns by how much and says so: %s' },
  ],
}

const errorsPage = readRepository('docs/errors.md')

describe('bad input meets a clear answer and loses nothing', () => {
  test.each(Object.entries(table))('%s', async (_phrase, [code, trial]) => {
    await using stage = await BadInputStage.open()
    expect(await trial(stage)).toBe(code)
    await stage.nothingLost()
  })

  test('one request twice has one effect', async () => {
    await using stage = await BadInputStage.open()
    const requestId = newRequestId()
    const [once, twice] = [await stage.register({}, requestId), await stage.register({}, requestId)]
    expect([twice.number, twice.repeated]).toEqual([once.number, true])
    const { caseId } = once
    const act = { act: 'withdraw', statement: null }
    const answers = [
      await stage.act(stage.village, caseId, act, once.caseId),
      await stage.act(stage.village, caseId, act, once.caseId),
    ]
    expect(answers.map(({ body }) => body['repeated'])).toEqual([false, true])
    stage.settle()
    expect(stage.county.store.cases.state(caseId)?.sequence).toBe(2)
    await stage.nothingLost()
  })

  test('the same event twice, from both sides, changes nothing', async () => {
    await using stage = await BadInputStage.open()
    const { bytes, event } = stage.head(stage.first.caseId)
    const heads = () => [stage.county, stage.city].map(({ store }) => store.cases.headHash(event.caseId))
    const before = heads()
    stage.repeat(event.caseId)
    expect(stage.codeOf(event.caseId)).toBeNull()
    expect(heads()).toEqual(before)
    expect(stage.county.store.events.bytes(event.caseId, before[0] as string)).toEqual(Buffer.from(bytes))
    await stage.nothingLost()
  })

  test.each(Object.entries(elsewhere))('%s, in a process of its own', (_phrase, [code, proof]) => {
    expect(problemOf(proof)).toBeNull()
    expect(readRepository(proof.file)).toContain(code)
  })

  test('in the words of the catalogue', () => {
    const codes = [...Object.values(table), ...Object.values(elsewhere)].map(([code]) => code)
    expect(codes.filter((code) => !isFaultCode(code) || !errorsPage.includes(`| \`${code}\` |`))).toEqual([])
  })
})
