import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readWorkbook } from '@liandong/core/wire/workbook/read-workbook.js'
import { readFile } from 'node:fs/promises'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { tabTo } from './keyboard.js'
import { openTwoDesks, type TwoDesks } from './two-desks.js'

let browser: Browser
let desks: TwoDesks
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

async function open(url: string, login: string, path: string): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${url}${path}`))
  await signIn(page, login, PASSWORD)
  await page.getByRole('heading', { level: 1, name: '登记簿' }).waitFor()
}

afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const consulted = () => desks.village.store.consultations.ofDay('a-station', '2026-03-02')
const dayRows = () => page.getByRole('table', { name: '当天的咨询' }).locator('tbody tr.ant-table-row')
/** Told so; the next one is a second later. */
const recorded = async (count: number) => {
  await page.getByText(new RegExp(`已登记：.*今天第 ${count} 件`)).waitFor()
  desks.village.clock.advance(1_000)
}

describe('day 2: somebody asks, gets the list, comes back', () => {
  beforeEach(() => open(desks.villageUrl, 'proxy', '/registers'))

  test('the proxy chooses once by name, then records in two keys, prints the list for the scenario, and makes it a case', async () => {
    await page.getByRole('searchbox', { name: '查找别的事项' }).fill('gjj')
    await page.getByRole('button', { name: '提取公积金' }).click()
    await page.getByRole('radio', { name: '提取公积金' }).waitFor()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await recorded(1)
    await page.getByRole('radio', { name: /1\s*提取公积金/ }).waitFor()

    await page.keyboard.press('1')
    await page.keyboard.press('Enter')
    await recorded(2)
    await page.keyboard.press('0')
    await page.keyboard.press('Enter')
    await recorded(3)
    expect(consulted().map(({ item, became }) => [item, became])).toEqual([
      [null, 'told'],
      ['choice', 'told'],
      ['choice', 'told'],
    ])

    await page.keyboard.press('1')
    await page.getByRole('radio', { name: '租房' }).check()
    await page.getByLabel('姓名（可不填）').fill('李四')
    const [list] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: '登记并打印清单' }).click(),
    ])
    await list.getByText('照片').first().waitFor()
    expect(await list.locator('body').innerText()).not.toContain('权属证明')
    await list.close()
    await recorded(4)
    expect(consulted()[0]).toMatchObject({ became: 'listed', answers: ['rent'], name: '李四' })
    await expect.poll(() => dayRows().count()).toBe(4)
    expect(await dayRows().first().innerText()).toMatch(/提取公积金[^]*给了清单/)
    expect(await dayRows().first().innerText()).not.toContain('李四')
    expect(await accessibilityFaults(page)).toEqual([])

    await page.keyboard.press('1')
    await page.getByRole('radio', { name: '租房' }).check()
    await page.keyboard.press('n')
    await page.getByRole('heading', { level: 2, name: '申请人' }).waitFor()
    expect(desks.village.store.drafts.ofPlace('a-station')).toMatchObject([{ item: 'choice', content: { answers: ['rent'] } }])
    expect(consulted()[0]).toMatchObject({ became: 'application' })
  })
})

describe('日清', () => {
  beforeEach(() => open(desks.villageUrl, 'proxy', '/registers?view=day'))

  test('is signed by name once the paper is counted, and shown with what was left', async () => {
    const sign = page.getByRole('button', { name: '签字日清' })
    await sign.waitFor()
    expect(await sign.isDisabled()).toBe(true)
    await page.getByLabel('纸上收了、还没录入的件数').fill('2')
    await page.getByLabel('没清的原因（可不填）').fill('停电，明早补录')
    expect(await accessibilityFaults(page)).toEqual([])
    await tabTo(page, '签字日清')
    await page.keyboard.press('Enter')
    await page.getByText(/proxy 已于 .* 签字日清/).waitFor()
    await page.getByText('停电，明早补录').waitFor()
    expect(desks.village.store.signOffs.get('a-station', '2026-03-02')).toMatchObject({ person: 'proxy', counts: { onPaper: 2 } })
    await page.reload()
    await page.getByText(/proxy 已于 .* 签字日清/).waitFor()
  })
})

describe('台账', () => {
  beforeEach(() => open(desks.countyUrl, 'a-clerk', '/registers?view=ledger'))

  test('shows every place, day by day, and comes as a file', async () => {
    await desks.submitted()
    const table = page.getByRole('table', { name: '各站点台账' })
    const row = (place: string) => table.getByRole('row').filter({ hasText: place }).first()
    await expect.poll(() => row('a-station').innerText()).toMatch(/a-station\s+1\s+0\s+0\s+0\s+0\s+在本站\s+在本站/)
    expect(await row('a-hosted').innerText()).toMatch(/a-hosted(\s+0){7}/)
    await row('a-station').getByRole('button').click()
    await expect.poll(() => page.getByRole('table', { name: '看每天' }).getByRole('row').count()).toBe(8)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByText('月', { exact: true }).click()
    await page.getByText('2026-03-01 至 2026-03-31').waitFor()
    expect(page.url()).toContain('period=month')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 Excel' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('台账 2026-03-01--2026-03-31.xlsx')
    const { tables } = await readWorkbook(await readFile(await download.path()))
    expect(tables[0]?.rows.filter(({ cells }) => cells[0] === 'a-hosted')).toHaveLength(6)
  })
})
