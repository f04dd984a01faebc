import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { EVERYDAY_WORDS } from '../../domain/catalogue/everyday-words.js'
import { listItem } from '../../store/catalogue/list-item.testing.js'
import { openStore } from '../../store/open.js'
import { withDigest } from '../../wire/item.js'
import { readItemFiles } from './read-items.js'

const { items } = readItemFiles(fileURLToPath(new URL('../../../../tools/demo/data/items', import.meta.url)))
const store = openStore(':memory:')
store.transact(() => items.forEach((item) => listItem(store, withDigest(item))))
const anybody = { bearer: null, closed: [], takenInBy: null, organ: null, topic: null, lifeEvent: null, organs: [] }
const find = (text: string) => store.items.search({ ...anybody, text, limit: 100 }).map(({ id }) => id)

test.each([
  ['gjj', 'gongjijin-01'],
  ['取公积金', 'gongjijin-01'],
  ['低保', 'dibao-01'],
  ['chidibao', 'dibao-01'],
  ['房产证', 'fangchan-02'],
  ['二手房', 'fangchan-01'],
  ['户口本', 'gongan-01'],
  ['hkb', 'gongan-01'],
  ['营业执照', 'qiye-02'],
  ['开公司', 'qiye-05'],
  ['盖房', 'xiangzhen-01'],
  ['zhaijidi', 'xiangzhen-01'],
  ['社保', 'renshe-01'],
  ['养猪', 'shirong-06'],
  ['麻将馆', 'wenti-04'],
  ['离婚证', 'hunyin-02'],
  ['lhdj', 'hunyin-02'],
  ['爱心卡', 'gongjiao-01'],
  ['自来水', 'gongyong-02'],
  ['三证合一', 'qiye-01'],
  ['一表通 档案', 'jianshe-11'],
  ['婚姻', 'hunyin-01'],
])('a villager who asks for %s is shown %s among the first five', (text, id) => {
  expect(find(text).slice(0, 5)).toContain(id)
})

test('each everyday word stands in one row of its table, with what it means and where that name is from', () => {
  const words = EVERYDAY_WORDS.flatMap(({ everyday }) => everyday)
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  expect(EVERYDAY_WORDS.filter(({ source, official }) => source === '' || official.length === 0)).toEqual([])
})
