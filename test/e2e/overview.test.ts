import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { overviewRoutes } from '@liandong/core/http/overview/routes.js'
import { asProxy, openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { carry, join } from '../../core/src/site/lines.testing.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { tabTo } from './keyboard.js'

let browser: Browser
let village: TestApp
let county: TestApp
let url: string
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  village = openApp('a-village')
  county = openApp('a', { pages, signsIn: true, routes: [overviewRoutes] })
  join(village.site, county.site)
  for (let made = 0; made < 3; made += 1)
    await village.call(asProxy, 'POST', '/api/cases', { requestId: newRequestId(), application: application() })
  carry([village.site, county.site])
  await givePassword(county.site, 'a-clerk', PASSWORD)
  url = await county.app.listen({ host: '127.0.0.1', port: 0 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await village?.close()
  await county?.close()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function open(path: string): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${url}${path}`))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
}

test('a head reads the day’s figures, who has not reported, and goes to the cases behind a figure by the keyboard', {
  timeout: 90_000,
}, async () => {
  await open('/overview')
  const rows = page.getByRole('table', { name: '各镇街' }).locator('tbody tr.ant-table-row')
  await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/^a-centre\s+3\s+0\s+3\s+0\s+0/)])
  await page.getByText('个站点未上报，下列数字可能少计').waitFor()
  expect(await page.getByRole('table', { name: '未上报的站点' }).innerText()).toMatch(/a-station/)
  expect(await accessibilityFaults(page)).toEqual([])
  await tabTo(page, '3 查看 a-centre 在办 的办件')
  await page.keyboard.press('Enter')
  await page.getByText('a-centre及其下级').waitFor()
  await expect.poll(() => page.getByRole('table').locator('tbody tr.ant-table-row').count()).toBe(3)
})

test('a hall screen shows them dark and large, until Escape', { timeout: 60_000 }, async () => {
  await open('/overview?view=hall')
  const hall = page.getByRole('region', { name: '大屏显示' })
  await expect.poll(() => hall.innerText()).toMatch(/今日收件\s+3/)
  await hall.getByRole('img', { name: '各地在办、将到期与逾期' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await hall.waitFor({ state: 'detached' })
})
