import { afterEach, describe, expect, test } from 'vitest'
import type { DelegationRow, WorkState } from '../../domain/catalogue-work/work.js'
import { acting, type Counter, demoItems, openCounter } from '../counter.testing.js'
import { openBatch, openDelegation, openTransfer } from './bundles.js'
import { delegationListOf } from './delegation-list.js'
import { publishWork } from './publish.js'
import { stepWork, type WorkOutcome } from './works.js'

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

const POWERS = 75
const ids = Array.from({ length: POWERS }, (_, index) => `power-${index + 1}`)

/** County A with as many powers as one township of the sources was handed in one act. */
function gateway(): Counter {
  const permit = demoItems.find(({ id }) => id === 'permit')
  if (permit === undefined) throw new Error('no permit')
  const made = openCounter('a', { items: ids.map((id) => ({ ...permit, id, name: `事项${id}` })) })
  open.push(made)
  return made
}

const hall = acting('a-window', 'a-hall')
const another = acting('a-clerk', 'a-hall', 'a-bureau')

function row(item: string, changes: Partial<DelegationRow> = {}): DelegationRow {
  return { item, to: 'a-government', power: 'decide', source: '2', from: '2026-04-01', ...changes }
}

function workOf(outcome: WorkOutcome): WorkState {
  if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  return outcome.work
}

async function published({ site }: Counter, { id }: WorkState): Promise<WorkState> {
  for (const step of ['submit', 'pass-department'] as const) workOf(await stepWork(site, hall, id, { do: step }))
  workOf(await stepWork(site, another, id, { do: 'pass-legal' }))
  return workOf(await publishWork(site, hall, id, null))
}

describe('75 powers in one act', () => {
  test('are one edition, one list to print, and in force on the day', async () => {
    const counter = gateway()
    const { site, store, clock } = counter
    const before = store.lists.head('items.a')?.number ?? 0
    const rows = ids.map((id) => row(id))
    const work = await published(
      counter,
      workOf(await openDelegation(site, hall, { kind: 'delegation', title: '下放柳新镇', rows })),
    )
    expect(store.lists.head('items.a')?.number).toBe(before + 1)
    expect(store.lists.changedSince('items.a', before)).toHaveLength(POWERS)
    expect(delegationListOf(site, hall, work.id)).toMatchObject({ lines: { length: POWERS } })
    const given = () => store.items.newest('power-75')?.grants.some(({ organ }) => organ === 'a-government')
    expect([given(), store.lists.entry('items.a', 'power-75')]).toMatchObject([
      true,
      { from: '2026-04-01', before: { version: 1 } },
    ])
    clock.advance(31 * 24 * 3_600_000)
    const back = ids.map((id) => row(id, { from: '2026-05-01' }))
    await published(counter, workOf(await openDelegation(site, hall, { kind: 'take-back', title: '收回', rows: back })))
    expect(given()).toBe(false)
    expect(store.catalogueWork.delegations.all().every(({ until }) => until === '2026-05-01')).toBe(true)
  }, 30_000)

  test('with one that may not be given are none, and that one is named', async () => {
    const { site, store } = gateway()
    const rows = ids.map((id, index) => row(id, index === 40 ? { to: 'a-agency' } : {}))
    const outcome = await openDelegation(site, hall, { kind: 'delegation', title: '下放', rows })
    expect(outcome).toMatchObject({ code: 'delegation/refused', rows: [{ row: 40, fault: 'not-administrative' }, { row: 40 }] })
    expect(outcome.kind === 'refused' && outcome.detail).toContain('第41行 power-41')
    expect(store.catalogueWork.works.open()).toEqual([])
  })

  test('are not given by somebody of one organ alone', async () => {
    const { site } = gateway()
    const official = acting('town-clerk', 'a-centre', 'a-government')
    const outcome = await openDelegation(site, official, { kind: 'delegation', title: '下放', rows: [row('power-1')] })
    expect(outcome).toMatchObject({ code: 'work/denied' })
  })
})

describe('other changes over many items', () => {
  test('leave out what they do not touch, and are refused when nothing is left', async () => {
    const { site } = gateway()
    const change = { change: 'cut-promise', amount: 9 } as const
    expect(await openBatch(site, hall, { items: ids, change, title: 'x' })).toMatchObject({ code: 'input/invalid' })
    expect(await openBatch(site, hall, { items: ['nothing'], change, title: 'x' })).toMatchObject({ code: 'item/unknown' })
  })

  test('move items to an organ the roster knows, from the one they are of', async () => {
    const { site } = gateway()
    const ask = { items: ids, from: 'a-bureau', to: 'a-agency', title: '职能划转' }
    expect(workOf(await openTransfer(site, hall, ask)).items).toHaveLength(POWERS)
    expect(await openTransfer(site, hall, { ...ask, to: 'nobody' })).toMatchObject({ code: 'catalogue/unknown-organ' })
    expect(await openTransfer(site, hall, { ...ask, from: 'a-agency' })).toMatchObject({ code: 'item/unknown' })
  })
})
