import { afterEach, describe, expect, test } from 'vitest'
import type { ItemDraft } from '../../domain/item.js'
import type { Refusal } from '../../domain/decider.js'
import { acting, clerk, type Counter, demoItems, openCounter } from '../counter.testing.js'
import { publishWork } from '../catalogue-work/publish.js'
import { openWork, stepWork } from '../catalogue-work/works.js'
import { type DraftWithPapers, openDraft, readDraft, saveDraft } from './drafts.js'
import { attachPaper } from './papers.js'

const DAY_MS = 24 * 3_600_000
const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

function gateway(): Counter {
  const made = openCounter('a')
  open.push(made)
  return made
}

function ok<T extends object>(outcome: T | Refusal): Exclude<T, Refusal> {
  if ('kind' in outcome && outcome.kind === 'refused') throw new Error((outcome as Refusal).code)
  return outcome as Exclude<T, Refusal>
}

/** The permit as it is asked for from a day on. */
async function publish({ site }: Counter, changes: Partial<ItemDraft>, from: string | null = null): Promise<void> {
  const hall = acting('a-window', 'a-hall')
  const { work } = ok(await openWork(site, clerk, { item: 'permit', title: '改版' }))
  const [item] = work.items
  if (item === undefined) throw new Error('no item')
  ok(await stepWork(site, clerk, work.id, { do: 'edit', item: { ...item, content: { ...item.content, ...changes } } }))
  for (const step of ['submit', 'pass-department'] as const) ok(await stepWork(site, clerk, work.id, { do: step }))
  ok(await stepWork(site, hall, work.id, { do: 'pass-legal' }))
  ok(await publishWork(site, hall, work.id, from))
}

const field = (title: string) => ({ type: 'string', title })
const phoneInsteadOfArea = {
  form: { type: 'object', properties: { reason: field('理由'), phone: field('电话') }, required: ['reason', 'phone'] },
}
const content = { step: 2, form: { reason: '翻建', area: 120 } }

async function drafted(counter: Counter): Promise<DraftWithPapers> {
  return ok(await openDraft(counter.site, clerk, { item: 'permit', title: '张三', content }))
}

describe('a draft of an item that changes', () => {
  test('is told on the day the version takes effect, and not before', async () => {
    const counter = gateway()
    const { id } = await drafted(counter)
    await publish(counter, phoneInsteadOfArea, '2026-03-04')
    expect(ok(readDraft(counter.site, clerk, id))).toMatchObject({ itemVersion: 1, changes: null, content })
    counter.clock.advance(2 * DAY_MS)
    expect(ok(readDraft(counter.site, clerk, id))).toMatchObject({
      itemVersion: 2,
      content: { step: 2, form: { reason: '翻建' } },
      aside: { form: { area: 120 } },
      changes: {
        from: 1,
        to: 2,
        missing: [
          { id: 'phone', name: '电话' },
          { kind: 'paper', id: 'deed' },
        ],
        notAsked: [{ id: 'area', name: '面积' }],
      },
    })
  })

  test('stays as it was filled in until somebody saves it, and keeps what is aside then', async () => {
    const counter = gateway()
    const { id } = await drafted(counter)
    await publish(counter, phoneInsteadOfArea)
    ok(readDraft(counter.site, clerk, id))
    expect(counter.store.drafts.get(id)).toMatchObject({ itemVersion: 1, content })
    const filled = { step: 3, form: { reason: '翻建', phone: '1390000' } }
    const saved = ok(await saveDraft(counter.site, clerk, id, { item: 'permit', title: '张三', content: filled }))
    expect(saved).toMatchObject({ changes: null, content: filled, aside: { form: { area: 120 } } })
    expect(counter.store.drafts.get(id)).toMatchObject({ itemVersion: 2, content: filled, aside: { form: { area: 120 } } })
  })

  test('loses nothing to a page that was opened before the change and saved after it', async () => {
    const counter = gateway()
    const { id } = await drafted(counter)
    await publish(counter, phoneInsteadOfArea)
    const stale = { step: 2, form: { reason: '翻建', area: 150 } }
    const saved = ok(await saveDraft(counter.site, clerk, id, { item: 'permit', title: '张三', content: stale }))
    expect(saved).toMatchObject({ content: { form: { reason: '翻建' } }, aside: { form: { area: 150 } } })
  })

  test('gets its answer back when a later version asks for it again', async () => {
    const counter = gateway()
    const { id } = await drafted(counter)
    const permit = demoItems.find((item) => item.id === 'permit')
    await publish(counter, phoneInsteadOfArea)
    const { content: kept } = ok(readDraft(counter.site, clerk, id))
    ok(await saveDraft(counter.site, clerk, id, { item: 'permit', title: '张三', content: kept }))
    await publish(counter, { form: permit?.form ?? {} })
    expect(ok(readDraft(counter.site, clerk, id))).toMatchObject({ content, aside: { form: {} } })
  })

  test('keeps the papers scanned for it, though one is asked for no longer', async () => {
    const counter = gateway()
    const { id } = await drafted(counter)
    const paper = { to: { draft: id }, content: Buffer.from('photo'), mediaType: 'image/png', acting: clerk }
    ok(await attachPaper(counter.site, paper))
    const permit = demoItems.find((item) => item.id === 'permit')
    await publish(counter, { materials: permit?.materials.filter(({ id: material }) => material !== 'photo') ?? [] })
    const read = ok(readDraft(counter.site, clerk, id))
    expect(read.papers).toHaveLength(1)
    ok(await saveDraft(counter.site, clerk, id, { item: 'permit', title: '张三', content: read.content }))
    expect(counter.store.papers.staged(id)).toHaveLength(1)
  })
})
