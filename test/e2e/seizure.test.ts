import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { tabTo } from './keyboard.js'
import { openTwoDesks, type TwoDesks } from './two-desks.js'

let browser: Browser
let desks: TwoDesks
const opened: { readonly page: Page; readonly complaints: readonly string[] }[] = []

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
  await givePassword(desks.county.site, 'a-helper', PASSWORD)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})
afterEach(async () => {
  const all = opened.splice(0)
  for (const { page } of all) await page.context().close()
  const complaints = all.flatMap((each) => each.complaints)
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function open(login: string, path: string): Promise<Page> {
  const one = await openPage(browser, `${desks.countyUrl}${path}`)
  opened.push(one)
  await signIn(one.page, login, PASSWORD)
  await one.page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  return one.page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const custodian = (caseId: string) => loadCase(desks.county.site, caseId)?.custodian

/** Registered in the village and known at the county; the village keeps it. */
async function stuck() {
  const receipt = await desks.registered()
  desks.online()
  return receipt
}

describe('a seizure', () => {
  test('is asked from the case by one person, and nothing happens before another confirms it', { timeout: 120_000 }, async () => {
    const { caseId, number } = await stuck()
    const page = await open('a-clerk', `/cases/${caseId}`)
    await page.getByRole('link', { name: '申请接管' }).click()
    expect(await page.getByRole('textbox', { name: '办件编号' }).inputValue()).toBe(number)
    expect(await accessibilityFaults(page)).toEqual([])
    await button(page, '提出申请').click()
    await page.getByText('已提出，等第二人确认').waitFor()
    await page.getByRole('table').getByText('须由另一人确认').waitFor()
    expect(custodian(caseId)).toBe('a-village')

    const second = await open('a-window', '/cases')
    await second.getByText('有 1 项接管等第二人确认').waitFor()
    await second.getByRole('link', { name: '去看看' }).click()
    await button(second, '确认或不同意').click()
    expect(await second.getByRole('dialog').innerText()).toMatch(/a-village[^]*长时间没有联系[^]*a-clerk/)
    expect(await accessibilityFaults(second)).toEqual([])
    await tabTo(second, '同意接管', 'button')
    await second.keyboard.press('Enter')
    await second.getByText('已接管 1 件').waitFor()
    expect(custodian(caseId)).toBe('a')
    await page.getByText('没有待确认的接管').waitFor()
  })

  test('the second person refuses takes nothing', { timeout: 90_000 }, async () => {
    const { caseId, number } = await stuck()
    const page = await open('a-clerk', `/seizures?number=${number}&from=a-village`)
    await button(page, '提出申请').click()
    await page.getByText('已提出，等第二人确认').waitFor()
    const second = await open('a-window', '/seizures')
    await button(second, '确认或不同意').click()
    await button(second, '不同意').click()
    await second.getByText('已记为不同意，没有接管').waitFor()
    expect(custodian(caseId)).toBe('a-village')
    await second.getByText('没有待确认的接管').waitFor()
  })
})
