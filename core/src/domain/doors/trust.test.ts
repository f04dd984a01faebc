import { describe, expect, it } from 'vitest'
import { judgeChild, judgeParent, newerMachine, renewalDueMs, type KnownMachine, type Presented } from './trust.js'

const day = 24 * 3_600_000
const issued = Date.UTC(2026, 0, 1)

function known(changes: Partial<KnownMachine['trust']> = {}, generation = 2): KnownMachine {
  const trust = { fingerprint: 'f', busUser: null, issuedMs: issued, renewByMs: issued + 300 * day, revokedMs: null }
  return { generation, trust: { ...trust, ...changes } }
}

function shown(changes: Partial<Presented> = {}): Presented {
  return { site: 'v', generation: 2, fingerprint: 'f', issuedMs: issued, issuer: null, ...changes }
}

const codeOf = (refusal: { readonly code: string } | null) => refusal?.code ?? 'trusted'
const soon = issued + day

describe('a site that dials in', () => {
  it.each([
    ['with the key that was enrolled', known(), shown(), soon, 'trusted'],
    ['that nobody enrolled', null, shown(), soon, 'link/not-enrolled'],
    ['from the machine that was replaced', known({}, 3), shown(), soon, 'link/old-generation'],
    ['of a generation nobody gave out', known(), shown({ generation: 3 }), soon, 'link/unknown-key'],
    ['with another key', known(), shown({ fingerprint: 'g' }), soon, 'link/unknown-key'],
    [
      'with a later certificate nobody here knows of',
      known(),
      shown({ fingerprint: 'g', issuedMs: soon }),
      soon,
      'link/unknown-key',
    ],
    ['after it was cut off', known({ revokedMs: soon }), shown(), soon, 'link/revoked'],
    ['cut off, as the machine before too', known({ revokedMs: soon }, 3), shown(), soon, 'link/old-generation'],
    ['on the last day', known(), shown(), issued + 300 * day, 'trusted'],
    ['a day too late', known(), shown(), issued + 301 * day, 'link/renewal-overdue'],
  ])('%s', (_who, machine, presented, nowMs, code) => {
    expect(codeOf(judgeChild(machine, presented, nowMs))).toBe(code)
  })
})

describe('the parent a site dials', () => {
  it.each([
    ['before any roster has come, signed by the network', null, shown(), 'trusted'],
    ['before any roster has come, signed by a county', null, shown({ issuer: 'k' }), 'link/wrong-peer'],
    ['as the roster knows it', known(), shown(), 'trusted'],
    ['though it could not renew its key for long', known({ renewByMs: issued + 1 }), shown(), 'trusted'],
    ['with a key it got since then', known(), shown({ fingerprint: 'g', issuedMs: soon }), 'trusted'],
    ['as the machine that took its place since then', known(), shown({ generation: 3, fingerprint: 'g' }), 'trusted'],
    ['with a later certificate a county signed', known(), shown({ issuedMs: soon, issuer: 'k' }), 'link/wrong-peer'],
    ['as a later machine a county signed', known(), shown({ generation: 3, issuer: 'k' }), 'link/wrong-peer'],
    ['with the key it had before', known(), shown({ fingerprint: 'e', issuedMs: issued - 1 }), 'link/unknown-key'],
    ['as the machine that was replaced', known({}, 3), shown(), 'link/old-generation'],
    ['after it was cut off', known({ revokedMs: soon }), shown(), 'link/revoked'],
    ['cut off, with a later key', known({ revokedMs: soon }), shown({ issuedMs: soon }), 'link/revoked'],
    ['replaced after it was cut off', known({ revokedMs: soon }), shown({ generation: 3, fingerprint: 'g' }), 'trusted'],
  ])('%s', (_which, machine, presented, code) => {
    expect(codeOf(judgeParent(machine, presented))).toBe(code)
  })
})

describe('two reports of one machine', () => {
  it('the newer counts: by generation first, then by time', () => {
    expect(newerMachine(known({}, 2), known({ issuedMs: 0 }, 3))?.generation).toBe(3)
    expect(newerMachine(known({ issuedMs: soon, fingerprint: 'new' }), known())?.trust.fingerprint).toBe('new')
    expect(newerMachine(null, known())?.generation).toBe(2)
    expect(newerMachine(null, null)).toBeNull()
  })

  it('a revocation that only one of them knows stands, whichever is newer', () => {
    const renewed = known({ issuedMs: soon, fingerprint: 'new' })
    expect(newerMachine(renewed, known({ revokedMs: soon }))?.trust).toMatchObject({ fingerprint: 'new', revokedMs: soon })
    expect(newerMachine(known({ revokedMs: soon }), known({}, 3))?.trust.revokedMs).toBeNull()
  })
})

it('a key is renewed when two thirds of its time have passed', () => {
  expect(renewalDueMs(known().trust)).toBe(issued + 200 * day)
})
