import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { encodeItem } from '@liandong/core/wire/item.js'
import { revisionsOf } from '../revisions.js'
import { withoutContents } from './read-back.js'

const folder = mkdtempSync(join(tmpdir(), 'liandong-contents-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const revisions = revisionsOf(40)
const inForce = [...new Map([revisions.items, ...revisions.changes].flat().map((item) => [item.id, item])).values()]

/** A closed store with every content of the last edition, in the two tables that are read back. */
function station(name: string): Database.Database {
  mkdirSync(join(folder, name))
  const database = new Database(join(folder, name, 'site.db'))
  // Nothing is read after a power cut here.
  database.pragma('synchronous = OFF')
  database.exec('CREATE TABLE catalogue_entry (key TEXT, digest TEXT); CREATE TABLE item_version (digest TEXT, json TEXT)')
  for (const item of inForce) {
    database.prepare('INSERT INTO catalogue_entry VALUES (?, ?)').run(item.id, item.digest)
    database.prepare('INSERT INTO item_version VALUES (?, ?)').run(item.digest, Buffer.from(encodeItem(item)).toString())
  }
  return database
}

test('a station is missing that lost one content, holds a damaged one, or stayed at the version before', () => {
  const [changed] = revisions.changes.at(-1) ?? []
  station('whole').close()
  const lost = station('lost')
  lost.prepare('DELETE FROM item_version WHERE digest = ?').run(changed?.digest)
  const damaged = station('damaged')
  damaged.prepare("UPDATE item_version SET json = json || ' ' WHERE digest = ?").run(changed?.digest)
  const behind = station('behind')
  const before = revisions.items.find(({ id }) => id === changed?.id)
  behind.prepare('INSERT INTO item_version VALUES (?, ?)').run(before?.digest, 'older')
  behind.prepare('UPDATE catalogue_entry SET digest = ? WHERE key = ?').run(before?.digest, changed?.id)
  for (const database of [lost, damaged, behind]) database.close()
  expect(withoutContents(folder, ['whole', 'lost', 'damaged', 'behind'], revisions)).toEqual(['lost', 'damaged', 'behind'])
})
