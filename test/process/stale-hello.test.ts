import { expect, it, vi } from 'vitest'
import { LinkHub } from '@liandong/core/link/hub.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { FakeLedger } from '../../core/src/link/testing/fake-ledger.testing.js'
import { FakePapers } from '../../core/src/link/testing/fake-papers.testing.js'
import { soon } from './bus-stage.js'
import { TestBus } from './test-bus.js'

/** A gateway's program over a store: made anew it knows nothing of the one before. */
function gateway(site: string) {
  const ledger = new FakeLedger(site)
  const store = `${site} ${Math.random()}`
  const hub = new LinkHub({
    self: () => ({ ...ledger.self(store), store }),
    ledger,
    papers: new FakePapers(),
    clock: systemClock,
    random: Math.random,
    newLinkId: () => `link of ${store}`,
  })
  return { ledger, hub }
}

it('a Hello that lies on the bus from before both stores were made anew does not stop the new link', async () => {
  await using bus = await TestBus.start(['k1'])
  const [city, county] = [gateway('city'), gateway('k1')]
  const cityBus = bus.city({ onPair: (peer, pair) => void city.hub.accept(peer, pair) }, ['k1'])
  const end = new AbortController()
  const countyBus = bus.county()
  void county.hub.runDialler('city', countyBus, end.signal)
  county.ledger.write('city', 'case', 'over the old link')
  await vi.waitFor(() => expect(city.ledger.received('k1', 'case')).toHaveLength(1), soon)

  city.hub.close()
  await cityBus.close()
  await using raw = await bus.raw('city')
  // The county says Hello again, and nobody hears it.
  await vi.waitFor(async () => expect((await raw.streams.info('up_k1')).state.messages).toBeGreaterThan(0), soon)
  end.abort()
  county.hub.close()
  await countyBus.close()

  const [newCity, newCounty] = [gateway('city'), gateway('k1')]
  bus.city({ onPair: (peer, pair) => void newCity.hub.accept(peer, pair) }, ['k1'])
  await vi.waitFor(async () => expect((await raw.streams.info('up_k1')).state.messages).toBe(0), soon)
  const newEnd = new AbortController()
  void newCounty.hub.runDialler('city', bus.county(), newEnd.signal)
  newCounty.ledger.write('city', 'case', 'over the new link')
  newCounty.hub.poke(['city'])
  try {
    await vi.waitFor(() => {
      expect([newCity.ledger.facts('k1').stopped, newCounty.ledger.facts('city').stopped]).toEqual([null, null])
      expect(newCity.ledger.received('k1', 'case')).toEqual(['over the new link'])
    }, soon)
  } finally {
    newEnd.abort()
    newCounty.hub.close()
    newCity.hub.close()
  }
}, 90_000)
