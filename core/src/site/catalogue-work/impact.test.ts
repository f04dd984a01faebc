import { afterEach, expect, test } from 'vitest'
import { acting, application, clerk, type Counter, newRequestId, openCounter } from '../counter.testing.js'
import { openDraft } from '../intake/drafts.js'
import { registerCase } from '../intake/register.js'
import { compareVersions, impactOf } from './impact.js'
import { openWork, stepWork } from './works.js'

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

function gateway(): Counter {
  const made = openCounter('a')
  open.push(made)
  return made
}

const hall = acting('a-window', 'a-hall')

test('the preview counts open cases by stage with their ids, drafts where they are, and organs below with a part in it', async () => {
  const { site, store } = gateway()
  const registered = await registerCase(site, {
    application: application(),
    acting: clerk,
    requestId: newRequestId(),
    draft: null,
  })
  if (registered.kind === 'refused') throw new Error(registered.code)
  await openDraft(site, clerk, { item: 'permit', title: '李四', content: {} })
  site.transact(() => {
    store.catalogueWork.draftCounts.put({ site: 'a-village', item: 'permit', count: 3, asOfMs: 7 })
    store.catalogueWork.draftCounts.put({ site: 'a-town', item: 'permit', count: 0, asOfMs: 7 })
    store.catalogueWork.draftCounts.put({ site: 'a-village', item: 'choice', count: 9, asOfMs: 7 })
  })
  const begun = await openWork(site, clerk, { item: 'permit', title: '改' })
  if (begun.kind === 'refused') throw new Error(begun.code)
  const [item] = begun.work.items
  if (item === undefined) throw new Error('no item')
  const grants = [...item.content.grants, { level: 'township', organ: 'a-government', power: 'first-review' } as const]
  await stepWork(site, clerk, begun.work.id, { do: 'edit', item: { ...item, content: { ...item.content, grants } } })
  expect(impactOf(site, hall, begun.work.id)).toMatchObject({
    items: [
      {
        differences: [{ label: '办理权限', new: 'a-government 初审' }],
        openCases: [{ stage: 'registered', count: 1, ids: [registered.receipt.caseId] }],
        drafts: [
          { site: { id: 'a' }, count: 1 },
          { site: { id: 'a-village' }, count: 3, asOfMs: 7 },
        ],
        lowerOrgans: [{ id: 'a-government' }],
      },
    ],
  })
})

test('nobody from elsewhere reads a preview or a comparison', () => {
  const { site } = gateway()
  const stranger = acting('b-clerk', 'b-hall', 'b-bureau')
  expect(impactOf(site, stranger, '0'.repeat(32))).toMatchObject({ code: 'place/unknown' })
  expect(compareVersions(site, stranger, { item: 'permit', from: 1, to: 1 })).toMatchObject({ code: 'place/unknown' })
  expect(impactOf(site, hall, '0'.repeat(32))).toMatchObject({ code: 'work/unknown' })
})
