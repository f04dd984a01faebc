import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeAuditEntry, encodeAuditEntry } from '../../wire/audit/entry.js'
import { temporaryFolder } from '../history.testing.js'
import { DATABASE_FILE, openStore } from '../open.js'
import type { Finding } from '../upkeep/finding.js'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder[Symbol.dispose]())

const AT_MS = Date.UTC(2026, 2, 2, 1, 0, 0)

/** Five entries; then somebody has the disk. */
function findings(harm: string | ((db: Database.Database) => void)): Finding[] {
  const store = openStore(folder.path)
  store.transact(() => {
    for (let at = 1; at <= 5; at += 1)
      store.audit.append({
        kind: at === 3 ? 'seizure' : 'view',
        person: 'wang',
        place: 'hall',
        subject: `case ${at}`,
        outcome: 'done',
        reason: null,
        atMs: AT_MS + at * 60_000,
      })
  })
  store.close()
  const db = new Database(join(folder.path, DATABASE_FILE))
  if (typeof harm === 'string') db.exec(harm)
  else harm(db)
  db.close()
  const again = openStore(folder.path)
  const found = again.verify()
  again.close()
  return found
}

describe('verify', () => {
  test('finds nothing in a log nobody touched', () => {
    expect(findings('SELECT 1')).toEqual([])
  })

  test.each([
    [
      'removed',
      'DELETE FROM audit_entry WHERE sequence = 3',
      'audit-gap',
      / sequence 3$/,
      '3 missing, after 2026-03-02T01:02:00.000Z',
    ],
    ['removed at the end', 'DELETE FROM audit_entry WHERE sequence > 3', 'audit-gap', / sequence 4$/, '4 to 5 missing'],
    [
      'altered',
      "UPDATE audit_entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'case 3', 'case 9') AS BLOB) WHERE sequence = 3",
      'audit-hash',
      / sequence 3 seizure 2026-03-02T01:03:00.000Z$/,
      'instead of',
    ],
    [
      'searched by other words',
      "UPDATE audit_entry SET person = 'li' WHERE sequence = 3",
      'audit-columns',
      / sequence 3 seizure /,
      'other words',
    ],
    [
      'put in another order',
      'UPDATE audit_entry SET sequence = 6 - sequence + 100; UPDATE audit_entry SET sequence = sequence - 100',
      'audit-order',
      / sequence 1 view /,
      'was written as 5',
    ],
    ['taken off its end', 'UPDATE audit_chain SET head = 4', 'audit-head', / sequence 4$/, 'ends at 5'],
    [
      'not believed by the one above',
      "UPDATE audit_chain SET trouble = 'audit/forked', trouble_sequence = 3",
      'audit-doubted',
      / sequence 3$/,
      'audit/forked',
    ],
  ])('names what was %s, with its sequence, kind and time', (_what, sql, kind, subject, detail) => {
    const found = findings(sql)
    expect(found[0]).toMatchObject({ kind, subject: expect.stringMatching(subject), detail: expect.stringContaining(detail) })
  })

  test('tells a copy of another site’s log from this site’s own', () => {
    expect(findings("UPDATE audit_chain SET site = 'village'; DELETE FROM audit_entry WHERE sequence = 2")[0]?.subject).toMatch(
      /^copy of the audit log [0-9a-f]{32} of village sequence 2$/,
    )
  })

  test('names an entry made anew with a hash that fits, by the one that no longer follows it', () => {
    const sql =
      'UPDATE audit_entry SET (bytes, hash) = (SELECT bytes, hash FROM audit_entry WHERE sequence = 4) WHERE sequence = 3'
    expect(findings(sql).map(({ kind }) => kind)).toContain('audit-order')
  })

  test('names the entry after one that was written anew, its hash too', () => {
    const found = findings((db) => {
      const [row] = db.prepare<[], { bytes: Buffer }>('SELECT bytes FROM audit_entry WHERE sequence = 3').all()
      const { chain, sequence, previousHash, entry } = decodeAuditEntry(row?.bytes ?? new Uint8Array())
      const anew = encodeAuditEntry({ chain, sequence, previousHash }, { ...entry, kind: 'seizure', outcome: 'nothing' })
      db.prepare("UPDATE audit_entry SET bytes = ?, hash = ?, outcome = 'nothing' WHERE sequence = 3").run(
        anew.bytes,
        Buffer.from(anew.hash, 'hex'),
      )
    })
    expect(found).toMatchObject([{ kind: 'audit-chain', subject: expect.stringMatching(/ sequence 4 view 2026-03-02T01:04/) }])
  })
})
