import { findPages } from '@liandong/core/http/pages/find-pages.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asProxy, openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { accessibilityFaults, launchBrowser, openPage } from './browser.js'

let browser: Browser
let village: TestApp
let receipt: Receipt
let url = ''
let page: Page
let complaints: string[]

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  village = openApp('a-village', { pages })
  const body = { requestId: newRequestId(), application: application() }
  receipt = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
  url = await village.app.listen({ host: '127.0.0.1', port: 0 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await village?.close()
})

beforeEach(async () => {
  await page?.context().close()
  ;({ page, complaints } = await openPage(browser, `${url}/guide`))
  // A phone of the narrowest kind still sold.
  await page.setViewportSize({ width: 360, height: 740 })
})

const field = (name: string) => page.getByRole('textbox', { name })
const wide = () => page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
const scanned = () => `${url}/q#number=${receipt.number}&code=${receipt.queryCode}`

test('a villager finds the item by initials, answers its questions by touch, and gets the papers of that scenario to print', async () => {
  await page.getByRole('searchbox').fill('tqgjj')
  await page.getByRole('link', { name: '提取公积金' }).click()
  await page.getByRole('heading', { level: 1, name: '提取公积金' }).waitFor()
  expect(await page.getByRole('link', { name: '打印材料清单' }).count()).toBe(0)
  await page.getByText('租房').click()
  const papers = page.getByRole('region', { name: '要带的材料' })
  await papers.getByText('照片').waitFor()
  expect(await papers.getByText('权属证明').count()).toBe(0)
  await page.getByText('贷款').click()
  await papers.getByText('权属证明').waitFor()
  await page.getByRole('button', { name: '大字' }).click()
  await page.reload()
  await papers.getByText('权属证明').waitFor()
  const [print] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: '打印材料清单' }).click(),
  ])
  await print.locator('body.large').getByText('请带齐以下材料').waitFor()
  expect(complaints).toEqual([])
})

test('a scanned receipt is answered at once, without a name and without telling the address to anybody', async () => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(scanned())
  const answer = page.getByRole('region', { name: '现在的情况' })
  await answer.getByText('已登记').waitFor()
  await answer.getByText('等待提交给办理部门').waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/张三|110101|371122198/)
  expect(asked.filter((each) => each.includes(receipt.queryCode) && each.startsWith('http') && !each.includes('#'))).toEqual([])
  await page.getByRole('button', { name: '清除，换下一位' }).click()
  await answer.waitFor({ state: 'detached' })
  expect([await field('办件编号').inputValue(), page.url()]).toEqual(['', `${url}/q`])
})

test('a wrong code and a number nobody ever had are answered by the very same page', async () => {
  const told: string[] = []
  for (const number of [receipt.number, 'LD-NOTHING']) {
    await page.goto(`${url}/q`)
    await field('办件编号').fill(number)
    await field('查询码').fill('00000000')
    await page.getByRole('button', { name: '查进度' }).click()
    await page.getByRole('alert').getByText('下一步').waitFor()
    told.push(await page.getByRole('alert').innerText())
  }
  expect(told[0]).toBe(told[1])
  await field('办件编号').fill('')
  await page.getByRole('button', { name: '查进度' }).click()
  await page.getByText('请填写办件编号和查询码').waitFor()
})

test('every page is read by everybody: 16 px at the least, 48 px to touch, no scrolling sideways, in both languages and sizes', async () => {
  const looked: string[] = []
  const look = async (name: string) => {
    expect([name, await accessibilityFaults(page)]).toEqual([name, []])
    expect([name, await wide()]).toEqual([name, 0])
    const sizes = (await page.evaluate(
      "[...document.querySelectorAll('main *')].filter((each) => each.innerText).map((each) => parseFloat(getComputedStyle(each).fontSize))",
    )) as number[]
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16)
    const heights = (await page.evaluate(
      "[...document.querySelectorAll('button, .chips a, nav a, .option')].map((each) => each.getBoundingClientRect().height)",
    )) as number[]
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(48)
    looked.push(name)
  }
  for (const english of [false, true]) {
    for (const large of [false, true]) {
      for (const [name, address, ready] of [
        ['search', '/guide?text=zjd', '.items'],
        ['guide', '/guide/choice?answers=loan', '.papers'],
        ['query', `/q#number=${receipt.number}&code=${receipt.queryCode}`, '.answer'],
      ] as const) {
        await page.goto('about:blank')
        await page.goto(url + address)
        await page.locator(ready).waitFor()
        await page.locator('h2, .state').first().waitFor()
        await look(`${name} ${english ? 'en' : 'zh'} ${large ? 'large' : ''}`)
      }
      await page.locator('.choices button').first().click()
    }
    await page.locator('.choices button').last().click()
  }
  expect(new Set(looked).size).toBe(12)
  expect(complaints).toEqual([])
}, 60_000)

test('the whole of it is small enough for a phone on a weak line, and brings nothing of the counters along', async () => {
  let bytes = 0
  const loaded: string[] = []
  page.on('response', async (answer) => {
    if (!answer.url().includes('/assets/')) return
    loaded.push(answer.url())
    bytes += (await answer.body().catch(() => Buffer.alloc(0))).length
  })
  await page.goto('about:blank')
  await page.goto(`${url}/guide`)
  await page.waitForLoadState('networkidle')
  expect(loaded.length).toBeGreaterThan(1)
  // 245 KB as they are, near 75 packed; Ant Design alone is thrice that.
  expect(bytes).toBeLessThan(320_000)
  expect(bytes).toBeGreaterThan(50_000)
})
