import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mintNumber } from '../case/number.js'
import { readReceipt, receiptText, type ReceiptCode } from './receipt-code.js'

const number = mintNumber({ placeCode: '371122104201', date: '2026-03-02', tag: 'K7Q', sequence: 12 })
const receipt: ReceiptCode = {
  ...{ number, queryCode: '8KD2MXQP', item: 'permit', version: 3, registeredMs: Date.UTC(2026, 2, 2, 2) },
  papers: [
    { material: 'deed', originals: 1, copies: 2, scan: false },
    { material: 'photo', originals: 0, copies: 0, scan: true },
  ],
}

test('a receipt’s code says number, query code, item with version, papers and time, and reads back as it was', () => {
  expect(readReceipt(receiptText(receipt))).toEqual(receipt)
  expect(readReceipt(receiptText({ ...receipt, queryCode: null, papers: [] }))).toEqual({
    ...receipt,
    queryCode: null,
    papers: [],
  })
})

test('any ids of papers and items survive it, in plain letters and signs alone', () => {
  const id = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom('~', '.', '&', '=', '%', 'a', '1', '证', ' ') })
  fc.assert(
    fc.property(id, id, (item, material) => {
      const before = { ...receipt, item, papers: [{ material, originals: 1, copies: 0, scan: false }] }
      const text = receiptText(before)
      expect(text).toMatch(/^[\x20-\x7e]+$/)
      expect(readReceipt(text)).toEqual(before)
    }),
  )
})

test('signs a Chinese keyboard made wide are read all the same', () => {
  const wide = receiptText(receipt).replace(/[:?&=.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
  expect(readReceipt(`${wide}\r\n`)).toEqual(receipt)
})

test.each([
  ['another text', 'https://example.com/q'],
  ['an address that says something else', 'https://example.com/q#top'],
  [
    'a number with a wrong check character',
    receiptText({ ...receipt, number: `${number.slice(0, -1)}${number.endsWith('A') ? 'B' : 'A'}` }),
  ],
  ['a paper that cannot be read', `${receiptText(receipt)}~deed.1`],
  ['a version that is none', receiptText(receipt).replace('v=3', 'v=0')],
])('%s is no receipt', (_, text) => {
  expect(readReceipt(text)).toBeNull()
})
