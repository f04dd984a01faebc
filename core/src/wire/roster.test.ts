import fc from 'fast-check'
import { FIRST_POLICY } from '../domain/roster-view.js'
import { describe, expect, test } from 'vitest'
import type { RosterChange, RosterFact } from '../domain/roster.js'
import { faultOf, forAll, mangled } from './arbitrary.testing.js'
import * as gen from './gen/liandong/roster/v1/roster.js'
import { sha256Hex, ZERO_HASH } from './hash.js'
import { canonicalJson } from './parts/canonical-json.js'
import { decodeRosterChange, encodeRosterChange, MAX_ROSTER_CHANGE_BYTES } from './roster.js'

const day = [{ fromMinute: 510, toMinute: 720 }]
const facts: readonly RosterFact[] = [
  {
    kind: 'site',
    site: {
      id: 's1',
      name: '岚山区平台',
      program: 'gateway',
      tier: 'county',
      parent: 's0',
      generation: 1,
      life: 'enrolled',
      successor: null,
      bodyTypes: ['registered'],
      publishingKeys: [{ id: 'k1', algorithm: 'ed25519', publicKey: 'ab'.repeat(32) }],
    },
  },
  {
    kind: 'place',
    place: {
      id: 'p1',
      kind: 'village-station',
      level: 'village',
      name: '甲村便民服务站',
      codes: [{ code: '371103001201', from: '2020-01-01', to: null }],
      parent: 'p0',
      site: 's1',
      life: 'open',
      hours: { week: [day, day, day, day, day, [], []], closures: [{ from: '2026-10-01', to: '2026-10-07', standIn: null }] },
      rota: [{ person: 'a', weekdays: [1, 3] }],
      standIns: ['b'],
      phone: null,
    },
  },
  {
    kind: 'organ',
    organ: { id: 'o1', name: '审批服务局', level: 'county', nature: 'administrative', place: 'p1', creditCode: null },
  },
  { kind: 'person', person: { id: 'a', name: '张三', phone: null, posts: [{ place: 'p1', organ: null }], active: true } },
  {
    kind: 'account',
    account: {
      person: 'a',
      login: 'zhangsan',
      roles: [{ role: 'proxy', place: 'p1', organ: null }],
      state: 'active',
      credentialVersion: 2,
    },
  },
  { kind: 'calendar', calendar: { version: '2027-1', year: 2027, workdays: ['2027-01-03'], holidays: ['2027-01-01'] } },
  { kind: 'policy', policy: FIRST_POLICY },
]
const change: RosterChange = { version: 3, atMs: 1_800_000_000_000, by: 'a', facts }
const previousHash = sha256Hex('version 2')
const encoded = encodeRosterChange(change, previousHash)

function withFacts(json: string): Uint8Array {
  const message = gen.RosterChange.decode(encoded.bytes)
  return gen.RosterChange.encode({ ...message, facts: Buffer.from(json) }).finish()
}

test('a roster version comes back from its bytes, chained to the one before', () => {
  expect(decodeRosterChange(encoded.bytes)).toEqual({ change, hash: encoded.hash, previousHash, unknownFacts: 0 })
  expect(encoded.hash).toBe(sha256Hex(encoded.bytes))
  expect(encodeRosterChange(change, ZERO_HASH).hash).not.toBe(encoded.hash)
})

test('the same facts have the same bytes, in whatever order their keys were written', () => {
  const shuffled = facts.map((fact) => Object.fromEntries(Object.entries(fact).reverse())) as unknown as RosterFact[]
  expect(encodeRosterChange({ ...change, facts: shuffled }, previousHash).hash).toBe(encoded.hash)
})

test('a kind of fact of a later version is counted and passed over, further fields of a known one too', () => {
  const json = canonicalJson([
    { kind: 'camera', camera: { id: 'x' } },
    { ...facts[3], note: 'later' },
  ])
  const decoded = decodeRosterChange(withFacts(json))
  expect(decoded.unknownFacts).toBe(1)
  expect(decoded.change.facts).toMatchObject([facts[3]])
})

describe('a roster version is refused', () => {
  const person = { id: 'a', name: '张三', phone: null, posts: [], active: true }
  test.each([
    ['whose facts are no JSON', '[{'],
    ['whose facts are no list', '{}'],
    ['with a fact that is no object', '[7]'],
    ['with a fact without a kind', '[{}]'],
    ['with a fact named like a method', '[{"kind":"__proto__"},{"kind":"toString"},1]'],
    ['with a person without a name', JSON.stringify([{ kind: 'person', person: { ...person, name: undefined } }])],
    ['with a person of no id', JSON.stringify([{ kind: 'person', person: { ...person, id: '' } }])],
    ['with posts that are no list', JSON.stringify([{ kind: 'person', person: { ...person, posts: {} } }])],
    ['with six days in its week', canonicalJson([facts[1]]).replace('"week":[[', '"week":[').replace(']],"', '],"')],
  ])('%s', (_name, json) => {
    expect(faultOf(() => decodeRosterChange(withFacts(json)))).toBe('roster/broken')
  })

  test('that is too large', () => {
    const many = Array.from({ length: 3000 }, () => facts[3] as RosterFact)
    expect(faultOf(() => encodeRosterChange({ ...change, facts: many }, previousHash))).toBe('input/too-large')
    expect(faultOf(() => decodeRosterChange(new Uint8Array(MAX_ROSTER_CHANGE_BYTES + 1)))).toBe('roster/broken')
  })

  test('that is nested without end', () => {
    expect(faultOf(() => decodeRosterChange(withFacts('['.repeat(60_000))))).toBe('roster/broken')
    expect(faultOf(() => decodeRosterChange(withFacts('['.repeat(30_000) + ']'.repeat(30_000))))).toBe('roster/broken')
  })
})

test('whatever comes in, reading a roster version ends in it or in a fault', () => {
  const fine = [null, 'roster/broken']
  forAll(mangled(fc.constant(encoded.bytes)), (input) => expect(fine).toContain(faultOf(() => decodeRosterChange(input))), 2000)
})
