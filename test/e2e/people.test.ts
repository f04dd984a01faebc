import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { accountRoutes } from '@liandong/core/http/people/accounts.js'
import { openDraft } from '@liandong/core/site/intake/drafts.js'
import { verifierOf } from '@liandong/core/store/people/verifiers.js'
import { openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { accountFact, enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { tabTo } from './keyboard.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'

let browser: Browser
let city: TestApp
let url: string
const opened: { readonly page: Page; readonly complaints: readonly string[] }[] = []

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  city = openApp('city', { pages, signsIn: true, routes: [accountRoutes] })
  enterFacts(
    city.site,
    {
      kind: 'person',
      person: { id: 'second-keeper', name: '安二', phone: null, posts: [{ place: 'city-hall', organ: null }], active: true },
    },
    accountFact('second-keeper', [{ role: 'security-administrator', place: 'city-hall', organ: null }]),
  )
  for (const person of ['city-clerk', 'city-second']) await givePassword(city.site, person, PASSWORD)
  url = await city.app.listen({ host: '127.0.0.1', port: 0 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
})
afterEach(async () => {
  const all = opened.splice(0)
  for (const { page } of all) await page.context().close()
  const complaints = all.flatMap((each) => each.complaints)
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function open(login: string | null, path = '/people', password = PASSWORD): Promise<Page> {
  const one = await openPage(browser, `${url}${path}`)
  opened.push(one)
  if (login === null) return one.page
  await signIn(one.page, login, password)
  await one.page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  return one.page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByTitle(option, { exact: true }).click()
}

describe('the security administrator', () => {
  test('opens an account that signs in with the first password, and closes it while it is signed in', {
    timeout: 120_000,
  }, async () => {
    const page = await open('city-second')
    await button(page, '开立账号').click()
    await page.getByRole('textbox', { name: '姓名' }).fill('王二')
    await page.getByRole('textbox', { name: '登录名' }).fill('wang.er')
    await choose(page, '任职站点', 'city-hall')
    await page.getByRole('dialog').getByText('综窗', { exact: true }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await button(page, '保存').click()
    await page.getByText('开立账号 王二：已办成').waitFor()
    await button(page, '办理 王二 的账号').click()
    await button(page, '重置密码').click()
    await button(page, '确定重置密码').click()
    const slip = page.getByRole('region', { name: '首次密码单' })
    const first = await slip.locator('.big strong').innerText()
    expect(await slip.innerText()).toMatch(/王二[^]*wang\.er/)
    expect(await accessibilityFaults(page)).toEqual([])

    const newcomer = await open(null, '/today')
    await signIn(newcomer, 'wang.er', first)
    await newcomer.getByRole('heading', { name: '首次登录，请设置自己的密码' }).waitFor()
    await newcomer.getByLabel('现在的密码').fill(first)
    await newcomer.getByLabel('新密码').fill('Shui-ku-77-Da')
    await newcomer.getByLabel('再输入一次').fill('Shui-ku-77-Da')
    await button(newcomer, '保存').click()
    await newcomer.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '今日' }).waitFor()

    await button(page, '已交给本人，关闭').click()
    expect(await page.locator('body').innerText()).not.toContain(first)
    await button(page, '注销').click()
    await button(page, '确定注销').click()
    await page.getByText('注销 王二：已办成').waitFor()
    await newcomer.getByText('登录已结束，请重新登录').waitFor()
    await button(newcomer, '登录').waitFor()
  })

  test('is told why two administrations are never one person’s, and needs a second for one', { timeout: 90_000 }, async () => {
    const page = await open('city-second', '/people?text=city-clerk&person=city-clerk')
    await button(page, '调整角色').click()
    await button(page, '再加一个角色').click()
    const last = page.getByRole('combobox', { name: /^角色 \d+$/ }).last()
    const number = ((await last.getAttribute('aria-label')) ?? '').replace(/\D/g, '')
    await choose(page, `角色 ${number}`, '审计员')
    await page.getByText('不能由同一人担任（三权分立）').waitFor()
    expect(await button(page, '确定调整角色').isDisabled()).toBe(true)
    await button(page, `去掉第 ${number} 个角色`).click()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('sets another’s first password only after a second person has agreed', { timeout: 120_000 }, async () => {
    const page = await open('city-second', '/people?person=second-keeper')
    await button(page, '重置密码').click()
    await page.getByText('须先由第二名管理员同意').waitFor()
    await button(page, '确定重置密码').click()
    await page.getByText('须第二人确认，已放入“待确认”').waitFor()
    expect(verifierOf(city.store, 'second-keeper')).toBeNull()

    const other = await open('city-clerk', '/people?view=waiting')
    await button(other, '同意 / 不同意').click()
    expect(await accessibilityFaults(other)).toEqual([])
    await button(other, '同意').click()
    await other.getByText('已同意，等提出人办理').waitFor()

    await page.goto(`${url}/people?view=waiting`)
    await button(page, '设首次密码').click()
    await page.getByRole('region', { name: '首次密码单' }).getByText('second-keeper').first().waitFor()
    expect(verifierOf(city.store, 'second-keeper')).toMatchObject({ mustChange: true, setBy: 'city-second' })
  })
})

describe('a supervisor', () => {
  test('sees how much goes along, and hands a colleague’s worklist over', { timeout: 90_000 }, async () => {
    const desk = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau', mandate: null }
    for (const title of ['甲', '乙']) await openDraft(city.site, desk, { item: 'city-only', title, content: {} })
    const page = await open('city-second', '/people?view=handover&place=city-hall')
    await choose(page, '交出人', 'city-clerk')
    const preview = page.getByRole('region', { name: '将移交' })
    await preview.getByText('草稿 2 件').waitFor()
    expect(await preview.innerText()).toMatch(/任务 0 项[^]*办件 0 件留在站点/)
    expect(await button(page, '办理交接').isDisabled()).toBe(true)
    await choose(page, '接手人', 'city-second')
    expect(await accessibilityFaults(page)).toEqual([])
    await button(page, '办理交接').click()
    await page.getByText('交接已办成：移交草稿 2 件').waitFor()
    await preview.getByText('草稿 0 件').waitFor()
    expect(city.store.drafts.countFor('city-hall', 'city-second')).toBe(2)
  })
})

describe('the table of rights', () => {
  test('is read by the keyboard alone, and keeps what is looked for in the address', async () => {
    const page = await open('city-clerk', '/people?view=rights')
    await page.getByRole('table').waitFor()
    await tabTo(page, '查找动作')
    await page.keyboard.type('接管')
    await expect.poll(() => page.getByRole('table').innerText()).toMatch(/申请接管[^]*监管/)
    await expect.poll(() => new URL(page.url()).searchParams.get('text')).toBe('接管')
    expect(await accessibilityFaults(page)).toEqual([])
  })
})
