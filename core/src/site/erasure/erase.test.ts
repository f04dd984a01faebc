import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CaseView } from '../../store/projections/case-list.js'
import { actOnCase, type CounterAct } from '../act.js'
import { application, type Counter, newRequestId, openCounter } from '../counter.testing.js'
import { registerCase } from '../intake/register.js'
import { carry, join } from '../lines.testing.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import type { Kept } from '../ledger.js'
import { wantPapers } from '../links/wants.js'
import { eraseDelivered } from './erase.js'
import { keeps } from './kept.js'

const DAY_MS = 86_400_000
const acting = { person: 'proxy', place: 'a-station', organ: null, mandate: null }

let county: Counter
let village: Counter
let caseId: string
const online = () => carry([village.site, county.site])

/** A case that was handed over at the village sixteen days ago; the county holds everything. */
beforeEach(async () => {
  const clock = new ManualClock(MONDAY_MS)
  county = openCounter('a', { clock })
  village = openCounter('a-village', { clock })
  join(village.site, county.site)
  const outcome = await registerCase(village.site, {
    application: application(),
    acting,
    requestId: newRequestId(),
    draft: null,
  })
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome))
  caseId = outcome.receipt.caseId
  await does(village, acting, { act: 'withdraw', statement: null })
  for (const { site } of [county, village]) site.clock.measured(0, 10)
  clock.setDate(clock.nowMs() + 16 * DAY_MS)
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const { store } of [county, village]) store.close()
})

async function does({ site }: Counter, who: typeof acting, act: CounterAct): Promise<void> {
  expect(await actOnCase(site, { caseId, act, acting: who, requestId: newRequestId() })).toMatchObject({ kind: 'done' })
  online()
}

function drain(at: Counter): number {
  const round = eraseDelivered(at.site)
  for (;;) {
    const step = round.next()
    if (step.done === true) return step.value
  }
}

/** What is asked in one round is answered, as links would, and known in the next. */
function erased(say: (said: Kept) => Kept = (said) => said): number {
  drain(village)
  for (const { hash } of village.store.papers.ofCase(caseId)) {
    const paper = { caseId, hash }
    village.site.kept.confirmed('a', paper, say(keeps(county.site, 'a-village', paper)))
  }
  return drain(village)
}

const held = (at: Counter) => at.store.papers.ofCase(caseId).length

/** As the lists show the case, but for this. */
function viewed(difference: Partial<CaseView>): void {
  const view = village.store.caseList.get(caseId)
  if (view === null) throw new Error('the case is not listed')
  vi.spyOn(village.store.caseList, 'get').mockReturnValue({ ...view, ...difference })
}

test('a station erases a case that is over, files too, once its county says that it holds every paper', async () => {
  await village.store.settle()
  expect([held(village), village.store.blobs.list().length]).toEqual([held(county), held(county)])
  expect([erased(), held(village), village.store.erasures.has(caseId)]).toEqual([1, 0, true])
  expect(village.store.blobs.list()).toEqual([])
  expect(held(county)).toBeGreaterThan(1)
})

describe('a station erases nothing', () => {
  const nothing = [0, true, false]
  const outcome = (say?: (said: Kept) => Kept) => [erased(say), held(village) > 1, village.store.erasures.has(caseId)]

  test.each([
    ['that is frozen by two branches', { frozen: true }],
    ['of which the last act is nowhere else', { onlyHere: true }],
    ['that only a newer program understands', { needsUpgrade: true }],
  ])('of a case %s', (_what, difference) => {
    viewed(difference)
    expect(outcome()).toEqual(nothing)
  })

  test('of a case with a request nobody has answered', () => {
    vi.spyOn(village.store.requests, 'unanswered').mockReturnValue([{} as never])
    expect(outcome()).toEqual(nothing)
  })

  test('of which its county says that it does not hold it', () => {
    expect(outcome(() => ({ held: false, byCustodian: true }))).toEqual(nothing)
  })

  test('that no event names while a branch of the case does not stand', () => {
    const stray = village.store.blobs.compose(Buffer.from('of a branch that fell'), 'text/plain')
    village.site.transact(() => {
      village.store.papers.addNew(stray, 0)
      village.store.papers.holdFor(stray.ref.hash, caseId, 0)
    })
    viewed({ setAside: 1 })
    expect(outcome((said) => ({ ...said, held: true, byCustodian: true }))).toEqual(nothing)
  })

  test('while its clock is not sure of the day', () => {
    village.clock.setDate(MONDAY_MS - DAY_MS)
    const round = vi.spyOn(village.store.erasures, 'over')
    expect([village.site.clock.now().known, ...outcome()]).toEqual(['unsure', ...nothing])
    expect(round).not.toHaveBeenCalled()
  })
})

test('a county erases nothing, however long a case is over', () => {
  const asked = vi.spyOn(county.store.erasures, 'over')
  expect([drain(county), held(county) > 1]).toEqual([0, true])
  expect(asked).not.toHaveBeenCalled()
})

test('what is named later to a case whose papers were erased is not fetched', () => {
  const later = { hash: '7'.repeat(64), sizeBytes: 100 }
  const state = village.store.cases.state(caseId)
  const want = () => village.site.transact(() => state && wantPapers(village.site, state, state, [later]))
  erased()
  want()
  expect(village.store.papers.wants()).toEqual([])
})

describe('a county says that it does not hold', () => {
  const nothing = { held: false, byCustodian: false }
  const asked = (peer: string, hash: string) => keeps(county.site, peer, { caseId, hash })

  test('what another county asks about, which the case does not concern', () => {
    const [paper] = county.store.papers.ofCase(caseId)
    expect(asked('a-village', paper?.hash ?? '')).toMatchObject({ held: true })
    expect(asked('b', paper?.hash ?? '')).toEqual(nothing)
  })

  test('what no event of the case names', () => {
    const stray = county.store.blobs.compose(Buffer.from('of a branch that fell'), 'text/plain')
    county.site.transact(() => {
      county.store.papers.addNew(stray, 0)
      county.store.papers.holdFor(stray.ref.hash, caseId, 0)
    })
    expect(asked('a-village', stray.ref.hash)).toEqual(nothing)
  })
})
