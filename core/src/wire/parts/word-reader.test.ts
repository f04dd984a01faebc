import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WordReader } from './word-reader.js'

function read(reader: BinaryReader, count: number): string[] {
  return Array.from({ length: count }, () => reader.string())
}

function encoded(words: readonly string[]): Uint8Array {
  const writer = new BinaryWriter()
  for (const word of words) writer.string(word)
  return writer.finish()
}

describe('words read through the memory of words', () => {
  test('are those the plain reader reads, short or long, in any script, however often they come', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('scan', 'copy', ''),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const bytes = encoded(words)
        expect(read(new WordReader(bytes), words.length)).toEqual(read(new BinaryReader(bytes), words.length))
      }),
    )
  })

  test('are told apart where many share the place of one', () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `material-${index}`)
    const bytes = encoded(words)
    for (let round = 0; round < 2; round += 1) expect(read(new WordReader(bytes), words.length)).toEqual(words)
  })

  test('break off where the bytes end before the word does', () => {
    const cut = encoded(['material']).subarray(0, 5)
    expect(() => new WordReader(cut).string()).toThrow(RangeError)
  })
})
