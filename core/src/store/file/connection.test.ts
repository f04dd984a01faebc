import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from './connection.js'

/** As SQLite numbers it: 1 would lose the last commits when the power fails. */
const FULL = 2

test('a commit is on the disk when it returns, and what is deleted is gone from it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'connection-'))
  const db = connect(join(folder, 'site.db'))
  const said = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys'].map((name) => db.pragma(name, { simple: true }))
  expect(said).toEqual(['wal', FULL, 1, 1])
  db.close()
  rmSync(folder, { recursive: true })
})
