import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { asHall, begin, type CatalogueCity, claimAndPublish, importBase, openCatalogueCity } from './catalogue-city.js'

let browser: Browser
let desks: CatalogueCity
let work: string
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openCatalogueCity()])
  await importBase(desks.city, { settleBy: '2026-03-20' })
  desks.online()
  await claimAndPublish(desks.county)
  await importBase(desks.city, { settleBy: '2026-03-20', conditions: ['本村村民'] })
  desks.online()
  const begun = await begin(desks.county, 'permit', (content) => ({ ...content, promised: { amount: 30, unit: 'working-day' } }))
  work = begun.id
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})
beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, `${desks.countyUrl}/catalogue`))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('link', { name: '宅基地审批' }).first().waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

type Sign = readonly [role: Parameters<Page['getByRole']>[0], name: string | RegExp]

/** Each page of the second menu with something that is there once its answer is; then its tabs, the same way. */
const menu: readonly (readonly [link: string, sign: Sign, tabs: readonly (readonly [tab: string, sign: Sign])[]])[] = [
  ['事项', ['link', '社团审批'], []],
  [
    '基本目录与认领',
    ['cell', 'a-bureau'],
    [
      ['各部门', ['link', 'a-bureau']],
      ['基本目录', ['cell', '宅基地审批']],
      ['未分派', ['button', '分派']],
    ],
  ],
  ['上级修订', ['link', '去落实'], []],
  ['编制', ['link', '修改 permit'], []],
  ['下放委托', ['checkbox', '婚育证明'], [['下放委托清单', ['button', '打印']]]],
  ['批量修改', ['checkbox', '婚育证明'], [['职能划转', ['button', '开始划转']]]],
  ['导入导出', ['button', '检查'], [['导出事项', ['button', '导出 Excel']]]],
  ['台账', ['cell', 'a-station'], []],
  [
    '报表',
    ['link', '社团审批'],
    [
      ['大厅外办理', ['button', /导出表格/]],
      ['环节过多', ['button', /导出表格/]],
      ['办件数', ['link', '婚育证明']],
      ['提速', ['cell', '提速率']],
      ['服务手册', ['link', '打印a-station服务手册']],
    ],
  ],
  ['普查', ['button', '发起普查'], []],
]

const width = 'document.documentElement.scrollWidth - window.innerWidth'

test('every page is there for a keyboard, a reader and a small screen', { timeout: 240_000 }, async () => {
  const faults: string[] = []
  const look = async (name: string, [role, sign]: Sign) => {
    await page.getByRole(role, { name: sign }).first().waitFor()
    const wide = await page.evaluate(width)
    if (wide !== 0) faults.push(`${name} is ${String(wide)} too wide`)
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${name} ${fault}`))
  }
  const second = page.getByRole('navigation', { name: '目录' })
  for (const [link, sign, tabs] of menu) {
    await second.getByRole('link', { name: link, exact: true }).click()
    await look(link, sign)
    for (const [tab, tabSign] of tabs) {
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await look(`${link} ${tab}`, tabSign)
    }
  }
  await page.goto(`${desks.countyUrl}/catalogue/works/${work}`)
  await look('work', ['spinbutton', '承诺办结时限'])
  await page.getByRole('tab', { name: '影响预览' }).click()
  await look('impact', ['row', /承诺办结时限/])
  await page.getByRole('tab', { name: '经过' }).click()
  await look('acts', ['tabpanel', '经过'])
  await page.goto(`${desks.countyUrl}/catalogue/permit`)
  await look('item', ['heading', '基本信息'])
  await page.getByRole('tab', { name: '版本与差异' }).click()
  await look('versions', ['heading', '全部版本'])
  expect(faults).toEqual([])
})

test('every page speaks English, and fits a small screen in it', { timeout: 120_000 }, async () => {
  const faults: string[] = []
  const look = async (name: string) => {
    await page.locator('[role=status] .ant-spin').first().waitFor({ state: 'detached' })
    const bare = /\bcatalogue\.[a-z]+\.[\w.-]+/.exec(await page.locator('#content').innerText())
    if (bare !== null) faults.push(`${name} shows ${bare[0]}`)
    const wide = await page.evaluate(width)
    if (wide !== 0) faults.push(`${name} is ${String(wide)} too wide`)
  }
  await page.getByRole('button', { name: 'English' }).click()
  const links = page.getByRole('navigation', { name: 'Catalogue' }).getByRole('link')
  await expect.poll(() => links.count()).toBe(menu.length)
  for (let at = 0; at < menu.length; at += 1) {
    await links.nth(at).click()
    await page.locator('#content').getByRole('heading', { level: 1 }).first().waitFor()
    await look(`page ${at}`)
    const tabs = page.locator('#content').getByRole('tab')
    for (let tab = 1; tab < (await tabs.count()); tab += 1) {
      await tabs.nth(tab).click()
      await look(`page ${at} tab ${tab}`)
    }
  }
  await page.goto(`${desks.countyUrl}/catalogue/works/${work}`)
  await page.getByRole('spinbutton', { name: 'Promised limit' }).waitFor()
  await look('work')
  expect(faults).toEqual([])
})

describe('without a mouse', () => {
  test('an item is found, opened and its finding reached', async () => {
    await page.getByRole('searchbox', { name: '名称、编号、拼音' }).focus()
    await page.keyboard.type('zjd')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('text=zjd')
    await page.getByRole('link', { name: '社团审批' }).waitFor({ state: 'detached' })
    await page.goto(`${desks.countyUrl}/catalogue/works/${work}`)
    const go = page.getByRole('button', { name: /去修改：承诺时限长于法定时限/ })
    await go.focus()
    await page.keyboard.press('Enter')
    const promise = page.getByRole('spinbutton', { name: '承诺办结时限' })
    await expect.poll(() => promise.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
    await page.keyboard.press('Control+A')
    await page.keyboard.type('4')
    await go.waitFor({ state: 'detached' })
  })

  test('powers are handed down many in one act, with the list to publish', async () => {
    await page.goto(`${desks.countyUrl}/catalogue/powers?organ=a-bureau&to=a-government`)
    for (const name of ['婚育证明', '提取公积金']) {
      await page.getByRole('checkbox', { name }).focus()
      await page.keyboard.press('Space')
    }
    await page.getByText('已选 2 项 × 1 个部门').waitFor()
    await page.getByRole('button', { name: '下放、委托' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '这批的名称' }).fill('第一批下放')
    await dialog.getByLabel('生效日期').fill('2026-04-01')
    await dialog.getByText('共 2 项权力').waitFor()
    await dialog.getByRole('button', { name: '开始编制（2 项权力）' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: '第一批下放' }).waitFor()
    await page.getByRole('row', { name: /提取公积金.*a-bureau.*a-government.*审批/ }).waitFor()
    const { body } = await desks.county.call<{ works: readonly object[] }>(asHall, 'GET', '/api/works')
    expect(body.works).toContainEqual(expect.objectContaining({ kind: 'delegation', title: '第一批下放', items: 2 }))
  })
})
