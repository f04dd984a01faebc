import { afterEach, describe, expect, test } from 'vitest'
import { versionInForce } from '../intake/item-standing.js'
import { stepWork } from '../catalogue-work/works.js'
import { clerk } from '../counter.testing.js'
import type { Site } from '../site.js'
import { giveBase, inputOf } from './base.testing.js'
import { revisionLines, type RevisionLine } from './claim-status.js'
import { setDue } from './claims.js'

import { claimedPermit, closeGateways, gateway, hall, limit, lines, ok, reviewAndPublish, told } from './claims.testing.js'

afterEach(closeGateways)

describe('a revision of the base list', () => {
  function revisions(site: Site): readonly RevisionLine[] {
    return ok(revisionLines(site, clerk)) as readonly RevisionLine[]
  }

  test('is a list of differences with a day, and a work that holds what follows', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15), settleBy: '2026-03-20' }))
    const [line] = revisions(counter.site)
    expect(line).toMatchObject({ organ: { id: 'a-bureau' }, from: 1, to: 2, due: '2026-03-20', openChoices: 0 })
    expect(line?.differences.map(({ label, old, new: is }) => [label, old, is])).toContainEqual([
      '法定办结时限',
      '20个工作日',
      '15个工作日',
    ])
    const work = counter.store.catalogueWork.works.get(line?.work ?? '')
    expect(work).toMatchObject({
      stage: 'draft',
      plan: { kind: 'revision', from: 1, to: 2 },
      items: [{ content: { legal: limit(15), version: 2 } }],
    })
    expect(versionInForce(counter.site, 'homestead')?.legal).toEqual(limit(20))
    expect(told(counter.site)).toMatchObject([{ state: 'published', baseVersion: 1, due: '2026-03-20' }])
  })

  test('once reviewed and published is settled, and no longer behind', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    expect(lines(counter.site)).toMatchObject([{ behind: true }])
    const [line] = revisions(counter.site)
    await reviewAndPublish(counter.site, line?.work ?? '')
    expect(versionInForce(counter.site, 'homestead')).toMatchObject({
      version: 2,
      legal: limit(15),
      guide: { base: { version: 2 } },
    })
    expect(revisions(counter.site)).toEqual([])
    expect(lines(counter.site)).toMatchObject([{ behind: false, state: 'published' }])
  })

  test('waits for a choice where the item was adapted, whose author may not review it', async () => {
    const counter = gateway()
    await claimedPermit(counter, { name: '五莲县宅基地审批' })
    giveBase(counter.site, 2, inputOf({ name: '农村宅基地批准', legal: limit(15) }))
    const [line] = revisions(counter.site)
    const id = line?.work ?? ''
    expect(counter.store.catalogueWork.works.get(id)?.choices).toEqual([
      { item: 'homestead', path: 'name', base: '宅基地审批', theirs: '农村宅基地批准', ours: '五莲县宅基地审批', take: null },
    ])
    expect(await stepWork(counter.site, clerk, id, { do: 'submit' })).toMatchObject({ code: 'work/choices-open' })
    ok(await stepWork(counter.site, clerk, id, { do: 'choose', item: 'homestead', path: 'name', take: 'ours' }))
    await reviewAndPublish(counter.site, id)
    expect(versionInForce(counter.site, 'homestead')).toMatchObject({ name: '五莲县宅基地审批', legal: limit(15) })
    expect(counter.store.catalogueWork.works.get(id)?.authors).toEqual(['a-clerk'])
  })

  test('goes into a work that is in hand already, and calls it back to its draft', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    const id = revisions(counter.site)[0]?.work ?? ''
    ok(await stepWork(counter.site, clerk, id, { do: 'submit' }))
    giveBase(counter.site, 3, inputOf({ legal: limit(10) }))
    expect(revisions(counter.site)).toMatchObject([{ from: 1, to: 3, work: id }])
    expect(counter.store.catalogueWork.works.get(id)).toMatchObject({
      stage: 'draft',
      items: [{ content: { legal: limit(10) } }],
    })
  })

  test('leaves the day the hall set since, when another entry changes', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15), settleBy: '2026-03-20' }))
    ok(await setDue(counter.site, hall, { organ: 'a-bureau', entries: ['b-1'], due: '2026-03-10' }))
    giveBase(counter.site, 1, inputOf({ id: 'b-7' }))
    expect(lines(counter.site).find(({ entry }) => entry.id === 'b-1')?.due).toBe('2026-03-10')
  })

  test('is told to the city once, and what did not change is not told again', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 1, inputOf({ id: 'b-7' }))
    const before = counter.site.store.lists.head('claims.a')?.number ?? 0
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    expect(counter.site.store.lists.head('claims.a')?.number).toBe(before + 1)
    expect(counter.site.store.lists.changedSince('claims.a', before).map(({ key }) => key)).toEqual(['a-bureau/b-1'])
  })

  test('that came twice is followed up once', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    giveBase(counter.site, 1, inputOf({ id: 'b-7' }))
    expect(counter.store.catalogueWork.works.open()).toHaveLength(1)
  })
})
