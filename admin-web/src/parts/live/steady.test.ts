import { describe, expect, test } from 'vitest'
import { steadied } from './steady.js'

const rows = (...words: readonly string[]) => words.map((word) => ({ key: word.slice(0, 1), word }))
const keyOf = ({ key }: { readonly key: string }) => key
const words = (steady: { readonly rows: readonly { readonly word: string }[] }) => steady.rows.map(({ word }) => word)

describe('a list that is being read', () => {
  test('keeps its rows where they are, each saying what it says now', () => {
    const steady = steadied(rows('a1', 'b1', 'c1'), rows('c2', 'n1', 'a2', 'b1'), keyOf)
    expect(words(steady)).toEqual(['a2', 'b1', 'c2'])
  })

  test('tells how many came, went or moved', () => {
    const waiting = (...fresh: readonly string[]) => steadied(rows('a1', 'b1', 'c1'), rows(...fresh), keyOf).waiting
    expect(waiting('a9', 'b9', 'c9')).toBe(0)
    expect(waiting('n1', 'a1', 'b1', 'c1')).toBe(1)
    expect(waiting('a1', 'c1')).toBe(1)
    expect(waiting('b1', 'a1', 'c1')).toBe(2)
    expect(waiting('x1', 'y1')).toBe(5)
  })

  test('still shows what has gone, as it was last', () => {
    expect(words(steadied(rows('a1', 'b1'), rows('b2'), keyOf))).toEqual(['a1', 'b2'])
  })
})
