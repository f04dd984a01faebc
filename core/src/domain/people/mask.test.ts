import { describe, expect, test } from 'vitest'
import { maskAddress, maskIdentity, maskName, maskNumbers, maskPhone } from './mask.js'

describe('masking', () => {
  test.each([
    ['11010519491231002X', '110105********002X'],
    ['110105194912310021', '110105********0021'],
    [' 11010519491231002x ', '110105********002x'],
    ['110105491231002', '110105******002'],
    ['E12345678', 'E1*****78'],
    ['军字第1234567号', '军字*******7号'],
    ['1234', '****'],
    ['', ''],
  ])('hides the date of birth in the identity number %s', (number, masked) => {
    expect(maskIdentity(number)).toBe(masked)
  })

  test.each([
    ['13800008000', '138****8000'],
    ['138 0000 8000', '138****8000'],
    ['138-0000-8000', '138****8000'],
    ['+8613800008000', '+86138****8000'],
    ['0633-8781234', '0633****34'],
    ['06338781234', '0633****34'],
    ['12345', '***45'],
    ['', ''],
  ])('keeps the first three and last four digits of the telephone number %s', (number, masked) => {
    expect(maskPhone(number)).toBe(masked)
  })

  test.each([
    ['王小明', '王**'],
    ['李四', '李*'],
    ['欧阳娜娜', '欧阳**'],
    ['欧阳', '欧*'],
    ['阿卜杜拉·买买提', '阿卜杜拉·**'],
    ['John Smith', 'John **'],
    ['Maria', 'M**'],
    ['𠮷野太郎', '𠮷***'],
    ['王', '*'],
    ['', ''],
  ])('keeps the surname of %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  test.each([
    ['山东省日照市莒县小店镇张家庄村12号', '山东省日照市莒县小店镇****'],
    ['东港区石臼街道海滨路5号', '东港区石臼街道****'],
    ['某地某号', '某地****'],
    ['', ''],
  ])('keeps of the address %s where it lies', (address, masked) => {
    expect(maskAddress(address)).toBe(masked)
  })

  test.each([
    ['身份证11010519491231002X,电话13800008000。', '身份证110105********002X,电话138****8000。'],
    ['case 0123456789abcdef0123456789abcdef', 'case 0123456789abcdef0123456789abcdef'],
    ['roster 42', 'roster 42'],
    ['1760000000000', '1760000000000'],
    ['老证110105491231002', '老证110105******002'],
  ])('finds numbers inside %s and leaves ids alone', (words, masked) => {
    expect(maskNumbers(words)).toBe(masked)
  })
})
