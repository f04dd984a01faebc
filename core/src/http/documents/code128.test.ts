import { expect, test } from 'vitest'
import { barcodeSvg, symbolsOf } from './code128.js'

test('letters stand in set B with the check symbol of the standard', () => {
  // 104 + 1·48 + 2·42 + 3·42 + 4·17 + 5·18 + 6·19 + 7·35 = 879; 879 mod 103 = 55.
  expect(symbolsOf('PJJ123C')).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55, 106])
})

test('runs of digits are packed two in one, an odd one left over in set B', () => {
  expect(symbolsOf('12345').slice(0, -2)).toEqual([105, 12, 34, 100, 21])
  expect(symbolsOf('A1234B').slice(0, -2)).toEqual([104, 33, 99, 12, 34, 100, 34])
})

test('bars and spaces read back as the text', () => {
  const text = '371122104201-20260302-K7Q-0012-X'
  expect(readBars(barcodeSvg(text))).toBe(text)
})

test('a text no scanner could type is refused', () => {
  expect(() => symbolsOf('办件')).toThrow(RangeError)
  expect(() => symbolsOf('')).toThrow(RangeError)
})

/** Reads the drawn bars as a scanner does: widths of bars and spaces, symbol by symbol. */
function readBars(svg: string): string {
  const bars = [...svg.matchAll(/M(\d+) 0h(\d+)v/g)].map(([, at, width]) => ({ at: Number(at), width: Number(width) }))
  const widths = bars.flatMap(({ at, width }, index) => {
    const next = bars[index + 1]
    return next === undefined ? [width] : [width, next.at - at - width]
  })
  let text = ''
  let set = ''
  for (let at = 0; at + 6 < widths.length; at += 6) {
    const value = standard.indexOf(widths.slice(at, at + 6).join(''))
    if (value === 103 || value === 104 || value === 105) set = value === 105 ? 'C' : 'B'
    else if (at + 6 >= widths.length - 7) break
    else if (value === 99 && set === 'B') set = 'C'
    else if (value === 100 && set === 'C') set = 'B'
    else text += set === 'C' ? String(value).padStart(2, '0') : String.fromCharCode(value + 32)
  }
  return text
}

/** From the pattern each value has by rule: six widths that add up to eleven, three of them bars with an even sum. */
const standard = [
  ...'212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231'.split(' '),
  ...'113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211'.split(' '),
  ...'212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131'.split(' '),
  ...'113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111'.split(' '),
  ...'314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211'.split(' '),
  ...'241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141'.split(' '),
  ...'214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'.split(' '),
]

test('every pattern is eleven modules wide, with an even sum of bars, and stands once', () => {
  expect(new Set(standard).size).toBe(106)
  for (const pattern of standard) {
    const widths = Array.from(pattern, Number)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(11)
    expect(widths.filter((_, index) => index % 2 === 0).reduce((sum, width) => sum + width, 0) % 2).toBe(0)
  }
})
