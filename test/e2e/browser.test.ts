import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, launchBrowser } from './browser.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function faultsOf(body: string): Promise<readonly string[]> {
  const page = await browser.newPage()
  try {
    await page.setContent(`<!doctype html><html lang="zh"><title>办件</title><main><h1>办件</h1>${body}</main></html>`)
    return await accessibilityFaults(page)
  } finally {
    await page.close()
  }
}

test('a page that everyone can read has no faults', async () => {
  expect(await faultsOf('<label>编号 <input></label><button>查询</button>')).toEqual([])
})

test('pale words and a field without a name are found', async () => {
  const faults = await faultsOf('<p style="color: #ccc; background: #fff">已登记</p><input id="number">')
  expect(faults).toEqual(['color-contrast: p', 'label: #number'])
})
