import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiptText } from '@liandong/core/domain/documents/receipt-code.js'
import { currentPerson, currentPlace } from '@liandong/core/domain/roster-view.js'
import { loadCase } from '@liandong/core/site/execute.js'
import { decodeEvent } from '@liandong/core/wire/event.js'
import { accountFact, enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { openTwoDesks, type TwoDesks } from './two-desks.js'

/** Day 8: the proxy is on leave; the substitute opens the draft, and the mandate made out to the station is still good. */
let browser: Browser
let desks: TwoDesks

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
  await sendSubstitute()
})
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

/** 替班: the neighbour's proxy stands in at the station, whose own proxy is there on Mondays and Wednesdays. */
async function sendSubstitute(): Promise<void> {
  const { site } = desks.village
  const [station, neighbour] = [currentPlace(site.roster, 'a-station'), currentPerson(site.roster, 'hosted-proxy')]
  if (station === null || neighbour === null) throw new Error('no station')
  const rota = [{ person: 'proxy', weekdays: [1, 3] }]
  const posts = [{ place: 'a-station', organ: null }]
  enterFacts(
    site,
    { kind: 'place', place: { ...station, rota, standIns: ['hosted-proxy'] } },
    { kind: 'person', person: { ...neighbour, name: '李替班', posts } },
    accountFact('hosted-proxy', [{ role: 'proxy', place: 'a-station', organ: null }]),
  )
  await givePassword(site, 'hosted-proxy', PASSWORD)
}

async function sitDown(login: string): Promise<Page> {
  const { page } = await openPage(browser, desks.villageUrl)
  await signIn(page, login, PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
  return page
}

/** Up to the last step, saved; then the proxy goes on leave. */
async function begun(): Promise<void> {
  const page = await sitDown('proxy')
  await page.getByRole('button', { name: '新申请' }).click()
  await page.getByRole('searchbox', { name: '查找事项' }).fill('zjd')
  await page.getByRole('button', { name: '办理 宅基地审批' }).click()
  await page.getByLabel('姓名').fill('王委托')
  await page.getByLabel('证件号码').fill('11010519491231002X')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('radiogroup', { name: '权属证明' }).getByText('原件').click()
  await page.getByRole('button', { name: '下一步' }).click()
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && (answer.request().postData() ?? '').includes('翻建两间') && answer.ok(),
  )
  await page.getByLabel('理由').fill('翻建两间')
  await saved
  await page.context().close()
}

test('the substitute goes on with the draft, the mandate names station and rota, and its signed page is kept', {
  timeout: 180_000,
}, async () => {
  await begun()
  const page = await sitDown('hosted-proxy')
  await page.getByRole('link', { name: '宅基地审批 · 王委托' }).click()
  await page.getByLabel('理由').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()

  const [printed] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: '打印 代办服务委托书', exact: true }).click(),
  ])
  await printed.getByRole('heading', { level: 1, name: '代办服务委托书' }).waitFor()
  const words = await printed.innerText('body')
  expect(words).toMatch(/委托人：王委托 证件号码 11010519491231002X[^]*受托站点：a-station/)
  expect(words).toMatch(/proxy 周一、三值班[^]*李替班（替班）[^]*权属证明/)
  await printed.close()

  const name = '委托书.pdf'
  const signedPage = { name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 signed by 王委托') }
  await page.locator('input[type=file]').setInputFiles(signedPage)
  await page.getByText('已上传').waitFor()
  await page.getByRole('button', { name: '换一份 签好的委托书' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('checkbox', { name: '申请人已核对' }).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  const receipt = page.getByRole('region', { name: '收件凭证' })
  await receipt.waitFor()

  const [shown] = desks.village.store.caseList.page({}, 1)
  if (shown === undefined) throw new Error('nothing was registered')
  const state = loadCase(desks.village.site, shown.caseId)
  const kept = state?.materials.get('service-mandate')?.paper ?? null
  expect(kept).not.toBeNull()
  const [first] = desks.village.store.cases.standing(shown.caseId)
  expect(first === undefined ? null : decodeEvent(first.bytes).author).toMatchObject({
    person: 'hosted-proxy',
    place: 'a-station',
    mandate: kept?.hash,
  })

  const [slip] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: '小票打印 收件凭证' }).click(),
  ])
  await slip.getByRole('heading', { level: 1, name: '收件凭证' }).waitFor()
  expect(await slip.innerText('body')).toMatch(new RegExp(`${shown.number}[^]*查询码[^]*代办服务委托书\\s*已扫描`))
  await slip.close()
  await page.goto(`${desks.villageUrl}/cases/${shown.caseId}?view=review`)
  await page.getByRole('link', { name: '打印 收件凭证', exact: true }).waitFor()

  await page.getByRole('link', { name: '扫码', exact: true }).click()
  const box = page.getByRole('textbox', { name: '扫凭证二维码、条码，或输入办件编号' })
  const { number, item, registeredMs } = shown
  await box.fill(receiptText({ number, queryCode: null, item, version: 1, registeredMs, papers: [] }))
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: `打开办件 ${number}` }).waitFor()
  await page.getByRole('heading', { level: 2, name: '凭证上写着' }).waitFor()
  expect(page.url()).toContain(`/find?number=${number}`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.context().close()
})
