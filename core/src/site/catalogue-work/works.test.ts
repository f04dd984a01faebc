import { afterEach, describe, expect, test } from 'vitest'
import type { WorkState } from '../../domain/catalogue-work/work.js'
import { acting, clerk, type Counter, openCounter } from '../counter.testing.js'
import { versionInForce } from '../intake/item-standing.js'
import { changeState, publishWork } from './publish.js'
import { brokenAct } from './work-log.js'
import { openWork, rebaseWork, stepWork, type WorkOutcome } from './works.js'

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

function gateway(id: Parameters<typeof openCounter>[0] = 'a'): Counter {
  const made = openCounter(id)
  open.push(made)
  return made
}

const hall = acting('a-window', 'a-hall')

function workOf(outcome: WorkOutcome): WorkState {
  if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  return outcome.work
}

async function begun({ site }: Counter, item = 'permit'): Promise<WorkState> {
  return workOf(await openWork(site, clerk, { item, title: '缩短时限' }))
}

/** Writes another name into the first item of a work. */
async function named({ site }: Counter, work: WorkState, name: string): Promise<WorkState> {
  const [item] = work.items
  if (item === undefined) throw new Error('a work without an item')
  return workOf(await stepWork(site, clerk, work.id, { do: 'edit', item: { ...item, content: { ...item.content, name } } }))
}

async function reviewed({ site }: Counter, { id }: WorkState): Promise<WorkState> {
  await stepWork(site, clerk, id, { do: 'submit' })
  await stepWork(site, clerk, id, { do: 'pass-department' })
  return workOf(await stepWork(site, hall, id, { do: 'pass-legal' }))
}

describe('an item', () => {
  test('is written, checked, reviewed and published as its next version', async () => {
    const counter = gateway()
    const work = await named(counter, await begun(counter), '宅基地审批(新)')
    await reviewed(counter, work)
    const published = workOf(await publishWork(counter.site, hall, work.id, null))
    expect(published).toMatchObject({ stage: 'published', published: { from: '2026-03-02' }, authors: ['a-clerk'] })
    expect(versionInForce(counter.site, 'permit')).toMatchObject({
      version: 2,
      name: '宅基地审批(新)',
      effectiveFrom: '2026-03-02',
    })
  })

  test('published for a later day is in force from that day', async () => {
    const counter = gateway()
    const work = await reviewed(counter, await named(counter, await begun(counter), '以后的名'))
    workOf(await publishWork(counter.site, hall, work.id, '2026-03-03'))
    expect(versionInForce(counter.site, 'permit')?.version).toBe(1)
    counter.clock.advance(24 * 3_600_000)
    expect(versionInForce(counter.site, 'permit')?.version).toBe(2)
  })

  test('is not published for a day that is past, nor before its review is through', async () => {
    const counter = gateway()
    const work = await begun(counter)
    expect(await publishWork(counter.site, hall, work.id, null)).toMatchObject({ code: 'work/wrong-stage' })
    await reviewed(counter, work)
    expect(await publishWork(counter.site, hall, work.id, '2026-03-01')).toMatchObject({ code: 'work/wrong-date' })
    expect(versionInForce(counter.site, 'permit')?.version).toBe(1)
  })

  test('is not handed in while it breaks a rule, and the rule is named', async () => {
    const counter = gateway()
    const work = await begun(counter)
    const [item] = work.items
    if (item === undefined) throw new Error('no item')
    const content = { ...item.content, promised: { amount: 40, unit: 'working-day' as const } }
    await stepWork(counter.site, clerk, work.id, { do: 'edit', item: { ...item, content } })
    const refusal = await stepWork(counter.site, clerk, work.id, { do: 'submit' })
    expect(refusal).toMatchObject({ code: 'catalogue/broken', detail: expect.stringMatching(/^permit: .*承诺时限长于法定时限/) })
    expect(counter.store.catalogueWork.works.get(work.id)?.stage).toBe('draft')
  })

  test('is not written for an organ outside the county, nor one the roster lacks', async () => {
    const counter = gateway()
    const work = await begun(counter)
    const [item] = work.items
    if (item === undefined) throw new Error('no item')
    const foreign = { ...item.content, grants: [{ level: 'county' as const, organ: 'b-bureau', power: 'decide' as const }] }
    for (const [organ, detail] of [
      ['b-bureau', '不在本级范围'],
      ['nobody', '名册里没有部门 nobody'],
    ] as const) {
      await stepWork(counter.site, clerk, work.id, { do: 'edit', item: { ...item, content: { ...foreign, organ } } })
      const refusal = await stepWork(counter.site, clerk, work.id, { do: 'submit' })
      expect(refusal).toMatchObject({ code: 'catalogue/broken' })
      expect(JSON.stringify(refusal)).toContain(detail)
    }
  })

  test('that is new gets version 1, and no id twice', async () => {
    const counter = gateway()
    const content = { ...(await begun(counter)).items[0]?.content, id: 'fresh', version: 7 } as never
    const work = workOf(await openWork(counter.site, clerk, { content, title: '新事项' }))
    expect(work.items[0]).toMatchObject({ basedOn: null, content: { version: 1 } })
    const again = await openWork(counter.site, clerk, { content: { ...(content as object), id: 'permit' } as never, title: '' })
    expect(again).toMatchObject({ code: 'work/item-exists' })
  })
})

describe('whoever works on it', () => {
  test('is of its organ to write, and of the hall to review', async () => {
    const counter = gateway()
    expect(await openWork(counter.site, hall, { item: 'permit', title: '' })).toMatchObject({ code: 'work/denied' })
    const work = await begun(counter)
    const helper = acting('a-helper', 'a-hall', 'a-agency')
    expect(await stepWork(counter.site, helper, work.id, { do: 'submit' })).toMatchObject({ code: 'work/denied' })
  })

  test('may not review legally what they wrote, though posted in the hall', async () => {
    const counter = gateway()
    const { id } = await begun(counter)
    await stepWork(counter.site, clerk, id, { do: 'submit' })
    await stepWork(counter.site, clerk, id, { do: 'pass-department' })
    expect(await stepWork(counter.site, clerk, id, { do: 'pass-legal' })).toMatchObject({ code: 'work/four-eyes' })
    expect(counter.store.catalogueWork.works.get(id)?.stage).toBe('legal-review')
  })

  test('is found at a township below, and at no other county', async () => {
    const counter = gateway()
    const town = acting('town-clerk', 'a-centre', 'a-government')
    expect(await openWork(counter.site, town, { item: 'permit', title: '' })).toMatchObject({ code: 'work/denied' })
    const foreign = acting('b-clerk', 'b-hall', 'b-bureau')
    expect(await openWork(counter.site, foreign, { item: 'permit', title: '' })).toMatchObject({ code: 'place/unknown' })
  })

  test('works at a gateway, never at a station', async () => {
    const counter = gateway('a-village')
    expect(await openWork(counter.site, acting('proxy', 'a-station'), { item: 'permit', title: '' })).toMatchObject({
      code: 'item/unknown',
    })
  })
})

describe('the log of a work', () => {
  test('says who did what when, in a chain that shows every alteration', async () => {
    const counter = gateway()
    const work = await reviewed(counter, await begun(counter))
    const acts = counter.store.catalogueWork.works.acts(work.id)
    expect(acts.map(({ sequence, person, organ, fact }) => [sequence, person, organ, fact.fact])).toEqual([
      [1, 'a-clerk', 'a-bureau', 'begun'],
      [2, 'a-clerk', 'a-bureau', 'submitted'],
      [3, 'a-clerk', 'a-bureau', 'department-passed'],
      [4, 'a-window', null, 'legally-passed'],
    ])
    expect(brokenAct(counter.site, work.id)).toBeNull()
    const altered = acts.map((act) => (act.sequence === 3 ? { ...act, person: 'somebody' } : act))
    counter.store.catalogueWork.works.acts = () => altered
    expect(brokenAct(counter.site, work.id)).toBe(3)
  })

  test('makes the same view again when the store is rebuilt', async () => {
    const counter = gateway()
    const work = await reviewed(counter, await named(counter, await begun(counter), '新名'))
    counter.store.rebuild()
    expect(counter.store.catalogueWork.works.get(work.id)).toEqual(work)
    expect(counter.store.catalogueWork.works.open()).toEqual([work])
  })
})

describe('two works on one item', () => {
  test('are both kept: the later takes in what the first published, and chooses where both changed', async () => {
    const counter = gateway()
    const [first, second] = [await begun(counter), await begun(counter)]
    await reviewed(counter, await named(counter, first, '甲'))
    workOf(await publishWork(counter.site, hall, first.id, null))
    await reviewed(counter, await named(counter, second, '乙'))
    expect(await publishWork(counter.site, hall, second.id, null)).toMatchObject({ code: 'work/outdated', detail: 'permit' })

    const rebased = workOf(await rebaseWork(counter.site, clerk, second.id))
    expect(rebased).toMatchObject({ stage: 'draft', choices: [{ path: 'name', base: '宅基地审批', theirs: '甲', ours: '乙' }] })
    expect(rebased.items[0]?.content.version).toBe(3)
    expect(await stepWork(counter.site, clerk, second.id, { do: 'submit' })).toMatchObject({ code: 'work/choices-open' })
    await stepWork(counter.site, clerk, second.id, { do: 'choose', item: 'permit', path: 'name', take: 'ours' })
    await reviewed(counter, second)
    workOf(await publishWork(counter.site, hall, second.id, null))
    expect(versionInForce(counter.site, 'permit')).toMatchObject({ version: 3, name: '乙' })
  })
})

describe('a suspended item', () => {
  test('stays so when its next version is published, until it is resumed', async () => {
    const counter = gateway()
    const { site, store } = counter
    const state = () => store.lists.entry('items.a', 'permit')
    workOf(await changeState(site, hall, { change: 'suspend', items: ['permit'], reason: '系统故障' }))
    const work = await reviewed(counter, await named(counter, await begun(counter), '新名'))
    workOf(await publishWork(site, hall, work.id, null))
    expect(state()).toMatchObject({ state: 'suspended', version: 2 })
    workOf(await changeState(site, hall, { change: 'resume', items: ['permit'], reason: '已恢复' }))
    expect(state()).toMatchObject({ state: 'published', version: 2 })
  })
})

describe('suspending', () => {
  test('needs the hall and a reason, and stays on record', async () => {
    const { site, store } = gateway()
    const ask = { change: 'suspend' as const, items: ['permit'], reason: '系统故障' }
    expect(await changeState(site, acting('town-clerk', 'a-centre', 'a-government'), ask)).toMatchObject({ code: 'work/denied' })
    expect(await changeState(site, hall, { ...ask, reason: '' })).toMatchObject({ code: 'work/reason-needed' })
    expect(await changeState(site, hall, { ...ask, items: ['nothing'] })).toMatchObject({
      code: 'item/unknown',
      detail: 'nothing',
    })
    const work = workOf(await changeState(site, hall, ask))
    expect(store.catalogueWork.works.acts(work.id).map(({ person, fact }) => [person, fact.fact])).toEqual([
      ['a-window', 'begun'],
      ['a-window', 'published'],
    ])
  })
})
