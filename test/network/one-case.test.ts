import { registerAct } from '../../core/src/domain/case/case.testing.js'
import { permit, rosterFacts } from '../../core/src/domain/case/world.testing.js'
import { withPublishingKeys } from '../../core/src/site/lists.testing.js'
import { executeRegistration } from '@liandong/core/site/execute.js'
import { actOnCase, resolveActor, type CounterAct } from '@liandong/core/site/act.js'
import { publishItems } from '@liandong/core/site/catalogue/publish-items.js'
import { settlePending } from '@liandong/core/site/pending.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { expect, it } from 'vitest'
import { Network } from './network.js'

const shapes = [
  { id: 'city', parent: null, tier: 'city' },
  { id: 'a', parent: 'city', tier: 'county' },
  { id: 'b', parent: 'city', tier: 'county' },
  { id: 'a-town', parent: 'a', tier: 'edge' },
  { id: 'a-village', parent: 'a', tier: 'edge' },
  { id: 'b-village', parent: 'b', tier: 'edge' },
] as const

it('carries a permit from a village to the county and its result back, with equal heads everywhere', async () => {
  await using network = new Network(shapes, 1, Date.UTC(2026, 2, 2, 2))
  await network.giveRoster(withPublishingKeys(rosterFacts), 'city-clerk')
  await network.pass(1_000)
  const item = withDigest({ ...permit, form: { type: 'object' }, guide: { ...permit.guide, area: '3' } })
  network.site('a').transact(() => publishItems(network.site('a'), [item], 'a-clerk'))
  await network.pass(60_000)
  for (const id of network.ids)
    expect([id, network.site(id).roster.version, network.site(id).store.items.has(item.digest)]).toEqual([id, 1, true])

  const village = network.site('a-village')
  const caseId = 'ca'.repeat(16)
  const put = (content: string) => {
    const paper = village.store.blobs.compose(Buffer.from(content), 'text/plain')
    village.transact(() => {
      village.store.papers.addNew(paper, 0)
      village.store.papers.holdFor(paper.ref.hash, caseId, 0)
    })
    return paper.ref
  }
  const act = registerAct(
    { caseId, number: 'n-1', queryVerifier: { scheme: 'sha256-salted', salt: '00'.repeat(16), digest: '00'.repeat(32) } },
    {
      applicant: put('applicant'),
      form: put('form'),
      materials: [{ material: 'deed', paper: put('deed'), form: 'scan', originals: 0, copies: 0 }],
    },
  )
  const by = resolveActor(village, { person: 'proxy', place: 'a-station', organ: null, mandate: null })
  if ('kind' in by) throw new Error(by.code)
  const registered = await village.commit(() => {
    const outcome = executeRegistration(village, act, item, by, { requestId: 'aa'.repeat(16), bodyHash: 'bb'.repeat(32) })
    settlePending(village)
    return outcome
  })
  expect(registered.kind).toBe('done')
  let count = 0
  const does = async (site: string, person: string, place: string, counterAct: CounterAct) => {
    const requestId = (count++).toString(16).padStart(32, '0')
    const outcome = await actOnCase(network.site(site), {
      caseId,
      act: counterAct,
      acting: { person, place, organ: null, mandate: null },
      requestId,
    })
    await network.pass(30_000)
    return outcome
  }
  expect(await does('a-village', 'proxy', 'a-station', { act: 'submit' })).toMatchObject({ kind: 'done' })
  expect(await does('a', 'a-clerk', 'a-hall', { act: 'accept' })).toMatchObject({ kind: 'done' })
  expect(
    await does('a', 'a-clerk', 'a-hall', { act: 'review-step', step: 'examine', result: 'agreed', opinion: null }),
  ).toMatchObject({ kind: 'done' })
  expect(
    await does('a', 'a-clerk', 'a-hall', { act: 'decide', result: 'granted', document: null, certificateNumber: 'c' }),
  ).toMatchObject({ kind: 'done' })
  expect(
    await does('a-village', 'proxy', 'a-station', { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null }),
  ).toMatchObject({ kind: 'requested' })
  expect(await does('a-village', 'proxy', 'a-station', { act: 'complete' })).toMatchObject({ kind: 'requested' })
  await network.pass(60_000)
  expect(network.alarms).toEqual([])
  for (const id of ['city', 'a', 'a-village']) {
    expect(network.site(id).store.cases.state(caseId)).toMatchObject({ stage: 'completed', custodian: 'a' })
    expect(network.site(id).store.cases.headHash(caseId)).toBe(village.store.cases.headHash(caseId))
  }
  expect(network.site('b').store.cases.state(caseId)).toBeNull()
  expect(network.site('a').store.papers.ofCase(caseId)).toHaveLength(3)
  expect(network.site('city').store.papers.ofCase(caseId)).toHaveLength(0)
})
