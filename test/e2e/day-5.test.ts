import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { readWorkbook } from '@liandong/core/wire/workbook/read-workbook.js'
import { writeWorkbook } from '@liandong/core/wire/workbook/write-workbook.js'
import { readFileSync } from 'node:fs'
import { asClerk } from '../../core/src/http/app.testing.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { actAs, openTwoDesks, type TwoDesks } from './two-desks.js'

/** Day 5: keyed into the insurance system, its number back next day by Excel, completed. */
let browser: Browser
let desks: TwoDesks

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
})
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

const stateOf = (caseId: string) => loadCase(desks.county.site, caseId)

async function keyedIn(number: string): Promise<string> {
  const { caseId } = await desks.submitted('outside')
  await actAs(desks.county, asClerk, caseId, { act: 'accept' })
  await actAs(desks.county, asClerk, caseId, { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })
  const asOfMs = desks.county.site.clock.now().estimateMs
  const seen = { step: 'decide', system: '社保系统', number, state: 'sent', asOfMs, proof: null }
  await actAs(desks.county, asClerk, caseId, { act: 'note-external', ...seen })
  return caseId
}

/** What the insurance system gives back: other columns than ours, two rows that are nobody's. */
async function returned(): Promise<Buffer> {
  const rows = [
    ['业务流水号', '姓名', '审核结果', '办结日期'],
    ['SB-1', '张三', '审核通过', '2026-03-02'],
    ['SB-404', '李四', '审核通过', '2026-03-02'],
    ['SB-2', '王五', '再议', '2026-03-02'],
  ]
  const table = { name: '返回', rows: rows.map((cells, index) => ({ number: index + 1, cells })) }
  return Buffer.from(await writeWorkbook([table]))
}

async function openOutside(): Promise<Page> {
  const { page } = await openPage(browser, desks.countyUrl)
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  await page.goto(`${desks.countyUrl}/worklist?view=outside&days=0`)
  await page.getByRole('table').waitFor()
  return page
}

test('a case keyed into another system is settled by the list that comes back, and what fits nothing stays listed', {
  timeout: 180_000,
}, async () => {
  const [first, second] = [await keyedIn('SB-1'), await keyedIn('SB-2')]
  for (const { clock } of [desks.village, desks.county]) clock.advance(86_400_000)
  const page = await openOutside()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出 Excel 外部办理' }).click(),
  ])
  const { tables } = await readWorkbook(new Uint8Array(readFileSync(await download.path())))
  expect(tables[0]?.rows.map(({ cells }) => cells[3])).toEqual(expect.arrayContaining(['SB-1', 'SB-2']))

  await page.getByRole('link', { name: '导入返回清单' }).click()
  await page.getByRole('heading', { level: 1, name: '外部返回清单' }).waitFor()
  const name = '返回.xlsx'
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: await returned() })
  await page.getByRole('heading', { level: 2, name: '对上的 1 行' }).waitFor()
  const rest = page.getByRole('table', { name: '没对上的 2 行' })
  expect(await rest.innerText()).toMatch(/SB-404[^]*清单里的这一行对不上办件[^]*SB-2[^]*再议[^]*看不懂这一行/)
  expect(stateOf(first)?.external.get('decide')?.state).toBe('sent')
  expect(await accessibilityFaults(page)).toEqual([])

  await page.getByRole('button', { name: '登记 1 行' }).click()
  await page.getByText('已登记 1 行').waitFor()
  expect(stateOf(first)?.external.get('decide')).toMatchObject({ state: 'granted', number: 'SB-1' })
  expect(stateOf(second)?.external.get('decide')).toMatchObject({ state: 'sent' })
  await rest.getByText('SB-404').waitFor()

  for (const act of [
    { act: 'decide', result: 'granted', document: null, certificateNumber: 'SB-1' },
    { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null },
    { act: 'complete' },
  ])
    await actAs(desks.county, asClerk, first, act)
  expect(stateOf(first)?.stage).toBe('completed')
})
