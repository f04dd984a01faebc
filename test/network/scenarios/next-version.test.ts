import { expect, test } from 'vitest'
import type { CounterAct } from '@liandong/core/site/act.js'
import { Stage } from './stage.js'

const rate = (to: string | null, remark: unknown = null) => ({ act: 'rate', stars: 5, remark, to }) as unknown as CounterAct
const note = { act: 'add-paper', material: { material: 'map', paper: null, form: 'copy', originals: 0, copies: 1 } } as const

test('a body of the next version is kept, passed on and shown as needing an upgrade; its papers move, only its own case waits', async () => {
  await using stage = await Stage.open({ next: ['a'] })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(5_000)
  const remark = stage.scan('a-clerk', caseId)
  await stage.does('a-clerk', caseId, rate(null, remark))
  await stage.pass(30_000)
  for (const id of ['city', 'a-village-1']) {
    expect(stage.site(id).store.cases.headHash(caseId)).toBe(stage.site('a').store.cases.headHash(caseId))
    expect(stage.site(id).store.caseList.get(caseId)).toMatchObject({ needsUpgrade: true })
  }
  expect(stage.site('a-village-1').store.papers.heldFor(remark.hash, caseId)).toBe(true)
  const other = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', other, { act: 'submit' })
  expect((await stage.judge()).violations).toEqual([])
})

test('custody handed over by an unreadable body arrives; what is asked there waits for the upgrade, and is answered after it', async () => {
  await using stage = await Stage.open({ next: ['a'] })
  const caseId = await stage.register('a-proxy-1', 'permit-a')
  await stage.does('a-proxy-1', caseId, { act: 'submit' })
  await stage.pass(5_000)
  await stage.does('a-clerk', caseId, rate('city'))
  await stage.pass(10_000)
  expect(stage.state('city', caseId)).toMatchObject({ custodian: 'city', unknownBodies: ['rated'] })
  expect(await stage.act('city-clerk', caseId, note)).toMatchObject({ code: 'case/needs-upgrade' })
  const asked = stage.newId()
  await stage.does('a-proxy-1', caseId, note, asked)
  await stage.pass(10_000)
  expect(stage.site('city').store.requests.find(asked)).toMatchObject({ state: 'waiting', code: 'case/needs-upgrade' })
  expect((await stage.judge()).violations).toEqual([])
  expect(stage.state('a-village-1', caseId)?.answers.get(asked)).toMatchObject({ refusal: null })
  expect(stage.state('city', caseId)).toMatchObject({ stars: 5, unknownBodies: [] })
})
