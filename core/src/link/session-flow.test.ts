import { expect, test } from 'vitest'
import { CHILD, texts, TwoSites } from './testing/two-sites.testing.js'

test('while cases wait, bulk gets about a quarter of what they get, and is not starved', () => {
  const sites = new TwoSites({ faults: { bytesPerSecond: 40_000 } })
  sites.dial()
  sites.clock.advance(100)
  sites.write('child', 'bulk', texts('bulk', 2_000, 1_000))
  sites.write('child', 'case', texts('case', 2_000, 1_000))
  sites.clock.advance(30_000)
  const cases = sites.parent.ledger.received(CHILD, 'case').length
  const bulk = sites.parent.ledger.received(CHILD, 'bulk').length
  expect(bulk).toBeGreaterThan(cases / 10)
  expect(bulk).toBeLessThan(cases / 2.5)
})

test('a new case message overtakes a long bulk lane', () => {
  const sites = new TwoSites({ faults: { bytesPerSecond: 8_000 } })
  sites.dial()
  sites.clock.advance(100)
  sites.write('child', 'bulk', texts('bulk', 3_000, 1_000))
  sites.clock.advance(60_000)
  sites.write('child', 'case', ['urgent'])
  sites.clock.advance(5_000)
  expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['urgent'])
})

test('a slow reader pushes back: what is on its way stays within the buffer and the window', () => {
  const sites = new TwoSites({ faults: { bytesPerSecond: 1_000, bufferBytes: 8 * 1024 } })
  sites.dial()
  sites.clock.advance(100)
  sites.write('child', 'case', texts('case', 2_000, 1_000))
  sites.clock.advance(1_000)
  const { bytes, deliveredBytes } = sites.line.passed.up.messages
  expect(bytes - deliveredBytes).toBeLessThan(48 * 1024)
  sites.clock.advance(20_000)
  expect(sites.status('child').lanes[0]?.inFlight).toBeLessThan(150)
})

test('events of the largest size pass in frames that every hop takes, and very small ones do not overfill a frame', () => {
  const sites = new TwoSites({ faults: { delayMs: [5, 5] } })
  sites.write('child', 'case', texts('large', 100, 64 * 1024))
  sites.write('child', 'bulk', texts('small', 5_000, 1))
  sites.run(30_000)
  expect(sites.parent.ledger.received(CHILD, 'case')).toHaveLength(100)
  expect(sites.parent.ledger.received(CHILD, 'bulk')).toHaveLength(5_000)
  expect(sites.status('child')).toMatchObject({ state: 'running', session: 1 })
})

test('a message that no frame can carry ends the session by name instead of waiting silently', () => {
  const sites = new TwoSites()
  const { child } = sites.dial()
  sites.write('child', 'bulk', texts('huge', 1, 600 * 1024))
  sites.clock.advance(100)
  expect(child.status()).toMatchObject({ state: 'closed', reason: 'link/frame-too-large' })
})
