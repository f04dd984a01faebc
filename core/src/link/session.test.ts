import { expect, test } from 'vitest'
import { CHILD, PARENT, texts, TwoSites } from './testing/two-sites.testing.js'

test('both ends agree on a new link and exchange what they wrote before and after', () => {
  const sites = new TwoSites()
  sites.write('child', 'case', texts('up', 3))
  const sessions = sites.dial()
  sites.clock.advance(100)
  expect([sessions.child.state, sessions.parent.state]).toEqual(['running', 'running'])
  sites.write('parent', 'bulk', texts('down', 2))
  sites.clock.advance(100)
  expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(texts('up', 3))
  expect(sites.child.ledger.received(PARENT, 'bulk')).toEqual(texts('down', 2))
  expect(sites.child.ledger.acknowledged(PARENT, 'case')).toBe(3)
  expect(sites.child.ledger.facts(PARENT).linkId).toBe(sites.parent.ledger.facts(CHILD).linkId)
  expect([...sites.child.bugs, ...sites.parent.bugs]).toEqual([])
})
