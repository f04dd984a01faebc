import type { CounterAct } from '@liandong/core/site/act.js'
import { expect, test } from 'vitest'
import { Stage } from './stage.js'

const note = { act: 'add-paper', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const
const rate = { act: 'rate', stars: 4, remark: null, to: null } as unknown as CounterAct
const move = (direction: 'up' | 'back', to: string) => ({ act: 'move', direction, to, organ: null, note: null }) as const

test('event 9 is unreadable at the county, custody crosses it twice and comes back to it; other cases flow, and all are equal after its upgrade', async () => {
  await using stage = await Stage.open({ seed: 8, next: ['city', 'a-town', 'a-village-1'] })
  const caseId = await stage.register('a-proxy-1', 'city-permit')
  for (let event = 2; event <= 8; event++) await stage.does('a-proxy-1', caseId, note)
  await stage.does('a-proxy-1', caseId, rate)
  for (let event = 10; event <= 11; event++) await stage.does('a-proxy-1', caseId, note)
  await stage.does('a-proxy-1', caseId, move('up', 'city'))
  const other = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', other, { act: 'submit' })
  await stage.pass(20_000)

  expect(stage.state('city', caseId)).toMatchObject({ sequence: 12, custodian: 'city' })
  await stage.does('city-clerk', caseId, note)
  await stage.does('city-clerk', caseId, note)
  await stage.does('city-clerk', caseId, move('back', 'a'))
  await stage.pass(20_000)
  expect(stage.state('a', caseId)).toMatchObject({ sequence: 15, custodian: 'a', unknownBodies: ['rated'] })
  expect(await stage.act('a-window', caseId, note)).toMatchObject({ code: 'case/needs-upgrade' })
  await stage.does('a-clerk', other, { act: 'accept' })
  expect(stage.network.alarms).toEqual([])

  expect((await stage.judge()).violations).toEqual([])
  expect(await stage.act('a-window', caseId, note)).toMatchObject({ kind: 'done' })
  expect((await stage.judge()).violations).toEqual([])
})

test('a county of the older version seizes a case it cannot read', async () => {
  await using stage = await Stage.open({ seed: 9, next: ['a-village-1'] })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', caseId, rate)
  await stage.pass(10_000)
  await stage.sim.faults.die('a-village-1')
  expect(stage.state('a', caseId)).toMatchObject({ custodian: 'a' })
  expect((await stage.judge()).violations).toEqual([])
})
