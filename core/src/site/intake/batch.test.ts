import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Counter, newRequestId, openCounter, proxy } from '../counter.testing.js'
import { type Batch, type BatchRowResult, registerBatch } from './batch.js'
import { PAGE_BYTES } from '../../store/file/connection.js'

const open: Counter[] = []
const folders: string[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function counter(...args: Parameters<typeof openCounter>): Counter {
  const made = openCounter(...args)
  open.push(made)
  return made
}

function row(name: string, number = '371122198001010011') {
  return { applicant: { kind: 'person', person: { name, document: { type: '111', number } } } }
}

function batch(changes: Partial<Batch> = {}): Batch {
  const rows = Array.from({ length: 20 }, (_, index) => ({ key: `${index + 1}`, content: row(`村民${index + 1}`) as unknown }))
  return {
    shared: { item: 'permit', form: { reason: '新建' } },
    rows,
    acting: proxy,
    requestId: newRequestId(),
    draft: null,
    ...changes,
  }
}

function withRow({ rows, ...rest }: Batch, key: string, content: unknown): Batch {
  return { ...rest, rows: rows.map((each) => (each.key === key ? { key, content } : each)) }
}

function words(results: readonly BatchRowResult[]): string[] {
  return results.map(({ result }) =>
    result.kind === 'refused' ? `${result.code} ${result.detail}` : result.receipt.repeated ? 'again' : 'new',
  )
}

describe('a batch', () => {
  test('makes each row a case of its own', async () => {
    const { site } = counter('a-village')
    const results = await registerBatch(site, batch())
    expect(new Set(words(results))).toEqual(new Set(['new']))
    expect(site.store.caseList.page({}, 50)).toHaveLength(20)
  })

  test('lets a bad row hold back only itself, and sent again registers only what is missing', async () => {
    const { site } = counter('a-village')
    const good = batch()
    const first = words(await registerBatch(site, withRow(good, '7', row('村民7', '3711 22'))))
    expect(first[6]).toBe('input/invalid /applicant/person/document/number')
    expect(first.filter((word) => word === 'new')).toHaveLength(19)
    const second = words(await registerBatch(site, good))
    expect(second[6]).toBe('new')
    expect(second.filter((word) => word === 'again')).toHaveLength(19)
    expect(site.store.caseList.page({}, 50)).toHaveLength(20)
  })

  test('joins shared answers with the row’s own', async () => {
    const { site } = counter('a-village')
    const one = { ...batch(), rows: [{ key: '1', content: { ...row('甲'), form: { reason: '翻建' } } }] }
    const [result] = await registerBatch(site, one)
    if (result?.result.kind !== 'registered') throw new Error('refused')
    const state = site.store.cases.state(result.result.receipt.caseId)
    expect(JSON.parse(site.store.blobs.readBlob(state?.form?.hash ?? '').content.toString())).toEqual({ reason: '翻建' })
  })

  test('refuses two rows of one key, and rows without a shape', async () => {
    const { site } = counter('a-village')
    const rows = [
      { key: '1', content: row('甲') },
      { key: '1', content: row('乙') },
      { key: '2', content: 'row' },
      { key: '3', content: row('丙') },
    ]
    expect(words(await registerBatch(site, batch({ rows })))).toEqual([
      'input/invalid row 1 stands twice',
      'input/invalid row 1 stands twice',
      'input/invalid ',
      'new',
    ])
  })

  test('of 64 rows is one commit, papers and all, and writes no file before it answers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'batch-'))
    folders.push(folder)
    const { site, store } = counter('a-village', { folder })
    let commits = 0
    store.onCommit(() => (commits += 1))
    const rows = Array.from({ length: 64 }, (_, index) => ({ key: `${index}`, content: row(`村民${index}`) }))
    expect(new Set(words(await registerBatch(site, batch({ rows }))))).toEqual(new Set(['new']))
    expect([commits, readdirSync(join(folder, 'blobs'))]).toEqual([1, ['part']])
    expect([store.blobs.list().length, store.verify()]).toEqual([128, []])
  })

  test('tells each row that the disk is full, and takes them when there is room', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'batch-'))
    folders.push(folder)
    openCounter('a-village', { folder }).store.close()
    const pages = statSync(join(folder, 'site.db')).size / PAGE_BYTES
    const full = openCounter('a-village', { folder, maxPages: pages + 2 })
    const same = batch()
    expect(new Set(words(await registerBatch(full.site, same)))).toEqual(new Set(['store/full ']))
    expect(full.store.blobs.list()).toEqual([])
    full.store.close()
    expect(new Set(words(await registerBatch(counter('a-village', { folder }).site, same)))).toEqual(new Set(['new']))
  })
})
