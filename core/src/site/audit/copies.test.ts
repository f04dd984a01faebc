import { join as joinPath } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../domain/audit/entry.js'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { DATABASE_FILE } from '../../store/open.js'
import { temporaryFolder } from '../../store/history.testing.js'
import { decodeAuditEntry, encodeAuditEntry } from '../../wire/audit/entry.js'
import { encodeAuditNews } from '../../wire/audit/news.js'
import { kindNumber } from '../../wire/frame.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { type Counter, openCounter } from '../counter.testing.js'
import { applyMessage } from '../inbound/apply.js'
import { carry, join } from '../lines.testing.js'
import { auditNow } from './audit.js'
import { sayOwnHead, sendNew } from './news.js'

let city: Counter
let county: Counter
let village: Counter
let disk: ReturnType<typeof temporaryFolder>
let countyDisk: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  const clock = new ManualClock(MONDAY_MS)
  disk = temporaryFolder()
  countyDisk = temporaryFolder()
  city = openCounter('city', { items: [], clock })
  county = openCounter('a', { items: [], clock, folder: countyDisk.path })
  village = openCounter('a-village', { items: [], clock, folder: disk.path })
  join(county.site, city.site)
  join(village.site, county.site)
})
afterEach(() => {
  for (const { store } of [city, county, village]) store.close()
  disk[Symbol.dispose]()
  countyDisk[Symbol.dispose]()
})

const did = ({ site }: Counter, subject: string, more: Partial<AuditEntry> = {}) =>
  site.transact(() =>
    auditNow(site, { kind: 'view', person: 'a-proxy', place: 'a-village', subject, outcome: 'done', reason: null, ...more }),
  )
const pass = () => {
  for (const { site } of [village, county, county]) {
    site.transact(() => sendNew(site))
    carry([village.site, county.site], [county.site, city.site])
  }
}
/** Subjects of the copies one site has of another's logs, oldest first. */
const copies = (at: Counter, of: string) =>
  at.store.audit
    .chains()
    .filter(({ site }) => site === of)
    .flatMap((chain) => at.store.audit.range(chain, 1, 10_000))
    .map(({ bytes }) => decodeAuditEntry(bytes).entry.subject)
const doubts = (at: Counter) =>
  at.store.audit
    .chains()
    .flatMap(({ site, trouble, troubleSequence }) => (trouble === null ? [] : [[site, trouble, troubleSequence]]))
const alarms = (at: Counter) => at.alarms

/** What somebody with the village's disk can do to its log while its program is down. */
function tamper(sql: string, ...values: unknown[]): void {
  const { clock } = village
  village.store.close()
  const db = new Database(joinPath(disk.path, DATABASE_FILE))
  db.prepare(sql).run(...values)
  db.close()
  village = openCounter('a-village', { items: [], clock, folder: disk.path })
}

const hashAt = (sequence: number) =>
  Buffer.from(village.store.audit.range(village.store.audit.own(), sequence, 1)[0]?.hash ?? '', 'hex')

/** Nothing is left of what came after that entry. */
function cutAfter(sequence: number): void {
  const hash = hashAt(sequence)
  tamper('DELETE FROM audit_entry WHERE sequence > ?', sequence)
  tamper('UPDATE audit_chain SET head = ?, sent = ?, head_hash = ?', sequence, sequence, hash)
}

describe('an audit log', () => {
  test('is copied to the gateway and the city as it grows, each entry once', () => {
    did(village, 'first')
    pass()
    did(village, 'second')
    did(county, 'of the county')
    pass()
    expect(copies(county, 'a-village')).toEqual(['first', 'second'])
    expect(copies(city, 'a-village')).toEqual(['first', 'second'])
    expect(copies(city, 'a')).toEqual(['of the county'])
    expect([doubts(county), doubts(city)]).toEqual([[], []])
  })

  test('longer than a letter arrives whole', () => {
    for (let at = 0; at < 1200; at += 1) did(village, `entry ${at}`)
    pass()
    expect(copies(city, 'a-village')).toHaveLength(1200)
  })

  test('that grew before there was a link is asked for once there is one', () => {
    const late = openCounter('a-town', { items: [], clock: village.clock })
    for (let at = 0; at < 700; at += 1) did(late, `entry ${at}`)
    join(late.site, county.site)
    carry([late.site, county.site])
    expect(copies(county, 'a-town')).toHaveLength(700)
    late.store.close()
  })

  test('comes again from the stations to a county that lost its disk, and the city finds nothing amiss', () => {
    did(village, 'first')
    did(village, 'second')
    pass()
    county.store.close()
    county = openCounter('a', { items: [], clock: village.clock })
    city.store.transact(() => city.store.lanes.drop('a'))
    village.store.transact(() => village.store.lanes.drop('a'))
    join(county.site, city.site)
    join(village.site, county.site)
    pass()
    did(village, 'third')
    pass()
    expect(copies(county, 'a-village')).toEqual(['first', 'second', 'third'])
    expect(copies(city, 'a-village')).toEqual(['first', 'second', 'third'])
    expect(doubts(city)).toEqual([])
  })
})

describe('a log that does not continue its copy raises an alarm with the name of its site, and goes on as another', () => {
  beforeEach(() => {
    for (const subject of ['first', 'second', 'third']) did(village, subject)
    pass()
  })

  test('when its tail was cut and others were written in its place', () => {
    cutAfter(1)
    did(village, 'other')
    pass()
    expect(doubts(county)).toEqual([['a-village', 'audit/forked', 2]])
    expect(county.told).toMatchObject([
      { code: 'audit/forked', facts: { peer: 'a-village', reason: expect.stringMatching(/ 2$/) } },
    ])
    expect(copies(county, 'a-village').slice(0, 3)).toEqual(['first', 'second', 'third'])
    did(village, 'later')
    pass()
    expect(copies(city, 'a-village').slice(-1)).toEqual(['later'])
    expect(alarms(county)).toHaveLength(1)
  })

  test('when its tail was cut and nothing was written since: the next start tells', () => {
    cutAfter(2)
    village.site.transact(() => sayOwnHead(village.site))
    pass()
    expect(doubts(county)).toEqual([['a-village', 'audit/cut', 3]])
  })

  test('when an entry was taken out before it was sent', () => {
    for (const subject of ['fourth', 'fifth', 'sixth']) did(village, subject)
    tamper('DELETE FROM audit_entry WHERE sequence = 5')
    pass()
    expect(doubts(county)).toEqual([['a-village', 'audit/cut', 5]])
  })

  test('when an entry was written anew before it was sent, its hash too', () => {
    did(village, 'fourth')
    did(village, 'fifth')
    const own = village.store.audit.own()
    const forged = encodeAuditEntry(
      { chain: own.chain, sequence: 4, previousHash: hashAt(3).toString('hex') },
      { kind: 'view', person: 'a-proxy', place: 'a-village', subject: 'nothing', outcome: 'done', reason: null, atMs: MONDAY_MS },
    )
    tamper('UPDATE audit_entry SET bytes = ?, hash = ? WHERE sequence = 4', forged.bytes, Buffer.from(forged.hash, 'hex'))
    pass()
    expect(doubts(county)).toEqual([['a-village', 'audit/forked', 5]])
  })

  test('when its last entry was written anew and passed off as sent: the next start tells', () => {
    cutAfter(2)
    did(village, 'other')
    tamper('UPDATE audit_chain SET sent = head')
    village.site.transact(() => sayOwnHead(village.site))
    pass()
    expect(doubts(county)).toEqual([['a-village', 'audit/forked', 3]])
  })

  test('when the gateway’s copy was written anew, hashes and all: the next entry does not follow it, and the city has what was', () => {
    const copy = county.store.audit.chains().find(({ site }) => site === 'a-village')
    const [last] = copy === undefined ? [] : county.store.audit.range(copy, 3, 1)
    const { chain, sequence, previousHash, entry } = decodeAuditEntry(last?.bytes ?? new Uint8Array())
    const anew = encodeAuditEntry({ chain, sequence, previousHash }, { ...entry, kind: 'view', subject: 'nothing' })
    const { clock } = county
    county.store.close()
    const db = new Database(joinPath(countyDisk.path, DATABASE_FILE))
    const hash = Buffer.from(anew.hash, 'hex')
    db.prepare('UPDATE audit_entry SET bytes = ?, hash = ?, subject = ? WHERE chain_key = ? AND sequence = 3').run(
      ...[anew.bytes, hash, 'nothing', copy?.key],
    )
    db.prepare('UPDATE audit_chain SET head_hash = ? WHERE key = ?').run(hash, copy?.key)
    db.close()
    county = openCounter('a', { items: [], clock, folder: countyDisk.path })
    did(village, 'fourth')
    pass()
    expect(doubts(county)).toEqual([['a-village', 'audit/forked', 4]])
    expect(copies(city, 'a-village').slice(0, 3)).toEqual(['first', 'second', 'third'])
    expect(alarms(county)).toEqual(['audit/forked'])
  })

  test('and the county’s own log tells the city so', () => {
    tamper('UPDATE audit_chain SET head_hash = zeroblob(32)')
    did(village, 'fourth')
    pass()
    expect(copies(city, 'a')).toEqual(['a-village'])
    const entries = city.store.audit.range(city.store.audit.chains().find(({ site }) => site === 'a') as never, 1, 10)
    expect(decodeAuditEntry(entries[0]?.bytes ?? new Uint8Array()).entry).toMatchObject({ kind: 'site', outcome: 'audit/forked' })
  })
})

describe('news of audit logs', () => {
  const say = (at: Counter, from: string, payload: Uint8Array) =>
    at.site.transact(() => applyMessage(at.site, from, { kind: 'audit-news', kindNumber: kindNumber('audit-news'), payload }))
  const range = (site: string, chain = 'ab'.repeat(16)) => ({
    site,
    chain,
    first: 1,
    entries: [],
    head: 0,
    headHash: '0'.repeat(64),
    pruned: 0,
    prunedHash: ZERO_HASH,
  })

  test.each([
    ['of a site that does not lie behind the neighbour', 'a', 'b'],
    ['of the site itself', 'a', 'city'],
  ])('%s are parked', (_what, from, about) => {
    expect(say(city, from, encodeAuditNews({ ranges: [range(about)], asks: [] }))).toMatchObject({ code: 'event/wrong-side' })
  })

  test('that bring entries from above, or ask from below, are parked', () => {
    expect(say(village, 'a', encodeAuditNews({ ranges: [range('a')], asks: [] }))).toMatchObject({ code: 'event/wrong-side' })
    const ask = { site: 'a', chain: 'ab'.repeat(16), from: 0 }
    expect(say(county, 'a-village', encodeAuditNews({ ranges: [], asks: [ask] }))).toMatchObject({ code: 'event/wrong-side' })
  })

  test('that name a log as another site’s are parked, this site’s own too', () => {
    did(county, 'own')
    const { chain } = county.store.audit.own()
    expect(say(county, 'a-village', encodeAuditNews({ ranges: [range('a-village', chain)], asks: [] }))).toMatchObject({
      code: 'event/wrong-side',
    })
  })

  test('that bring an entry again with other words are a fork', () => {
    did(village, 'first')
    pass()
    const { chain, headHash } = village.store.audit.own()
    const said = {
      kind: 'view',
      person: 'a-proxy',
      place: 'a-village',
      subject: 'nothing',
      outcome: 'done',
      reason: null,
    } as const
    const anew = encodeAuditEntry({ chain, sequence: 1, previousHash: ZERO_HASH }, { ...said, atMs: MONDAY_MS })
    const again = {
      site: 'a-village',
      chain,
      first: 1,
      entries: [anew.bytes],
      head: 1,
      headHash,
      pruned: 0,
      prunedHash: ZERO_HASH,
    }
    say(county, 'a-village', encodeAuditNews({ ranges: [again], asks: [] }))
    expect(doubts(county)).toEqual([['a-village', 'audit/forked', 1]])
    expect(copies(county, 'a-village')).toEqual(['first'])
  })

  test('that cannot be read are parked', () => {
    expect(say(county, 'a-village', Buffer.from('nonsense'))).toMatchObject({ code: 'audit/broken' })
  })
})
