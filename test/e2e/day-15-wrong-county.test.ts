import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { launchBrowser, openPage, signIn } from './browser.js'
import { choose, isAsked, isDone, openAct, openCase, pick, send, upload } from './case-acts.js'
import { openTwoDesks, type TwoDesks } from './two-desks.js'

let browser: Browser
let desks: TwoDesks

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

async function at(url: string, login: string): Promise<Page> {
  const { page } = await openPage(browser, url)
  await signIn(page, login, PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  return page
}

test('an application for another county is refused in writing with the right organ, and the villager is told where to go', {
  timeout: 180_000,
}, async () => {
  const { caseId, number } = await desks.submitted()
  const clerk = await at(desks.countyUrl, 'a-clerk')
  await openCase(clerk, desks.countyUrl, caseId)
  await openAct(clerk, '不予受理')
  await choose(clerk, '理由', '不属于本部门职权')
  await upload(clerk)
  await send(clerk, '不予受理')
  await clerk.getByText('请填写：应当受理的部门').waitFor()
  await pick(clerk, '应当受理的部门', 'b-bureau')
  await send(clerk, '不予受理', true)
  await isDone(clerk, '不予受理')
  expect(loadCase(desks.county.site, caseId)).toMatchObject({ stage: 'not-accepted' })
  desks.online()

  const village = await at(desks.villageUrl, 'proxy')
  await village.getByRole('link', { name: /不予受理通知/ }).click()
  await village.getByText('理由：不属于本部门职权 · 应当受理的部门：b-bureau').waitFor()
  await openAct(village, '登记已告知：不予受理通知')
  await choose(village, '告诉了谁', '申请人本人')
  await choose(village, '怎样告诉', '当面')
  await send(village, '登记已告知：不予受理通知')
  await isAsked(village, '登记已告知')
  desks.online()
  await isDone(village, '登记已告知：不予受理通知')
  await clerk.getByText('不予受理通知 · 申请人本人 · 当面').waitFor()
  await openAct(clerk, '办结')
  await send(clerk, '办结')
  await isDone(clerk, '办结')
  desks.online()
  await village.getByText('已全部办完').waitFor()
  expect(await village.getByRole('heading', { level: 1 }).innerText()).toContain(number)
  for (const page of [clerk, village]) await page.context().close()
})
