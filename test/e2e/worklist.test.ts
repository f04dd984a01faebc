import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { asClerk } from '../../core/src/http/app.testing.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { actAs, openTwoDesks, type TwoDesks } from './two-desks.js'

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
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

/** Nothing may be done before that needs time to pass: a session ends when nobody works. */
async function open(path: string): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${desks.countyUrl}${path}`))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
}

const row = (number: string) => page.getByRole('row', { name: number })
const pick = async (box: string, option: string) => {
  await page.getByRole('combobox', { name: box }).click()
  await page.getByTitle(option, { exact: true }).click()
}

test('cases in another organ’s system: one never sent is named, one that was looked at needs one click', async () => {
  const { county } = desks
  const [sent, forgotten] = [await desks.submitted('outside'), await desks.submitted('outside')]
  for (const { caseId } of [sent, forgotten]) {
    await actAs(county, asClerk, caseId, { act: 'accept' })
    await actAs(county, asClerk, caseId, { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })
  }
  const seen = { system: '社保系统', number: 'S-77', state: 'sent', asOfMs: county.clock.nowMs(), proof: null }
  await actAs(county, asClerk, sent.caseId, { act: 'note-external', step: 'decide', ...seen })
  county.clock.advance(4 * 86_400_000)
  await open('/worklist?view=outside')
  await row(forgotten.number).getByText('还没有报送').waitFor()
  expect(await row(sent.number).innerText()).toMatch(/S-77[^]*已报送[^]*4 天前/)
  await page.getByRole('button', { name: `${sent.number} 仍在办理` }).click()
  await page.getByText(`${sent.number}：已登记核对`).waitFor()
  await row(sent.number).waitFor({ state: 'detached' })
  expect(loadCase(county.site, sent.caseId)?.external.get('decide')).toMatchObject({ number: 'S-77', state: 'in-progress' })
  expect(await accessibilityFaults(page)).toEqual([])
})

test('the worklist is narrowed to a step and an office, which stay chosen when the page is read again', async () => {
  const [first, second] = [await desks.submitted(), await desks.submitted()]
  for (const { caseId } of [first, second]) await actAs(desks.county, asClerk, caseId, { act: 'accept' })
  await actAs(desks.county, asClerk, second.caseId, { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })
  await open('/worklist')
  await row(first.number).waitFor()
  await pick('环节', '决定')
  await row(first.number).waitFor({ state: 'detached' })
  await pick('科室（部门）', 'a-bureau')
  await page.reload()
  await row(second.number).waitFor()
  expect(await row(second.number).innerText()).toMatch(/决定\s+a-bureau/)
  expect(await row(first.number).count()).toBe(0)
  await pick('科室（部门）', 'a-agency')
  await page.getByText('没有待办的办件').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
