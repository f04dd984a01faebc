import { join } from 'node:path'
import { fillWithCases } from '../../../bench/ours/fill.js'
import { giveItems } from '../../../bench/ours/give-item.js'
import { foundCity } from '@liandong/core/cli/init/found-city.js'
import { readInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { keepDialling, openLinkedSite } from '@liandong/core/link/linked-site.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import { writeLetter } from '@liandong/core/site/log/forward.js'
import type { MessageKind } from '@liandong/core/site/ledger.js'
import type { Site } from '@liandong/core/site/site.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { Acting } from '@liandong/core/site/act.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { loadSiteKeys } from '@liandong/core/transport/site-keys.js'
import { vi } from 'vitest'
import type { TestCity } from '../test-city.js'

const takesIn = ['receive', 'proxy', 'first-review', 'decide', 'village-handle']
const soon = { timeout: 20_000, interval: 20 }
const people = { village: 'u5001', township: 'u4002' } as const

/** A station in a thief's hands: its real keys and a program of its own making, which says on the link what it likes. */
export class HostileSite {
  readonly site: Site
  readonly #county: string
  readonly #scope: Scope
  readonly #connect: () => void
  readonly #acting: Acting
  readonly #item: ItemVersion

  constructor(city: TestCity, name: 'village' | 'township', countyPort: number) {
    const { site: id } = city.ids[name]
    this.#county = city.ids.county.site
    const keys = loadSiteKeys(city.keysOf(name), id)
    const logger = createLogger({ level: 'silent' })
    this.#scope = new Scope({ onFailure: () => {} })
    const { site, hub } = openLinkedSite(
      {
        site: id,
        tier: 'edge',
        generation: keys.generation,
        parent: this.#county,
        dataFolder: join(city.folder, `hostile-${name}`),
        sealKey: keys.sealKey,
        signer: null,
        programVersion: '0.1.0',
        clock: systemClock,
        logger,
      },
      this.#scope,
    )
    this.site = site
    foundCity(site, city.cityFolder)
    const { items } = readInitFolder(city.cityFolder)
    giveItems(site, items)
    this.#item = simpleItem(items, name)
    const dialler = grpcDialler({ address: `127.0.0.1:${countyPort}`, tls: keys.tls, parent: this.#county })
    this.#scope.add('dialler', () => dialler.close())
    this.#connect = () => keepDialling(hub, this.#county, dialler, this.#scope)
    this.#acting = { person: people[name], place: city.ids[name].place, organ: null, mandate: null }
  }

  /** Dials, and has a link with the county when it resolves. */
  async connect(): Promise<void> {
    this.#connect()
    await vi.waitFor(() => {
      if (!this.site.store.lanes.exists(this.#county)) throw new Error('no link yet')
    }, soon)
  }

  /** A case of its own, as an honest station makes it. */
  register(): string {
    return fillWithCases(this.site, { acting: this.#acting, item: this.#item, materials: [] }, 1)[0] ?? ''
  }

  /** Anything at all, as the next message of the lane. */
  say(kind: MessageKind, payload: Uint8Array): void {
    this.site.transact(() => writeLetter(this.site, this.#county, 'case', kind, 'attack', payload))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope.close()
  }
}

/** Taken in there by anybody, without questions first. */
function simpleItem(items: readonly ItemVersion[], level: 'village' | 'township'): ItemVersion {
  const found = items.find(
    ({ grants, scenarioGroups }) =>
      scenarioGroups.length === 0 &&
      grants.some((grant) => grant.level === level && grant.organ === null && takesIn.includes(grant.power)),
  )
  if (found === undefined) throw new Error(`nothing is taken in at a ${level}`)
  return found
}
