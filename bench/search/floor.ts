import { join } from 'node:path'
import { soundOf } from '@liandong/core/store/catalogue/sound.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import type { Listed } from './counties.js'
import { FOUND } from './ours.js'
import type { Query } from './queries.js'
import type { Finder } from './search.js'

/** The same names in one table with one column to look through, and nothing else asked. */
export async function floor(folder: string, { items }: Listed): Promise<Finder> {
  const db = openTuned(join(folder, 'floor.db'))
  db.exec('CREATE TABLE item (id TEXT, name TEXT, organ TEXT, search TEXT)')
  const put = db.prepare('INSERT INTO item VALUES (?, ?, ?, ?)')
  db.transaction(() => items.forEach(({ id, name, organ }) => put.run(id, name, organ, `${name}\n${soundOf(name)}`)))()
  const search = db.prepare<[string, number]>('SELECT id, name, organ FROM item WHERE search LIKE ? LIMIT ?')
  // Everything that fits is looked at, as it must be where the best come first.
  const find = ({ like }: Query) => search.all(`%${like}%`, items.length).slice(0, FOUND).length
  return { find, close: async () => void db.close() }
}
