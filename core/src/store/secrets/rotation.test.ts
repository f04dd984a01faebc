import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nothingAside } from '../../domain/catalogue-work/migration.js'
import { temporaryFolder } from '../history.testing.js'
import { openStore } from '../open.js'
import { commit, composed, pathOf, textOf } from '../papers/journal.testing.js'
import { keyOfFile, SEGMENT_BYTES } from '../papers/sealed-file.js'
import type { Store } from '../store.js'
import { keyFileBeside, readKeyFile } from './key-file.js'
import { addKey } from './rotation.js'

const rest = () => Promise.resolve()
const never = () => false

const draft = {
  id: 'd',
  place: 'p',
  person: 'a',
  item: 'i',
  title: '王小丰',
  createdMs: 1,
  changedMs: 1,
  content: { phone: '13800000000' },
  itemVersion: 1,
  aside: nothingAside,
}
const verifier = {
  person: 'clerk',
  version: 1,
  phc: '$argon2id$x',
  pinPhc: null,
  totp: Buffer.alloc(20, 1),
  mustChange: false,
  setAtMs: 1,
  setBy: 'clerk',
  setAt: 'a',
}

const parked = {
  kind: 'verifier',
  code: 'person/unknown',
  detail: 'clerk',
  source: 'a',
  caseId: null,
  hash: null,
  atMs: 1,
} as const

/** A store with something sealed in every way: a small paper in the journal, one in its file, a large one, and columns. */
async function filled(folder: string) {
  const store = openStore(folder)
  const large = store.blobs.compose(Buffer.alloc(3 * SEGMENT_BYTES, 5), 'image/png')
  commit(store, composed(store, 'moved'), large)
  await store.settle()
  commit(store, composed(store, 'journaled'))
  store.transact(() => {
    store.drafts.put(draft)
    store.people.verifiers.put(verifier)
    store.applicants.put('c'.repeat(32), { names: ['王小丰'], identities: ['371100'], phones: [] })
    store.erasures.erase('e'.repeat(32), { atMs: 1, maskedName: '李*' })
    store.lanes.open('a')
    store.lanes.writeLetter('a', 'bulk', 'verifier', 'clerk', Buffer.from('verifier on its way'), 1)
    store.inbox.park({ ...parked, payload: Buffer.from('verifier nobody wants yet') })
  })
  return store
}

function look(store: Store) {
  return {
    draft: store.drafts.get('d'),
    verifier: store.people.verifiers.get('clerk'),
    found: store.applicants.byIdentity('371100'),
    names: store.applicants.namesBefore(99, 9),
    erased: store.erasures.of('e'.repeat(32)),
    letter: String(store.lanes.read('a', 'bulk', 1, 1000, 1)[0]?.payload),
    parked: store.inbox.parked().map(({ payload }) => String(payload)),
    papers: store.papers
      .all()
      .map(({ hash }) => store.blobs.readBlob(hash).content.length)
      .sort((a, b) => a - b),
    findings: store.verify(),
  }
}

const ringOf = (folder: string) => readKeyFile(keyFileBeside(folder), folder)

test('a new key writes at once, the old one reads, and leaves when everything is sealed anew', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const store = await filled(data)
  const before = look(store)
  const [old] = ringOf(data)
  const id = addKey(keyFileBeside(data), data)
  const rotation = store.keyRotation()
  expect(rotation?.refresh()).toBe(true)
  expect([rotation?.progress.active, rotation?.progress.retiring, look(store)]).toEqual([id, [old.id], before])
  expect(await rotation?.run(rest, never)).toBe(true)
  expect([ringOf(data).map((key) => key.id), rotation?.progress.retiring, look(store)]).toEqual([[id], [], before])
  for (const { hash } of store.papers.all()) {
    const path = pathOf(data, hash)
    expect(existsSync(path) ? keyOfFile(readFileSync(path)) : id).toBe(id)
  }
  store.close()
  const again = openStore(data)
  expect(look(again)).toEqual(before)
  expect(await again.keyRotation()?.run(rest, never)).toBe(true)
  again.rebuild()
  again.close()
})

describe('a rotation that is interrupted', () => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7])('after %i steps loses nothing, and is finished after the next start', async (steps) => {
    using folder = temporaryFolder()
    const data = join(folder.path, 'data')
    const store = await filled(data)
    const before = look(store)
    const id = addKey(keyFileBeside(data), data)
    let left = steps
    expect(await store.keyRotation()?.run(rest, () => left-- <= 0)).toBe(false)
    store.close()
    expect(ringOf(data)).toHaveLength(2)
    const again = openStore(data)
    expect(look(again)).toEqual(before)
    expect(await again.keyRotation()?.run(rest, never)).toBe(true)
    expect([ringOf(data).map((key) => key.id), look(again)]).toEqual([[id], before])
    again.close()
  })
})

test('papers and drafts that come while a key is rotated are sealed by the new one and found by it', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const store = await filled(data)
  const id = addKey(keyFileBeside(data), data)
  let added = 0
  const meanwhile = async () => {
    added += 1
    if (added <= 20) commit(store, composed(store, `meanwhile ${added}`))
  }
  expect(await store.keyRotation()?.run(meanwhile, never)).toBe(true)
  await store.settle()
  const texts = store.papers.all().map(({ hash }) => textOf(store, hash))
  expect(texts.filter((text) => text.startsWith('meanwhile'))).toHaveLength(Math.min(added, 20))
  expect([ringOf(data).map((key) => key.id), store.verify()]).toEqual([[id], []])
  store.close()
})

test('a paper erased while it is sealed anew does not come back', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const store = openStore(data)
  const large = store.blobs.compose(Buffer.alloc(40 * SEGMENT_BYTES, 5), 'image/png')
  commit(store, large)
  addKey(keyFileBeside(data), data)
  const running = store.keyRotation()?.run(rest, never)
  const part = join(data, 'blobs', 'part', `${large.ref.hash}.new`)
  while (!existsSync(part)) await new Promise(setImmediate)
  store.transact(() => store.papers.releaseFor(large.ref.hash, 'c'.repeat(32)))
  store.eraseUnreferenced()
  await running
  expect([existsSync(pathOf(data, large.ref.hash)), existsSync(part), store.verify()]).toEqual([false, false, []])
  store.close()
})

test('a key something is sealed by is not given up because somebody put another file in its place', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const store = await filled(data)
  const before = look(store)
  const [old] = ringOf(data)
  const other = join(folder.path, 'other')
  openStore(other).close()
  copyFileSync(keyFileBeside(other), keyFileBeside(data))
  const rotation = store.keyRotation()
  expect(rotation?.refresh()).toBe(true)
  expect([
    ringOf(data)
      .map(({ id }) => id)
      .includes(old.id),
    look(store),
  ]).toEqual([true, before])
  store.close()
})

test('what comes back sealed by the old key behind the round that passed it, as from a batch under way, is found by the next round', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const store = await filled(data)
  const before = look(store)
  const path = store.papers
    .all()
    .map(({ hash }) => pathOf(data, hash))
    .find((each) => existsSync(each))
  const old = readFileSync(path ?? '')
  const id = addKey(keyFileBeside(data), data)
  let times = 0
  const bringBack = async () => {
    if (times > 0 || keyOfFile(readFileSync(path ?? '')) !== id) return
    writeFileSync(path ?? '', old)
    times += 1
  }
  expect(await store.keyRotation()?.run(bringBack, never)).toBe(true)
  expect([times, keyOfFile(readFileSync(path ?? '')), look(store)]).toEqual([1, id, before])
  store.close()
})

test('a paper on its way in that the old key sealed is fetched again', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const store = await filled(data)
  const before = look(store)
  const hash = '5'.repeat(64)
  store.blobs.appendPart(hash, 0, Buffer.alloc(2 * SEGMENT_BYTES, 1))
  expect(store.blobs.partSize(hash)).toBeGreaterThan(0)
  addKey(keyFileBeside(data), data)
  expect(await store.keyRotation()?.run(rest, never)).toBe(true)
  expect([store.blobs.partSize(hash), look(store)]).toEqual([0, before])
  store.close()
})

describe('a key that is added while another is taken up', () => {
  test('by a command beside the program stays in the file, and is taken up next', async () => {
    using folder = temporaryFolder()
    const data = join(folder.path, 'data')
    const store = await filled(data)
    const before = look(store)
    const first = addKey(keyFileBeside(data), data)
    const rotation = store.keyRotation()
    let second = ''
    const another = async () => {
      if (second === '') second = addKey(keyFileBeside(data), data)
    }
    expect(await rotation?.run(another, never)).toBe(false)
    expect([ringOf(data).map(({ id }) => id), look(store)]).toEqual([[second, first], before])
    expect(await rotation?.run(rest, never)).toBe(true)
    expect([ringOf(data).map(({ id }) => id), look(store)]).toEqual([[second], before])
    store.close()
  })

  test('and taken up in the last look has everything looked at again', async () => {
    using folder = temporaryFolder()
    const data = join(folder.path, 'data')
    const store = openStore(data)
    store.transact(() => store.drafts.put(draft))
    const before = store.drafts.get('d')
    const first = addKey(keyFileBeside(data), data)
    const rotation = store.keyRotation()
    let second = ''
    const another = async () => {
      if (rotation?.progress.active !== first || rotation.progress.resealed === 0 || ++rests < 2) return
      second = addKey(keyFileBeside(data), data)
      rotation.refresh()
    }
    let rests = 0
    expect(await rotation?.run(another, never)).toBe(true)
    expect([ringOf(data).map(({ id }) => id), store.drafts.get('d')]).toEqual([[second], before])
    expect(store.verify()).toEqual([])
    store.close()
  })
})
