import { describe, expect, test } from 'vitest'
import { checkCreditCode, creditCheckOf, partsOfBaseCode, partsOfItemCode } from './codes.js'

describe('a credit code (GB 32100-2015)', () => {
  test.each(['11330782745817525W', '11310000MB2F30661Y', '91512081MA62K0260E'])('that is in use passes: %s', (code) => {
    expect(checkCreditCode(code)).toBe('right')
  })

  test('has the check character worked by hand: sum 1640, 28 modulo 31, so 3', () => {
    expect(creditCheckOf('91350100M000100Y4')).toBe('3')
    expect(checkCreditCode('91350100M000100Y43')).not.toBe('wrong-check')
  })

  test('with one character changed fails its check', () => {
    const code = '11330782745817525W'
    const changed = code.split('').map((character, index) => {
      const other = character === '1' ? '2' : '1'
      return code.slice(0, index) + other + code.slice(index + 1)
    })
    expect(changed.filter((one) => checkCreditCode(one) === 'right')).toEqual([])
  })

  test('whose embedded body code (GB 11714) fails is told apart', () => {
    const first = '11330782745817526'
    expect(checkCreditCode(first + creditCheckOf(first))).toBe('wrong-body-check')
  })

  test.each([
    ['X for ten', '1133078200000006X'],
    ['0 for eleven', '11330782000000000'],
  ])('has in its body code %s', (_, first) => {
    expect(checkCreditCode(first + creditCheckOf(first))).toBe('right')
  })

  test.each(['', '1133078274581752', '11330782745817525w', '1I330782745817525W', '11330782745817525WW'])('is not %j', (text) => {
    expect(checkCreditCode(text)).toBe('malformed')
  })
})

describe('an item’s code', () => {
  const code = '11310000MB2F30661Y231200356400001'

  test('of 33 characters is body, level, base code and sequence; of 31 the same without', () => {
    const parts = { creditCode: '11310000MB2F30661Y', level: '2', base: '312003564000' }
    expect(partsOfItemCode(code)).toEqual({ ...parts, sequence: '01' })
    expect(partsOfItemCode(code.slice(0, 31))).toEqual({ ...parts, sequence: null })
  })

  test.each([0, 24, 30, 32, 34, 50])('of %i characters is opaque', (length) => {
    expect(partsOfItemCode('1'.repeat(length))).toBeNull()
  })
})

describe('a base code', () => {
  test('of twelve digits begins with its region, of ten it has none', () => {
    expect(partsOfBaseCode('312003564000')).toEqual({ region: '31', type: '20', main: '03564', sub: '000' })
    expect(partsOfBaseCode('2003564001')).toEqual({ region: null, type: '20', main: '03564', sub: '001' })
  })

  test.each(['', '31200356400', '31200356400X', '3120035640001'])('%j is opaque', (text) => {
    expect(partsOfBaseCode(text)).toBeNull()
  })
})
