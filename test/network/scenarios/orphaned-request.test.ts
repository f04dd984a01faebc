import type { CounterAct } from '@liandong/core/site/act.js'
import { expect, test } from 'vitest'
import { Stage } from './stage.js'

const note = { act: 'add-paper', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const
const move = (direction: 'up' | 'down' | 'back', to: string) => ({ act: 'move', direction, to, organ: null, note: null }) as const

test('a request the custodian took in and could not answer yet outlives its disk, and two moves: one outcome, the same everywhere', async () => {
  await using stage = await Stage.open({ seed: 6, next: ['a', 'city'] })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(10_000)
  // The township cannot read this, so what it is asked waits there.
  const rateAndMove = { act: 'rate', stars: 1, remark: null, to: null } as unknown as CounterAct
  await stage.does('a-clerk', caseId, rateAndMove)
  await stage.does('a-clerk', caseId, move('down', 'a-town'))
  await stage.pass(10_000)
  const asked = stage.newId()
  await stage.does('a-proxy-1', caseId, note, asked)
  await stage.pass(10_000)
  expect(stage.site('a-town').store.requests.find(asked)).toMatchObject({ state: 'waiting' })
  await movedTwiceAfterDeath(stage, caseId, asked)
})

test('a request answered at the custodian alone, whose disk dies before the answer leaves, is answered once all the same', async () => {
  await using stage = await Stage.open({ seed: 6 })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(10_000)
  await stage.does('a-clerk', caseId, move('down', 'a-town'))
  await stage.pass(10_000)
  stage.network.line('a-town').setFaults({ delayMs: [400, 400] })
  const asked = stage.newId()
  await stage.does('a-proxy-1', caseId, note, asked)
  await stage.pass(500)
  expect(stage.state('a-town', caseId)?.answers.has(asked)).toBe(true)
  expect(stage.state('a', caseId)?.answers.has(asked)).toBe(false)
  await movedTwiceAfterDeath(stage, caseId, asked)
})

async function movedTwiceAfterDeath(stage: Stage, caseId: string, asked: string): Promise<void> {
  stage.network.line('a-village-1').cut()
  await stage.sim.faults.die('a-town')
  await stage.does('a-clerk', caseId, move('up', 'city'))
  await stage.pass(5_000)
  await stage.does('city-clerk', caseId, move('back', 'a'))
  await stage.pass(5_000)
  const { violations } = await stage.judge()
  expect(violations).toEqual([])
  for (const id of ['a-village-1', 'a', 'city']) {
    const outcomes = stage.outcomes(id, caseId).filter((requestId) => requestId === asked)
    expect([id, outcomes]).toEqual([id, [asked]])
  }
  // Sent once more to whoever holds the case now, it changes nothing; with another content it is refused.
  const sequence = stage.state('a', caseId)?.sequence
  expect(await stage.act('a-proxy-1', caseId, note, asked)).toMatchObject({ kind: 'done', repeated: true })
  expect(await stage.act('a-proxy-1', caseId, { act: 'complete' }, asked)).toMatchObject({ code: 'request/other-body' })
  expect(stage.state('a', caseId)?.sequence).toBe(sequence)
}
