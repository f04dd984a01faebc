import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readItemFiles } from './read-items.js'

const items = fileURLToPath(new URL('../../../../tools/demo/data/items/', import.meta.url))
const good = JSON.parse(readFileSync(join(items, '02-tongji.json'), 'utf8')).items[0]
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'items-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function read(content: unknown) {
  writeFileSync(join(folder, 'a.json'), typeof content === 'string' ? content : JSON.stringify(content))
  const { items: found, problems } = readItemFiles(folder)
  return { ids: found.map(({ id }) => id), problems: problems.map(({ file, item, detail }) => [file, item, detail].join(' ')) }
}

it('reads the files of a folder in the order of their names', () => {
  writeFileSync(join(folder, 'b.json'), JSON.stringify({ items: [{ ...good, id: 'second' }] }))
  expect(read({ items: [good] })).toEqual({ ids: ['tongji-01', 'second'], problems: [] })
})

it('keeps the good items of a file beside a broken one, which it names by its place', () => {
  const { ids, problems } = read({ items: [good, { ...good, id: 'x', type: '99' }] })
  expect(ids).toEqual(['tongji-01'])
  expect(problems.join()).toMatch(/^a\.json 第 2 项 \/type/)
})

it('leaves out an item that breaks a rule, which it names by its id', () => {
  const { ids, problems } = read({ items: [{ ...good, steps: [] }] })
  expect([ids, problems]).toEqual([[], ['a.json tongji-01 /steps 没有办理环节']])
})

it('names the file that is no JSON, and the one without items', () => {
  expect(read('{').problems.join()).toContain('a.json')
  expect(read({ item: [] }).problems).toEqual(['a.json  没有 items 数组'])
  expect(read('null').problems).toEqual(['a.json  没有 items 数组'])
})

it('names an id that an earlier file has', () => {
  writeFileSync(join(folder, 'b.json'), JSON.stringify({ items: [good] }))
  expect(read({ items: [good] }).problems).toEqual(['b.json tongji-01 事项编号已在 a.json 中'])
})

it('names a folder that is not there', () => {
  expect(readItemFiles(join(folder, 'nowhere')).problems).toHaveLength(1)
})

it('refuses items that are each other’s precondition, and only tells of what is odd', () => {
  const before = (id: string, item: string) => ({
    ...good,
    id,
    guide: { ...good.guide, results: [], preconditions: [{ item, name: item }] },
  })
  const { ids, problems } = read({ items: [before('a', 'b'), before('b', 'a')] })
  expect(ids).toEqual(['a', 'b'])
  expect(problems.map((problem) => problem.slice(0, 36))).toEqual([
    'a.json a /guide/preconditions 互为前置:a',
    'a.json b /guide/preconditions 互为前置:b',
  ])
  const { warnings } = readItemFiles(folder)
  expect(warnings.map(({ item, detail }) => `${item} ${detail.split(' ')[0]}`)).toEqual(['a /guide/results', 'b /guide/results'])
})
