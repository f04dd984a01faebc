import { expect, test } from 'vitest'
import { captureLog } from './captured-log.js'
import { createLogger } from './logger.js'
import { Secret } from './secret.js'

test('a line is its message, its level and its facts', () => {
  const log = captureLog()
  log.logger.info('link opened', { peer: 'county-1', durationMs: 12 })
  expect(log.lines()).toEqual([{ level: 'info', message: 'link opened', peer: 'county-1', durationMs: 12 }])
})

test('a child adds its facts to each line', () => {
  const log = captureLog()
  log.logger.child({ site: 'city' }).child({ part: 'link' }).warn('lane is slow', { lane: 'bulk' })
  expect(log.lines()).toEqual([{ level: 'warn', message: 'lane is slow', site: 'city', part: 'link', lane: 'bulk' }])
})

test('lines below the level are not written', () => {
  const log = captureLog('warn')
  log.logger.info('link opened')
  log.logger.error('store is damaged')
  expect(log.lines().map((line) => line.message)).toEqual(['store is damaged'])
})

test('an error keeps its message, stack and cause', () => {
  const log = captureLog()
  log.logger.error('round failed', { error: new Error('cannot send', { cause: new Error('line is gone') }) })
  expect(log.lines()[0]).toMatchObject({
    error: { type: 'Error', message: 'cannot send: line is gone', stack: expect.stringContaining('caused by') },
  })
})

test('a secret is hidden by its type and by its name, however deep', () => {
  const log = captureLog()
  const config = Object.freeze({ password: 'hush', nats: { token: 'hush', tls: { key: 'hush' } }, seal: new Secret('hush') })
  log.logger.info('started', { config })
  expect(JSON.stringify(log.lines())).not.toContain('hush')
  expect(log.lines()[0]).toMatchObject({ config: { password: '[secret]', nats: { token: '[secret]' }, seal: '[secret]' } })
})

test('a line carries its time in a form people and programs read', () => {
  let line = ''
  createLogger({
    level: 'info',
    destination: {
      write: (text) => {
        line = text
      },
    },
  }).info('started')
  expect(JSON.parse(line).time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('a field outside the list does not compile', () => {
  const log = captureLog()
  // @ts-expect-error the name is not in the list
  log.logger.info('link opened', { nameOfTheApplicant: 'x' })
  expect(log.lines()).toHaveLength(1)
})
