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
  readonly #digest: Statement<[number], { digest: Buffer }>
  #known: ReadonlyMap<Hash, ItemOrgans> = new Map()
  #last: { readonly row: number; readonly digest: Buffer } | null = null

  constructor(db: Connection) {
    this.#since = db.prepare('SELECT row, digest, json FROM item_version WHERE row > ? ORDER BY row')
    this.#digest = db.prepare('SELECT digest FROM item_version WHERE row = ?')
  }

  /** The same object as long as nothing came. */
  all(): ReadonlyMap<Hash, ItemOrgans> {
    // A damaged version that was the last is gone, and another may have its row: then all are read again.
    if (this.#last !== null && this.#digest.get(this.#last.row)?.digest.equals(this.#last.digest) !== true) this.#forget()
    const found = this.#since.all(this.#last?.row ?? 0)
    const last = found.at(-1)
    if (last === undefined) return this.#known
    this.#last = { row: last.row, digest: last.digest }
    this.#known = new Map([...this.#known, ...found.map(({ digest, json }) => [hashHex(digest), organsIn(json)] as const)])
    return this.#known
  }

  #forget(): void {
    this.#known = new Map()
    this.#last = null
  }
}

function organsIn(json: string): ItemOrgans {
  const { organ, steps, grants } = JSON.parse(json) as ItemOrgans
  return { organ, steps, grants }
}
