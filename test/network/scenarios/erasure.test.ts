import { registerAct } from '../../../core/src/domain/case/case.testing.js'
import { permit, rosterFacts } from '../../../core/src/domain/case/world.testing.js'
import { withPublishingKeys } from '../../../core/src/site/lists.testing.js'
import { actOnCase, resolveActor, type CounterAct } from '@liandong/core/site/act.js'
import { publishItems } from '@liandong/core/site/catalogue/publish-items.js'
import { executeRegistration } from '@liandong/core/site/execute.js'
import { paperLedger } from '@liandong/core/site/links/paper-ledger.js'
import { settlePending } from '@liandong/core/site/pending.js'
import { readData } from '@liandong/core/site/query/papers.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { expect, it } from 'vitest'
import { Network } from '../network.js'

const shapes = [
  { id: 'city', parent: null, tier: 'city' },
  { id: 'a', parent: 'city', tier: 'county' },
  { id: 'a-village', parent: 'a', tier: 'edge' },
] as const
const caseId = 'ca'.repeat(16)
const identity = '371122199001010012'
const applicant = {
  kind: 'person',
  person: { name: '王小丰', document: { type: '111', number: identity }, phone: '13800000000' },
}
const item = withDigest({ ...permit, form: { type: 'object' }, guide: { ...permit.guide, area: '3' } })

/** A case registered at the village, on its way to the county. */
async function registered(): Promise<Network> {
  const network = new Network(shapes, 1, Date.UTC(2026, 2, 2, 2))
  await network.giveRoster(withPublishingKeys(rosterFacts), 'city-clerk')
  await network.pass(1_000)
  network.site('a').transact(() => publishItems(network.site('a'), [item], 'a-clerk'))
  await network.pass(60_000)
  const village = network.site('a-village')
  const put = (content: string) => {
    const paper = village.store.blobs.compose(Buffer.from(content), 'application/json')
    village.transact(() => {
      village.store.papers.addNew(paper, 0)
      village.store.papers.holdFor(paper.ref.hash, caseId, 0)
    })
    return paper.ref
  }
  const act = registerAct(
    { caseId, number: 'n-1', queryVerifier: { scheme: 'sha256-salted', salt: '00'.repeat(16), digest: '00'.repeat(32) } },
    {
      applicant: put(JSON.stringify(applicant)),
      form: put('{"reason":"x"}'),
      materials: [{ material: 'deed', paper: put('deed'), form: 'scan', originals: 0, copies: 0 }],
    },
  )
  const by = resolveActor(village, { person: 'proxy', place: 'a-station', organ: null, mandate: null })
  if ('kind' in by) throw new Error(by.code)
  await village.commit(() => {
    executeRegistration(village, act, item, by, { requestId: 'aa'.repeat(16), bodyHash: 'bb'.repeat(32) })
    settlePending(village)
  })
  await network.pass(30_000)
  return network
}

let requests = 0

async function does(network: Network, site: string, who: readonly [string, string], act: CounterAct): Promise<void> {
  const [person, place] = who
  const requestId = (requests++).toString(16).padStart(32, '0')
  const outcome = await actOnCase(network.site(site), {
    caseId,
    act,
    acting: { person, place, organ: null, mandate: null },
    requestId,
  })
  expect(outcome.kind).not.toBe('refused')
  await network.pass(30_000)
}

const clerk = ['a-clerk', 'a-hall'] as const
const proxy = ['proxy', 'a-station'] as const

async function delivered(network: Network): Promise<void> {
  await does(network, 'a-village', proxy, { act: 'submit' })
  await does(network, 'a', clerk, { act: 'accept' })
  await does(network, 'a', clerk, { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })
  await does(network, 'a', clerk, { act: 'decide', result: 'granted', document: null, certificateNumber: 'c' })
  await does(network, 'a-village', proxy, { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null })
}

async function days(network: Network, count: number): Promise<void> {
  network.clock.setDate(network.clock.nowMs() + count * 86_400_000)
  await network.pass(30_000)
}

const papersAt = (network: Network, site: string) => network.site(site).store.papers.ofCase(caseId).length
const foundAt = (network: Network, site: string) => network.site(site).store.applicants.byIdentity(identity)

it('a station erases papers and persons of a case fifteen days after it was handed over, and keeps number, state and a masked name', async () => {
  await using network = await registered()
  await delivered(network)
  await days(network, 14)
  expect([papersAt(network, 'a-village'), papersAt(network, 'a'), foundAt(network, 'a-village')]).toEqual([3, 3, [caseId]])
  await days(network, 1)
  const { store } = network.site('a-village')
  expect([papersAt(network, 'a-village'), papersAt(network, 'a'), store.papers.all()]).toEqual([0, 3, []])
  expect([foundAt(network, 'a-village'), foundAt(network, 'a')]).toEqual([[], [caseId]])
  expect([store.erasures.of(caseId)?.maskedName, store.applicants.of(caseId)]).toEqual(['王**', null])
  expect(store.caseList.get(caseId)).toMatchObject({ number: 'n-1', stage: 'delivered' })
  const state = store.cases.state(caseId)
  expect(state && readData(network.site('a-village'), state, 'applicant')).toBeNull()
})

it('what was erased stays so after a rebuild and a new start, and is not asked for again', async () => {
  await using network = await registered()
  await delivered(network)
  await days(network, 16)
  const before = network.site('a-village').store.erasures.of(caseId)
  network.site('a-village').store.rebuild()
  network.crash('a-village')
  await does(network, 'a-village', proxy, { act: 'complete' })
  const { store } = network.site('a-village')
  expect([store.erasures.of(caseId), store.papers.wants(), store.papers.all(), store.verify()]).toEqual([before, [], [], []])
  expect([foundAt(network, 'a-village'), store.cases.state(caseId)?.stage]).toEqual([[], 'completed'])
})

it('a later want is told that the papers were erased here', async () => {
  await using network = await registered()
  await delivered(network)
  const [paper] = network.site('a').store.papers.ofCase(caseId)
  await days(network, 16)
  const answer = paperLedger(network.site('a-village')).wanted('a', caseId, paper?.hash ?? '')
  expect(answer).toEqual({ kind: 'refused', code: 'paper/erased' })
})

it('nothing is erased before the county says that it holds every paper', async () => {
  await using network = await registered()
  await delivered(network)
  const county = network.site('a').store
  const [paper] = county.papers.ofCase(caseId)
  county.transact(() => county.papers.releaseFor(paper?.hash ?? '', caseId))
  await days(network, 16)
  expect(papersAt(network, 'a-village')).toBe(3)
  county.transact(() => county.papers.holdFor(paper?.hash ?? '', caseId, 0))
  await network.pass(30_000)
  expect([papersAt(network, 'a-village'), papersAt(network, 'a')]).toEqual([0, 3])
})

it('nothing is erased before the custodian beyond the county says that it holds every paper', async () => {
  await using network = await registered()
  await delivered(network)
  await does(network, 'a', clerk, { act: 'move', direction: 'up', to: 'city', organ: null, note: null })
  expect([network.site('a-village').store.cases.state(caseId)?.custodian, papersAt(network, 'city')]).toEqual(['city', 3])
  network.line('a').cut()
  await days(network, 16)
  expect(papersAt(network, 'a-village')).toBe(3)
  network.line('a').heal()
  await network.pass(60_000)
  expect([papersAt(network, 'a-village'), papersAt(network, 'a'), papersAt(network, 'city')]).toEqual([0, 3, 3])
})

it('a crash between any two steps of an erasure leaves all of it or nothing', async () => {
  await using network = await registered()
  await delivered(network)
  network.sim('a-village').life.crashInTransaction(1)
  await days(network, 16)
  await network.pass(30_000)
  const { store } = network.site('a-village')
  expect([store.erasures.has(caseId), store.papers.all(), store.blobs.list(), store.verify()]).toEqual([true, [], [], []])
})

it('papers wait at the station while somebody there still has a task or the case is not over', async () => {
  await using network = await registered()
  await days(network, 40)
  expect(papersAt(network, 'a-village')).toBe(3)
  await delivered(network)
  const task = { task: 't', kind: 'visit' as const, place: 'a-station', person: null, from: null, until: null, instruction: null }
  await does(network, 'a', clerk, { act: 'give-task', site: 'a-village', ...task })
  await days(network, 16)
  expect(papersAt(network, 'a-village')).toBe(3)
  await does(network, 'a-village', proxy, { act: 'answer-task', task: 't', result: 'done', report: null, votes: null })
  await network.pass(30_000)
  expect(papersAt(network, 'a-village')).toBe(0)
})
