import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../domain/fault.js'
import { type Migration, migrate, migrations } from './migrations.js'

const steps: readonly Migration[] = [
  { name: 'one', sql: 'CREATE TABLE a (x INTEGER) STRICT' },
  { name: 'two', sql: 'CREATE TABLE b (x INTEGER) STRICT; INSERT INTO a VALUES (2)' },
  { name: 'three', sql: 'CREATE TABLE c (x INTEGER) STRICT' },
]

function tables(db: Database.Database): string[] {
  const rows = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all() as { name: string }[]
  return rows.map(({ name }) => name)
}

function version(db: Database.Database): unknown {
  return db.pragma('user_version', { simple: true })
}

describe('migrations', () => {
  test.each([
    [0, 3, ['a', 'b', 'c'], 1],
    [1, 3, ['a', 'b', 'c'], 1],
    [2, 3, ['a', 'b', 'c'], 1],
    [3, 3, ['a', 'b', 'c'], 1],
    [0, 1, ['a'], 0],
  ])('from version %i to %i run what is missing, once', (from, to, expected, rows) => {
    const db = new Database(':memory:')
    migrate(db, 'x', steps.slice(0, from))
    migrate(db, 'x', steps.slice(0, to))
    migrate(db, 'x', steps.slice(0, to))
    expect(tables(db)).toEqual(expected)
    expect(version(db)).toBe(to)
    expect(db.prepare('SELECT count(*) AS count FROM a').get()).toEqual({ count: rows })
  })

  test('that fail leave the version before and no half of themselves', () => {
    const db = new Database(':memory:')
    const broken = [
      ...steps.slice(0, 2),
      { name: 'three', sql: 'CREATE TABLE c (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)' },
    ]
    expect(() => migrate(db, 'x', broken)).toThrow('nowhere')
    expect([version(db), tables(db), db.inTransaction]).toEqual([2, ['a', 'b'], false])
    migrate(db, 'x', steps)
    expect(version(db)).toBe(3)
  })

  test('of a newer program are refused', () => {
    const db = new Database(':memory:')
    migrate(db, 'x', steps)
    expect(() => migrate(db, 'site.db', steps.slice(0, 2))).toThrow(
      new Fault('store/newer', 'site.db has version 3, this program knows 2'),
    )
  })

  test('of this program make strict tables only', () => {
    const db = new Database(':memory:')
    migrate(db, 'x')
    expect(version(db)).toBe(migrations.length)
    const loose = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict").all()
    expect(loose).toEqual([{ name: 'sqlite_schema' }])
  })
})
