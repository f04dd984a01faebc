import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../store/open.js'
import { temporaryFolder } from '../store/history.testing.js'
import { composeBlob } from '../store/papers/blob-format.js'
import { sha256Hex } from '../wire/hash.js'
import { application, newRequestId, openCounter } from './counter.testing.js'
import { openDraft } from './intake/drafts.js'
import { attachPaper } from './intake/papers.js'
import { registerCase } from './intake/register.js'
import { readData } from './query/papers.js'
import type { Site } from './site.js'

const acting = { person: 'proxy', place: 'a-station', organ: null, mandate: null }
const marks = {
  name: '欧阳植桩',
  identity: '371122198811223344',
  phone: '13900771234',
  form: '因房屋漏雨申请翻建',
  scan: 'SCANNED-BYTES-4711',
  draft: '草稿里的电话与住址',
  part: 'HALF-ARRIVED-SCAN-0815',
}
const person = { name: marks.name, document: { type: '111', number: marks.identity }, phone: marks.phone } as const

function must<T extends object>(outcome: T): Exclude<T, { readonly code: unknown }> {
  if ('code' in outcome) throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<T, { readonly code: unknown }>
}

/** A station with a citizen everywhere a citizen can be: drafts, papers of every size, forms, lists, papers half arrived. */
async function fill(site: Site): Promise<string> {
  const item = application().item
  const draft = must(await openDraft(site, acting, { item, title: marks.name, content: { note: marks.draft, person } }))
  for (const size of [100, 300_000]) {
    const content = Buffer.concat([Buffer.alloc(size, '.'), Buffer.from(marks.scan)])
    must(await attachPaper(site, { to: { draft: draft.id }, content, mediaType: 'image/png', acting }))
  }
  const filed = { ...application(), applicant: { kind: 'person' as const, person }, form: { reason: marks.form } }
  const outcome = await registerCase(site, { application: filed, acting, requestId: newRequestId(), draft: null })
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome))
  const coming = composeBlob({ content: Buffer.alloc(300_000, marks.part), mediaType: 'image/png' }, Buffer.alloc(16, 1))
  site.store.blobs.appendPart(sha256Hex(coming), 0, coming.subarray(0, 200_000))
  return outcome.receipt.caseId
}

/** Files under a folder, and which of the marks each of them shows. */
function shown(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return names.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name))
    const found = Object.values(marks).filter((mark) => bytes.includes(mark) || bytes.includes(Buffer.from(mark, 'utf16le')))
    return found.map((mark) => `${name} shows ${mark}`)
  })
}

test('a copied station disk shows no citizen without the key: not while it works, not after, in no file', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const { site, store } = openCounter('a-village', { folder: data })
  const caseId = await fill(site)
  const files = () => readdirSync(data, { recursive: true }).map(String)
  expect([files().includes('site.db-wal'), files().some((name) => /part[\\/]/.test(name)), shown(data)]).toEqual([true, true, []])
  await store.settle()
  store.checkpoint()
  expect(shown(data)).toEqual([])
  // With the key all of it is there.
  const state = store.cases.state(caseId)
  expect(state && readData(site, state, 'form')).toEqual({ reason: marks.form })
  expect(store.applicants.byIdentity(marks.identity)).toEqual([caseId])
  store.close()
  expect(shown(data)).toEqual([])
  const copy = join(folder.path, 'stolen')
  cpSync(data, copy, { recursive: true })
  expect(() => openStore(copy)).toThrow(expect.objectContaining({ code: 'store/key-missing' }))
})
