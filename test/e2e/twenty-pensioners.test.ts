import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Api } from '../../tools/demo/desk/api.js'
import { writeWorkbook } from '../../core/src/wire/workbook/write-workbook.js'
import { portOf, type StartedProgram, urlOf } from '../process/started-program.js'
import { PASSWORD, TestCity } from '../process/test-city.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'

const soon = { timeout: 120_000, interval: 200 }

let city: TestCity
let top: StartedProgram
let county: StartedProgram
let countyPort: number
let village: StartedProgram
let browser: Browser
let url: string
let page: Page

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchBrowser(), TestCity.make()])
  top = city.gateway('city')
  county = city.gateway('county', city.countyParent(portOf(await top.line('grpc listening'))))
  countyPort = portOf(await county.line('grpc listening'))
  village = city.agent('village', countyPort)
  url = await urlOf(village)
  const desk = new Api(url, city.actor('village', 'u5001'))
  await vi.waitFor(async () => {
    const { items } = await desk.get<{ items: readonly { readonly offered: boolean }[] }>(
      '/api/items?text=养老保险待遇领取&here=true',
    )
    if (items[0]?.offered !== true) throw new Error('the items are on their way')
  }, soon)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await city?.[Symbol.asyncDispose]()
})

/** A number that checks out, of somebody born in 1950. */
function numberOf(order: number): string {
  const body = `37112219500${1 + (order % 9)}15${String(100 + order)}`
  const sum = Array.from(body).reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

const pensioners = Array.from({ length: 20 }, (_, index) => ({ name: `养老户${index + 1}`, number: numberOf(index + 1) }))
const seventh = pensioners[6]?.number ?? ''
const wrong = `${seventh.slice(0, 17)}${seventh.endsWith('1') ? '2' : '1'}`

async function open(path: string): Promise<void> {
  ;({ page } = await openPage(browser, `${url}${path}`))
  await signIn(page, 'u5001', PASSWORD)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const row = (number: number) =>
  page
    .getByRole('table', { name: '名单' })
    .locator('tbody tr')
    .nth(number - 1)
const count = (words: string) => page.getByRole('table', { name: '名单' }).getByText(words, { exact: true }).count()

async function chooseItem(): Promise<void> {
  await page.getByRole('combobox', { name: '事项' }).click()
  await page.keyboard.type('养老保险待遇领取')
  await page.getByTitle('城乡居民养老保险待遇领取资格认证').click()
  await page.getByRole('checkbox', { name: '每个人的必需材料都已收齐' }).check()
}

/** The same for everybody, all but the day somebody was seen. */
async function fillShared(): Promise<void> {
  await page.locator('input#form-year').fill('2026')
  await page.locator('input#form-way').click()
  await page.getByTitle('本人到场').click()
  await page.locator('input#form-seen').fill('2026-03-02')
}

/** As a person pastes from Excel, whose file this is. */
async function importPeople(): Promise<void> {
  const people = pensioners.map(({ name, number }, index) => [name, index === 6 ? wrong : number, '13800000000'])
  const rows = [['姓名', '身份证号码', '联系电话'], ...people].map((cells, index) => ({ number: index + 1, cells }))
  const buffer = Buffer.from(await writeWorkbook([{ name: '名单', rows }]))
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('input[type=file]').setInputFiles({ name: '养老户.xlsx', mimeType, buffer })
  await page.getByText('名单 20 人，已登记 0 人').waitFor()
}

test('day 3: of twenty pensioners row 7 is held back, the line is cut at row 12, and everybody has one case in the end', async () => {
  await open('/batch')
  await chooseItem()
  await importPeople()
  await fillShared()
  await row(7).getByText('校验码不对').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  let parts = 0
  await page.route('**/api/batches', async (route) => {
    parts += 1
    if (parts === 2) {
      // Rows 1 to 11 but the seventh are above; from row 12 on the county is not there.
      await vi.waitUntil(async () => (await count('已上传')) === 10, soon)
      await county.stop('SIGKILL')
    }
    await route.continue()
  })
  await page.getByRole('button', { name: '登记并提交可以登记的 19 行' }).click()
  await page.getByText('名单 20 人，已登记 19 人').waitFor({ timeout: 120_000 })
  await expect.poll(() => count('仅存本机，待上传'), soon).toBe(9)
  expect(await count('已上传')).toBe(10)
  await row(12).getByText('仅存本机').waitFor()
  await page.locator('[data-saving=saved]').waitFor()

  await page.context().close()
  await village.stop('SIGKILL')
  village = city.agent('village', countyPort, { LIANDONG_HTTP_PORT: new URL(url).port })
  await village.line('http listening')
  await open('/today')
  await page.getByRole('link', { name: '集中办理 城乡居民养老保险待遇领取资格认证 20 人' }).click()
  await page.getByText('名单 20 人，已登记 19 人').waitFor()
  await row(7).getByText('校验码不对').waitFor()
  await page.getByRole('textbox', { name: '第 7 行 证件号码' }).fill(seventh)
  await page.getByRole('button', { name: '登记第 7 行' }).click()
  await page.getByText('名单 20 人，已登记 20 人').waitFor()
  const at = { LIANDONG_GRPC_PORT: String(countyPort) }
  county = city.gateway('county', { ...city.countyParent(portOf(await top.line('grpc listening'))), ...at })
  await county.line('grpc listening')
  await expect.poll(() => count('已上传'), soon).toBe(20)
  const desk = new Api(url, city.actor('village', 'u5001'))
  const { cases } = await desk.get<{ cases: readonly unknown[] }>('/api/cases?limit=100')
  expect(cases).toHaveLength(20)
}, 300_000)

test('an instant case is decided at the station’s own agent while its county is dead', async () => {
  await county.stop('SIGKILL')
  await page.goto(`${url}/instant`)
  await page.locator('#instant-number').fill(numberOf(30))
  await page.locator('#instant-name').fill('买买提·艾力')
  await page.locator('#instant-item').click()
  await page.keyboard.type('zxfw')
  await page.getByTitle('咨询服务').click()
  for (const field of ['person', 'question']) await page.locator(`input#form-${field}`).fill('养老认证')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已办结').waitFor()
  const desk = new Api(url, city.actor('village', 'u5001'))
  const { cases } = await desk.get<{ cases: readonly { readonly stage: string; readonly onlyHere: unknown }[] }>(
    '/api/cases?limit=1',
  )
  expect(cases).toMatchObject([{ stage: 'completed', onlyHere: expect.anything() as unknown }])
})
