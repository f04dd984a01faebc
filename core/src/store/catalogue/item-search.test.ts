import { expect, test } from 'vitest'
import type { Bearer } from '../../domain/acts/authority.js'
import { blankCodes, blankGuide } from '../../domain/catalogue/blank.js'
import type { Guide } from '../../domain/catalogue/guide.js'
import type { Grant, ItemDraft } from '../../domain/item.js'
import { withDigest } from '../../wire/item.js'
import { openStore } from '../open.js'
import { listItem } from './list-item.testing.js'
import type { ItemQuery } from './item-search.js'

const nothing: ItemQuery = {
  text: '',
  limit: 100,
  bearer: null,
  closed: [],
  takenInBy: null,
  organs: [],
  organ: null,
  topic: null,
  lifeEvent: null,
}

function item(id: string, name: string, change: Partial<ItemDraft> = {}) {
  const draft: ItemDraft = {
    id,
    version: 1,
    name,
    type: '20',
    level: 'county',
    organ: 'bureau',
    handling: 'instant',
    promised: null,
    legal: null,
    withdrawable: true,
    hasResult: false,
    grants: [],
    steps: [],
    materials: [],
    scenarioGroups: [],
    form: { type: 'object' },
    effectiveFrom: '2026-01-01',
    guide: blankGuide,
    source: '样例',
    invented: [],
  }
  return withDigest({ ...draft, ...change })
}

/** A store with one item for each name, and what a query finds there, by name. */
function finding(...items: readonly (string | ReturnType<typeof item>)[]) {
  const store = openStore(':memory:')
  for (const [at, one] of items.entries()) listItem(store, typeof one === 'string' ? item(`i${at}`, one) : one)
  return (query: string | Partial<ItemQuery>): readonly string[] =>
    store.items.search({ ...nothing, ...(typeof query === 'string' ? { text: query } : query) }).map(({ name }) => name)
}

test('a name that begins with the word comes before one that holds it, that before sound, everyday words and departments', () => {
  const names = ['低保金申领', '最低生活保障对象认定', '残疾人低保加发', '社团审批', 'DB 标准备案']
  const organs = [{ id: 'bureau', name: '低保中心' }]
  const find = finding(...names.map((name, at) => item(`i${at}`, name, at === 3 ? {} : { organ: null })))
  expect(find({ text: '低保', organs })).toEqual(['低保金申领', '残疾人低保加发', '最低生活保障对象认定', '社团审批'])
  expect(find({ text: 'db', organs })).toEqual([
    'DB 标准备案',
    '残疾人低保加发',
    '低保金申领',
    '最低生活保障对象认定',
    '社团审批',
  ])
})

test('several words must all be found, in any order', () => {
  const find = finding('住房公积金提取', '住房公积金缴存', '提取档案')
  expect(find('提取 公积金')).toEqual(['住房公积金提取'])
  expect(find('gjj tiqu')).toEqual(['住房公积金提取'])
  expect(find('公积金 gjj 缴存')).toEqual(['住房公积金缴存'])
})

test('words typed as one are taken apart where no name holds them so', () => {
  const find = finding('提取住房公积金', '公积金提取证明', '低保金申领', '社团审批')
  expect(find('公积金提取')).toEqual(['公积金提取证明'])
  expect(find('住房公积金提取')).toEqual(['提取住房公积金'])
  expect([find('怎么办低保'), find('低保需要什么'), find('低保社团'), find('怎么')]).toEqual([
    ['低保金申领'],
    ['低保金申领'],
    [],
    [],
  ])
})

test('capitals, full-width letters and digits, brackets and spaces make no difference', () => {
  const find = finding('〈施工许可证〉的初审', 'ISO9001认证', '印刷 经营')
  expect(find('《施工许可证》')).toEqual(['〈施工许可证〉的初审'])
  expect(find('SGXKZ')).toEqual(['〈施工许可证〉的初审'])
  expect(find('iso9001')).toEqual(['ISO9001认证'])
  expect(find(' 印刷经营 ')).toEqual(['印刷 经营'])
})

test('what LIKE would take for wildcards is taken as it is typed', () => {
  const find = finding('费率100%核定', '甲_乙登记', '反斜\\杠', '甲丙登记')
  expect([find('%'), find('甲_'), find('\\'), find('"'), find("'; DROP TABLE item_view --")]).toEqual([
    ['费率100%核定'],
    ['甲_乙登记'],
    ['反斜\\杠'],
    expect.toSatisfy((all: string[]) => all.length === 4),
    [],
  ])
})

test('a character with several readings is found by each of them', () => {
  const find = finding('银行卡办理', '行政复议', '重点工程', '重新登记', '增长率核定', '长期护理')
  for (const [sound, name] of [
    ['yinhangka', '银行卡办理'],
    ['yinxingka', '银行卡办理'],
    ['yxkbl', '银行卡办理'],
    ['hangzhengfuyi', '行政复议'],
    ['xzfy', '行政复议'],
    ['zhongdian', '重点工程'],
    ['chongdian', '重点工程'],
    ['cxdj', '重新登记'],
    ['zxdj', '重新登记'],
    ['zengzhang', '增长率核定'],
    ['zhangqihuli', '长期护理'],
    ['cqhl', '长期护理'],
  ] as const)
    expect(find(sound)).toContain(name)
})

test('ü may be typed as v', () => {
  const find = finding('绿化审批', '女职工登记')
  expect([find('lvhua'), find('lühua'), find('nvzhigong')]).toEqual([['绿化审批'], ['绿化审批'], ['女职工登记']])
})

test('characters outside the dictionary and outside the first plane are found as they are', () => {
  const find = finding('𠮷野家登记', '㙍头村证明')
  expect([find('𠮷野'), find('㙍头'), find('yejia'), find('toucun')]).toEqual([
    ['𠮷野家登记'],
    ['㙍头村证明'],
    ['𠮷野家登记'],
    ['㙍头村证明'],
  ])
})

test('everyday words find what they stand for, typed in any way', () => {
  const find = finding('城乡居民基本医疗保险参保登记', '不动产首次登记', '户口登记', '最低生活保障对象认定')
  expect([find('医保'), find('yb'), find('房产证'), find('fangchanzheng'), find('户口本'), find('低保户')]).toEqual([
    ['城乡居民基本医疗保险参保登记'],
    ['城乡居民基本医疗保险参保登记'],
    ['不动产首次登记'],
    ['不动产首次登记'],
    ['户口登记'],
    ['最低生活保障对象认定'],
  ])
  expect([find('房产证丢了'), find('怎么办医保')]).toEqual([['不动产首次登记'], ['城乡居民基本医疗保险参保登记']])
})

const guided = (id: string, name: string, guide: Partial<Guide>) => item(id, name, { guide: { ...blankGuide, ...guide } })

test('the words of its guide find an item: everyday ones before life events, topics and codes', () => {
  const find = finding(
    guided('a', '甲', { lifeEvents: ['身后'] }),
    guided('b', '乙', { keywords: ['身后', '白事'] }),
    guided('c', '丙', { topics: ['死亡殡葬'], implementation: { id: 'x', name: '遗体火化' } }),
    guided('d', '丁', { codes: { ...blankCodes, task: '11371122MB2860X14300111001000', localTask: '莒-07' } }),
  )
  expect(find('身后')).toEqual(['乙', '甲'])
  expect([find('baishi'), find('bs'), find('sh'), find('siwang binzang')]).toEqual([['乙'], ['乙'], ['乙', '甲'], ['丙']])
  expect([find('火化'), find('mb2860x1'), find('莒-07'), find('c')]).toEqual([['丙'], ['丁'], ['丁'], ['丙']])
})

test('the words of a question around what is meant are not taken for a part of it', () => {
  const find = finding('生活保障金申领', guided('a', '定点屠宰证', { keywords: ['要办生猪证'] }))
  expect([find('我要办生活保障金怎么办'), find('要办生猪')]).toEqual([['生活保障金申领'], ['定点屠宰证']])
})

test('a life event or a topic asked for is the whole word', () => {
  const find = finding(
    guided('a', '甲', { lifeEvents: ['婚姻'], topics: ['婚姻登记'] }),
    guided('b', '乙', { lifeEvents: ['生育'] }),
  )
  expect([find({ lifeEvent: '婚姻' }), find({ topic: '婚姻登记' }), find({ topic: '登记' })]).toEqual([['甲'], ['甲'], []])
  expect([find({ topic: '婚姻' }), find({ lifeEvent: ' 婚姻' })]).toEqual([[], ['甲']])
})

test('a department finds its items by name, pinyin and initials', () => {
  const find = finding(item('a', '甲'), item('b', '乙', { organ: 'other' }))
  const organs = [
    { id: 'bureau', name: '莒县民政局' },
    { id: 'other', name: '莒县财政局' },
  ]
  expect(['民政', 'minzheng', 'mzj'].map((text) => find({ text, organs }))).toEqual([['甲'], ['甲'], ['甲']])
  expect(find({ organ: 'other' })).toEqual(['乙'])
})

test('each item is found once, in the version shown last, and no more once it is hidden', () => {
  const { items } = openStore(':memory:')
  const versions = [item('a', '旧名'), item('a', '今名', { version: 2 })]
  for (const version of versions) items.put(version, 1)
  const names = () => items.search({ ...nothing }).map(({ name }) => name)
  expect(names()).toEqual([])
  for (const { digest } of versions) items.show(digest)
  expect(names()).toEqual(['今名'])
  items.hide('a')
  expect(names()).toEqual([])
})

const organ = (id: string): Bearer => ({ level: 'county', organ: { id, nature: 'administrative', level: 'county' } })
const village: Bearer = { level: 'village', organ: null }
const grant = (power: Grant['power'], level: Grant['level'] = 'village', of: string | null = null): Grant => ({
  level,
  organ: of,
  power,
})

const offers: readonly [string, ReturnType<typeof item>, Bearer, boolean][] = [
  ['its own department', item('a', '甲'), organ('bureau'), true],
  ['another department', item('a', '甲'), organ('other'), false],
  ['a department it is granted to', item('a', '甲', { grants: [grant('receive', 'county', 'other')] }), organ('other'), true],
  ['a village that is its proxy', item('a', '甲', { grants: [grant('proxy')] }), village, true],
  ['a village that only answers questions', item('a', '甲', { grants: [grant('consult')] }), village, false],
  ['a level it is not granted to', item('a', '甲', { grants: [grant('receive', 'township')] }), village, false],
  [
    'the department of its first step',
    item('a', '甲', {
      steps: [
        { id: 'accept', name: '受理', kind: 'accept', organ: 'other', level: 'county', actedBy: null, externalSystem: null },
      ],
    }),
    organ('other'),
    true,
  ],
]

test.each(offers)('what can be done here, asked for %s', (_who, one, bearer, may) => {
  const store = openStore(':memory:')
  listItem(store, one)
  expect(store.items.search({ ...nothing, bearer }).map(({ offered }) => offered)).toEqual([may])
  expect(store.items.search({ ...nothing, takenInBy: [bearer] })).toHaveLength(may ? 1 : 0)
})

test('what is closed is found, but nobody is offered it, and it is not among what can be done here', () => {
  const store = openStore(':memory:')
  listItem(store, item('a', '甲', { grants: [grant('proxy')] }))
  listItem(store, item('b', '乙', { grants: [grant('proxy')] }))
  const seen = store.items.search({ ...nothing, bearer: village, closed: ['a'] })
  expect(seen.map(({ id, offered }) => [id, offered])).toEqual([
    ['b', true],
    ['a', false],
  ])
  expect(store.items.search({ ...nothing, takenInBy: [village], closed: ['a'] }).map(({ id }) => id)).toEqual(['b'])
})

test('of equally good lines those that can be taken in come first', () => {
  const store = openStore(':memory:')
  listItem(store, item('a', '低保'))
  listItem(store, item('b', '低保', { grants: [grant('proxy')] }))
  expect(store.items.search({ ...nothing, text: '低保', bearer: village }).map(({ id }) => id)).toEqual(['b', 'a'])
})

test('a list made again from the versions finds the same', () => {
  const store = openStore(':memory:')
  listItem(store, item('a', '低保', { grants: [grant('proxy')] }))
  const before = store.items.search({ ...nothing, bearer: village })
  store.rebuild()
  expect(store.items.search({ ...nothing, bearer: village })).toEqual(before)
})
