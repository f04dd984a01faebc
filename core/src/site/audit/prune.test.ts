import { join as joinPath } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { temporaryFolder } from '../../store/history.testing.js'
import { DATABASE_FILE } from '../../store/open.js'
import { decodeAuditEntry } from '../../wire/audit/entry.js'
import { type Counter, openCounter } from '../counter.testing.js'
import { carry, join } from '../lines.testing.js'
import { auditNow } from './audit.js'
import { keepAuditCopied } from './keep.js'
import { sayHeads, sendNew } from './news.js'
import { pruneAudit } from './prune.js'

const MONTH_MS = 31 * 86_400_000

let clock: ManualClock
let city: Counter
let county: Counter
let disk: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  clock = new ManualClock(MONDAY_MS)
  disk = temporaryFolder()
  city = openCounter('city', { items: [], clock })
  county = openCounter('a', { items: [], clock, folder: disk.path })
  join(county.site, city.site)
  county.site.clock.measured(0, 10)
})
afterEach(() => {
  for (const { store } of [city, county]) store.close()
  disk[Symbol.dispose]()
})

const did = ({ site }: Counter, subject: string) =>
  site.transact(() =>
    auditNow(site, { kind: 'view', person: 'a-clerk', place: 'a-hall', subject, outcome: 'done', reason: null }),
  )
const pass = () => {
  county.site.transact(() => sendNew(county.site))
  carry([county.site, city.site])
}
const prune = ({ site }: Counter) => {
  const work = pruneAudit(site)
  for (;;) {
    const { done, value } = work.next()
    if (done === true) return value
  }
}
const subjects = ({ store }: Counter, of: string | null = null) =>
  store.audit
    .chains()
    .filter(({ site }) => site === of)
    .flatMap((chain) => store.audit.range(chain, 1, 10_000))
    .map(({ bytes }) => decodeAuditEntry(bytes).entry.subject)

/** Two old entries the city knows, and one that is young. */
function aged(): void {
  did(county, 'old 1')
  did(county, 'old 2')
  pass()
  clock.advance(24 * MONTH_MS + 60_000)
  did(county, 'young')
}

describe('entries older than policy says', () => {
  test('go, and the rest is still proved by the hash of the last one gone', () => {
    aged()
    expect(prune(county)).toBe(2)
    expect(subjects(county)).toEqual(['young', 'a'])
    expect(county.store.verify()).toEqual([])
    const [told] = county.store.audit.search({ kind: 'site' }, 1, null)
    expect(told?.entry).toMatchObject({ outcome: 'audit/pruned', reason: expect.stringMatching(/^2 entries of 1 logs/) })
    expect(prune(county)).toBe(0)
  })

  test('leave no room for taking away more unseen', () => {
    aged()
    for (const subject of ['next', 'last']) did(county, subject)
    prune(county)
    county.store.close()
    const db = new Database(joinPath(disk.path, DATABASE_FILE))
    db.exec('DELETE FROM audit_entry WHERE sequence = (SELECT min(sequence) FROM audit_entry)')
    db.exec('UPDATE audit_chain SET pruned = pruned + 1')
    db.close()
    county = openCounter('a', { items: [], clock, folder: disk.path })
    expect(county.store.verify().map(({ kind }) => kind)).toContain('audit-chain')
  })

  test('stay while the time is not known', () => {
    aged()
    // A wrong date may as well lie ahead, where all seems old.
    const now = county.site.clock.now()
    vi.spyOn(county.site.clock, 'now').mockReturnValue({ ...now, known: 'unsure' })
    expect(prune(county)).toBe(0)
    vi.spyOn(county.site.clock, 'now').mockReturnValue(now)
    expect(prune(county)).toBe(2)
  })

  test('stay while the parent was not told of them', () => {
    did(county, 'untold 1')
    did(county, 'untold 2')
    clock.advance(24 * MONTH_MS + 60_000)
    did(county, 'young')
    expect(prune(county)).toBe(0)
    pass()
    expect(prune(county)).toBe(2)
  })

  test('stay to the day, and the newest for ever', () => {
    did(county, 'first')
    did(county, 'newest')
    pass()
    clock.advance(24 * MONTH_MS)
    expect(prune(county)).toBe(0)
    clock.advance(1)
    expect(prune(county)).toBe(1)
    expect(subjects(county).slice(0, 1)).toEqual(['newest'])
  })

  test('go from the copies above by themselves, and what comes later is still copied and believed', () => {
    aged()
    pass()
    expect(prune(city)).toBe(2)
    expect(subjects(city, 'a')).toEqual(['young'])
    prune(county)
    did(county, 'later')
    pass()
    expect(subjects(city, 'a').slice(-1)).toEqual(['later'])
    county.site.transact(() => sayHeads(county.site))
    carry([county.site, city.site])
    expect(city.store.audit.chains().every(({ trouble }) => trouble === null)).toBe(true)
    expect(city.store.verify()).toEqual([])
  })

  test('are missing from the copy of a gateway that lost its disk, which says from where on it has one', () => {
    aged()
    pass()
    prune(county)
    const fresh = openCounter('city', { items: [], clock })
    for (const [one, other] of [
      [county, 'city'],
      [fresh, 'a'],
    ] as const)
      one.site.transact(() => (one.store.lanes.drop(other), one.store.links.drop(other)))
    join(county.site, fresh.site)
    county.site.transact(() => sayHeads(county.site))
    carry([county.site, fresh.site])
    expect(subjects(fresh, 'a').slice(0, 1)).toEqual(['young'])
    const [told] = fresh.store.audit.search({ subject: 'a', kind: 'site', site: null }, 1, null)
    expect(told?.entry).toMatchObject({ outcome: 'audit/pruned', reason: expect.stringMatching(/ begins after 2$/) })
    expect(fresh.store.verify()).toEqual([])
    fresh.store.close()
  })

  test('are no excuse for a site that lets go of what the gateway never had', () => {
    did(county, 'told')
    pass()
    for (const subject of ['hidden', 'hidden too', 'kept']) did(county, subject)
    county.site.transact(() => {
      const own = county.store.audit.own()
      const [hidden] = county.store.audit.range(own, own.head - 1, 1)
      if (hidden !== undefined) county.store.audit.prune(own, hidden)
      county.store.audit.sentTo(own, own.head)
    })
    county.site.transact(() => sayHeads(county.site))
    carry([county.site, city.site])
    expect(city.alarms).toContain('audit/cut')
  })
})

test('a program lets go of them daily, a page at a time', () => {
  aged()
  pass()
  const end = keepAuditCopied(county.site, (error) => {
    throw error
  })
  clock.advance(600_000)
  clock.advance(1_000)
  expect(subjects(county)).not.toContain('old 2')
  end()
})
