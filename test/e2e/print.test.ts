import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openDemoCounty } from '../../core/src/http/print/demo-county.testing.js'
import { accessibilityFaults, launchBrowser, openPage } from './browser.js'

let demo: ReturnType<typeof openDemoCounty>
let browser: Browser
let url = ''

beforeAll(async () => {
  demo = openDemoCounty()
  url = await demo.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await demo.app.close()
  demo.site.store.close()
})

const village = () => demo.view.places.find(({ codes }) => codes[0]?.code === '371122104266')?.id ?? 'none'

test('a booklet opens in a browser with its style and without a complaint, and prints on numbered sheets of A4', async () => {
  const { page, complaints } = await openPage(browser, `${url}/print/booklets/${village()}`)
  expect(await page.locator('h2').allTextContents()).toEqual([
    expect.stringMatching(/^一、村里就能办/),
    expect.stringMatching(/^二、村里帮您代办/),
    expect.stringMatching(/^三、村里能问/),
  ])
  expect(await page.evaluate("getComputedStyle(document.querySelector('thead')).display")).toBe('table-header-group')
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(2)
  // 210 × 297 mm in points.
  expect(pdf).toMatch(/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(complaints).toEqual([])
}, 60_000)

test('in large type nothing that is read is smaller than 16 pt but notes', async () => {
  const { page } = await openPage(browser, `${url}/print/booklets/${village()}`)
  await page.getByRole('link', { name: '换大字号' }).click()
  await page.locator('body.large').waitFor()
  const sizes = await page.evaluate(
    "[...document.querySelectorAll('td, th, p')].map((part) => Number.parseFloat(getComputedStyle(part).fontSize))",
  )
  expect(Math.min(...(sizes as number[]))).toBeGreaterThanOrEqual((16 * 96) / 72)
}, 60_000)

test('the questions of a scenario are answered on the page, and the list of papers follows', async () => {
  const item = demo.site.store.items.entries().find(({ id }) => id.startsWith('gongjijin-01.'))
  const { page, complaints } = await openPage(browser, `${url}/print/items/${item?.id}/papers`)
  await page.getByLabel('银行贷款').first().check()
  await page.getByLabel('本人办理').check()
  await page.getByLabel('只提取本人的').check()
  await page.getByRole('button', { name: '按所选情形列出材料' }).click()
  await page.getByText('请带齐以下材料').waitFor()
  expect(await page.locator('tbody').last().textContent()).toContain('购房合同')
  expect(complaints).toEqual([])
}, 60_000)
