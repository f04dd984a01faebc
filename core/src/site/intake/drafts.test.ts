import { afterEach, describe, expect, test } from 'vitest'
import type { Refusal } from '../../domain/decider.js'
import { acting, clerk, type Counter, openCounter, proxy } from '../counter.testing.js'
import { type DraftWithPapers, dropDraft, listDrafts, openDraft, readDraft, saveDraft } from './drafts.js'
import { attachPaper, type PaperUpload } from './papers.js'

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

function counter(...args: Parameters<typeof openCounter>): Counter {
  const made = openCounter(...args)
  open.push(made)
  return made
}

const input = { item: 'permit', title: '张三 宅基地', content: { step: 1, name: '张三' } }

function draftOf(outcome: DraftWithPapers | Refusal): DraftWithPapers {
  if ('code' in outcome) throw new Error(outcome.code)
  return outcome
}

describe('a draft', () => {
  test('is saved on every change and read as it was last', async () => {
    const { site, clock } = counter('a-village')
    const { id } = draftOf(await openDraft(site, proxy, input))
    clock.advance(60_000)
    await saveDraft(site, proxy, id, { ...input, content: { step: 2 } })
    const read = draftOf(readDraft(site, proxy, id))
    expect(read).toMatchObject({ content: { step: 2 }, person: 'proxy', place: 'a-station', papers: [] })
    expect(read.changedMs - read.createdMs).toBe(60_000)
  })

  test('of another place is as good as absent', async () => {
    const { site } = counter('a')
    const { id } = draftOf(await openDraft(site, clerk, input))
    const elsewhere = acting('hosted-proxy', 'a-hosted')
    expect(readDraft(site, elsewhere, id)).toMatchObject({ code: 'draft/unknown' })
    expect(await saveDraft(site, elsewhere, id, input)).toMatchObject({ code: 'draft/unknown' })
    expect(await dropDraft(site, elsewhere, id)).toMatchObject({ code: 'draft/unknown' })
    expect(listDrafts(site, elsewhere)).toEqual([])
  })

  test('stays its author’s when somebody else at the place goes on with it', async () => {
    const { site } = counter('a')
    const { id } = draftOf(await openDraft(site, clerk, input))
    const substitute = acting('a-window', 'a-hall')
    expect(draftOf(await saveDraft(site, substitute, id, input)).person).toBe('a-clerk')
    expect(listDrafts(site, clerk)).toMatchObject([{ id, title: input.title }])
  })

  test('takes its papers along when it is dropped', async () => {
    const { site, store } = counter('a-village')
    const { id } = draftOf(await openDraft(site, proxy, input))
    await attachPaper(site, { to: { draft: id }, content: Buffer.from('x'), mediaType: 'image/png', acting: proxy })
    expect(await dropDraft(site, proxy, id)).toEqual({ kind: 'done' })
    expect(store.papers.staged(id)).toEqual([])
    expect(store.eraseUnreferenced()).toBe(1)
  })
})

describe('a paper', () => {
  async function upload(changes: Partial<PaperUpload>) {
    const { site, store } = counter('a-village')
    const draft = draftOf(await openDraft(site, proxy, input))
    const whole = {
      to: { draft: draft.id },
      content: Buffer.from('deed'),
      mediaType: 'application/pdf',
      acting: proxy,
      ...changes,
    }
    return { store, draft, outcome: attachPaper(site, whole) }
  }

  test('is staged for its draft, with a name that equal contents do not share', async () => {
    const one = await (await upload({})).outcome
    const { store, draft, outcome } = await upload({})
    const paper = await outcome
    expect(store.papers.staged(draft.id)).toEqual([paper])
    expect(paper).not.toEqual(one)
  })

  test.each([
    ['of zero bytes', { content: Buffer.alloc(0) }, 'paper/empty'],
    ['of 51 MB', { content: Buffer.alloc(51 * 1024 * 1024) }, 'paper/too-large'],
    ['of no media type', { mediaType: 'scan' }, 'input/invalid'],
  ])('%s is refused', async (_title, changes, code) => {
    await expect((await upload(changes)).outcome).rejects.toMatchObject({ code })
  })

  test.each([
    ['an unknown draft', { to: { draft: 'none' } }, 'draft/unknown'],
    ['an unknown case', { to: { caseId: 'none' } }, 'case/unknown'],
  ])('for %s is refused and not kept', async (_title, changes, code) => {
    const { store, outcome } = await upload(changes)
    expect(await outcome).toMatchObject({ kind: 'refused', code })
    expect(store.blobs.list()).toEqual([])
  })
})
