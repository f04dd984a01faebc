import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { auditNow } from '@liandong/core/site/audit/audit.js'
import { DATABASE_FILE } from '@liandong/core/store/open.js'
import { openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { temporaryFolder } from '../../core/src/store/history.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'

let browser: Browser
let county: TestApp
let disk: ReturnType<typeof temporaryFolder>
let url: string
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  disk = temporaryFolder()
  county = openApp('a', { pages, signsIn: true, folder: disk.path })
  await givePassword(county.site, 'a-helper', PASSWORD)
  county.site.transact(() => {
    const entry = { person: 'a-clerk', place: 'a-hall', reason: null }
    for (let at = 1; at <= 25; at += 1) auditNow(county.site, { ...entry, kind: 'view', subject: `list ${at}`, outcome: 'done' })
    auditNow(county.site, { ...entry, kind: 'refusal', subject: 'GET /api/audit', outcome: 'rights/denied' })
  })
  url = await county.app.listen({ host: '127.0.0.1', port: 0 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await county?.close()
  disk?.[Symbol.dispose]()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function open(path: string): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${url}${path}`))
  await signIn(page, 'a-helper', PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
}

const rows = () => page.getByRole('table', { name: '审计记录' }).locator('tbody tr.ant-table-row')

describe('the auditor', () => {
  test('finds who did what by kind, person and outcome, all in the address, and takes it out as a recorded file', {
    timeout: 90_000,
  }, async () => {
    await open('/audit?kind=view&person=a-clerk')
    await expect.poll(() => rows().count()).toBe(20)
    await page.getByRole('button', { name: '下一页', exact: true }).click()
    await expect.poll(() => rows().count()).toBe(5)
    await page.goto(`${url}/audit?outcome=other&person=a-clerk`)
    await expect.poll(() => rows().allInnerTexts()).toEqual([expect.stringMatching(/被拒[^]*GET \/api\/audit/)])
    expect(await accessibilityFaults(page)).toEqual([])
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出 Excel' }).click()
    expect((await file).suggestedFilename()).toBe('audit.xlsx')
    await page.getByText('本次导出也已记入审计日志').waitFor()
    expect(county.store.audit.search({ kind: 'export' }, 1, null)[0]?.entry).toMatchObject({
      person: 'a-helper',
      outcome: '1 entries',
    })
  })

  test('is told in words that every entry is whole, and where one was taken away', { timeout: 90_000 }, async () => {
    await open('/audit?view=logs')
    await page.getByText('审计记录保存 24 个月').waitFor()
    await page.getByRole('button', { name: '逐条校验' }).click()
    await page.getByText('全部完整，没有被删、被改、被换次序').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    const db = new Database(join(disk.path, DATABASE_FILE))
    db.exec("DELETE FROM audit_entry WHERE subject = 'list 7'")
    db.close()
    await page.getByRole('button', { name: '逐条校验' }).click()
    await page.getByRole('table', { name: '问题' }).getByText('记录缺失').waitFor()
  })
})
