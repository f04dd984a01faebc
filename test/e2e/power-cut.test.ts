import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadCase } from '../../core/src/site/execute.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { type HallDesk, openHallDesk } from './hall-desk.js'

let browser: Browser
let desk: HallDesk
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desk] = await Promise.all([launchBrowser(), openHallDesk()])
})
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})
beforeEach(() => signedIn('/paper-receipts'))
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function signedIn(path: string): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${desk.url}${path}`))
  await signIn(page, 'window', PASSWORD)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const next = () => page.getByRole('button', { name: '下一步' }).click()
const step = (name: string) => page.getByRole('heading', { level: 2, name })
const group = (name: string) => page.getByRole('group', { name })

/** A child with its mother, and an uncle who applies with it and has signed. */
async function fillApplicants(): Promise<void> {
  await page.getByLabel('姓名').fill('阿依古丽·买买提')
  await page.getByLabel('证件号码').fill('11010520200101100X')
  await page.getByRole('button', { name: '添加监护人' }).click()
  await group('监护人').getByLabel('姓名').fill('母')
  await group('监护人').getByLabel('证件号码').fill('11010519491231002X')
  await group('监护人').getByLabel('与申请人关系').fill('母亲')
  await page.getByRole('button', { name: '添加共同申请人' }).click()
  await group('共同申请人 1').getByLabel('姓名').fill('𠮷')
  await group('共同申请人 1').getByRole('combobox', { name: '证件类型' }).click()
  await page.getByTitle('护照').click()
  await group('共同申请人 1').getByLabel('证件号码').fill('E12345678')
  await group('共同申请人 1').getByLabel('出生日期').fill('1980-05-06')
  await group('共同申请人 1').getByRole('checkbox', { name: '已签字' }).check()
}

test('day 10: a case taken in on a numbered paper during a power cut is entered later under that number', {
  timeout: 240_000,
}, async () => {
  await page.getByLabel('预留张数').fill('3')
  await page.getByRole('button', { name: '预留', exact: true }).click()
  await page.getByText('未用 3 张，已用 0 张，作废 0 张').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  const slip = page.locator('.slip').first()
  await slip.waitFor()
  const [, number = ''] = /编号\s+([0-9A-Z-]+)/.exec(await slip.innerText()) ?? []
  const [, code = ''] = /查询码\s+([0-9A-Z]{8})/.exec(await slip.innerText()) ?? []
  await page.emulateMedia({ media: 'screen' })

  await desk.stop()
  await desk.start()
  await page.reload()
  await page.getByRole('link', { name: `补录 ${number}` }).click()
  await page.getByRole('searchbox', { name: '查找事项' }).fill('zjd')
  await page.getByRole('button', { name: '办理 宅基地审批' }).click()
  await fillApplicants()
  expect(await accessibilityFaults(page)).toEqual([])
  await next()
  await page.getByRole('radiogroup', { name: '权属证明' }).getByText('原件').click()
  await next()
  await page.getByLabel('理由').fill('翻建')
  await next()
  await page.getByText('还缺 1 项').waitFor()
  await page.getByRole('button', { name: '实际办理时间' }).click()
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('later-claimed')
  await page.getByLabel('实际办理时间').fill('2026-03-02T09:20')
  expect(await page.getByRole('region', { name: '申请表' }).innerText()).toContain(`2026-03-02 09:20  ${number}`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('checkbox', { name: '申请人已核对' }).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  const receipt = page.getByRole('region', { name: '收件凭证' })
  await receipt.waitFor()
  expect(await receipt.innerText()).toContain(number)
  expect(await receipt.innerText()).toContain(code)

  const [view] = desk.hall().store.caseList.byNumber(number)
  const state = loadCase(desk.hall().site, view?.caseId ?? '')
  expect(state).toMatchObject({
    number,
    coApplicantCount: 1,
    enteredLater: { claimedMs: Date.parse('2026-03-02T09:20:00+08:00'), reason: 'power-cut' },
  })
  await page.goto(`${desk.url}/paper-receipts`)
  await page.getByText('未用 2 张，已用 1 张').waitFor()
  await page.goto(`${desk.url}/cases/${view?.caseId ?? ''}?view=review`)
  for (const words of ['阿依古丽·买买提', '𠮷', 'E12345678', '母亲']) await page.getByText(words).first().waitFor()
})

test('a spoiled paper is void and offered to nobody', async () => {
  const stock = page.getByText(/^未用 \d+ 张/)
  const before = await stock.innerText()
  await page.getByRole('button', { name: '预留', exact: true }).click()
  await expect.poll(() => stock.innerText()).not.toBe(before)
  const spoil = page.getByRole('button', { name: /^作废 / }).first()
  const number = (await spoil.getAttribute('aria-label'))?.slice(3) ?? ''
  await spoil.click()
  await page.getByRole('menuitem', { name: '写坏' }).click()
  await page.getByRole('row', { name: number }).getByText('作废 写坏').waitFor()
  expect(await page.getByRole('link', { name: `补录 ${number}` }).count()).toBe(0)
})

test('somebody who goes on although such a case exists says why, and that lies with the case’s papers', async () => {
  const apply = async () => {
    await page.goto(`${desk.url}/new`)
    await page.getByRole('searchbox', { name: '查找事项' }).fill('zjd')
    await page.getByRole('button', { name: '办理 宅基地审批' }).click()
    await page.getByLabel('姓名').fill('王五')
    await page.getByLabel('证件号码').fill('440524188001010014')
  }
  const finish = async () => {
    await next()
    await page.getByRole('radiogroup', { name: '权属证明' }).getByText('原件').click()
    await next()
    await page.getByLabel('理由').fill('翻建')
    await next()
    await page.getByText('内容齐了').waitFor()
    await page.getByRole('checkbox', { name: '申请人已核对' }).check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByRole('region', { name: '收件凭证' }).waitFor()
  }
  await apply()
  await finish()
  await apply()
  await page.getByLabel('仍要申请的理由').fill('另一处宅基地')
  await finish()
  const [newest] = desk.hall().store.caseList.page({}, 1)
  await page.goto(`${desk.url}/cases/${newest?.caseId ?? ''}?view=review`)
  await page.getByText('另一处宅基地').waitFor()
  await page.getByText('已有同类办件仍申请的理由').waitFor()
  const events = JSON.stringify(desk.hall().store.cases.standing(newest?.caseId ?? ''))
  expect(events).not.toContain('另一处')
  await step('办理').waitFor()
})
