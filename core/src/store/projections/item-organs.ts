import type { Statement } from 'better-sqlite3'
import type { ItemVersion } from '../../domain/item.js'
import type { Hash } from '../../domain/values.js'
import { hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** As much of an item version as says who handles its cases. */
export type ItemOrgans = Pick<ItemVersion, 'organ' | 'steps' | 'grants'>

/** Who handles the cases of every item version here; versions never change, so each is read once. */
export class OrgansOfItems {
  readonly #since: Statement<[number], { row: number; digest: Buffer; json: string }>
  readonly #known = new Map<Hash, ItemOrgans>()
  #row = 0

  constructor(db: Connection) {
    this.#since = db.prepare('SELECT row, digest, json FROM item_version WHERE row > ? ORDER BY row')
  }

  all(): ReadonlyMap<Hash, ItemOrgans> {
    for (const { row, digest, json } of this.#since.iterate(this.#row)) {
      const { organ, steps, grants } = JSON.parse(json) as ItemOrgans
      this.#known.set(hashHex(digest), { organ, steps, grants })
      this.#row = row
    }
    return this.#known
  }
}
