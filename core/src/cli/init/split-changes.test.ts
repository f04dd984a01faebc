import { expect, it } from 'vitest'
import type { RosterFact } from '../../domain/roster.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { encodeRosterChange, MAX_ROSTER_CHANGE_BYTES } from '../../wire/roster.js'
import { splitChanges } from './split-changes.js'

function person(id: string, nameLength: number): RosterFact {
  return { kind: 'person', person: { id, name: '名'.repeat(nameLength), phone: null, posts: [], active: true } }
}

it('keeps facts in order, numbers the versions and leaves none out', () => {
  const facts = Array.from({ length: 300 }, (_, index) => person(`u${index}`, 200))
  const changes = splitChanges(facts, 'u1', 7, 12)
  expect(changes.flatMap((change) => change.facts)).toEqual(facts)
  expect(changes.map(({ version }) => version)).toEqual(changes.map((_, index) => 12 + index))
  expect(changes.every(({ by, atMs }) => by === 'u1' && atMs === 7)).toBe(true)
})

it('keeps every change below 64 KiB, counted in bytes and not in characters', () => {
  const facts = Array.from({ length: 300 }, (_, index) => person(`u${index}`, 200))
  const sizes = splitChanges(facts, 'u1', 0).map((change) => encodeRosterChange(change, ZERO_HASH).bytes.byteLength)
  expect(sizes.length).toBeGreaterThan(1)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_ROSTER_CHANGE_BYTES)
  expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(MAX_ROSTER_CHANGE_BYTES * 0.9)
})

it('makes no change of no facts', () => {
  expect(splitChanges([], 'u1', 0)).toEqual([])
})
