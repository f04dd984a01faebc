import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentOf } from './work.testing.js'
import { partsOf, withParts } from './item-parts.js'
import { merge3, mergedParts, type Parts, sameJson } from './merge.js'

const path = fc.constantFrom('name', 'legal', 'guide/fees', 'materials/a', 'materials/b', 'steps/x')
const value = fc.oneof(fc.constantFrom<unknown>(null, 1, 'x', ['a'], { days: 1 }, { days: 2 }), fc.jsonValue({ maxDepth: 2 }))
const parts: fc.Arbitrary<Parts> = fc.array(fc.tuple(path, value), { maxLength: 6 }).map((rows) => new Map(rows))

/** Sides that mostly agree: what is interesting is rare in three unrelated sets. */
const sides = fc.tuple(parts, parts, parts).map(([base, theirs, ours]) => ({
  base,
  theirs: new Map([...base, ...theirs]),
  ours: new Map([...base, ...ours]),
}))

test('what nobody above changed is left alone', () => {
  fc.assert(
    fc.property(sides, ({ base, ours }) => {
      const { follows, conflicts } = merge3(base, base, ours)
      expect([follows, conflicts]).toEqual([[], []])
    }),
  )
})

test('what was not adapted here becomes what is above', () => {
  fc.assert(
    fc.property(sides, ({ base, theirs }) => {
      const { follows, conflicts } = merge3(base, theirs, base)
      expect(conflicts).toEqual([])
      expect(mergedParts(base, follows)).toEqual(theirs)
    }),
  )
})

test('the same change on both sides asks nobody', () => {
  fc.assert(
    fc.property(sides, ({ base, theirs }) => {
      expect(merge3(base, theirs, theirs)).toMatchObject({ follows: [], conflicts: [] })
    }),
  )
})

test('nothing adapted here is ever overwritten', () => {
  fc.assert(
    fc.property(sides, ({ base, theirs, ours }) => {
      const merged = mergedParts(ours, merge3(base, theirs, ours).follows)
      const adapted = [...new Set([...base.keys(), ...ours.keys()])].filter((key) => !sameJson(ours.get(key), base.get(key)))
      expect(adapted.map((key) => merged.get(key))).toEqual(adapted.map((key) => ours.get(key)))
    }),
  )
})

test('every part that is not alike is followed, kept or asked about, once', () => {
  fc.assert(
    fc.property(sides, ({ base, theirs, ours }) => {
      const { follows, conflicts, kept } = merge3(base, theirs, ours)
      const named = [...follows.map((each) => each.path), ...conflicts.map((each) => each.path), ...kept]
      const unlike = [...new Set([...theirs.keys(), ...ours.keys()])].filter((key) => !sameJson(theirs.get(key), ours.get(key)))
      expect([...named].sort()).toEqual(unlike.sort())
    }),
  )
})

test('whoever takes theirs for every choice has all that changed above', () => {
  fc.assert(
    fc.property(sides, ({ base, theirs, ours }) => {
      const { follows, conflicts } = merge3(base, theirs, ours)
      const taken = conflicts.map((conflict) => ({ path: conflict.path, value: conflict.theirs }))
      const merged = mergedParts(ours, [...follows, ...taken])
      const changed = [...theirs.keys()].filter((key) => !sameJson(theirs.get(key), base.get(key)))
      expect(changed.map((key) => merged.get(key))).toEqual(changed.map((key) => theirs.get(key)))
    }),
  )
})

test('two values are the same as JSON whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const sorted = (each: unknown): string =>
        JSON.stringify(each, (_, inner: unknown) =>
          typeof inner === 'object' && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
            : inner,
        )
      expect(sameJson(a, b)).toBe(sorted(a) === sorted(b))
      expect(sameJson(a, structuredClone(a))).toBe(true)
    }),
  )
  expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
})

test('an item taken apart and put together over another is the first', () => {
  const one = contentOf({ name: '甲', promised: null, materials: contentOf().materials.slice(1) })
  const other = contentOf({ form: { type: 'object', properties: { 'a/b~c': { type: 'string' } } } })
  const [from, to] = [partsOf(other), partsOf(one)]
  const changes = new Map([...from.keys(), ...to.keys()].map((key) => [key, to.get(key)]))
  expect(withParts(other, changes)).toEqual(one)
  expect([...from.keys()]).toContain('form/properties/a~1b~0c')
})
