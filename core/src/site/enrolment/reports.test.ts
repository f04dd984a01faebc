import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { currentSite } from '../../domain/roster-view.js'
import { encodeSiteEnrolled, encodeSiteRevoked, type SiteEnrolled } from '../../wire/doors/enrolment.js'
import { kindNumber, type MessageKind } from '../../wire/frame.js'
import { type Counter, openCounter } from '../counter.testing.js'
import { applyMessage } from '../inbound/apply.js'

let city: Counter
beforeEach(() => {
  city = openCounter('city')
})
afterEach(() => city.store.close())

const day = 24 * 3_600_000

function told(changes: Partial<SiteEnrolled> = {}): Uint8Array {
  const issuedMs = city.clock.nowMs()
  const machine = { site: 'a-village', generation: 1, fingerprint: 'ab'.repeat(32), issuedMs, renewByMs: issuedMs + 365 * day }
  return encodeSiteEnrolled({ ...machine, bodyTypes: ['registered'], by: 'a-clerk', ...changes })
}

function take(from: string, kind: MessageKind, payload: Uint8Array) {
  return city.site.transact(() => applyMessage(city.site, from, { kind, kindNumber: kindNumber(kind), payload }))
}

const enrolled = (from: string, changes: Partial<SiteEnrolled> = {}) => take(from, 'site-enrolled', told(changes))
const revoked = (from: string, site: string, generation = 1) =>
  take(from, 'site-revoked', encodeSiteRevoked({ site, generation, atMs: city.clock.nowMs(), by: 'a-clerk' }))
const trustOf = (site: string) => currentSite(city.site.roster, site)?.trust

describe('what a county reports of its stations', () => {
  it('becomes a version of the roster, once', () => {
    expect(enrolled('a').kind).toBe('applied')
    expect(enrolled('a').kind).toBe('applied')
    expect(city.site.roster.version).toBe(2)
    expect(currentSite(city.site.roster, 'a-village')).toMatchObject({
      life: 'enrolled',
      generation: 1,
      bodyTypes: ['registered'],
      trust: { fingerprint: 'ab'.repeat(32), revokedMs: null },
    })
  })

  it('may be a new key, or another machine', () => {
    enrolled('a')
    city.clock.advance(day)
    expect(enrolled('a', { fingerprint: 'cd'.repeat(32) }).kind).toBe('applied')
    expect(enrolled('a', { fingerprint: 'ef'.repeat(32), generation: 2 }).kind).toBe('applied')
    expect(currentSite(city.site.roster, 'a-village')?.generation).toBe(2)
  })

  it('may be that one is cut off, which stays so until another machine comes', () => {
    enrolled('a')
    expect(revoked('a', 'a-village').kind).toBe('applied')
    expect(trustOf('a-village')?.revokedMs).toBe(city.clock.nowMs())
    city.clock.advance(day)
    expect(enrolled('a', { fingerprint: 'cd'.repeat(32) })).toMatchObject({ kind: 'parked', code: 'enrolment/refused' })
    expect(enrolled('a', { fingerprint: 'cd'.repeat(32), generation: 2 }).kind).toBe('applied')
    expect(revoked('a', 'a-village', 1).kind).toBe('applied')
    expect(trustOf('a-village')?.revokedMs).toBeNull()
  })

  it.each([
    ['about another county’s station', () => enrolled('b')],
    ['about itself', () => enrolled('a', { site: 'a' })],
    ['about the city', () => enrolled('a', { site: 'city' })],
    ['about a site nobody planned', () => enrolled('a', { site: 'nowhere' })],
    ['from a station', () => enrolled('a-village')],
    ['with a generation before the roster’s', () => (enrolled('a', { generation: 3 }), enrolled('a', { generation: 2 }))],
    ['with a generation far ahead', () => enrolled('a', { generation: 5_000 })],
    ['with a key that is good for ever', () => enrolled('a', { renewByMs: 8e15 })],
    ['with an older key', () => (enrolled('a'), enrolled('a', { fingerprint: 'cd'.repeat(32), issuedMs: 5 }))],
    ['that another county’s station is cut off', () => (enrolled('a'), revoked('b', 'a-village'))],
    ['that a site without a machine is cut off', () => revoked('a', 'a-village')],
  ])('is parked %s', (_what, send) => {
    expect(send()).toMatchObject({ kind: 'parked', code: 'enrolment/refused' })
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['rubbish', Buffer.from('not a message at all')],
  ])('is parked when it is %s', (_what, payload) => {
    for (const kind of ['site-enrolled', 'site-revoked'] as const) expect(take('a', kind, payload).kind).toBe('parked')
    expect(city.site.roster.version).toBe(1)
  })
})
