import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { rosterFacts } from '@liandong/core/domain/case/world.testing.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { Channel, ChannelPair } from '@liandong/core/link/channel.js'
import { keepDialling, type LinkedSite, openLinkedSite } from '@liandong/core/link/linked-site.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import { publishItems } from '@liandong/core/site/catalogue/publish-items.js'
import { packAside } from '@liandong/core/site/contents/aside.js'
import { takeRosterChange } from '@liandong/core/site/inbound/roster.js'
import { permit } from '@liandong/core/site/lists-world.testing.js'
import { signerFor, withPublishingKeys } from '@liandong/core/site/lists.testing.js'
import { temporaryFolder } from '@liandong/core/store/history.testing.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import { TestNetwork } from '@liandong/core/transport/keys.testing.js'
import { keepFetching } from '@liandong/core/transport/snapshot/keep-fetching.js'
import { ZERO_HASH } from '@liandong/core/wire/hash.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { encodeRosterChange } from '@liandong/core/wire/roster.js'
import { TestBus } from './test-bus.js'

/** Some four megabytes of contents: as much as the broker's window, and more than it should ever see. */
const many: readonly ItemVersion[] = Array.from({ length: 400 }, (_, at) =>
  withDigest({
    ...permit,
    id: `x${at}`,
    organ: null,
    guide: { ...permit.guide, area: '2' },
    form: { type: 'object', title: createHash('sha512').update(`${at}`).digest('hex').repeat(80) },
  }),
)

/** A loaded machine decodes four megabytes of guides slowly. */
const patient = { timeout: 90_000, interval: 50 }

function open(id: 'city' | 'a', folder: string, scope: Scope): LinkedSite {
  const opened = openLinkedSite(
    {
      site: id,
      tier: id === 'city' ? 'city' : 'county',
      generation: 1,
      parent: id === 'city' ? null : 'city',
      dataFolder: join(folder, id),
      sealKey: createHash('sha256').update(id).digest(),
      signer: signerFor(id),
      contentsAside: true,
      programVersion: '0.1.0',
      clock: systemClock,
      logger: createLogger({ level: 'silent', destination: process.stderr }),
    },
    scope,
  )
  const change = { version: 1, atMs: 0, by: 'city-clerk', facts: withPublishingKeys(rosterFacts) }
  const { bytes, hash } = encodeRosterChange(change, ZERO_HASH)
  opened.site.transact(() => takeRosterChange(opened.site, change, bytes, hash))
  return opened
}

test('a county’s first sync over the bus fetches contents by gRPC; the broker stays small and announces the rest', async () => {
  using folder = temporaryFolder()
  const scope = new Scope({ onFailure: () => {} })
  const bus = await TestBus.start(['a'])
  try {
    const [city, county] = [open('city', folder.path, scope), open('a', folder.path, scope)]
    city.site.transact(() => publishItems(city.site, many, 'city-clerk'))
    const network = await TestNetwork.make()
    const [cityTls, countyTls] = [await network.tlsOf('city'), await network.tlsOf('a')]
    const snapshots = { pack: (ask: Uint8Array) => packAside(city.site, ask), onBug: () => {} }
    const accept = (peer: string, pair: ChannelPair) => void city.hub.accept(peer, pair)
    const end = bus.city({ onPair: accept }, ['a'])
    const onBlobs = (peer: string, session: number, blobs: Channel) => end.attachBlobs(peer, session, blobs)
    const common = { address: '127.0.0.1:0', contracts: null, onPair: accept }
    const server = await startGrpcServer({ ...common, tls: cityTls, onBlobs, snapshots })
    scope.add('grpc', () => server.close())
    const source = { address: `127.0.0.1:${server.port}`, tls: countyTls, parent: 'city' }
    const papers = grpcDialler(source)
    const dialBlobs = (session: number, signal: AbortSignal) => papers.dialBlobs(session, signal)
    keepDialling(county.hub, 'city', bus.county({ site: 'a', dialBlobs }), scope)
    keepFetching({ site: county.site, source, clock: systemClock, onFailure: () => {} }, scope)

    await using raw = await bus.raw('city')
    let mostAtBroker = 0
    await vi.waitFor(async () => {
      mostAtBroker = Math.max(mostAtBroker, (await raw.streams.info('down_a')).state.bytes)
      expect(county.site.store.lists.head('shared.city')).toMatchObject({ number: 1, held: 1 })
    }, patient)
    await vi.waitFor(() => expect(city.site.store.holdings.get('a', 'shared.city')?.digest).not.toBeNull(), patient)
    expect(county.site.store.items.entries().length).toBe(many.length)
    const bulk = city.site.store.lanes.read('a', 'bulk', 1, 1 << 26, 10_000)
    expect(bulk.map(({ kind }) => kind)).not.toContain('list-pack')
    // Entries of four hundred items, some hundred bytes each, and nothing of the four megabytes.
    expect(bulk.reduce((sum, { payload }) => sum + payload.byteLength, 0)).toBeLessThan(100_000)
    expect(mostAtBroker).toBeLessThan(200_000)
  } finally {
    await scope.close()
    await bus[Symbol.asyncDispose]()
  }
})
