import { describe, expect, test } from 'vitest'
import { judgeCreditCode, judgeIdentity } from './identity.js'

describe('an identity number', () => {
  test('checks out by its last character, and tells birth and sex', () => {
    expect(judgeIdentity('11010519491231002X')).toEqual({ kind: 'good', birthDate: '1949-12-31', sex: 'female' })
    expect(judgeIdentity('440524188001010014')).toEqual({ kind: 'good', birthDate: '1880-01-01', sex: 'male' })
  })

  test.each([
    ['with two digits exchanged', '11010519491213002X', 'checksum'],
    ['with another check character', '110105194912310021', 'checksum'],
    ['of the thirtieth of February', '110105194902300029', 'date'],
    ['with a letter inside', '1101051949A231002X', 'form'],
    ['longer than a number is', '11010519491231002X1', 'form'],
  ])('%s is wrong', (_, number, why) => {
    expect(judgeIdentity(number)).toEqual({ kind: 'wrong', why })
  })

  test('is not blamed while it is typed', () => {
    expect(judgeIdentity('')).toEqual({ kind: 'empty' })
    expect(judgeIdentity('1101051949123')).toEqual({ kind: 'typing', typed: 13 })
  })
})

test('a credit code checks out by its last character', () => {
  expect(judgeCreditCode('91350100M000100Y43')).toBe('good')
  expect(judgeCreditCode('91350100M000100Y44')).toBe('wrong')
  expect(judgeCreditCode('9135010OM')).toBe('wrong')
  expect(judgeCreditCode('91350100M')).toBe('typing')
})
