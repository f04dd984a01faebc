import { expect, test } from 'vitest'
import { Stage } from './stage.js'

test.each([0, 1, 2, 3, 4, 6, 9])(
  'a disk that fills up in the middle of a batch (%i pages left) keeps all that was acknowledged and nothing else',
  async (pages) => {
    await using stage = await Stage.open({ seed: 31 })
    const before = await stage.register('a-window', 'permit-a')
    await stage.pass(5_000)
    stage.network.fillDisk('a', pages)
    const batch = Array.from({ length: 60 }, () => stage.tryRegister('a-window', 'permit-a'))
    await stage.pass(1)
    const told = await Promise.all(batch)
    const kept = told.filter((caseId) => caseId !== null)
    expect(kept.length).toBeLessThan(60)
    expect(new Set(stage.site('a').store.events.caseIds())).toEqual(new Set([before, ...kept]))
    stage.network.makeRoom('a')
    await stage.does('a-window', before, { act: 'submit' })
    expect((await stage.judge()).violations).toEqual([])
    for (const caseId of [before, ...kept]) expect(stage.state('city', caseId)).not.toBeNull()
  },
)

test('a county whose disk is full acknowledges nothing to its stations; they wait, and go on when there is room', async () => {
  await using stage = await Stage.open({ seed: 32 })
  stage.network.fillDisk('a', 0)
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  for (let event = 0; event < 20; event++) await stage.register('a-proxy-1', 'permit-a')
  await stage.pass(120_000)
  const mark = stage
    .site('a-village-1')
    .store.lanes.marks('a')
    .find(({ lane }) => lane === 'case')
  expect(mark?.acknowledged).toBeLessThan(mark?.written ?? 0)
  stage.network.makeRoom('a')
  expect((await stage.judge()).violations).toEqual([])
  expect(stage.state('a', caseId)).toMatchObject({ custodian: 'a' })
})
