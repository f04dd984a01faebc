import { join } from 'node:path'
import { fillWithCases } from '../../../bench/ours/fill.js'
import { giveItems } from '../../../bench/ours/give-item.js'
import { foundCity } from '@liandong/core/cli/init/found-city.js'
import { readInitFolder } from '@liandong/core/cli/init/init-folder.js'
import type { LinkHub } from '@liandong/core/link/hub.js'
import { keepDialling, openLinkedSite } from '@liandong/core/link/linked-site.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import { writeLetter, writeRow } from '@liandong/core/site/log/forward.js'
import type { MessageKind } from '@liandong/core/site/ledger.js'
import type { Site } from '@liandong/core/site/site.js'
import type { CaseEvent } from '@liandong/core/domain/case/event.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { Acting } from '@liandong/core/site/act.js'
import { decodeEvent, encodeEvent, eventHash } from '@liandong/core/wire/event.js'
import { makeSeal, SEAL_SCHEME } from '@liandong/core/wire/hash.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { loadSiteKeys } from '@liandong/core/transport/site-keys.js'
import { vi } from 'vitest'
import { soon } from '../started-program.js'
import type { TestCity } from '../test-city.js'

const takesIn = ['receive', 'proxy', 'first-review', 'decide', 'village-handle']
const people = { village: 'u5001', township: 'u4002' } as const

/** A station in a thief's hands: its real keys and a program of its own making, which says on the link what it likes. */
export class HostileSite {
  readonly site: Site
  readonly #county: string
  readonly #scope: Scope
  readonly #hub: LinkHub
  readonly #connect: () => void
  readonly #acting: Acting
  readonly #item: ItemVersion

  constructor(city: TestCity, name: 'village' | 'township', countyPort: number, keysOf = name) {
    const { site: id } = city.ids[name]
    this.#county = city.ids.county.site
    const keys = loadSiteKeys(city.keysOf(keysOf), city.ids[keysOf].site)
    const logger = createLogger({ level: 'silent' })
    this.#scope = new Scope({ onFailure: () => {} })
    const { site, hub } = openLinkedSite(
      {
        site: id,
        tier: 'edge',
        generation: keys.generation,
        parent: this.#county,
        dataFolder: join(city.folder, `hostile-${name}-${keysOf}`),
        sealKey: keys.sealKey,
        signer: null,
        programVersion: '0.1.0',
        clock: systemClock,
        logger,
      },
      this.#scope,
    )
    this.site = site
    this.#hub = hub
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

  /** What the county said when it closed the link; null while there is one. */
  async turnedAway(): Promise<string | null> {
    this.#connect()
    return await vi.waitFor(() => {
      const said = this.#hub.status().find(({ peer }) => peer === this.#county)
      if (said === undefined || said.reason === null) throw new Error(`not turned away: ${said?.state}`)
      return said.reason
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

  /** The newest event of somebody's case as its author sealed it; with changes, as this station would forge it. */
  sayEvent(of: HostileSite, caseId: string, changes: (event: CaseEvent) => Partial<CaseEvent> = () => ({})): void {
    const original = of.site.store.events.range(caseId, 1, 99).at(-1)
    if (original === undefined) throw new Error(`${caseId} has no event`)
    const event = { ...decodeEvent(original.bytes), ...changes(decodeEvent(original.bytes)) }
    const bytes = encodeEvent(event)
    const hash = eventHash(bytes)
    const seal = makeSeal(this.site.options.sealKey, hash)
    const sealed = { event, hash, bytes, seal, sealScheme: SEAL_SCHEME }
    const { events } = this.site.store
    this.site.transact(() => {
      const row =
        events.rowOf(event.caseId, hash) ?? events.append({ ...sealed, own: true, source: null, atMs: event.time.rawMs })
      writeRow(this.site, this.#county, row)
    })
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
