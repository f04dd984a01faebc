import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { nothingAside } from '../domain/catalogue-work/migration.js'
import { Fault } from '../domain/fault.js'
import { appendAll, append, following, history, padding, temporaryFolder, type Written } from './history.testing.js'
import { transact, type TransactionHost, transactUnsynced } from './commit.js'
import { connect } from './file/connection.js'
import { openStore, type StoreOptions } from './open.js'
import type { Store } from './store.js'

/** Commands run when the test says so. */
function manual(options: StoreOptions = {}) {
  const flushes: (() => void)[] = []
  const schedule = (flush: () => void) => void flushes.push(flush)
  return { options: { ...options, schedule }, flushes }
}

function put(store: Store, id: string): void {
  const times = { createdMs: 0, changedMs: 0 }
  store.drafts.put({
    id,
    place: 'p',
    person: 'a',
    item: 'i',
    title: '',
    ...times,
    content: {},
    itemVersion: 1,
    aside: nothingAside,
  })
}

/** What another reader of the file sees: only what is committed. */
function committedDrafts(path: string): string[] {
  const db = new Database(join(path, 'site.db'), { readonly: true })
  const rows = db.prepare('SELECT id FROM draft ORDER BY id').all() as { id: string }[]
  db.close()
  return rows.map(({ id }) => id)
}

function outcomes(promises: readonly Promise<unknown>[]): Promise<unknown[]> {
  return Promise.all(
    promises.map((promise) => promise.catch((error: unknown) => (error instanceof Fault ? error.code : String(error)))),
  )
}

describe('commands that wait together', () => {
  test('share one commit, and are answered only after it', async () => {
    using folder = temporaryFolder()
    const { options, flushes } = manual()
    const store = openStore(folder.path, options)
    let commits = 0
    const answered: string[] = []
    store.onCommit(() => {
      commits += 1
      expect(answered).toEqual([])
      expect(committedDrafts(folder.path)).toEqual(['a', 'b', 'c'])
    })
    const running = ['a', 'b', 'c'].map((id) =>
      store.commits
        .run(() => {
          put(store, id)
          return id
        })
        .then((said) => answered.push(said)),
    )
    expect([flushes.length, committedDrafts(folder.path)]).toEqual([1, []])
    flushes[0]?.()
    await Promise.all(running)
    expect([commits, answered]).toEqual([1, ['a', 'b', 'c']])
    store.close()
  })

  test('are rolled back one by one when they throw, and told apart', async () => {
    using folder = temporaryFolder()
    const { options } = manual()
    const store = openStore(folder.path, options)
    const scopes: string[] = []
    store.onRollback((scope) => scopes.push(scope))
    const run = outcomes([
      store.commits.run(() => put(store, 'a')),
      store.commits.run(() => {
        put(store, 'b')
        throw new Fault('case/frozen')
      }),
      store.commits.run(() => 'refused, which is an answer'),
      store.commits.run(() => {
        put(store, 'c')
        throw new Error('bug')
      }),
      store.commits.run(() => put(store, 'd')),
    ])
    store.commits.flush()
    expect(await run).toEqual([undefined, 'case/frozen', 'refused, which is an answer', 'Error: bug', undefined])
    expect(committedDrafts(folder.path)).toEqual(['a', 'd'])
    expect(scopes).toEqual(['command', 'command'])
    store.close()
  })

  test('beyond a batch go into the next', async () => {
    const { options, flushes } = manual()
    const store = openStore(':memory:', options)
    let commits = 0
    store.onCommit(() => (commits += 1))
    const all = Array.from({ length: 600 }, (_, each) => store.commits.run(() => put(store, `${each}`)))
    for (let next = 0; next < flushes.length; next += 1) flushes[next]?.()
    await Promise.all(all)
    expect([commits, flushes.length]).toEqual([3, 3])
  })

  test('are committed before the store closes', async () => {
    using folder = temporaryFolder()
    const { options } = manual()
    const store = openStore(folder.path, options)
    const run = store.commits.run(() => put(store, 'a'))
    store.close()
    await run
    expect(committedDrafts(folder.path)).toEqual(['a'])
    const late = outcomes([store.commits.run(() => put(store, 'b'))])
    store.commits.flush()
    expect(await late).toEqual(['store/failed'])
  })

  test('run by themselves when nobody schedules them', async () => {
    const store = openStore(':memory:')
    await Promise.all([store.commits.run(() => put(store, 'a')), store.commits.run(() => put(store, 'b'))])
    expect(store.drafts.ofPlace('p')).toHaveLength(2)
  })
})

/** Cases of one big event each. */
const big = (count: number): Written[] =>
  Array.from({ length: count }, (_, each) => following(null, `big ${each}`, { papers: padding(40_000) }))

describe('a full disk in the middle of a batch', () => {
  /** Room for some of the batch, not for all. */
  const room = { maxPages: 160 }

  test('fails the whole batch, though SQLite dropped the transaction and would commit the rest alone', async () => {
    using folder = temporaryFolder()
    const { options } = manual(room)
    const store = openStore(folder.path, options)
    appendAll(store, history('before', {}, {}))
    const scopes: string[] = []
    store.onRollback((scope) => scopes.push(scope))
    const run = outcomes([
      ...big(30).map((event) => store.commits.run(() => append(store, event))),
      store.commits.run(() => put(store, 'small')),
    ])
    store.commits.flush()
    const said = await run
    expect(new Set(said)).toEqual(new Set(['store/full']))
    expect(said).toHaveLength(31)
    expect(scopes).toContain('all')
    expect(store.health).toBe('full')
    expect(store.events.caseIds()).toHaveLength(1)
    expect(committedDrafts(folder.path)).toEqual([])
    expect(store.verify()).toEqual([])
    store.close()
  })

  test('ends with the first write there is room for', async () => {
    using folder = temporaryFolder()
    const { options } = manual(room)
    const store = openStore(folder.path, options)
    const full = outcomes(big(30).map((event) => store.commits.run(() => append(store, event))))
    store.commits.flush()
    await full
    const small = store.commits.run(() => put(store, 'small'))
    store.commits.flush()
    await small
    expect([store.health, committedDrafts(folder.path)]).toEqual(['ok', ['small']])
    store.close()
  })

  test('fails a link’s batch as a whole too', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path, room)
    const work = () => store.transact(() => big(30).forEach((event) => append(store, event, 'k')))
    expect(work).toThrow(expect.objectContaining({ code: 'store/full' }))
    expect(store.events.caseIds()).toEqual([])
    expect(store.transact(() => 'goes on')).toBe('goes on')
    store.close()
  })

  test('is noticed even when a command hides what it met', async () => {
    using folder = temporaryFolder()
    const { options } = manual(room)
    const store = openStore(folder.path, options)
    const hides = () => {
      try {
        big(30).forEach((event) => append(store, event))
      } catch {
        // Hidden, which a command must not do.
      }
    }
    const run = outcomes([
      store.commits.run(() => put(store, 'a')),
      store.commits.run(hides),
      store.commits.run(() => put(store, 'b')),
    ])
    store.commits.flush()
    expect(await run).toEqual(['store/failed', 'store/failed', 'store/failed'])
    expect(committedDrafts(folder.path)).toEqual([])
    store.close()
  })
})

describe('an I/O error', () => {
  const broken = () => {
    throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')
  }

  test('fails the batch, opens the file anew and goes on', async () => {
    using folder = temporaryFolder()
    const { options } = manual()
    const store = openStore(folder.path, options)
    const before = store.drafts
    const run = outcomes([
      store.commits.run(() => put(store, 'a')),
      store.commits.run(broken),
      store.commits.run(() => put(store, 'b')),
    ])
    store.commits.flush()
    expect(await run).toEqual(['store/failed', 'store/failed', 'store/failed'])
    expect(store.health).toBe('failed')
    expect(store.drafts).not.toBe(before)
    expect(store.drafts.ofPlace('p')).toEqual([])
    store.transact(() => put(store, 'c'))
    expect([store.health, committedDrafts(folder.path)]).toEqual(['ok', ['c']])
    expect(() => openStore(folder.path)).toThrow(expect.objectContaining({ code: 'store/in-use' }))
    store.close()
  })

  test('that left the file damaged keeps the store shut, and says so', async () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    appendAll(store, history('1', {}))
    store.checkpoint()
    const damage = () => {
      writeFileSync(join(folder.path, 'site.db'), Buffer.alloc(40_960, 7))
      broken()
    }
    expect(() => store.transact(damage)).toThrow(expect.objectContaining({ code: 'store/failed' }))
    expect(() => store.transact(() => put(store, 'a'))).toThrow(expect.objectContaining({ code: 'store/damaged' }))
    store.close()
  })
})

describe('what a rolled back transaction wrote', () => {
  const lostOne = following(null, 'lost')
  const { caseId } = lostOne.event

  function loseOne(store: Store): void {
    append(store, lostOne)
    store.neighbours.join(caseId, 'k')
    store.lanes.write('k', 'case', 'event', 1, 1)
    store.lanes.received('k', 'case', 5, 'ab'.repeat(32))
    const later = following(following(lostOne, 'lost'), 'lost')
    store.inbox.hold({ ...later, source: 'k', atMs: 1 })
  }

  function nothingOf(store: Store): void {
    expect([store.events.has(caseId, lostOne.hash), store.cases.headHash(caseId), store.cases.state(caseId)]).toEqual([
      false,
      null,
      null,
    ])
    expect([store.neighbours.of(caseId), store.inbox.heldCount()]).toEqual([[], 0])
    expect(store.lanes.marks('k')).toMatchObject([{ written: 0, received: 0 }, { written: 0 }])
  }

  test('is not remembered, whether all of it was lost or one command', async () => {
    const { options } = manual()
    const store = openStore(':memory:', options)
    store.lanes.open('k')
    const lose = () => {
      loseOne(store)
      throw new Fault('case/frozen')
    }
    expect(() => store.transact(lose)).toThrow(Fault)
    nothingOf(store)
    const run = outcomes([store.commits.run(lose), store.commits.run(() => nothingOf(store))])
    store.commits.flush()
    expect(await run).toEqual(['case/frozen', undefined])
    appendAll(store, history('other', {}))
    nothingOf(store)
    expect(store.events.rowsOf(history('other', {})[0]?.event.caseId ?? '')).toHaveLength(1)
    expect(store.verify()).toEqual([])
  })
})

test('what is learned again is not waited for, and the commit after it is', () => {
  using folder = temporaryFolder()
  const db = connect(join(folder.path, 'site.db'))
  const quiet = () => undefined
  const host: TransactionHost = { db, rolledBack: quiet, committed: quiet, failed: quiet, recover: quiet }
  const level = () => db.pragma('synchronous', { simple: true })
  const [normal, full] = [1, 2]
  expect([transactUnsynced(host, level), level(), transact(host, level)]).toEqual([normal, full, full])
  const failing = () => {
    throw new Error('this one alone')
  }
  expect(() => transactUnsynced(host, failing)).toThrow('this one alone')
  expect([db.inTransaction, level()]).toEqual([false, full])
  db.close()
})

test('a transaction inside another is a bug', () => {
  const store = openStore(':memory:')
  expect(() => store.transact(() => store.transact(() => 1))).toThrow('open already')
  expect(store.transact(() => 2)).toBe(2)
})
