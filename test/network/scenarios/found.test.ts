import { expect, test } from 'vitest'
import { readEvent } from '../oracle/witness.js'
import { Stage } from './stage.js'

test('a request that meets custody coming back the same way is answered at home, and by whoever passed it on', async () => {
  await using stage = await Stage.open()
  const caseId = await stage.register('b-window', 'city-permit')
  await stage.does('b-window', caseId, { act: 'move', direction: 'up', to: 'city', organ: null, note: null })
  await stage.pass(5_000)
  stage.network.line('b').setFaults({ delayMs: [500, 500] })
  // The request and the move back pass each other on the line.
  await stage.does('b-window', caseId, { act: 'change-service-place', place: 'b-station-1' })
  await stage.does('city-clerk', caseId, { act: 'move', direction: 'back', to: 'b', organ: null, note: null })
  const { violations } = await stage.judge()
  expect(violations).toEqual([])
  expect(stage.state('city', caseId)).toMatchObject({ custodian: 'b', servicePlace: 'b-station-1' })
})

test('a paper that only a branch set aside named is wanted by nobody', async () => {
  await using stage = await Stage.open()
  const caseId = await stage.register('a-window', 'city-permit')
  await stage.pass(10_000)
  await stage.sim.faults.seize('a', 'silent')
  const instruction = stage.scan('a-window', caseId)
  await stage.does('a-window', caseId, {
    act: 'give-task',
    task: 't-1',
    kind: 'visit',
    site: 'a',
    place: null,
    person: null,
    from: null,
    until: null,
    instruction,
  })
  const { violations, setAside } = await stage.judge()
  expect(violations).toEqual([])
  expect(setAside).toHaveLength(1)
})

test('an id that was answered stands for that act alone, wherever custody has gone', async () => {
  await using stage = await Stage.open()
  const caseId = await stage.register('b-window', 'city-permit')
  const join = { act: 'join-site', site: 'a', participant: false } as const
  await stage.does('b-window', caseId, join, 'ab'.repeat(16))
  await stage.does('b-window', caseId, { act: 'submit' })
  expect(await stage.act('b-window', caseId, { act: 'complete' }, 'ab'.repeat(16))).toMatchObject({ code: 'request/other-body' })
  expect(await stage.act('b-window', caseId, join, 'ab'.repeat(16))).toMatchObject({ kind: 'done', repeated: true })
})

test('a form sent again after its refusal came home is refused again', async () => {
  await using stage = await Stage.open()
  const caseId = await stage.register('b-window', 'city-permit')
  await stage.does('b-window', caseId, { act: 'submit' })
  expect(await stage.act('b-window', caseId, { act: 'complete' }, 'ab'.repeat(16))).toMatchObject({ kind: 'requested' })
  await stage.pass(5_000)
  expect(await stage.act('b-window', caseId, { act: 'complete' }, 'ab'.repeat(16))).toMatchObject({ kind: 'refused' })
})

test('one id used by two people: the second learns that it was used, not that the first one’s act was done', async () => {
  await using stage = await Stage.open()
  const caseId = await stage.register('a-proxy-1', 'city-permit')
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(10_000)
  stage.network.line('a').cut()
  const id = 'ab'.repeat(16)
  await stage.does('a-proxy-1', caseId, { act: 'change-service-place', place: 'a-hosted' }, id)
  await stage.does('city-clerk', caseId, { act: 'accept' }, id)
  expect((await stage.judge()).violations).toEqual([])
  expect(stage.site('a-village-1').store.requests.find(id)).toMatchObject({ state: 'closed', code: 'request/other-body' })
})

test('a form sent again after its act was set aside is not carried out beside the request that asks for the act again', async () => {
  await using stage = await Stage.open()
  const caseId = await stage.register('a-window', 'city-permit')
  await stage.pass(10_000)
  await stage.sim.faults.seize('a', 'silent')
  const photo = { material: 'photo', paper: stage.scan('a-window', caseId), form: 'scan', originals: 0, copies: 0 } as const
  const id = 'ab'.repeat(16)
  await stage.does('a-window', caseId, { act: 'add-paper', material: photo }, id)
  stage.network.line('a').heal()
  await stage.pass(40_000)
  expect(await stage.act('a-window', caseId, { act: 'complete' }, id)).toMatchObject({ code: 'request/other-body' })
  expect(await stage.act('a-window', caseId, { act: 'add-paper', material: photo }, id)).toMatchObject({ kind: 'requested' })
  expect((await stage.judge()).violations).toEqual([])
  const added = stage
    .site('city')
    .store.cases.standing(caseId)
    .filter(({ hash, bytes }) => readEvent(hash, bytes).body.type === 'paper-added')
  expect(added).toHaveLength(1)
})
