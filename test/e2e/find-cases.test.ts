import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { asClerk } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { openTwoDesks, type TwoDesks } from './two-desks.js'

let browser: Browser
let desks: TwoDesks
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})
beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, `${desks.countyUrl}/cases`))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('textbox', { name: '证件号码或姓名' }).waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function registered(name: string, number: string): Promise<Receipt> {
  const applicant = { kind: 'person', person: { name, document: { type: '111', number } } } as const
  const body = { requestId: newRequestId(), application: application({ applicant }) }
  return (await desks.county.call<Receipt>(asClerk, 'POST', '/api/cases', body)).body
}

test('cases are found by the applicant’s number, which stands in no address; nobody’s are said to be nobody’s', async () => {
  const { number } = await registered('李四', '37112219700101001X')
  await registered('王五', '371122197002020027')
  const box = page.getByRole('textbox', { name: '证件号码或姓名' })
  await box.fill('37112219700101001X')
  await box.press('Enter')
  const found = page.getByRole('search', { name: '按申请人查' })
  await found.getByText('按申请人查到 1 件').waitFor()
  expect(await found.getByRole('table').innerText()).toContain(number)
  expect(page.url()).not.toContain('3711')
  expect(await accessibilityFaults(page)).toEqual([])
  await box.fill('371122199912310017')
  await box.press('Enter')
  await found.getByText('没有这个申请人的办件').waitFor()
})

test('of a long list only the rows in sight are drawn, and scrolling brings the others', async () => {
  for (let made = 0; made < 120; made += 1) await registered('赵六', '371122197003030039')
  await page.goto(`${desks.countyUrl}/cases?rows=500`)
  const table = page.getByRole('table', { name: '办件列表' }).or(page.locator('.ant-table-tbody-virtual')).first()
  await table.waitFor()
  const rows = page.locator('.ant-table-tbody-virtual .ant-table-row')
  await expect.poll(() => rows.count()).toBeGreaterThan(5)
  expect(await rows.count()).toBeLessThan(60)
  const first = await rows.first().innerText()
  await page.locator('.ant-table-tbody-virtual-holder').hover()
  await page.mouse.wheel(0, 3000)
  await expect.poll(() => rows.first().innerText()).not.toBe(first)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
