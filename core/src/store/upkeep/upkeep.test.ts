import { evolveWork } from '../../domain/catalogue-work/review.js'
import { actsOf, beginning, writer } from '../../domain/catalogue-work/work.testing.js'
import { nothingAside } from '../../domain/catalogue-work/migration.js'
import { blankGuide } from '../../domain/catalogue/blank.js'
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { CaseBody } from '../../domain/case/event.js'
import { randomHex, sha256Hex } from '../../wire/hash.js'
import { withDigest } from '../../wire/item.js'
import { evolveAll } from '../../domain/case/evolve.js'
import { appendAll, caseIdOf, type Change, following, history, registered, temporaryFolder } from '../history.testing.js'
import { openStore } from '../open.js'
import { filesWith, tracesOf } from '../papers/journal.testing.js'
import { keyFileBeside } from '../secrets/key-file.js'
import type { Store } from '../store.js'
import { listItem } from '../catalogue/list-item.testing.js'
import { PROJECTION_VERSION, PROJECTIONS } from './rebuild.js'
import { projectionTables } from '../schema/projections.js'

const task: CaseBody = {
  type: 'task-given',
  task: 't1',
  kind: 'notify',
  site: 'v',
  place: null,
  person: null,
  from: null,
  until: null,
  instruction: null,
}

const item = (version: number) =>
  withDigest({
    id: 'item-1',
    version,
    name: '社保卡申领',
    type: '20',
    level: 'county',
    organ: 'o1',
    handling: 'instant',
    promised: null,
    legal: null,
    withdrawable: true,
    hasResult: false,
    grants: [{ level: 'county', organ: 'o1', power: 'decide' }],
    steps: [],
    materials: [],
    scenarioGroups: [],
    form: { type: 'object' },
    effectiveFrom: '2026-01-01',
    guide: { ...blankGuide, topics: ['户籍'], lifeEvents: ['婚姻'] },
    source: '样例',
    invented: [],
  })

const asked: CaseBody = {
  type: 'supplement-asked',
  materials: ['deed'],
  notice: { hash: sha256Hex('n'), sizeBytes: 1 },
  dueBy: null,
}
const added: CaseBody = {
  type: 'paper-added',
  material: { material: 'deed', paper: null, form: 'original', originals: 1, copies: 0 },
}

const outside: CaseBody = {
  type: 'external-noted',
  ...{ step: 'decide', system: '社保系统', number: 'S-1', state: 'sent', asOfMs: 1, proof: null },
}

/** A store with something in every table that projections are made from: forks, long cases, tasks, items. */
function fill(store: Store): void {
  appendAll(
    store,
    history('short', {}, { after: { stage: 'submitted', custodian: 'k' }, epoch: { seizures: 0, tier: 0, moves: 1 } }),
  )
  appendAll(store, history('long', ...Array.from({ length: 35 }, (_, each): Change => (each === 3 ? { body: task } : {}))))
  const forked = history('forked', {}, {}, { body: task })
  appendAll(store, forked)
  appendAll(store, [following(forked[0] ?? null, 'forked', { author: 'z' })], 'k')
  const seized = history('seized', {}, { body: task }, {})
  appendAll(store, seized)
  const seizure = following(seized[0] ?? null, 'seized', { author: 'k', epoch: { seizures: 1, tier: 1, moves: 0 } })
  appendAll(store, [seizure, following(seizure, 'seized', { author: 'k' })], 'k')
  appendAll(store, history('foreign', {}), 'k')
  appendAll(
    store,
    history(
      'told',
      {},
      { body: added },
      { body: asked, after: { stage: 'supplementing' } },
      { body: outside, after: { stage: 'reviewing' } },
    ),
  )
  store.transact(() => {
    for (const version of [1, 2]) listItem(store, item(version))
    store.lanes.open('k')
    for (let row = 1; row <= 10; row += 1) store.lanes.write('k', 'case', 'event', row, 1)
    store.lanes.writeLetter('k', 'case', 'request', 'r', Buffer.from('request'), 1)
    for (const act of actsOf([beginning(), writer])) store.catalogueWork.works.append(act, evolveWork(null, act))
  })
  const paper = store.blobs.putBlob(Buffer.alloc(5000, 1), 'image/png')
  fillApplicant(store)
  store.transact(() => {
    store.papers.add(paper, 1)
    store.papers.holdFor(paper.hash, caseIdOf('short'), 1)
  })
}

/** Somebody applies, and the paper that says who is here. */
function fillApplicant(store: Store): void {
  const applicant = { kind: 'person', person: { name: '王小丰', document: { type: '111', number: '371122199001010012' } } }
  const paper = store.blobs.putBlob(Buffer.from(JSON.stringify(applicant)), 'application/json')
  const events = history('applied', { body: { ...registered, applicant: paper } })
  appendAll(store, events)
  const state = evolveAll(events.map(({ event }) => event))
  if (state === null) throw new Error('no state')
  store.transact(() => {
    store.papers.add(paper, 1)
    store.papers.holdFor(paper.hash, caseIdOf('applied'), 1)
    store.showApplicant(state)
  })
}

/** Every row of every projection. */
function projections(path: string): Record<string, unknown[]> {
  const db = new Database(join(path, 'site.db'), { readonly: true })
  const rows = PROJECTIONS.filter((table) => table !== 'case_snapshot').map((table) => [
    table,
    db.prepare(`SELECT * FROM ${table}`).all(),
  ])
  db.close()
  return Object.fromEntries(rows)
}

describe('rebuild', () => {
  test('knows every projection there is', () => {
    const tables = [...projectionTables.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name)
    expect(new Set(PROJECTIONS)).toEqual(new Set(tables))
  })

  test('makes every row of every projection again as it was', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    fill(store)
    const before = projections(folder.path)
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true)
    store.rebuild()
    expect(projections(folder.path)).toEqual(before)
    expect(store.verify()).toEqual([])
    store.close()
  })

  test('removes what no fact supports and restores what was lost', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    fill(store)
    const before = projections(folder.path)
    store.close()
    const db = new Database(join(folder.path, 'site.db'))
    db.exec(
      "DELETE FROM task_view; UPDATE case_view SET stage = 'completed', frozen = 1; DELETE FROM item_view WHERE version = 2",
    )
    db.exec(
      "INSERT INTO case_view SELECT 999, 'ghost', number, stage, item, item_digest, custodian, origin_site, origin_place, service_site, service_place, path, registered_ms, legal_ms, promised_due, legal_due, seizures, tier, moves, head_sequence, head_hash, head_row, head_own, set_aside, frozen, needs_upgrade FROM case_view LIMIT 1",
    )
    db.close()
    const again = openStore(folder.path)
    expect(projections(folder.path)).not.toEqual(before)
    again.rebuild()
    expect(projections(folder.path)).toEqual(before)
    again.close()
  })

  test('happens by itself where projections were made by an older program', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    fill(store)
    const before = projections(folder.path)
    store.meta.put('projections', '0')
    store.close()
    const db = new Database(join(folder.path, 'site.db'))
    db.exec('DELETE FROM case_view')
    db.close()
    const again = openStore(folder.path)
    expect(again.meta.number('projections')).toBe(PROJECTION_VERSION)
    expect(projections(folder.path)).toEqual(before)
    again.close()
  })
})

describe('verify', () => {
  const damages: readonly [string, string, string][] = [
    ['event-hash', 'bytes of an event', 'UPDATE event SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE row = 2'],
    ['event-hash', 'the hash of an event', 'UPDATE event SET hash = zeroblob(32) WHERE row = (SELECT max(row) FROM event)'],
    ['event-columns', 'a column beside the bytes', "UPDATE event SET author_site = 'somebody', moves = 7 WHERE row = 1"],
    ['event-chain', 'an event in the middle', 'DELETE FROM event WHERE row = 5'],
    ['case-head', 'the head shown', 'UPDATE case_view SET head_hash = zeroblob(32)'],
    ['case-head', 'a case that is shown and has no events', 'UPDATE case_view SET case_key = 999 WHERE head_sequence = 2'],
    ['lane-gap', 'an entry of a lane', 'DELETE FROM lane_out WHERE number = 3'],
    ['lane-gap', 'the last entry of a lane', 'DELETE FROM lane_out WHERE number = (SELECT max(number) FROM lane_out)'],
    ['lane-digest', 'a digest of a lane', 'UPDATE lane_out SET digest = zeroblob(32) WHERE number = 4'],
    ['lane-digest', 'the row a lane points to', 'UPDATE lane_out SET ref = 999 WHERE number = 4'],
    ['lane-digest', 'a letter', "UPDATE letter SET payload = x'00'"],
    ['column-seal', 'who applies', 'UPDATE applicant_view SET sealed = zeroblob(length(sealed))'],
    ['item-digest', 'an item', "UPDATE item_version SET json = json || ' ' WHERE version = 1"],
  ]
  test.each(damages)('names %s when %s was changed', (kind, _what, sql) => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    fill(store)
    expect(store.verify()).toEqual([])
    store.close()
    const db = new Database(join(folder.path, 'site.db'))
    db.exec(sql)
    db.close()
    const again = openStore(folder.path)
    expect(again.verify().map((finding) => finding.kind)).toContain(kind)
    again.close()
  })

  test.each([
    ['paper-missing', (path: string) => rmSync(path)],
    ['paper-size', (path: string) => truncateSync(path, 100)],
    ['paper-seal', (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 9))],
  ])('names %s', (kind, damage) => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    fill(store)
    const hash = store.papers.ofCase(caseIdOf('short'))[0]?.hash ?? ''
    damage(join(folder.path, 'blobs', hash.slice(0, 2), hash))
    expect(store.verify()).toMatchObject([{ kind, subject: `paper ${hash}` }])
    store.close()
  })

  test('names a file that no row knows', () => {
    const store = openStore(':memory:')
    const { hash } = store.blobs.putBlob(Buffer.from('x'), 'image/png')
    expect(store.verify()).toMatchObject([{ kind: 'paper-unknown', subject: `paper ${hash}` }])
  })
})

describe('a backup', () => {
  test('taken while work goes on opens as a whole store', async () => {
    using folder = temporaryFolder()
    const store = openStore(join(folder.path, 'live'))
    fill(store)
    const copy = store.backup(join(folder.path, 'copy'))
    appendAll(store, history('meanwhile', {}))
    await copy
    const opened = openStore(join(folder.path, 'copy'), { keyFile: keyFileBeside(join(folder.path, 'live')) })
    expect([opened.id, opened.verify()]).toEqual([store.id, []])
    expect(opened.events.rowsOf(caseIdOf('long'))).toHaveLength(35)
    const [paper] = opened.papers.ofCase(caseIdOf('short'))
    expect(opened.blobs.readBlob(paper?.hash ?? '').content).toHaveLength(5000)
    opened.close()
    store.close()
  })

  test('never goes over what is there, and holds back erasing until it is done', async () => {
    using folder = temporaryFolder()
    const store = openStore(join(folder.path, 'live'))
    fill(store)
    const hash = store.papers.ofCase(caseIdOf('short'))[0]?.hash ?? ''
    store.transact(() => store.papers.releaseFor(hash, caseIdOf('short')))
    const copy = store.backup(join(folder.path, 'copy'))
    expect(store.eraseUnreferenced()).toBe(0)
    await copy
    expect(store.eraseUnreferenced()).toBe(1)
    await expect(store.backup(join(folder.path, 'copy'))).rejects.toMatchObject({ code: 'config/invalid' })
    store.close()
  })
})

describe('what is deleted', () => {
  test('leaves no byte in any file', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const secret = `身份证 ${randomHex()}`
    const draft = {
      id: 'd',
      place: 'p',
      person: 'a',
      item: 'i',
      title: secret,
      createdMs: 1,
      changedMs: 1,
      content: { secret },
      itemVersion: 1,
      aside: nothingAside,
    }
    const paper = store.blobs.putBlob(Buffer.from(secret), 'text/plain')
    store.transact(() => {
      store.drafts.put(draft)
      store.papers.add(paper, 1)
      store.papers.stage(paper.hash, 'd', 1)
    })
    store.checkpoint()
    const traces = [tracesOf(folder.path, paper.hash), draftTraces(folder.path)]
    expect(traces.map((trace) => filesWith(folder.path, trace).length)).toEqual([1, 1])
    store.transact(() => {
      store.drafts.delete('d')
      store.papers.unstage('d')
    })
    store.eraseUnreferenced()
    store.checkpoint()
    expect(traces.flatMap((trace) => filesWith(folder.path, trace))).toEqual([])
    store.close()
    expect(traces.flatMap((trace) => filesWith(folder.path, trace))).toEqual([])
  })
})

/** Some bytes of the one draft as it lies in the database. */
function draftTraces(folder: string): Buffer {
  const db = new Database(join(folder, 'site.db'), { readonly: true })
  const sealed = db.prepare<[], { sealed: Buffer }>('SELECT sealed FROM draft').get()?.sealed
  db.close()
  return sealed?.subarray(-24) ?? Buffer.alloc(0)
}
