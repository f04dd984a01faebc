import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mintNumber, parseNumber, tagFrom } from './number.js'

const parts = { placeCode: '371122104201', date: '2026-11-22', tag: '7KQ', sequence: 1 }

describe('the case number', () => {
  test('says place, date, tag, sequence and a check character', () => {
    expect(mintNumber(parts)).toMatch(/^371122104201-20261122-7KQ-0001-[0-9A-Z]$/)
    expect(mintNumber({ ...parts, sequence: 12_345 })).toContain('-12345-')
  })

  test('reads back as what it was made of', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.uint8Array({ minLength: 3, maxLength: 3 }), (sequence, bytes) => {
        const made = { ...parts, tag: tagFrom(bytes), sequence }
        expect(parseNumber(mintNumber(made))).toEqual(made)
      }),
    )
  })

  test('is read from hasty typing', () => {
    expect(parseNumber(` ${mintNumber(parts).toLowerCase()} `)).toEqual(parts)
  })

  test('shows any one wrong character and any two neighbours swapped', () => {
    const number = mintNumber(parts)
    const letters = number.split('')
    letters.forEach((letter, at) => {
      if (letter === '-') return
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        const read = parseNumber(letters.with(at, other).join(''))
        expect(read === null).toBe(other !== letter)
      }
      const next = letters[at + 1]
      if (next === undefined || next === '-' || next === letter) return
      expect(
        parseNumber(
          letters
            .with(at, next)
            .with(at + 1, letter)
            .join(''),
        ),
      ).toBeNull()
    })
  })

  test.each(['', 'number', '371122104201-20261122-7KQ-0001', `${mintNumber(parts)}0`, '371122104201-20261122-7KI-0001-0'])(
    'is not %s',
    (text) => {
      expect(parseNumber(text)).toBeNull()
    },
  )

  test('never names a day that does not exist', () => {
    expect(parseNumber(mintNumber({ ...parts, date: '2026-02-30' }))).toBeNull()
  })

  test('has a tag of three characters that print well', () => {
    expect(tagFrom([0, 30, 31])).toBe('0Y0')
    expect(tagFrom([255, 254, 253, 1])).toHaveLength(3)
  })
})
