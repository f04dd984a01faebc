import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { currentPlace } from '@liandong/core/domain/roster-view.js'
import { openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { tabTo } from './keyboard.js'

let browser: Browser
let city: TestApp
let url: string
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  city = openApp('city', { pages, signsIn: true })
  for (const person of ['city-clerk', 'city-second']) await givePassword(city.site, person, PASSWORD)
  url = await city.app.listen({ host: '127.0.0.1', port: 0 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function open(login: string, path: string): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${url}${path}`))
  await signIn(page, login, PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const place = (id: string) => {
  const found = currentPlace(city.site.roster, id)
  if (found === null) throw new Error(`no ${id}`)
  return found
}

describe('the network administrator', () => {
  test('closes a station for a week with its neighbour standing in, told before what that does', {
    timeout: 90_000,
  }, async () => {
    await open('city-clerk', '/places?text=a-st')
    await button('查看 a-station').click()
    await button('修改').click()
    await button('加一段临时关闭').click()
    await page.getByLabel('从 1').fill('2026-03-09')
    await page.getByLabel('到（含） 1').fill('2026-03-15')
    await page.getByRole('combobox', { name: '由谁代办 1' }).click()
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByTitle('a-hosted', { exact: true }).click()
    await page.getByLabel('开放时间 周六').fill('9点到12点')
    await page.getByText('周六的时间不对').waitFor()
    await page.getByLabel('开放时间 周六').fill('09:00-12:00')
    expect(await accessibilityFaults(page)).toEqual([])
    await button('看看会改什么').click()
    await expect
      .poll(() => page.getByRole('table', { name: '看看会改什么' }).innerText())
      .toMatch(/开放时间[^]*09:00-12:00[^]*2026-03-09–2026-03-15 → a-hosted/)
    await page.getByText('村民被引到代办站点').waitFor()
    expect(place('a-station').hours.closures).toEqual([])
    await button('确定修改').click()
    await page.getByText(/已修改，名册第 \d+ 版/).waitFor()
    expect(place('a-station').hours).toMatchObject({
      closures: [{ from: '2026-03-09', to: '2026-03-15', standIn: 'a-hosted' }],
      week: expect.arrayContaining([[{ fromMinute: 540, toMinute: 720 }]]),
    })
  })

  test('sees what somebody else changed meanwhile, and overwrites none of it', { timeout: 90_000 }, async () => {
    await open('city-clerk', '/places?place=a-hosted')
    await button('修改').click()
    await page.getByLabel('电话').fill('0633-1')
    enterFacts(city.site, { kind: 'place', place: { ...place('a-hosted'), name: '甲村站' } })
    await button('看看会改什么').click()
    const confirm = button('确定修改')
    // What was changed is seen at once where changes are told, at the latest when it is sent.
    await expect
      .poll(async () => {
        if (await confirm.isEnabled()) await confirm.click({ timeout: 1_000 }).catch(() => {})
        return page.getByText('您打开以后，别人改了这个站点').count()
      })
      .toBe(1)
    await page.getByText('名称：a-hosted → 甲村站').waitFor()
    expect(place('a-hosted')).toMatchObject({ name: '甲村站', phone: null })
    await button('在对方改动的基础上接着改').click()
    await expect.poll(() => page.getByLabel('名称', { exact: true }).inputValue()).toBe('甲村站')
    await page.getByLabel('电话').fill('0633-1')
    await button('看看会改什么').click()
    await confirm.click()
    await page.getByText(/已修改，名册第 \d+ 版/).waitFor()
    expect(place('a-hosted')).toMatchObject({ name: '甲村站', phone: '0633-1' })
  })
})

test('who may only look finds a place by the keyboard, and organs with whom to ring', { timeout: 90_000 }, async () => {
  await open('city-second', '/places')
  await page.getByRole('table', { name: '站点' }).waitFor()
  await tabTo(page, '名称或区划代码')
  await page.keyboard.type('371122104')
  await expect.poll(() => new URL(page.url()).searchParams.get('text')).toBe('371122104')
  await tabTo(page, '查看 a-centre', 'button')
  await page.keyboard.press('Enter')
  await page.getByText('站点由市级系统管理员修改').waitFor()
  expect(await button('修改').count()).toBe(0)
  await page.goto(`${url}/places?view=organs`)
  await expect.poll(() => page.getByRole('table', { name: '部门' }).innerText()).toMatch(/a-bureau[^]*行政机关[^]*a-hall/)
  expect(await accessibilityFaults(page)).toEqual([])
})
