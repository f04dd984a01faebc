import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openApp, type TestApp } from '../../http/app.testing.js'
import { importRoutes } from '../../http/catalogue-work/imports.js'
import { givePassword, PASSWORD } from '../../site/people/people.testing.js'
import { countyTables, here } from '../../site/catalogue-import/import.testing.js'
import { writeWorkbook } from '../../wire/workbook/write-workbook.js'
import { runCommand } from '../commands/run-command.js'
import { itemsCommand } from './items-command.js'

// Sheets of thousands of cells take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let app: TestApp
let url: string
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-items-'))
  app = openApp('a', { routes: [importRoutes(here)], signsIn: true })
  await givePassword(app.site, 'a-window', PASSWORD)
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`)
  url = await app.app.listen({ host: '127.0.0.1', port: 0 })
})

afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

async function run(...words: readonly string[]) {
  const said: string[] = []
  const told: string[] = []
  const world = { nowMs: 0, print: (line: string) => said.push(line), printError: (line: string) => told.push(line) }
  const who = ['--url', url, '--login', 'a-window', '--password-file', join(folder, 'password'), '--place', 'a-hall']
  const code = await runCommand({ items: itemsCommand }, ['items', ...words, ...who], world)
  return { code, said: said.join('\n'), told: told.join('\n') }
}

const works = () => app.site.store.catalogueWork.works.open()

test('a file is checked, and applied when its token is given', async () => {
  const file = join(folder, '莒县.xlsx')
  writeFileSync(file, await writeWorkbook(countyTables(3, 2)))
  const first = await run('import', file)
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('新 3、改 0、不变 0') })
  expect(first.told).toContain('提醒 import/default 3 个事项没有办理环节')
  expect(works()).toEqual([])
  const token = /--token (\w+)/.exec(first.said)?.[1] ?? ''
  expect(await run('import', file, '--token', 'f'.repeat(64))).toMatchObject({
    code: 1,
    told: expect.stringContaining('import/changed'),
  })
  expect(works()).toEqual([])
  expect(await run('import', file, '--token', token)).toMatchObject({
    code: 0,
    said: expect.stringContaining('已导入为 1 项编制'),
  })
  expect(works()).toHaveLength(1)
})

test('what is wrong is told with its place and what to do', async () => {
  const file = join(folder, 'a.json')
  writeFileSync(
    file,
    JSON.stringify({ items: [{ TASKNAME: '甲', TASKTYPE: '甲', USELEVEL: '4', PROJECTTYPE: '1', TASKCODE: 'A' }] }),
  )
  const { code, told } = await run('import', file)
  expect(code).toBe(1)
  expect(told).toMatch(/^错误 ITEM 第 1 行 \w+ 列\(TASKTYPE\) “甲” import\/cell 应为其中之一:.*→ 请按提示改正该单元格/m)
  expect(told).toContain('没有导入:1 个错误')
})

test('an export is a file that the import finds nothing new in', async () => {
  const file = join(folder, 'out.json')
  expect((await run('export', file, '--of', 'a-bureau')).code).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8')).items.length).toBeGreaterThan(0)
})

test('a gateway that is not there, and a word that is none, are told', async () => {
  expect(await run('fly')).toMatchObject({ code: 2 })
  const file = join(folder, 'x.json')
  writeFileSync(file, '[]')
  const elsewhere = await runCommand(
    { items: itemsCommand },
    ['items', 'import', file, '--url', 'http://127.0.0.1:1', '--login', 'x', '--password-file', join(folder, 'password')],
    { nowMs: 0, print: () => {}, printError: () => {} },
  )
  expect(elsewhere).toBe(1)
})
