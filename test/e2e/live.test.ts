import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asClerk } from '../../core/src/http/app.testing.js'
import { endSessionsOf } from '@liandong/core/site/people/sessions.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { actAs, openTwoDesks, type TwoDesks } from './two-desks.js'

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
  ;({ page, complaints } = await openPage(browser, desks.countyUrl))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const rows = () => page.getByRole('table').locator('tbody tr.ant-table-row')
/** From here on the page asks by itself only twice a minute, which is longer than anything below waits. */
const isTold = () => page.getByText('实时更新').waitFor()

describe('what another person does', () => {
  test('is counted above a list, which stays as it is until the reader wants the newer one', async () => {
    await desks.submitted()
    await page.goto(`${desks.countyUrl}/cases`)
    await isTold()
    await rows().first().waitFor()
    const before = await rows().allInnerTexts()
    const top = await rows().first().boundingBox()
    const { number } = await desks.submitted()
    const bar = page.getByRole('button', { name: '有 1 条变化，点击更新' })
    await bar.waitFor()
    expect(await rows().allInnerTexts()).toEqual(before)
    expect((await rows().first().boundingBox())?.y).toBe(top?.y)
    expect(await accessibilityFaults(page)).toEqual([])
    await bar.click()
    await rows().filter({ hasText: number }).waitFor()
    expect(await rows().count()).toBe(before.length + 1)
  })

  test('shows at once in a row that is there already, and on the page of the case', async () => {
    const { caseId, number } = await desks.submitted()
    const other = await page.context().newPage()
    await other.goto(`${desks.countyUrl}/cases/${caseId}`)
    await other.getByRole('heading', { level: 2, name: '办理', exact: true }).waitFor()
    await page.goto(`${desks.countyUrl}/cases`)
    await isTold()
    const row = rows().filter({ hasText: number })
    await row.getByText('收件', { exact: true }).waitFor()
    await actAs(desks.county, asClerk, caseId, { act: 'accept' })
    await row.getByText('受理', { exact: true }).waitFor()
    await other.getByText('受理', { exact: true }).first().waitFor()
    expect(await row.count()).toBe(1)
  })
})

describe('a page', () => {
  test('finds out that the session is over without asking for anything', async () => {
    await page.goto(`${desks.countyUrl}/cases`)
    await isTold()
    await desks.county.site.commit(() => endSessionsOf(desks.county.site, 'a-clerk', null))
    const password = page.getByRole('dialog').getByLabel('密码', { exact: true })
    await password.waitFor()
    expect(await password.inputValue()).toBe('')
  })

  test('asks by itself while nothing is told, and is told again when that can be', async () => {
    await page.route('**/api/changes', (route) => route.abort())
    await page.goto(`${desks.countyUrl}/cases`)
    await page.getByText('每 5 秒更新一次').waitFor()
    await desks.submitted()
    await page.getByRole('button', { name: /有 1 条变化/ }).click()
    await page.unroute('**/api/changes')
    await isTold()
    expect(await page.getByText('每 5 秒更新一次').count()).toBe(0)
  })
})
