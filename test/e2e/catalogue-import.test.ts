import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { faults } from '../../core/src/domain/fault.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { writeWorkbook } from '../../core/src/wire/workbook/write-workbook.js'
import { launchBrowser, openPage, signIn } from './browser.js'
import { asHall, type CatalogueCity, openCatalogueCity } from './catalogue-city.js'
import { mistakes, rightTables, wrongTables } from './twelve-mistakes.js'

let browser: Browser
let desks: CatalogueCity
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openCatalogueCity()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})
beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, `${desks.countyUrl}/catalogue/import`))
  await signIn(page, 'a-window', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '导入导出' }).waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function check(name: string, buffer: Uint8Array): Promise<void> {
  await page.getByLabel('选择事项文件').setInputFiles({ name, mimeType: EXCEL, buffer: Buffer.from(buffer) })
  await page.getByRole('button', { name: '检查', exact: true }).click()
}

const works = async () => (await desks.county.call<{ works: readonly unknown[] }>(asHall, 'GET', '/api/works')).body.works

test('a file with twelve planted mistakes is kept out whole, each named with its place and what to do', {
  timeout: 120_000,
}, async () => {
  await check('莒县事项.xlsx', await writeWorkbook(wrongTables))
  await page.getByText('没有导入任何内容').waitFor({ timeout: 60_000 })
  const table = page.getByRole('table', { name: '问题清单' }).or(page.locator('table')).last()
  for (const { sheet, row, column, header, value } of mistakes) {
    const line = table
      .getByRole('row')
      .filter({ has: page.getByRole('cell', { name: sheet, exact: true }) })
      .filter({ has: page.getByRole('cell', { name: String(row), exact: true }) })
      .filter({ has: page.getByRole('cell', { name: `${column} ${header}`, exact: true }) })
    await line.waitFor()
    const words = await line.innerText()
    expect(words).toContain(value === null ? '—' : `${value}`)
    const told = Object.values(faults).find(({ zh }) => words.includes(zh))
    expect(words).toContain(told?.zhNext ?? 'a fault with its next step')
  }
  expect(await works()).toEqual([])
  await page.reload()
  await page.getByText('没有导入任何内容').waitFor()
})

test('the same file put right is shown before it is imported, and becomes works to review', { timeout: 120_000 }, async () => {
  await check('莒县事项.xlsx', await writeWorkbook(rightTables))
  await page.getByText('新增 14 项，修改 0 项，没有变化 0 项').waitFor({ timeout: 60_000 })
  expect(await works()).toEqual([])
  await page.getByRole('button', { name: '导入为编制' }).click()
  await page.getByText('已导入为编制').waitFor()
  await page.getByRole('link', { name: '编制 1' }).click()
  await page.getByRole('heading', { level: 2, name: '审核' }).waitFor()
  expect(await works()).toHaveLength(1)
})

test('a check can be cancelled, and nothing of it is left to import', { timeout: 120_000 }, async () => {
  await check('又一份.xlsx', await writeWorkbook(rightTables))
  await page.getByRole('button', { name: '取消', exact: true }).click()
  await page.getByText('已取消，没有导入任何内容').waitFor()
  expect(await page.getByRole('button', { name: '导入为编制' }).count()).toBe(0)
})

test('what is published goes out as a file', async () => {
  await page.getByRole('tab', { name: '导出事项' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: '导出 JSON' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('事项.json')
})
