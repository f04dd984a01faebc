import { expect, test } from 'vitest'
import { Fault } from '@liandong/core/domain/fault.js'
import { captureLog } from '@liandong/core/runtime/captured-log.js'
import { reportFailures } from './bus-failures.js'

function failing() {
  const log = captureLog()
  const report = reportFailures(log.logger)
  const fail = (code: 'nats/missing' | 'nats/too-old', failureCount: number) =>
    report({ loop: 'nats', error: new Fault(code, 'at 4222'), failureCount, retryAfterMs: 100 })
  return { fail, lines: () => log.lines() }
}

test('a bus that stays away is told of ever more rarely', () => {
  const { fail, lines } = failing()
  for (let count = 1; count <= 100; count += 1) fail('nats/missing', count)
  expect(lines().map((line) => line['failureCount'])).toEqual([1, 2, 4, 8, 16, 32, 64])
  expect(lines()[0]).toMatchObject({ level: 'warn', code: 'nats/missing', reason: 'at 4222' })
})

test('another reason is told at once, louder where a person must act', () => {
  const { fail, lines } = failing()
  fail('nats/missing', 1)
  fail('nats/missing', 2)
  fail('nats/too-old', 3)
  expect(lines().at(-1)).toMatchObject({ level: 'error', code: 'nats/too-old', failureCount: 3 })
})
