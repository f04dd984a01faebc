import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Api } from '../../tools/demo/desk/api.js'
import { portOf, type StartedProgram, urlOf } from '../process/started-program.js'
import { PASSWORD, TestCity } from '../process/test-city.js'
import { launchBrowser, openPage, signIn } from './browser.js'

const soon = { timeout: 120_000, interval: 200 }

let city: TestCity
let village: StartedProgram
let countyPort: number
let browser: Browser
let url: string

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchBrowser(), TestCity.make()])
  const top = city.gateway('city')
  const county = city.gateway('county', city.countyParent(portOf(await top.line('grpc listening'))))
  countyPort = portOf(await county.line('grpc listening'))
  village = city.agent('village', countyPort)
  url = await urlOf(village)
  const desk = new Api(url, city.actor('village', 'u5001'))
  await vi.waitFor(async () => {
    const { items } = await desk.get<{ items: readonly unknown[] }>('/api/items?here=true')
    if (items.length === 0) throw new Error('the items are on their way')
  }, soon)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await city?.[Symbol.asyncDispose]()
})

async function open(): Promise<Page> {
  const { page } = await openPage(browser, url)
  await signIn(page, 'u5001', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
  return page
}

/** As at a power cut; it comes back under the address the browser knows. */
async function cutPower(): Promise<void> {
  await village.stop('SIGKILL')
}

async function powerIsBack(): Promise<void> {
  village = city.agent('village', countyPort, { LIANDONG_HTTP_PORT: new URL(url).port })
  await village.line('http listening')
}

const formField = (page: Page) =>
  page.locator('input[type=text][id^=form-]:not([role]), input[id^=form-]:not([type]):not([role])').first()

test('a killed agent and a killed browser cost no word of an application, and it goes on in the step where it was', async () => {
  const page = await open()
  await page.getByRole('button', { name: '新申请' }).click()
  await page
    .getByRole('button', { name: /^办理 / })
    .first()
    .click()
  await page.getByLabel('姓名').first().fill('停电的人')
  await page.getByText('申请表', { exact: true }).click()
  const saved = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('停电以前') && answer.ok())
  await formField(page).fill('停电以前')
  await saved
  await cutPower()
  await formField(page).fill('停电以前和停电时')
  await page.getByText('您填写的内容都在本页，恢复后自动保存').waitFor()
  await page.getByText('程序没有应答').first().waitFor()
  expect(await formField(page).inputValue()).toBe('停电以前和停电时')
  await powerIsBack()
  await page.getByText('您填写的内容都在本页').first().waitFor({ state: 'detached', timeout: 60_000 })
  await cutPower()
  await page.context().close()
  await powerIsBack()
  const next = await open()
  await next.getByRole('link', { name: '停电的人' }).click()
  await next.getByRole('heading', { level: 2, name: '申请表' }).waitFor()
  expect(await formField(next).inputValue()).toBe('停电以前和停电时')
  await next.context().close()
}, 240_000)
