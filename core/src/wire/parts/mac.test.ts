import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { randomBytesOf } from '../hash.js'
import { mac, macKey, macUnder } from './mac.js'

test.each([0, 1, 55, 64, 1000])('is HMAC-SHA-256, here of %i bytes', (size) => {
  const [key, message] = [randomBytesOf(32), randomBytesOf(size)]
  expect(mac(macKey(key), message)).toEqual(createHmac('sha256', key).update(message).digest())
})

test.each([1, 64, 65, 200])('is HMAC-SHA-256 of text under a key of %i bytes, each time', (size) => {
  const key = randomBytesOf(size)
  const expected = createHmac('sha256', key).update('登记 request').digest()
  expect([macUnder(key, '登记 request'), macUnder(key, '登记 request')]).toEqual([expected, expected])
})
