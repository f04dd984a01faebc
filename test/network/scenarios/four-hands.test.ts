import { listSeizureAsks } from '@liandong/core/site/query/traffic.js'
import { expect, test } from 'vitest'
import { Stage } from './stage.js'

/** What the village does with the case while nobody hears it. */
const moves = ['keeps it', 'hands it to its county', 'hands it to the township by way of its county'] as const
/** In which order the lines come back. */
const orders = [
  ['a-village-1', 'a', 'a-town'],
  ['a-village-1', 'a-town', 'a'],
  ['a', 'a-village-1', 'a-town'],
  ['a', 'a-town', 'a-village-1'],
  ['a-town', 'a', 'a-village-1'],
  ['a-town', 'a-village-1', 'a'],
] as const

const stories = moves.flatMap((move) => orders.map((order) => [move, order] as const))

test.each(stories)(
  'four hands on one custody: the village %s, its county seizes, and so does the cut-off city; lines heal %j',
  async (move, order) => {
    await using stage = await Stage.open({ seed: 4 })
    const caseId = await stage.register('a-proxy-1', 'permit-a')
    await stage.pass(10_000)
    for (const line of order) stage.network.line(line).cut()
    await actOffline(stage, caseId, move)
    await stage.sim.faults.seize('a-village-1', 'silent')
    await stage.does('a-clerk', caseId, { act: 'accept' })
    // The city cannot ask the county, and believes both gone.
    await stage.seizeAs('city', 'a-village-1', 'cut-off')
    for (const line of order) {
      stage.network.line(line).heal()
      await stage.pass(3_000)
    }
    const { violations, setAside } = await stage.judge()
    expect(violations).toEqual([])
    expect(stage.state('a-village-1', caseId)).toMatchObject({ custodian: 'city', epoch: { seizures: 1, tier: 2, moves: 0 } })
    expect(setAside.length).toBeGreaterThan(0)
  },
)

async function actOffline(stage: Stage, caseId: string, move: (typeof moves)[number]): Promise<void> {
  const copy = { material: 'photo', paper: null, form: 'copy', originals: 0, copies: 1 } as const
  await stage.does('a-proxy-1', caseId, { act: 'add-paper', material: copy })
  if (move === 'hands it to its county') await stage.does('a-proxy-1', caseId, { act: 'submit' })
  if (move === 'hands it to the township by way of its county') {
    await stage.does('a-proxy-1', caseId, { act: 'join-site', site: 'a-town', participant: true })
    await stage.does('a-proxy-1', caseId, { act: 'move', direction: 'back', to: 'a-town', organ: null, note: null })
  }
}

test('two seizures of one custody made apart: the higher tier stands, and what the other did is asked for again once', async () => {
  await using stage = await Stage.open({ seed: 5 })
  const caseId = await stage.register('a-window', 'permit-a')
  await stage.does('a-clerk', caseId, { act: 'move', direction: 'down', to: 'a-town', organ: null, note: null })
  await stage.pass(10_000)
  stage.network.line('a').cut()
  await stage.sim.faults.seize('a-town', 'silent')
  const photo = { material: 'photo', paper: stage.scan('a-clerk', caseId), form: 'scan', originals: 0, copies: 0 } as const
  await stage.does('a-clerk', caseId, { act: 'add-paper', material: photo })
  // Cut off for good, as the city believes: it reaches past the county.
  await stage.seizeAs('city', 'a-town', 'cut-off')
  const { violations, setAside, askedAgain } = await stage.judge()
  expect(violations).toEqual([])
  expect(setAside).toHaveLength(1)
  expect(askedAgain).toBe(1)
  expect(stage.state('a', caseId)).toMatchObject({ custodian: 'city', epoch: { seizures: 1, tier: 2 } })
})

test('the city asks a county to seize: it is done in the city’s name, at every site of the path', async () => {
  await using stage = await Stage.open({ seed: 6 })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.pass(10_000)
  expect(await stage.askForSeizure('city-clerk', caseId, 'a-village-1')).toMatchObject({ kind: 'asked' })
  const { violations } = await stage.judge()
  expect(violations).toEqual([])
  for (const id of ['a-village-1', 'a', 'city'])
    expect(stage.state(id, caseId)).toMatchObject({ custodian: 'a', epoch: { seizures: 1, tier: 1 } })
})

test('an ask that comes after custody went home is refused by the county, and the city sees why', async () => {
  await using stage = await Stage.open({ seed: 6 })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.pass(10_000)
  stage.network.line('a').cut()
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.askForSeizure('city-clerk', caseId, 'a-village-1')
  const { violations } = await stage.judge()
  expect(violations).toEqual([])
  expect(stage.state('city', caseId)).toMatchObject({ custodian: 'a', epoch: { seizures: 0 } })
  expect(listSeizureAsks(stage.site('city'), caseId)).toMatchObject([{ state: 'refused', code: 'authority/not-parent' }])
})

test('an ask of a case the cut-off village went on with: what it wrote is set aside and asked for again', async () => {
  await using stage = await Stage.open({ seed: 6 })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.pass(10_000)
  stage.network.line('a-village-1').cut()
  const copy = { material: 'photo', paper: null, form: 'copy', originals: 0, copies: 1 } as const
  await stage.does('a-proxy-1', caseId, { act: 'add-paper', material: copy })
  await stage.askForSeizure('city-clerk', caseId, 'a-village-1')
  const { violations, setAside, askedAgain } = await stage.judge()
  expect(violations).toEqual([])
  expect([setAside.length, askedAgain]).toEqual([1, 1])
})
