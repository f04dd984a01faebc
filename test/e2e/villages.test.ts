import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
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
/** Nothing may be done before that needs time to pass: a session ends when nobody works. */
async function open(): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${desks.countyUrl}/villages`))
  await signIn(page, 'town-lady', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '我的村' }).waitFor()
}
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const row = (name: string) => page.getByRole('row', { name })

test('a centre sees whom to ring since when, and one click records that the household was told by phone', async () => {
  const { caseId, number } = await desks.submitted()
  await actAs(desks.county, asClerk, caseId, { act: 'accept' })
  desks.county.clock.advance(5 * 3_600_000)
  await open()
  await row(number).getByText('请致电').waitFor()
  const text = await row(number).innerText()
  for (const shown of ['受理通知', '13863310001', '0633-6209266', '5 小时', '站点未打开']) expect(text).toContain(shown)
  expect(await page.getByText('1 个村站的电脑现在连不上').isVisible()).toBe(true)
  await page.getByRole('button', { name: `已电话告知家人 ${number}` }).click()
  await page.getByText(`已登记告知：${number}`).waitFor()
  expect([...(loadCase(desks.county.site, caseId)?.notices.values() ?? [])]).toMatchObject([
    { kind: 'acceptance', told: { whom: 'household', how: 'phone', place: 'a-centre' } },
  ])
})

test('one village and one list stay chosen when the page is read again, and what a village keeps to itself is unknown', async () => {
  await open()
  await page.getByRole('button', { name: '只看a-station' }).click()
  await page.getByRole('tab', { name: /^仅存本机/ }).click()
  await page.reload()
  await page.getByRole('heading', { level: 2, name: 'a-station' }).waitFor()
  await page.getByText('没有仅存本机的办件').waitFor()
  const cells = page.getByRole('row', { name: /a-station.*断线，最后联络 2026-03-02 09:40/ }).getByRole('cell')
  expect((await cells.allInnerTexts()).slice(-2)[0]).toBe('不详')
  expect(await accessibilityFaults(page)).toEqual([])
})

test('the powers handed down to the centre are listed with whose they are', async () => {
  await open()
  await page.getByRole('tab', { name: '承接的权力' }).click()
  await row('农村建房许可').waitFor()
  expect(await row('农村建房许可').innerText()).toMatch(/决定\s+a-bureau\s+a-government\s+上级下放/)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
