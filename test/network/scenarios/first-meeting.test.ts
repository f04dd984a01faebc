import { applyMessage } from '@liandong/core/site/inbound/apply.js'
import { kindNumber } from '@liandong/core/wire/frame.js'
import { expect, test } from 'vitest'
import { Simulation } from '../sim/simulation.js'

test('stations that dial a county before it has a roster get roster and items when the county does', async () => {
  const sim = new Simulation(3)
  const { network } = sim
  try {
    network.line('a').cut()
    await network.pass(10_000)
    expect(network.site('a').store.lanes.exists('a-village-1')).toBe(true)
    await sim.found()
    network.line('a').heal()
    await network.pass(30_000)
    const { roster, items } = network.site('city').store
    for (const id of ['a', 'a-town', 'a-village-1']) {
      const { store } = network.site(id)
      expect([id, store.roster.newest(), store.items.entries().length]).toEqual([id, roster.newest(), items.entries().length])
      expect([id, store.inbox.parked()]).toEqual([id, []])
    }
  } finally {
    await sim.close()
  }
})

test('items that overtake the roster on the way to a county reach the stations that dialled before', async () => {
  const sim = new Simulation(3)
  const { network } = sim
  try {
    network.line('a').cut()
    await network.pass(10_000)
    await sim.found()
    // The lanes have no order between them: here bulk is done before the case lane moves.
    const { site: county } = network.sim('a')
    const { lists } = network.site('city').store
    const editions = lists.heads().flatMap(({ list }) => lists.editionsAfter(list, 0))
    const message = { kind: 'catalogue-edition', kindNumber: kindNumber('catalogue-edition') } as const
    county.transact(() => editions.forEach(({ payload }) => applyMessage(county, 'city', { ...message, payload })))
    expect(county.store.inbox.parked().map(({ code }) => code)).toEqual(editions.map(() => 'roster/behind'))
    network.line('a').heal()
    await network.pass(30_000)
    const { store } = network.site('a-village-1')
    expect([store.roster.newest(), store.items.entries().length]).toEqual([1, sim.items.length])
  } finally {
    await sim.close()
  }
})
