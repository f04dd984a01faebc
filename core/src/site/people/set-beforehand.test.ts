import { expect, test } from 'vitest'
import { currentPlace } from '../../domain/roster-view.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { openCounter } from '../counter.testing.js'
import { enterFacts, givePassword, PASSWORD } from './people.testing.js'

const person = (id: string, place: string) =>
  ({ kind: 'person', person: { id, name: id, phone: null, posts: [{ place, organ: null }], active: true } }) as const

test('a password set before the roster names its person stays while the roster comes, and only for who serves here', async () => {
  const { site, store } = openCounter('a-village')
  for (const id of ['newcomer', 'stranger']) await givePassword(site, id, PASSWORD)
  const station = currentPlace(site.roster, 'a-station')
  const hosted = currentPlace(site.roster, 'a-hosted')
  if (station === null || hosted === null) throw new Error('no such place')
  enterFacts(site, { kind: 'place', place: { ...hosted, site: 'a-village' } })
  expect(verifierOf(store, 'newcomer')).not.toBeNull()
  enterFacts(site, person('newcomer', 'a-station'), person('stranger', 'b-station'))
  expect([verifierOf(store, 'newcomer') === null, verifierOf(store, 'stranger') === null]).toEqual([false, true])
  store.close()
})
