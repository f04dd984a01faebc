import { blankGuide, blankMaterial } from '../domain/catalogue/blank.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOf, forAll, mangled } from './arbitrary.testing.js'
import { sha256Hex } from './hash.js'
import { decodeItem, encodeItem, MAX_ITEM_BYTES, withDigest } from './item.js'
import type { ItemDraft } from '../domain/item.js'

const draft: ItemDraft = {
  id: 'business-licence',
  version: 2,
  name: '个体工商户登记',
  type: '01',
  level: 'county',
  organ: 'o1',
  handling: 'promised',
  promised: { amount: 3, unit: 'working-day' },
  legal: { amount: 15, unit: 'working-day' },
  withdrawable: true,
  hasResult: true,
  grants: [{ level: 'county', organ: 'o1', power: 'decide' }],
  steps: [{ id: 'decide', name: '决定', kind: 'decide', organ: 'o1', level: 'county', actedBy: null, externalSystem: null }],
  materials: [{ ...blankMaterial('id-card', '身份证'), copies: 1 }],
  scenarioGroups: [
    {
      id: 'kind',
      question: '办理情形',
      options: [{ id: 'new', name: '设立', materials: ['id-card'] }],
      askedWhen: [],
    },
  ],
  form: { type: 'object', properties: { name: { type: 'string' } } },
  effectiveFrom: '2026-01-01',
  guide: blankGuide,
  source: '样例',
  invented: [],
}

test('an item version comes back from its bytes, named by their digest', () => {
  const bytes = encodeItem(draft)
  expect(decodeItem(bytes)).toEqual({ ...draft, digest: sha256Hex(bytes) })
  expect(withDigest(draft)).toEqual(decodeItem(bytes))
  expect(encodeItem(withDigest(draft))).toEqual(bytes)
})

test('the order in which keys were written does not change the digest', () => {
  const shuffled = Object.fromEntries(Object.entries(draft).reverse()) as unknown as ItemDraft
  expect(withDigest(shuffled).digest).toBe(withDigest(draft).digest)
  expect(withDigest({ ...draft, name: '别的' }).digest).not.toBe(withDigest(draft).digest)
})

test('a field of a later version is passed over and keeps its digest', () => {
  const later = { ...draft, fee: { amount: 10 }, steps: [{ ...draft.steps[0], queue: 1 }] } as unknown as ItemDraft
  const bytes = encodeItem(later)
  expect(decodeItem(bytes)).toEqual({ ...draft, digest: sha256Hex(bytes) })
})

test.each([
  ['no JSON', '{'],
  ['right but with a space', Buffer.from(encodeItem(draft)).toString().replace(':', ': ')],
  ['right but in another order', JSON.stringify(Object.fromEntries(Object.entries(draft).reverse()))],
  ['of the wrong form', '{"id":"x"}'],
  ['no object', 'null'],
  ['nested without end', '['.repeat(50_000) + ']'.repeat(50_000)],
])('an item that is %s is refused', (_name, json) => {
  expect(faultOf(() => decodeItem(Buffer.from(json)))).toBe('input/invalid')
})

test('an item above 256 KiB is neither written nor read', () => {
  const invented = Array.from({ length: 2000 }, () => '据'.repeat(100))
  expect(faultOf(() => encodeItem({ ...draft, invented }))).toBe('input/too-large')
  expect(faultOf(() => decodeItem(new Uint8Array(MAX_ITEM_BYTES + 1)))).toBe('input/too-large')
})

test('whatever comes in, reading an item ends in it or in a fault', () => {
  forAll(
    mangled(fc.constant(encodeItem(draft))),
    (input) => expect([null, 'input/invalid']).toContain(faultOf(() => decodeItem(input))),
    1500,
  )
})
