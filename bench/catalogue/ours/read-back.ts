import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { encodeItem } from '@liandong/core/wire/item.js'
import type { Revisions } from '../revisions.js'

/** Of sites that were counted as proven, those whose closed store does not hold every content of the last edition, byte for byte. */
export function withoutContents(folder: string, sites: readonly string[], revisions: Revisions): readonly string[] {
  const wanted = digestsInForce(revisions)
  return sites.filter((site) => !holdsAll(join(folder, site, 'site.db'), wanted))
}

/** By key, reckoned from the items themselves. */
function digestsInForce({ items, changes }: Revisions): ReadonlyMap<string, string> {
  return new Map([items, ...changes].flat().map((item) => [item.id, digestOf(encodeItem(item))]))
}

/** By the rows alone, without the code that wrote them. */
function holdsAll(file: string, wanted: ReadonlyMap<string, string>): boolean {
  const database = new Database(file, { readonly: true })
  try {
    const rows = database.prepare('SELECT key, json FROM catalogue_entry JOIN item_version USING (digest)').all() as readonly {
      readonly key: string
      readonly json: string
    }[]
    const held = new Map(rows.map(({ key, json }) => [key, digestOf(json)]))
    return [...wanted].every(([key, digest]) => held.get(key) === digest)
  } finally {
    database.close()
  }
}

function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
