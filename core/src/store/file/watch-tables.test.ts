import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../open.js'
import type { Store } from '../store.js'
import { type ChangeKind, watchTables } from './watch-tables.js'
import { connect } from './connection.js'
import { migrate } from './migrations.js'

let store: Store
let told: ChangeKind[][]

beforeEach(() => {
  store = openStore(':memory:')
  told = []
  store.onCommit((changed) => told.push([...changed]))
})
afterEach(() => store.close())

const draft = {
  ...{ id: 'd', place: 'p', person: 'x', item: 'i', title: '', createdMs: 0, changedMs: 0, content: {} },
  ...{ itemVersion: null, aside: { form: {}, answers: [], materials: [] } },
}

describe('a commit', () => {
  test('says which kinds of rows it wrote, changed or deleted', () => {
    store.transact(() => store.drafts.put(draft))
    store.transact(() => store.drafts.put({ ...draft, title: '翻建' }))
    store.transact(() => store.drafts.delete('d'))
    expect(told).toEqual([['drafts'], ['drafts'], ['drafts']])
  })

  test('says nothing of rows no screen shows, nor of what was written before it', () => {
    store.transact(() => store.drafts.put(draft))
    store.transact(() => store.meta.put('key', 'value'))
    expect(told).toEqual([['drafts'], []])
  })

  test('says nothing of a transaction before it that came to nothing', () => {
    const fails = () =>
      store.transact(() => {
        store.drafts.put(draft)
        throw new Error('no')
      })
    expect(fails).toThrow('no')
    store.transact(() => store.meta.put('key', 'value'))
    expect(told).toEqual([[]])
  })
})

describe('watching', () => {
  test('leaves nothing in the file, and takes a table nobody named for something people see', () => {
    const db = connect(':memory:')
    migrate(db, 'memory')
    db.exec('CREATE TABLE unheard_of (x INTEGER)')
    const kinds: ChangeKind[] = []
    watchTables(db, (kind) => kinds.push(kind))
    db.exec('INSERT INTO unheard_of VALUES (1)')
    expect(kinds).toEqual(['others'])
    expect(db.prepare(`SELECT count(*) AS count FROM main.sqlite_schema WHERE type = 'trigger'`).get()).toEqual({ count: 0 })
    db.close()
  })
})
