import { expect, test } from 'vitest'
import { blankGuide } from '../../domain/catalogue/blank.js'
import { demoItems, openCounter, proxy } from '../counter.testing.js'
import { standingOfItem } from '../intake/item-standing.js'
import type { Site } from '../site.js'
import { type Sought, searchItems } from './items.js'

function lines(site: Site, sought: Sought) {
  const found = searchItems(site, proxy, sought, 100)
  if ('kind' in found) throw new Error(found.code)
  return found.map(({ id, offered, code }) => [id, offered, code])
}

test('an item stopped above is still found, with why nobody may apply for it, and cannot be done here', () => {
  const { site, store } = openCounter('a-village')
  expect(lines(site, { text: '宅基地' })).toEqual([['permit', true, null]])
  const list = standingOfItem(site, 'permit')?.list ?? ''
  site.transact(() => store.holdings.stop({ list, key: 'permit', untilNumber: 99, payload: Buffer.from('stop') }))
  expect(lines(site, { text: '宅基地' })).toEqual([['permit', false, 'item/suspended']])
  expect(lines(site, { text: '宅基地', here: true })).toEqual([])
  expect(lines(site, { here: true }).length).toBeGreaterThan(2)
})

test('in a copy long not checked with the parent an item of high risk is not offered, others are', () => {
  const items = demoItems.map((item) => (item.id === 'permit' ? { ...item, guide: { ...blankGuide, highRisk: true } } : item))
  const { site, clock } = openCounter('a-village', { items })
  const shown = () => lines(site, {}).filter(([id]) => id === 'permit' || id === 'choice')
  expect(shown()).toEqual([
    ['choice', true, null],
    ['permit', true, null],
  ])
  clock.advance(90 * 24 * 3_600_000)
  expect(shown()).toEqual([
    ['choice', true, null],
    ['permit', false, 'item/stale'],
  ])
})
