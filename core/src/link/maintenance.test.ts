import { expect, test } from 'vitest'
import { TwoSites } from './testing/two-sites.testing.js'

test('a site under maintenance says so to its parent, and that it is over', () => {
  const sites = new TwoSites()
  sites.run(15_000)
  expect(sites.status('parent').peerInMaintenance).toBe(false)
  sites.child.ledger.maintenance = true
  sites.run(15_000)
  expect([sites.status('parent').peerInMaintenance, sites.status('child').peerInMaintenance]).toEqual([true, false])
  sites.child.ledger.maintenance = false
  sites.run(15_000)
  expect(sites.status('parent').peerInMaintenance).toBe(false)
})
