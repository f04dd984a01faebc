import { expect, test } from 'vitest'
import { Stage } from './stage.js'

const scanOf = (paper: { hash: string; sizeBytes: number }) =>
  ({ material: 'photo', paper, form: 'scan', originals: 0, copies: 0 }) as const

test('events come without their papers, the origin’s disk dies: the case says what it waits for, and nobody accepts it', async () => {
  await using stage = await Stage.open({ seed: 12 })
  stage.network.line('a-village-1').setFaults({ bytesPerSecond: 4_000 })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  const paper = stage.scan('a-proxy-1', caseId, 400_000)
  await stage.does('a-proxy-1', caseId, { act: 'add-paper', material: { ...scanOf(paper), material: 'deed' } })
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(10_000)
  expect(stage.state('a', caseId)).toMatchObject({ stage: 'submitted', custodian: 'a' })
  await stage.sim.faults.die('a-village-1')
  await stage.pass(60_000)
  expect(await stage.act('a-clerk', caseId, { act: 'accept' })).toMatchObject({ code: 'paper/awaited' })
  expect(
    stage
      .site('a')
      .store.papers.wantsOf(caseId)
      .map(({ hash }) => hash),
  ).toContain(paper.hash)
  expect((await stage.judge()).violations).toEqual([])
})

test('a relay crashes again and again in the middle of a paper: it comes whole, and the relay keeps nothing', async () => {
  await using stage = await Stage.open({ seed: 13 })
  const caseId = await stage.register('a-proxy-1', 'permit-b')
  const paper = stage.scan('a-proxy-1', caseId, 300_000)
  await stage.does('a-proxy-1', caseId, { act: 'add-paper', material: scanOf(paper) })
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  for (const line of ['a', 'b']) stage.network.line(line).setFaults({ bytesPerSecond: 30_000 })
  for (let crash = 0; crash < 6; crash++) {
    await stage.pass(3_000)
    stage.network.crash('city')
  }
  expect((await stage.judge()).violations).toEqual([])
  expect(stage.site('b').store.blobs.readBlob(paper.hash).content.byteLength).toBe(300_000)
  expect(stage.site('city').store.blobs.list()).not.toContain(paper.hash)
})

test('naming a paper one never had gives no right to it', async () => {
  await using stage = await Stage.open({ seed: 14 })
  const mine = await stage.register('a-proxy-1', 'permit-a')
  const paper = stage.scan('a-proxy-1', mine)
  await stage.does('a-proxy-1', mine, { act: 'add-paper', material: scanOf(paper) })
  const theirs = await stage.register('b-proxy-1', 'permit-a')
  expect(await stage.act('b-proxy-1', theirs, { act: 'add-paper', material: scanOf(paper) })).toMatchObject({
    code: 'paper/not-held',
  })
  await stage.does('b-proxy-1', theirs, { act: 'submit' })
  expect((await stage.judge()).violations).toEqual([])
  expect(stage.site('b-village-1').store.blobs.list()).not.toContain(paper.hash)
})

test('two cases share one paper; the relay lets go of the copy for one and still passes on the other’s', async () => {
  await using stage = await Stage.open({ seed: 15 })
  const first = await stage.register('a-window', 'permit-b')
  const second = await stage.register('a-window', 'permit-b')
  const paper = stage.scan('a-window', first)
  stage.site('a').transact(() => stage.site('a').store.papers.holdFor(paper.hash, second, 0))
  stage.network.line('b').cut()
  for (const caseId of [first, second]) {
    await stage.does('a-window', caseId, { act: 'add-paper', material: scanOf(paper) })
    await stage.does('a-window', caseId, { act: 'submit' })
  }
  await stage.pass(60_000)
  stage.network.line('b').heal()
  await stage.pass(60_000)
  for (const caseId of [first, second]) expect(stage.site('b').store.papers.heldFor(paper.hash, caseId)).toBe(true)
  expect((await stage.judge()).violations).toEqual([])
})

test('what takes rights away overtakes a large scan on a thin line', async () => {
  await using stage = await Stage.open({ seed: 16 })
  const caseId = await stage.register('a-window', 'permit-a')
  await stage.does('a-window', caseId, { act: 'join-site', site: 'a-village-1', participant: true })
  await stage.pass(20_000)
  const paper = stage.scan('a-window', caseId, 5_000_000)
  await stage.does('a-window', caseId, { act: 'add-paper', material: scanOf(paper) })
  stage.network.line('a-village-1').setFaults({ bytesPerSecond: 8_000, bufferBytes: 64 * 1024 })
  await stage.pass(60_000)
  const posts = [{ place: 'a-station-1', organ: null }]
  const person = { id: 'a-proxy-1', name: 'a-proxy-1', phone: null, posts, active: false }
  await stage.network.giveRoster([{ kind: 'person', person }], 'city-clerk')
  await stage.pass(60_000)
  expect(stage.site('a-village-1').roster.version).toBe(2)
  expect(stage.site('a-village-1').store.papers.heldFor(paper.hash, caseId)).toBe(false)
  expect(await stage.act('a-proxy-1', caseId, { act: 'complete' })).toMatchObject({ code: 'person/unknown' })
  expect((await stage.judge()).violations).toEqual([])
})
