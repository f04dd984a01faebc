import { expect, test } from 'vitest'
import { permit } from '../../domain/case/world.testing.js'
import { withDigest } from '../../wire/item.js'
import { temporaryFolder } from '../history.testing.js'
import { openStore } from '../open.js'

const [one, two, three] = ['one', 'two', 'three'].map((id) => withDigest({ ...permit, id }))

test('knows who handles every item version here, read once', () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  if (one === undefined || two === undefined || three === undefined) throw new Error('no items')
  store.transact(() => [one, two].forEach((item) => store.items.put(item, 1)))
  const known = store.itemOrgans.all()
  expect([...known]).toEqual([one, two].map(({ digest, organ, steps, grants }) => [digest, { organ, steps, grants }]))
  expect(store.itemOrgans.all()).toBe(known)
  store.transact(() => store.items.put(three, 1))
  expect([...store.itemOrgans.all().keys()]).toEqual([one, two, three].map(({ digest }) => digest))
  store.close()
})

test('sees another version that got the row of one that was damaged and erased', () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  if (one === undefined || two === undefined || three === undefined) throw new Error('no items')
  store.transact(() => [one, two].forEach((item) => store.items.put(item, 1)))
  store.itemOrgans.all()
  store.transact(() => {
    store.items.erase(two.digest)
    store.items.put(three, 1)
  })
  expect(store.items.rowOf(three.digest)).toBe(2)
  expect([...store.itemOrgans.all().keys()]).toEqual([one.digest, three.digest])
  store.close()
})
