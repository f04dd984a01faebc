import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { openSmallCity, type SmallCity } from './small-city.js'

let browser: Browser
let city: SmallCity
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchBrowser(), openSmallCity()])
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, `${city.url}/network?view=links`))
  await page.getByRole('heading', { name: '登录' }).waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const sites = () => page.getByRole('table', { name: '与相邻节点的连接' })

test('nothing but the sign-in page opens, and it leads where one wanted to go', async () => {
  expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0)
  expect(await accessibilityFaults(page)).toEqual([])
  await signIn(page, 'a-clerk', PASSWORD)
  await sites().waitFor()
  expect(page.url()).toContain('/network?view=links')
  await page.reload()
  await sites().waitFor()
})

test('a wrong password is refused in plain words, and the name stays', async () => {
  await signIn(page, 'a-clerk', 'wrong-Word-1')
  await page.getByRole('alert').getByText('登录名或密码不对').waitFor()
  expect(await page.getByRole('textbox', { name: '登录名' }).inputValue()).toBe('a-clerk')
  expect(await accessibilityFaults(page)).toEqual([])
})

test('too many wrong ones shut the button, which counts the seconds', async () => {
  const shut = page.getByRole('button', { name: /请等待 \d+ 秒/ })
  for (let guess = 0; guess < 6 && !(await shut.isVisible()); guess += 1) {
    const answered = page.waitForResponse(
      (answer) => answer.url().endsWith('/api/session') && answer.request().method() === 'POST',
    )
    await signIn(page, 'nobody', `wrong-Word-${guess}`)
    await answered
    // While it is asked the button is called otherwise.
    await shut.or(page.getByRole('button', { name: '登录', exact: true })).waitFor()
  }
  await page.getByText('错误次数太多').waitFor()
  expect(await shut.isDisabled()).toBe(true)
})

test('a first password is changed before anything else opens', async () => {
  await signIn(page, 'a-helper', PASSWORD)
  await page.getByRole('heading', { name: '首次登录' }).waitFor()
  expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0)
  const fill = async (next: string, again = next) => {
    await page.getByLabel('现在的密码').fill(PASSWORD)
    await page.getByLabel('新密码').fill(next)
    await page.getByLabel('再输入一次').fill(again)
    await page.getByRole('button', { name: '保存' }).click()
  }
  await fill('Hai-bin-4711', 'Hai-bin-4712')
  await page.getByText('两次输入的不一样').waitFor()
  await fill('short')
  await page.getByText('新密码或 PIN 不合要求').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await fill('Hai-bin-4711')
  await sites().waitFor()
})

test('when the session ends one signs in over the page, which keeps what was typed', async () => {
  await signIn(page, 'a-clerk', PASSWORD)
  await page.locator('label', { hasText: '全网' }).click()
  await page.getByRole('textbox', { name: '按名称查找站点' }).fill('station')
  const site = city.county.site
  site.transact(() => {
    for (const { tokenHash } of site.store.people.sessions.all()) site.store.people.sessions.drop(tokenHash)
  })
  const dialog = page.getByRole('dialog')
  await dialog.getByText('登录已结束').waitFor()
  expect(await dialog.getByRole('textbox', { name: '登录名' }).inputValue()).toBe('a-clerk')
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '登录', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await page.getByRole('textbox', { name: '按名称查找站点' }).inputValue()).toBe('station')
  await page.getByRole('treegrid').getByText('a-station').waitFor()
})

test('who signs out leaves nothing on the screen, and the next begins anew', async () => {
  await signIn(page, 'a-clerk', PASSWORD)
  await sites().waitFor()
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByRole('heading', { name: '登录' }).waitFor()
  expect(await page.locator('body').innerText()).not.toContain('a-clerk')
  await signIn(page, 'a-window', PASSWORD)
  await expect.poll(() => page.locator('header').innerText()).toContain('a-window')
})
