import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { asClerk } from '../../core/src/http/app.testing.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { type HostedTownship, openHostedTownship } from './hosted-township.js'
import { actAs } from './two-desks.js'

let browser: Browser
let desks: HostedTownship
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openHostedTownship()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})
beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, `${desks.countyUrl}/approvals`))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '待审批' }).waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

/** Accepted and examined: the decision is next. */
async function examined(): Promise<{ readonly caseId: string; readonly number: string }> {
  const receipt = await desks.submitted()
  await actAs(desks.county, asClerk, receipt.caseId, { act: 'accept' })
  await actAs(desks.county, asClerk, receipt.caseId, { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })
  return receipt
}
const stateOf = (caseId: string) => loadCase(desks.county.site, caseId)
const lineOf = (number: string) => page.getByRole('list', { name: '等待决定的办件' }).getByRole('button', { name: number })
const shows = (number: string) => page.getByRole('heading', { level: 2, name: number }).waitFor()

test('an approver decides one case after the other by keyboard, each with an opinion', { timeout: 120_000 }, async () => {
  const [first, second] = [await examined(), await examined()]
  await lineOf(first.number).focus()
  for (const [at, { number, caseId }] of [first, second].entries()) {
    await shows(number)
    await expect.poll(() => page.evaluate('document.activeElement.innerText')).toContain(number)
    await page.getByRole('textbox', { name: '审批意见' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(`同意第${at + 1}件`)
    await page.keyboard.press('Control+Enter')
    await page.getByText(`确定准予 ${number} 吗`).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(`${number}：已准予`).waitFor()
    const decision = stateOf(caseId)?.decision
    expect(decision?.result).toBe('granted')
    expect(decision?.document?.sizeBytes).toBeGreaterThan(1000)
  }
  await page.getByText('没有等待您决定的办件').waitFor()
})

test('a case goes back for rework with its reason, waits aside and comes back when that is answered', async () => {
  const { number, caseId } = await examined()
  await lineOf(number).click()
  await shows(number)
  await page.getByRole('button', { name: '退回经办人修改' }).click()
  await page.getByText('请写明哪里要改').waitFor()
  await page.getByRole('textbox', { name: '审批意见' }).fill('面积与图纸不符')
  await page.getByRole('button', { name: '退回经办人修改' }).click()
  await page.getByText(`${number}：已退回a-clerk`).waitFor()
  const [task, given] = [...(stateOf(caseId)?.tasks ?? [])][0] ?? []
  expect(given).toMatchObject({ kind: 'opinion', person: 'a-clerk', place: 'a-hall', answer: null })
  expect(given?.instruction?.sizeBytes).toBeGreaterThan(1000)
  await lineOf(number).getByText('已退回修改').waitFor()
  await actAs(desks.county, asClerk, caseId, { act: 'answer-task', task, result: 'done', report: null, votes: null })
  await lineOf(number).getByText('已退回修改').waitFor({ state: 'detached' })
  await actAs(desks.county, asClerk, caseId, { act: 'withdraw', statement: null })
})

test('like cases are decided together, each named; one that was decided meanwhile holds back no other', async () => {
  const all = [await examined(), await examined(), await examined()]
  const [, early] = all
  await page.getByRole('button', { name: '同类 3 件一起决定' }).click()
  if (early === undefined) throw new Error('no case')
  await actAs(desks.county, asClerk, early.caseId, { act: 'withdraw', statement: null })
  await page.getByRole('button', { name: '准予所选 3 件' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('status').getByText('已办 2 / 3 件').waitFor()
  await expect.poll(() => dialog.getByText('已准予').count()).toBe(2)
  await dialog.getByText('下一步').waitFor()
  expect(all.map(({ caseId }) => stateOf(caseId)?.stage)).toEqual(['decided', 'withdrawn', 'decided'])
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await page.getByText('没有等待您决定的办件').waitFor()
})

test('the page is read without a mouse and fits the screen of an old PC', async () => {
  const { number } = await examined()
  await lineOf(number).waitFor()
  await page.getByRole('textbox', { name: '审批意见' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
