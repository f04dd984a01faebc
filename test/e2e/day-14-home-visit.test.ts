import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { loadCase } from '@liandong/core/site/execute.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asClerk, openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, signIn } from './browser.js'
import { actAs } from './two-desks.js'

/** A village without a PC: its store is the county's gateway, and its desk a phone in somebody's kitchen. */
let county: TestApp
let desk: TestApp
let browser: Browser
let page: Page
let url = ''
const complaints: string[] = []

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  county = openApp('a')
  for (const person of ['hosted-proxy', 'a-clerk']) await givePassword(county.site, person, PASSWORD)
  desk = openApp('a', { counter: county, pages, signsIn: true })
  url = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  await takeThePhone()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desk?.app.close()
  await county?.close()
})

/** A phone of today, held upright; another one after a battery died. */
async function takeThePhone(): Promise<void> {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, locale: 'zh-CN' }
  const context = await browser.newContext(phone)
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${url}/today`)
  await signIn(page, 'hosted-proxy', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
}

/** Read on a phone: nothing to scroll for sideways, nothing axe minds. */
async function look(name: string): Promise<void> {
  const tooWide = () => page.evaluate(WIDER)
  await expect.poll(async () => [name, await tooWide()]).toEqual([name, []])
  expect([name, await accessibilityFaults(page)]).toEqual([name, []])
}

/** What reaches beyond the screen, named so that it can be found. */
const WIDER = `document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1).slice(0, 5)
    .map((each) => each.tagName + ' ' + each.className + ' ' + each.textContent.slice(0, 40))`

const next = () => page.getByRole('button', { name: '下一步' }).tap()

/** What a phone's camera gives: millions of dots, a sheet on a bed cover, far above what the line should carry. */
async function photo(): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }> {
  const address = (await page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 3200
    const pen = canvas.getContext('2d')
    for (let at = 0; at < 9000; at += 1) {
      pen.fillStyle = 'hsl(' + (at * 37) % 360 + ', 40%, 25%)'
      pen.fillRect((at * 7919) % 2400, (at * 104729) % 3200, 90, 90)
    }
    pen.translate(1200, 1600)
    pen.rotate(-0.05)
    pen.fillStyle = '#f7f5ef'
    pen.fillRect(-850, -1200, 1700, 2400)
    pen.fillStyle = '#222'
    pen.font = '60px sans-serif'
    for (let line = 0; line < 24; line += 1) pen.fillText('宅基地权属证明 集体土地使用证 二〇〇三年', -720, -1050 + line * 90)
    return canvas.toDataURL('image/jpeg', 0.92)
  })()`)) as string
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(address.split(',')[1] ?? '', 'base64') }
}

/** Chosen or taken: for the page both come by the same field. Answers how many bytes went over the line. */
async function shoot(): Promise<number> {
  const picture = await photo()
  expect(picture.buffer.length).toBeGreaterThan(500_000)
  await page.locator('input[type=file]').first().setInputFiles(picture)
  await page.getByText(/^整理后/).waitFor()
  await look('a picture')
  const [answer] = await Promise.all([
    page.waitForResponse((each) => each.url().endsWith('/papers') && each.request().method() === 'POST' && each.ok()),
    page.getByRole('button', { name: '用整理后的' }).tap(),
  ])
  return ((await answer.json()) as { readonly sizeBytes: number }).sizeBytes
}

test('a draft begun at home is finished there by phone, with a photographed paper that fits the line, and handed in', async () => {
  await look('today')
  await page.getByRole('button', { name: '新申请' }).first().tap()
  await page.getByRole('searchbox', { name: '查找事项' }).fill('zjd')
  await look('find')
  await page.getByRole('button', { name: '办理 宅基地审批' }).tap()
  await page.getByLabel('姓名').fill('赵大娘')
  const saved = page.waitForResponse(
    (each) => each.request().method() === 'PUT' && (each.request().postData() ?? '').includes('11010519491231002X'),
  )
  await page.getByLabel('证件号码').fill('11010519491231002X')
  await look('applicant')
  await saved
  // The battery is empty; another phone goes on.
  await page.context().close()
  await takeThePhone()
  await page.getByRole('link', { name: '宅基地审批 · 赵大娘' }).tap()
  await next()
  await page.getByRole('radiogroup', { name: '权属证明' }).getByText('扫描件').tap()
  const bytes = await shoot()
  expect(bytes).toBeLessThanOrEqual(300_200)
  await page.getByText('已上传').waitFor()
  await look('papers')
  await next()
  await page.getByLabel('理由').fill('房屋漏雨')
  await look('form')
  await next()
  await page.getByText('内容齐了').waitFor()
  await look('check')
  await page.getByRole('checkbox', { name: '申请人已核对' }).tap()
  await page.getByRole('button', { name: '提交申请' }).tap()
  await page.getByRole('region', { name: '收件凭证' }).waitFor()
  await look('receipt')
  expect(county.store.caseList.page({}, 1)[0]?.stage).toBe('submitted')
  expect(complaints).toEqual([])
}, 180_000)

test('a visit the county asked for is answered from the doorstep, with a photograph as its report', async () => {
  const [view] = county.store.caseList.page({}, 1)
  const caseId = view?.caseId ?? ''
  await actAs(county, asClerk, caseId, { act: 'accept' })
  await actAs(county, asClerk, caseId, {
    ...{ act: 'give-task', kind: 'visit', site: 'a', place: 'a-hosted', person: null },
    ...{ from: null, until: '2026-03-20', instruction: null },
  })
  await page.goto(`${url}/today`)
  await page.getByRole('link', { name: '入户调查 · 宅基地审批' }).tap()
  await page.getByRole('button', { name: '答复任务：入户调查' }).tap()
  await page.getByRole('dialog').getByText('已完成', { exact: true }).tap()
  await shoot()
  await page.getByRole('dialog').getByRole('button', { name: '答复任务：入户调查', exact: true }).tap()
  await page.getByText('答复任务：入户调查：已办成').first().waitFor()
  await look('case')
  expect([...(loadCase(county.site, caseId)?.tasks.values() ?? [])].map(({ answer }) => answer?.report !== null)).toEqual([true])
  expect(complaints).toEqual([])
}, 180_000)
