import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asProxy, openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { readDivisions } from '@liandong/core/cli/divisions.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { paperLedger } from '@liandong/core/site/links/paper-ledger.js'
import { PAGE_BYTES } from '@liandong/core/store/file/connection.js'
import { decodeFrame, encodeFrame } from '@liandong/core/wire/frame.js'
import type { BadInputStage } from './bad-input-stage.js'

/* Forms, papers, tables and disks that will not do, and what each of them met. */

export function divisionsMeet(street: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'bad-divisions-'))
  try {
    writeFileSync(join(folder, 'areas.csv'), 'code,name,cityCode\n990121,西川县,9901\n')
    writeFileSync(join(folder, 'streets.csv'), `code,name,areaCode,cityCode\n990121100,城关镇,990121,9901\n${street}\n`)
    writeFileSync(join(folder, 'villages.csv'), 'code,name,streetCode,cityCode\n')
    const read = readDivisions(folder, '990100')
    return read.kind === 'problems' ? read.problems.map(({ code }) => code).join() : null
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function postCase(stage: BadInputStage, changes: object): Promise<unknown> {
  return stage.told('POST', '/api/cases', { requestId: newRequestId(), application: { ...application(), ...changes } })
}

export async function upload(stage: BadInputStage, sizeBytes: number): Promise<unknown> {
  const headers = { 'content-type': 'image/png' }
  return stage.told('POST', `/api/drafts/${await stage.draft()}/papers`, Buffer.alloc(sizeBytes), headers)
}

export function namedWithoutHaving(stage: BadInputStage): Promise<unknown> {
  const paper = { hash: 'a'.repeat(64), sizeBytes: 3 }
  return postCase(stage, { materials: [{ material: 'deed', paper, form: 'scan', originals: 0, copies: 0 }] })
}

/** The city holds the case's log, not its papers; a county it does not pass has neither. */
export function askedWithoutRight(stage: BadInputStage): unknown {
  const { caseId } = stage.first
  const [paper] = stage.county.store.papers.ofCase(caseId)
  const papers = paperLedger(stage.county.site)
  const asked = (peer: string) => papers.wanted(peer, caseId, paper?.hash ?? '')
  assert.deepEqual(asked('a-town'), { kind: 'refused', code: 'case/unknown' })
  assert.equal(papers.readChunk('city', caseId, paper?.hash ?? '', 0, 99), null)
  const answer = asked('city')
  return answer.kind === 'refused' ? answer.code : answer.kind
}

/** What comes is not what its name says: it is dropped, said aloud, and comes right the next time. */
export async function tamperedPaper(stage: BadInputStage): Promise<unknown> {
  stage.papers.alter = (frame) => {
    const { linkId, session, body } = decodeFrame(frame)
    if (body.kind !== 'chunk') return frame
    const data = Uint8Array.from(body.data)
    data[data.length - 1] = (data.at(-1) ?? 0) ^ 1
    return encodeFrame({ linkId, session, body: { ...body, data } })
  }
  const { caseId } = await stage.register()
  stage.settle()
  assert.deepEqual(stage.county.store.papers.ofCase(caseId), [])
  stage.papers.alter = (frame) => frame
  stage.clock.advance(1_800_000)
  stage.settle()
  assert.equal(stage.county.store.papers.ofCase(caseId).length, 2)
  return stage.county.alarms[0]
}

/** Forms that share commits until one finds the disk full; each is told what became of it, and comes through once there is room. */
export async function fullDisk(): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
  const forms = Array.from({ length: 60 }, () => ({ requestId: newRequestId(), application: application() }))
  try {
    const before = openApp('a-village', { folder })
    const first = (await post(before, forms[0] as object)).body
    await before.close()
    const small = openApp('a-village', { folder, maxPages: statSync(join(folder, 'site.db')).size / PAGE_BYTES })
    const told = await Promise.all(forms.slice(1).map((form) => post(small, form)))
    const taken = [first, ...told.flatMap(({ status, body }) => (status === 201 ? [body] : []))]
    assert.deepEqual(await numbersIn(small), taken.map(({ number }) => number).sort())
    await small.close()
    const roomy = openApp('a-village', { folder })
    for (const form of forms) assert.ok((await post(roomy, form)).status < 300)
    const kept = new Set(await numbersIn(roomy))
    assert.deepEqual(
      taken.filter(({ number }) => !kept.has(number)),
      [],
    )
    assert.equal(roomy.store.caseList.page({}, 99).length, forms.length)
    assert.deepEqual(roomy.store.verify(), [])
    await roomy.close()
    return [...new Set(told.flatMap(({ status, body }) => (status === 201 ? [] : [body.code])))].join()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function post(app: TestApp, form: object) {
  return app.call<Receipt & { readonly code?: string }>(asProxy, 'POST', '/api/cases', form)
}

async function numbersIn(app: TestApp): Promise<string[]> {
  const { body } = await app.call<{ cases: { number: string }[] }>(asProxy, 'GET', '/api/cases?limit=100')
  return body.cases.map(({ number }) => number).sort()
}
