import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../domain/fault.js'
import { decodeNote, encodeNote, type Note } from './note.js'

const line = { name: '婚育证明', type: '20' as const, code: null, remark: '镇上办' }
const notes: readonly Note[] = [
  {
    note: 'round',
    survey: {
      id: '1'.repeat(32),
      title: '普查',
      site: 'city',
      due: '2026-03-20',
      organs: ['a', 'b'],
      by: 'p',
      openedMs: 5,
      closed: false,
    },
  },
  { note: 'answer', answer: { survey: '1'.repeat(32), organ: 'a', none: false, lines: [line], by: 'p', atMs: 5 } },
  { note: 'answer', answer: { survey: '1'.repeat(32), organ: 'a', none: true, lines: [], by: 'p', atMs: 5 } },
  { note: 'drafts', drafts: { site: 'a-village', item: 'permit', count: 0, asOfMs: 5 } },
]

describe('a note', () => {
  test.each(notes.map((note) => [note.note, note] as const))('of %s reads as it was written', (_, note) => {
    expect(decodeNote(encodeNote(note))).toEqual(note)
  })

  test('from anywhere is read or refused as input, never another way', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...notes.map(encodeNote)).chain(mutated))
    fc.assert(
      fc.property(bytes, (payload) => {
        const code = codeOf(() => decodeNote(payload))
        expect(['read', 'input/invalid']).toContain(code)
      }),
    )
  })

  test('with more lines than any organ has, or none at all, is refused', () => {
    const many = Array.from({ length: 501 }, () => line)
    const answer = { survey: '1'.repeat(32), organ: 'a', none: false, lines: many, by: 'p', atMs: 5 }
    expect(() => decodeNote(encodeNote({ note: 'answer', answer }))).toThrow(Fault)
    expect(() => decodeNote(new Uint8Array())).toThrow(Fault)
  })
})

function mutated(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, value]) => Uint8Array.from(bytes).fill(value, at, at + 1))
}

function codeOf(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    return error instanceof Fault ? error.code : 'another error'
  }
}
