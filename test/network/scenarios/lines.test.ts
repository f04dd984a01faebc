import { codeOfAbsentCase } from '@liandong/core/site/requests/not-here-yet.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { expect, test } from 'vitest'
import { Stage } from './stage.js'

const note = { act: 'add-paper', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const

test('a line that swallows everything while both ends stay connected goes on by the progress timer, in the same session', async () => {
  await using stage = await Stage.open({ seed: 21 })
  const session = stage.site('a').store.links.get('a-village-1')?.session
  stage.network.line('a-village-1').setFaults({ dropRate: 1 })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(12_000)
  expect(stage.state('a', caseId)).toBeNull()
  stage.network.line('a-village-1').setFaults({ dropRate: 0 })
  await stage.pass(20_000)
  expect(stage.state('a', caseId)).toMatchObject({ custodian: 'a' })
  expect(stage.site('a').store.links.get('a-village-1')?.session).toBe(session)
  expect((await stage.judge()).violations).toEqual([])
})

test('a site that meets a case from its middle holds what came, asks for what is missing, and other cases do not wait', async () => {
  await using stage = await Stage.open({ seed: 22 })
  const caseId = await stage.register('a-window', 'permit-a')
  for (let event = 2; event <= 8; event++) await stage.does('a-window', caseId, note)
  await stage.pass(10_000)
  // The city believes that county b knows the case already.
  stage.site('city').transact(() => stage.site('city').store.neighbours.join(caseId, 'b'))
  await stage.does('a-window', caseId, { act: 'join-site', site: 'b', participant: true })
  await stage.does('a-window', caseId, note)
  const other = await stage.register('a-window', 'permit-b')
  await stage.does('a-window', other, { act: 'submit' })
  await stage.pass(30_000)
  expect(stage.network.counts.get('rule: held')).toBe(2)
  expect(stage.network.counts.get('rule: range sent again')).toBeGreaterThan(0)
  expect(stage.state('b', other)).toMatchObject({ custodian: 'b' })
  expect((await stage.judge()).violations).toEqual([])
  expect(stage.state('b', caseId)).toMatchObject({ sequence: 10 })
})

test('an act that needs an item version that is not here is refused as waiting for it, fetches it, and then succeeds', async () => {
  await using stage = await Stage.open({ seed: 23 })
  const permit = stage.sim.items.find(({ id }) => id === 'permit-a')
  if (permit === undefined) throw new Error('no permit')
  stage.network.line('b').cut()
  const newer = withDigest({ ...permit, version: 2 })
  stage.sim.publish(newer)
  await stage.pass(10_000)
  const caseId = await stage.register('a-window', 'permit-a')
  await stage.does('a-window', caseId, { act: 'move', direction: 'up', to: 'city', organ: null, note: null })
  await stage.pass(5_000)
  await stage.does('city-clerk', caseId, { act: 'move', direction: 'down', to: 'b', organ: null, note: null })
  // County b gets the case, and nothing of the bulk lane yet.
  stage.site('b').store.items.has(newer.digest)
  const asked: string[] = []
  stage.network.onReceived = (id) => {
    if (id !== 'b' || stage.state('b', caseId)?.custodian !== 'b' || asked.length > 0) return
    asked.push(stage.site('b').store.items.has(newer.digest) ? 'has it' : 'lacks it')
    stage.network.clock.setTimer(
      0,
      () => void stage.act('b-clerk', caseId, note).then((told) => asked.push(JSON.stringify(told))),
    )
  }
  stage.network.line('b').setFaults({ delayMs: [300, 300] })
  stage.network.line('b').heal()
  await stage.pass(60_000)
  expect(asked[0]).toBe('lacks it')
  expect(asked[1]).toContain('item/waiting-for')
  expect(await stage.act('b-clerk', caseId, note)).toMatchObject({ kind: 'done' })
  expect((await stage.judge()).violations).toEqual([])
})

test('a number minted today where the line is cut is not here yet; once that line has been drained after its day it is unknown', async () => {
  await using stage = await Stage.open({ seed: 24 })
  stage.network.line('a-village-1').cut()
  await stage.pass(60_000)
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  const number = stage.state('a-village-1', caseId)?.number ?? ''
  for (const id of ['a', 'city', 'b']) expect(codeOfAbsentCase(stage.site(id), number)).toBe('case/not-here-yet')
  expect(codeOfAbsentCase(stage.site('a'), 'no number')).toBe('case/unknown')
  // The machine was stolen, and with it the case: another one answers for the place two days later, with nothing of that day.
  stage.network.line('a-village-1').heal()
  await stage.pass(30_000)
  expect(stage.state('a', caseId)).not.toBeNull()
  expect(codeOfAbsentCase(stage.site('a'), number)).toBe('case/not-here-yet')
  await stage.days(2)
  expect(codeOfAbsentCase(stage.site('a'), number)).toBe('case/unknown')
})
