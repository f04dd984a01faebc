import Database from 'better-sqlite3'
import { partsOfList } from '@liandong/core/domain/catalogue/list.js'
import type { Random } from '../random.js'
import type { Simulation } from './simulation.js'

/** Who keeps the lists at gateways, and the disk that forgets a letter of one. */
export class ListKeepers {
  readonly #sim: Simulation
  /** The highest edition seen at each site. */
  readonly #seen = new Map<string, number>()

  constructor(sim: Simulation) {
    this.#sim = sim
  }

  change(random: Random): string {
    const { network, faults } = this.#sim
    const kind = random.pick(['version', 'version', 'suspended', 'cancelled', 'published', 'stop', 'damage', 'damage'] as const)
    network.counts.add(`catalogue: ${kind}`)
    if (kind === 'version') return faults.newItem(random)
    if (kind === 'damage') return this.#damage(random)
    const item = random.pick(this.#sim.items)
    const at = this.#sim.publisherOf(item)
    if (!network.isRunning(at)) return `${at} is not there`
    const { site, build } = network.sim(at)
    const current = site.store.lists.entry(`shared.${at}`, item.id)
    if (current === null) return `${item.id} is in no list`
    try {
      if (kind === 'stop')
        return site.transact(() => build.stopItems(site, { kind: 'shared', keys: [item.id], by: 'clerk' })).kind
      const change = { key: item.id, version: current.version, content: null, state: kind, from: '2026-01-01' } as const
      return `${item.id} ${kind} ${site.transact(() => build.publishEdition(site, { kind: 'shared', changes: [change], by: 'clerk' })).kind}`
    } catch (error) {
      return String(error)
    }
  }

  /** One character of one content turns on the disk; the next daily check finds it. */
  #damage(random: Random): string {
    const { network } = this.#sim
    const id = random.pick(network.runningIds)
    const held = network
      .site(id)
      .store.lists.heads()
      .flatMap(({ list }) => network.site(id).store.lists.entries(list))
    if (held.length === 0) return `${id} has no list`
    const { digest, key, list } = random.pick(held)
    // A publisher's own is mended from whoever proved it, and nobody may have heard of it yet.
    if (partsOfList(list)?.publisher === id) return `${id} keeps its own`
    network.tamper(id, (disk) => {
      const db = new Database(disk.database)
      db.prepare('UPDATE item_version SET json = replace(json, ?, ?) WHERE digest = ?').run(
        'simulation',
        'simulatian',
        Buffer.from(digest, 'hex'),
      )
      const database = db.serialize()
      db.close()
      return { ...disk, database }
    })
    if (!network.isRunning(id)) return `${id} could not start`
    const { site, build } = network.sim(id)
    try {
      site.transact(() => build.checkCopies(site, ''))
    } catch (error) {
      return String(error)
    }
    return `${id} lost ${key}`
  }

  /** No site goes back in a list's editions. */
  wentBack(): string[] {
    return this.#sim.network.runningIds.flatMap((id) =>
      this.#sim.network
        .site(id)
        .store.lists.heads()
        .flatMap(({ list, number }) => {
          const before = this.#seen.get(`${id} ${list}`) ?? 0
          this.#seen.set(`${id} ${list}`, Math.max(before, number))
          return number < before ? [`${id} went back from ${before} to ${number} of ${list}`] : []
        }),
    )
  }
}
