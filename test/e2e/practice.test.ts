import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { captureLog } from '../../core/src/runtime/captured-log.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { randomHex } from '../../core/src/wire/hash.js'
import { servePractice } from '../../edge-agent/src/practice.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'

let browser: Browser
let real: TestApp
let scope: Scope
let folder: string
let practiceUrl = ''

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  folder = mkdtempSync(joinPath(tmpdir(), 'liandong-practice-'))
  real = openApp('a-village')
  await givePassword(real.site, 'proxy', PASSWORD)
  scope = new Scope({ onFailure: () => {} })
  const app = { logger: captureLog().logger, version: '0.1.0', randomHex, pages, otherPort: 1 }
  const store = joinPath(folder, 'site-practice')
  const port = await servePractice({ real: real.site, folder: store, at: { host: '127.0.0.1', port: 0 }, app, scope })
  practiceUrl = `http://127.0.0.1:${port}`
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await scope?.close()
  await real?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('somebody new signs in to practice with their own password, hands a case in, and erases it; the real store never hears of it', async () => {
  const { page, complaints } = await openPage(browser, practiceUrl)
  await page.getByRole('note').getByText('练习模式').waitFor()
  expect(await page.getByRole('link', { name: '回到正式系统' }).getAttribute('href')).toBe('http://127.0.0.1:1/')
  await signIn(page, 'proxy', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  await page.getByRole('button', { name: '新申请' }).click()
  await page.getByRole('searchbox', { name: '查找事项' }).fill('zjd')
  await page.getByRole('button', { name: '办理 宅基地审批' }).click()
  await page.getByRole('button', { name: '读身份证' }).click()
  await page.getByRole('button', { name: '填入申请人' }).click()
  await page.getByText('校验正确').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('radiogroup', { name: '权属证明' }).getByText('原件').click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('理由').fill('练一练')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('checkbox', { name: '申请人已核对' }).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  const receipt = page.getByRole('region', { name: '收件凭证' })
  await receipt.getByText(/-LXX-/).waitFor()
  expect(real.store.caseList.page({}, 10)).toEqual([])
  const before = existsSync(joinPath(folder, 'site-practice', 'site.db'))
  await page.getByRole('button', { name: '清空练习' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '清空练习' }).click()
  await expect
    .poll(async () => {
      await page.goto(practiceUrl).catch(() => null)
      return await page.getByRole('textbox', { name: '登录名' }).count()
    })
    .toBe(1)
  await signIn(page, 'proxy', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
  await page.goto(`${practiceUrl}/cases`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.getByText('LXX').count()).toBe(1)
  expect([before, complaints.filter((each) => !each.includes('fetch'))]).toEqual([true, []])
}, 120_000)
