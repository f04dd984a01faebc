import { expect, test } from 'vitest'
import { X509Certificate } from 'node:crypto'
import { authorityMark, hashOfCode, isAuthority, makeCode, readCode, showCode } from './code.js'
import { makeAuthority } from './certificates.js'

test('a code is twenty characters that are not mistaken for others, printed in groups', () => {
  const code = makeCode()
  expect(code).toMatch(/^[0-9A-HJ-NP-RTUWXY]{20}$/)
  expect(showCode(code)).toMatch(/^(\w{5}-){3}\w{5}$/)
})

test('no two codes are alike', () => {
  expect(new Set(Array.from({ length: 1_000 }, makeCode)).size).toBe(1_000)
})

test('a code is read as people type it', () => {
  const code = makeCode()
  expect(readCode(showCode(code).toLowerCase())).toBe(code)
  expect(readCode(` ${code.slice(0, 7)} ${code.slice(7)}\n`)).toBe(code)
})

test.each(['', 'ABC', 'O'.repeat(20), 'A'.repeat(21), `${'A'.repeat(19)}é`, '-'.repeat(5_000), 'A'.repeat(1_000_000)])(
  'what cannot be a code is none',
  (typed) => {
    expect(readCode(typed)).toBeNull()
  },
)

test('what is kept of a code does not show it', () => {
  const code = makeCode()
  expect(hashOfCode(code)).toMatch(/^[0-9a-f]{64}$/)
  expect(hashOfCode(code)).not.toBe(hashOfCode(makeCode()))
})

test('the mark of an authority is that of its certificate and of no other', async () => {
  const [one, other] = await Promise.all([makeAuthority('a'), makeAuthority('a')])
  const mark = authorityMark(one.certificate)
  expect(mark).toMatch(/^(\w{4}-){3}\w{4}$/)
  expect(isAuthority(new X509Certificate(one.certificate).raw, mark.toLowerCase())).toBe(true)
  expect(isAuthority(new X509Certificate(other.certificate).raw, mark)).toBe(false)
  expect(isAuthority(new X509Certificate(one.certificate).raw, '')).toBe(false)
})
