import { afterEach, describe, expect, test } from 'vitest'
import type { Claim } from '../../domain/catalogue/base.js'
import type { WorkState } from '../../domain/catalogue-work/work.js'
import type { Refusal } from '../../domain/decider.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { encodeRosterChange } from '../../wire/roster.js'
import { decodeClaim } from '../../wire/guide/base-shape.js'
import { versionInForce } from '../intake/item-standing.js'
import { openDelegation } from '../catalogue-work/bundles.js'
import { changeState, publishWork } from '../catalogue-work/publish.js'
import { stepWork, type WorkOutcome } from '../catalogue-work/works.js'
import { acting, clerk, type Counter, openCounter } from '../counter.testing.js'
import { takeRosterChange } from '../inbound/roster.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { giveBase, inputOf } from './base.testing.js'
import { claimLines, type ClaimLine, revisionLines, type RevisionLine, summedUp, unassignedEntries } from './claim-status.js'
import { answerClaims, assignEntries, openFromBase, setDue } from './claims.js'
import { type BaseImported, importBase } from './import-base.js'

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

function gateway(id: 'a' | 'city' = 'a'): Counter {
  const made = openCounter(id)
  open.push(made)
  return made
}

const hall = acting('a-window', 'a-hall')
const city = acting('city-clerk', 'city-hall', 'city-bureau')
const limit = (amount: number) => ({ amount, unit: 'working-day' as const })

function ok<T extends object>(outcome: T | Refusal): T {
  if ('kind' in outcome && outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  return outcome as T
}

function workOf(outcome: WorkOutcome): WorkState {
  return ok(outcome).kind === 'done' ? (outcome as { work: WorkState }).work : (undefined as never)
}

function lines(site: Site, filter = {}): readonly ClaimLine[] {
  return ok(claimLines(site, hall, filter)) as readonly ClaimLine[]
}

/** What this gateway's claims list says, as the city reads it. */
function told(site: Site): readonly Claim[] {
  return site.store.lists
    .entries('claims.a')
    .map(({ digest }) => decodeClaim(site.store.contents.bytesOf(digest) ?? Buffer.alloc(0)))
}

async function reviewAndPublish(site: Site, id: string): Promise<WorkState> {
  for (const step of ['submit', 'pass-department'] as const) ok(await stepWork(site, clerk, id, { do: step }))
  ok(await stepWork(site, hall, id, { do: 'pass-legal' }))
  return workOf(await publishWork(site, hall, id, null))
}

/** The permit claimed from the base entry, published with what it adapts. */
async function claimedPermit({ site }: Counter, changes: object = {}): Promise<WorkState> {
  giveBase(site, 1, inputOf())
  const work = workOf(await openFromBase(site, clerk, { organ: 'a-bureau', entry: 'b-1', item: 'homestead' }))
  const [item] = work.items
  if (item === undefined) throw new Error('no item')
  const step = {
    id: 's',
    name: '决定',
    kind: 'decide',
    organ: 'a-bureau',
    level: 'county',
    actedBy: null,
    externalSystem: null,
  } as const
  const content = { ...item.content, steps: [step], ...changes, promised: limit(5) }
  ok(await stepWork(site, clerk, work.id, { do: 'edit', item: { ...item, content } }))
  return reviewAndPublish(site, work.id)
}

describe('a base list', () => {
  test('is imported at the city alone, by the hall, and says what it adds', async () => {
    expect(await importBase(gateway('a').site, hall, { entries: [], cancelled: [], dryRun: false })).toMatchObject({
      code: 'base/not-city',
    })
    const { site } = gateway('city')
    const entries = [inputOf(), inputOf({ id: 'b-2', name: '社团审批' })]
    const tried = ok(await importBase(site, city, { entries, cancelled: [], dryRun: true })) as BaseImported
    expect([tried.added.length, tried.number, site.store.lists.head('base.city')]).toEqual([2, null, null])
    const done = ok(await importBase(site, city, { entries, cancelled: [], dryRun: false })) as BaseImported
    expect([done.added.length, done.number]).toEqual([2, 1])
  })

  test('imported again changes only what is new, told in words', async () => {
    const { site } = gateway('city')
    await importBase(site, city, { entries: [inputOf(), inputOf({ id: 'b-2' })], cancelled: [], dryRun: false })
    const entries = [inputOf({ legal: limit(15), source: '新通知' }), inputOf({ id: 'b-2' })]
    const again = ok(await importBase(site, city, { entries, cancelled: [], dryRun: false })) as BaseImported
    expect(again).toMatchObject({ added: [], unchanged: 1, number: 2, changed: [{ id: 'b-1', version: 2 }] })
    expect(again.changed[0]?.differences.map(({ label, new: is }) => [label, is])).toEqual([
      ['法定办结时限', '15个工作日'],
      ['来源', '新通知'],
    ])
    expect(await importBase(site, city, { entries, cancelled: [], dryRun: false })).toMatchObject({ changed: [], number: null })
  })

  test('refuses entries named twice and cancelling what is not there, and writes nothing', async () => {
    const { site } = gateway('city')
    const twice = { entries: [inputOf(), inputOf()], cancelled: [], dryRun: false }
    expect(await importBase(site, city, twice)).toMatchObject({ code: 'input/invalid' })
    const unknown = { entries: [inputOf()], cancelled: ['b-9'], dryRun: false }
    expect(await importBase(site, city, unknown)).toMatchObject({ code: 'base/unknown-entry', detail: 'b-9' })
    expect(site.store.lists.head('base.city')).toBeNull()
  })
})

describe('an entry that came', () => {
  test('waits for the organ of its department until its day, and the city is told', () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ settleBy: '2026-03-10' }))
    expect(lines(site)).toMatchObject([{ organ: { id: 'a-bureau' }, state: 'unclaimed', due: '2026-03-10', late: 0 }])
    expect(told(site)).toMatchObject([{ organ: 'a-bureau', entry: 'b-1', state: 'unclaimed' }])
  })

  test('of a department nobody has here is given to an organ by the hall', async () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ department: '文物局' }))
    expect(lines(site)).toEqual([])
    expect(ok(unassignedEntries(site, hall))).toMatchObject([{ id: 'b-1' }])
    const wish = { organ: 'a-bureau', entries: ['b-1'] }
    expect(await assignEntries(site, acting('town-clerk', 'a-centre'), wish)).toMatchObject({ code: 'work/denied' })
    expect(await assignEntries(site, hall, { ...wish, organ: 'b-bureau' })).toMatchObject({ code: 'catalogue/unknown-organ' })
    ok(await assignEntries(site, hall, wish))
    expect(ok(unassignedEntries(site, hall))).toEqual([])
    expect(told(site)).toMatchObject([{ organ: 'a-bureau', state: 'unclaimed' }])
  })

  test('is answered by its organ, with a reason where there is no such function', async () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf(), inputOf({ id: 'b-2' }))
    const answer = (state: 'claimed' | 'no-function', reason: string | null) => ({
      organ: 'a-bureau',
      entries: ['b-1'],
      answer: { state, reason },
    })
    expect(await answerClaims(site, hall, answer('claimed', null))).toMatchObject({ code: 'work/denied' })
    expect(await answerClaims(site, clerk, answer('no-function', null))).toMatchObject({ code: 'work/reason-needed' })
    expect(await answerClaims(site, clerk, { ...answer('claimed', null), entries: ['b-9'] })).toMatchObject({
      code: 'claim/unknown',
    })
    ok(await answerClaims(site, clerk, answer('no-function', '由市局办理')))
    expect(told(site).map(({ entry, state, reason }) => [entry, state, reason])).toEqual([
      ['b-1', 'no-function', '由市局办理'],
      ['b-2', 'unclaimed', null],
    ])
  })

  test('is late by working days, and counted so', async () => {
    const { site, clock } = gateway()
    giveBase(site, 1, inputOf({ settleBy: '2026-03-06' }), inputOf({ id: 'b-2', settleBy: null }))
    clock.advance(9 * 24 * 3_600_000)
    expect(lines(site, { onlyLate: true })).toMatchObject([{ entry: { id: 'b-1' }, late: 3 }])
    const [summary] = summedUp(lines(site))
    expect(summary).toMatchObject({ counts: { unclaimed: 2 }, late: 1, latest: 3 })
  })

  test('has an earlier day where the hall sets one, never a later', async () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ settleBy: '2026-03-10' }))
    const wish = { organ: 'a-bureau', entries: ['b-1'] }
    expect(await setDue(site, hall, { ...wish, due: '2026-03-11' })).toMatchObject({ code: 'claim/late-date' })
    ok(await setDue(site, hall, { ...wish, due: '2026-03-04' }))
    giveBase(site, 1, inputOf({ id: 'b-3' }))
    expect(lines(site).find(({ entry }) => entry.id === 'b-1')?.due).toBe('2026-03-04')
  })

  test('taken up fills a draft, and is published with it', async () => {
    const counter = gateway()
    const work = await claimedPermit(counter)
    expect(work.items[0]?.content.materials.map(({ name }) => name)).toEqual(['权属证明', '照片'])
    expect(versionInForce(counter.site, 'homestead')).toMatchObject({
      legal: limit(20),
      guide: { base: { entry: 'b-1', version: 1 } },
    })
    expect(told(counter.site)).toMatchObject([{ state: 'published', item: 'homestead', baseVersion: 1, due: null }])
  })
})

describe('an item that is cancelled', () => {
  test('leaves its entry to its organ again, or nothing where the entry is gone too', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    ok(await changeState(counter.site, hall, { change: 'cancel', items: ['homestead'], reason: '事项取消' }))
    expect(told(counter.site)).toMatchObject([{ state: 'claimed', item: null, due: '2026-03-31' }])
    expect(
      await openDelegation(counter.site, hall, { kind: 'delegation', title: '下放', rows: [handed('homestead')] }),
    ).toMatchObject({
      rows: [{ fault: 'unknown-item' }],
    })
  })
})

function handed(item: string) {
  return { item, to: 'a-government', power: 'receive', source: '2', from: '2026-04-01' } as const
}

describe('an organ the roster names later', () => {
  test('is given the entries of its department that came before it', () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ department: '文物局' }))
    const organ = {
      id: 'relics',
      name: '五莲县文物局',
      level: 'county',
      nature: 'administrative',
      place: 'a-hall',
      creditCode: null,
    } as const
    const change = { version: site.roster.version + 1, atMs: 1, by: 'city-clerk', facts: [{ kind: 'organ', organ }] } as const
    const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH)
    site.transact(() => {
      takeRosterChange(site, change, bytes, hash)
      settlePending(site)
    })
    expect(lines(site)).toMatchObject([{ organ: { id: 'relics' }, state: 'unclaimed' }])
  })
})

describe('a revision of the base list', () => {
  function revisions(site: Site): readonly RevisionLine[] {
    return ok(revisionLines(site, clerk)) as readonly RevisionLine[]
  }

  test('is a list of differences with a day, and a work that holds what follows', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15), settleBy: '2026-03-20' }))
    const [line] = revisions(counter.site)
    expect(line).toMatchObject({ organ: { id: 'a-bureau' }, from: 1, to: 2, due: '2026-03-20', openChoices: 0 })
    expect(line?.differences.map(({ label, old, new: is }) => [label, old, is])).toContainEqual([
      '法定办结时限',
      '20个工作日',
      '15个工作日',
    ])
    const work = counter.store.catalogueWork.works.get(line?.work ?? '')
    expect(work).toMatchObject({
      stage: 'draft',
      plan: { kind: 'revision', from: 1, to: 2 },
      items: [{ content: { legal: limit(15), version: 2 } }],
    })
    expect(versionInForce(counter.site, 'homestead')?.legal).toEqual(limit(20))
    expect(told(counter.site)).toMatchObject([{ state: 'published', baseVersion: 1, due: '2026-03-20' }])
  })

  test('once reviewed and published is settled, and no longer behind', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    expect(lines(counter.site)).toMatchObject([{ behind: true }])
    const [line] = revisions(counter.site)
    await reviewAndPublish(counter.site, line?.work ?? '')
    expect(versionInForce(counter.site, 'homestead')).toMatchObject({
      version: 2,
      legal: limit(15),
      guide: { base: { version: 2 } },
    })
    expect(revisions(counter.site)).toEqual([])
    expect(lines(counter.site)).toMatchObject([{ behind: false, state: 'published' }])
  })

  test('waits for a choice where the item was adapted, whose author may not review it', async () => {
    const counter = gateway()
    await claimedPermit(counter, { name: '五莲县宅基地审批' })
    giveBase(counter.site, 2, inputOf({ name: '农村宅基地批准', legal: limit(15) }))
    const [line] = revisions(counter.site)
    const id = line?.work ?? ''
    expect(counter.store.catalogueWork.works.get(id)?.choices).toEqual([
      { item: 'homestead', path: 'name', base: '宅基地审批', theirs: '农村宅基地批准', ours: '五莲县宅基地审批', take: null },
    ])
    expect(await stepWork(counter.site, clerk, id, { do: 'submit' })).toMatchObject({ code: 'work/choices-open' })
    ok(await stepWork(counter.site, clerk, id, { do: 'choose', item: 'homestead', path: 'name', take: 'ours' }))
    await reviewAndPublish(counter.site, id)
    expect(versionInForce(counter.site, 'homestead')).toMatchObject({ name: '五莲县宅基地审批', legal: limit(15) })
    expect(counter.store.catalogueWork.works.get(id)?.authors).toEqual(['a-clerk'])
  })

  test('goes into a work that is in hand already, and calls it back to its draft', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    const id = revisions(counter.site)[0]?.work ?? ''
    ok(await stepWork(counter.site, clerk, id, { do: 'submit' }))
    giveBase(counter.site, 3, inputOf({ legal: limit(10) }))
    expect(revisions(counter.site)).toMatchObject([{ from: 1, to: 3, work: id }])
    expect(counter.store.catalogueWork.works.get(id)).toMatchObject({
      stage: 'draft',
      items: [{ content: { legal: limit(10) } }],
    })
  })

  test('leaves the day the hall set since, when another entry changes', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15), settleBy: '2026-03-20' }))
    ok(await setDue(counter.site, hall, { organ: 'a-bureau', entries: ['b-1'], due: '2026-03-10' }))
    giveBase(counter.site, 1, inputOf({ id: 'b-7' }))
    expect(lines(counter.site).find(({ entry }) => entry.id === 'b-1')?.due).toBe('2026-03-10')
  })

  test('is told to the city once, and what did not change is not told again', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 1, inputOf({ id: 'b-7' }))
    const before = counter.site.store.lists.head('claims.a')?.number ?? 0
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    expect(counter.site.store.lists.head('claims.a')?.number).toBe(before + 1)
    expect(counter.site.store.lists.changedSince('claims.a', before).map(({ key }) => key)).toEqual(['a-bureau/b-1'])
  })

  test('that came twice is followed up once', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    giveBase(counter.site, 2, inputOf({ legal: limit(15) }))
    giveBase(counter.site, 1, inputOf({ id: 'b-7' }))
    expect(counter.store.catalogueWork.works.open()).toHaveLength(1)
  })
})
