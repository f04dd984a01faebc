import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../domain/audit/entry.js'
import { decodeAuditEntry } from '../../wire/audit/entry.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { openStore } from '../open.js'

const entry: AuditEntry = {
  kind: 'view',
  person: 'wang',
  place: 'hall',
  subject: 'case 1',
  outcome: 'done',
  reason: null,
  atMs: 1_760_000_000_000,
}

describe('an audit log', () => {
  test('gives each entry the next number and the hash of the one before, over restarts of its memory too', () => {
    const store = openStore(':memory:')
    store.transact(() => store.audit.append(entry))
    store.audit.forget()
    store.transact(() => ['second', 'third'].forEach((subject) => store.audit.append({ ...entry, subject })))
    const own = store.audit.own()
    const rows = store.audit.range(own, 1, 10)
    const read = rows.map(({ bytes }) => decodeAuditEntry(bytes))
    expect(read.map(({ sequence, entry: { subject } }) => [sequence, subject])).toEqual([
      [1, 'case 1'],
      [2, 'second'],
      [3, 'third'],
    ])
    expect(read.map(({ previousHash }) => previousHash)).toEqual([ZERO_HASH, rows[0]?.hash, rows[1]?.hash])
    expect(own).toMatchObject({ head: 3, headHash: rows[2]?.hash, sent: 0, trouble: null, site: null })
    expect(read[0]?.entry).toEqual({ ...entry, count: 1 })
    store.close()
  })

  test('forgets an entry whose act was rolled back, and gives its number to the next', async () => {
    const store = openStore(':memory:')
    const failed = store.commits.run(() => {
      store.audit.append({ ...entry, subject: 'never happened' })
      throw new Error('refused')
    })
    const done = store.commits.run(() => store.audit.append({ ...entry, subject: 'happened' }))
    await expect(failed).rejects.toThrow('refused')
    await done
    const rows = store.audit.range(store.audit.own(), 1, 10)
    expect(
      rows.map(({ bytes }) => decodeAuditEntry(bytes)).map(({ sequence, entry: { subject } }) => [sequence, subject]),
    ).toEqual([[1, 'happened']])
    store.close()
  })

  test('cuts words that are too long and shows no control characters', () => {
    const store = openStore(':memory:')
    store.transact(() => store.audit.append({ ...entry, subject: `a\nb\u0000${'长'.repeat(1000)}`, reason: '\ud800' }))
    const [row] = store.audit.range(store.audit.own(), 1, 1)
    const read = decodeAuditEntry(row?.bytes ?? new Uint8Array())
    expect(read.entry.subject).toBe(`a b ${'长'.repeat(296)}`)
    store.close()
  })
})
