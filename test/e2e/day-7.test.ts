import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { asClerk, asProxy } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { actAs, openTwoDesks, type TwoDesks } from './two-desks.js'

/** Day 7: originals out and the certificate back by bag, one paper missing. */
let browser: Browser
let desks: TwoDesks
let receipt: Receipt

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
  const sheet = (material: string) => ({ material, paper: null, form: 'original' as const, originals: 1, copies: 0 })
  const body = { requestId: newRequestId(), application: application({ materials: [sheet('deed'), sheet('photo')] }) }
  receipt = (await desks.village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
  await actAs(desks.village, asProxy, receipt.caseId, { act: 'submit' })
  desks.online()
})
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

async function sitDown(url: string, login: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const opened = await openPage(browser, url)
  await signIn(opened.page, login, PASSWORD)
  await opened.page.getByRole('link', { name: '原件', exact: true }).click()
  await opened.page.getByRole('heading', { level: 1, name: '原件交接' }).waitFor()
  return opened
}

/** Ticks the originals kept here, names the place and makes up the bag; answers its barcode. */
async function bagFor(page: Page, place: string, names: readonly string[]): Promise<string> {
  for (const name of names) await page.getByRole('checkbox', { name: new RegExp(`^${name} 3`) }).check()
  await page.getByRole('combobox', { name: '交给' }).click()
  await page.getByTitle(place, { exact: true }).click()
  await page.getByRole('button', { name: `装袋并打印交接单（${names.length} 件）` }).click()
  const made = page.getByText(/交接单 JJ[0-9A-F]{14} 已生成/)
  await made.waitFor()
  return /JJ[0-9A-F]{14}/.exec(await made.innerText())?.[0] ?? ''
}

async function scan(page: Page, bag: string): Promise<void> {
  await page.getByRole('textbox', { name: '扫交接单条码' }).fill(bag)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: '清点：勾选袋里有的' }).waitFor()
}

const original = (material: string) =>
  desks.county.store.originals.at('a-hall').find((each) => each.caseId === receipt.caseId && each.material === material)

test('originals go out in a bag, one is missed by name, and the certificate comes back in another', {
  timeout: 180_000,
}, async () => {
  const village = await sitDown(desks.villageUrl, 'proxy')
  expect(await accessibilityFaults(village.page)).toEqual([])
  const out = await bagFor(village.page, 'a-hall', ['权属证明', '照片'])
  const slip = await village.page.context().newPage()
  const printed = await slip.goto(`${desks.villageUrl}/print/bags/${out}?place=a-station`)
  expect(printed?.status()).toBe(200)
  expect(await slip.innerText('body')).toMatch(new RegExp(`${out}[^]*a-station 交 a-hall[^]*权属证明[^]*照片`))
  desks.online()

  const county = await sitDown(desks.countyUrl, 'a-clerk')
  await county.page.getByRole('link', { name: `打开 ${out}` }).waitFor()
  await scan(county.page, out)
  await county.page.getByRole('checkbox', { name: /^照片/ }).uncheck()
  await county.page.getByText('缺：照片。签收后对方和上级都看得到。').waitFor()
  expect(await accessibilityFaults(county.page)).toEqual([])
  await county.page.getByRole('button', { name: '签收 1 件，缺 1 件' }).click()
  await county.page.getByText('已签收').waitFor()
  expect(original('deed')).toMatchObject({ holder: 'a-hall', to: null, missing: false })
  expect(original('photo')).toMatchObject({ holder: 'a-station', missing: true })

  desks.online()
  await village.page.reload()
  const sent = village.page.getByRole('table', { name: '本站交出、还没签收的' })
  await sent.getByText('缺 1 件').waitFor()

  for (const act of [
    { act: 'accept' },
    { act: 'review-step', step: 'examine', result: 'agreed', opinion: null },
    { act: 'decide', result: 'granted', document: null, certificateNumber: 'ZJD-1' },
  ])
    await actAs(desks.county, asClerk, receipt.caseId, act)
  await county.page.getByRole('button', { name: '返回全部' }).click()
  const back = await bagFor(county.page, 'a-station', ['结果证照', '权属证明'])
  desks.online()

  await village.page.reload()
  await scan(village.page, back)
  await village.page.getByRole('button', { name: '全部到齐，签收 2 件' }).click()
  await village.page.getByText('已登记，等当前办理方确认').waitFor()
  desks.online()
  const held = () => desks.village.store.originals.at('a-station').filter(({ to }) => to === null)
  expect(held().map(({ material }) => material)).toEqual(['deed', 'result'])
  expect([...village.complaints, ...county.complaints]).toEqual([])
})
