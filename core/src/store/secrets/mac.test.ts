import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { randomBytesOf } from '../../wire/hash.js'
import { mac, macKey } from './mac.js'

test.each([0, 1, 55, 64, 1000])('is HMAC-SHA-256, here of %i bytes', (size) => {
  const [key, message] = [randomBytesOf(32), randomBytesOf(size)]
  expect(mac(macKey(key), message)).toEqual(createHmac('sha256', key).update(message).digest())
})
