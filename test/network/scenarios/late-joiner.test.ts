import { expect, test } from 'vitest'
import { Stage } from './stage.js'

const EVENTS_BEFORE = 200
const EVENTS_MEANWHILE = 20
/** Five seconds each: every crash costs a dial, and dials grow rarer up to half a minute. */
const LONGEST_ROUNDS = 4_000
/** Relays between the custodian and the township that joins. */
const relays: readonly string[] = ['city', 'b']

test('a township of another county joins a case of 200 events in traffic, over relays that crash after every commit, window 1', async () => {
  await using stage = await Stage.open({ seed: 7 })
  const { network } = stage
  for (const id of network.ids) if (id.includes('village') || id === 'a-town') network.stop(id)
  for (const id of ['a', 'city', 'b', 'b-town']) {
    network.use(id, { windowMessages: 1 })
    network.crash(id)
  }
  const caseId = await stage.register('a-window', 'permit-a')
  const paper = stage.scan('a-window', caseId, 40_000)
  const photo = { material: 'photo', paper, form: 'scan', originals: 0, copies: 0 } as const
  await stage.does('a-window', caseId, { act: 'add-paper', material: photo })
  const note = { act: 'add-paper', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const
  for (let event = 2; event < EVENTS_BEFORE; event++) await stage.does('a-window', caseId, note)
  expect(stage.state('a', caseId)?.sequence).toBe(EVENTS_BEFORE)
  await stage.does('a-window', caseId, { act: 'join-site', site: 'b-town', participant: true })
  for (const line of ['a', 'b', 'b-town']) network.line(line).setFaults({ delayMs: [20, 20] })

  let crashCount = 0
  network.onReceived = (id) => {
    if (!relays.includes(id)) return
    crashCount += 1
    network.clock.setTimer(0, () => network.crash(id))
  }
  const hasAll = () => stage.state('b-town', caseId)?.sequence === EVENTS_BEFORE + 1 + EVENTS_MEANWHILE
  for (let round = 0; round < LONGEST_ROUNDS && !hasAll(); round++) {
    if (round % 10 === 0 && round < EVENTS_MEANWHILE * 10) await stage.does('a-window', caseId, note)
    await stage.pass(5_000)
  }
  network.onReceived = () => undefined
  expect(crashCount).toBeGreaterThan(EVENTS_BEFORE)
  const { violations } = await stage.judge()
  expect(violations).toEqual([])
  const sequences = stage
    .site('b-town')
    .store.events.rowsOf(caseId)
    .map(({ sequence }) => sequence)
  expect(sequences).toEqual(Array.from({ length: EVENTS_BEFORE + 1 + EVENTS_MEANWHILE }, (_, index) => index + 1))
  expect(stage.site('b-town').store.papers.heldFor(paper.hash, caseId)).toBe(true)
  expect(stage.site('city').store.papers.heldFor(paper.hash, caseId)).toBe(false)
}, 120_000)
