import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Api, type CasePage } from '../../tools/demo/desk/api.js'
import { villager } from '../../tools/demo/desk/applicants.js'
import { portOf, type StartedProgram, urlOf } from '../process/started-program.js'
import { PASSWORD, TestCity } from '../process/test-city.js'
import { launchBrowser, openPage, signIn } from './browser.js'
import { form, isDone, openAct, openCase, send, upload } from './case-acts.js'

const soon = { timeout: 120_000, interval: 200 }

let city: TestCity
let county: StartedProgram
let village: StartedProgram
let countyPort: number
let browser: Browser
let desk: Api
let urls: { readonly county: string; readonly village: string }

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchBrowser(), TestCity.make(['village'])])
  const top = city.gateway('city')
  county = city.gateway('county', city.countyParent(portOf(await top.line('grpc listening'))))
  countyPort = portOf(await county.line('grpc listening'))
  village = city.agent('village', countyPort)
  urls = { county: await urlOf(county), village: await urlOf(village) }
  desk = new Api(urls.village, city.actor('village', 'u5001'))
  await vi.waitFor(async () => {
    const { items } = await desk.get<{ items: readonly unknown[] }>('/api/items?here=true')
    if (items.length === 0) throw new Error('the items are on their way')
  }, soon)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await city?.[Symbol.asyncDispose]()
})

async function at(url: string, login: string): Promise<Page> {
  const { page } = await openPage(browser, url)
  await signIn(page, login, PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  return page
}

/** Filed and handed in by the village with a paper missing. */
async function filed(): Promise<{ readonly caseId: string; readonly number: string }> {
  const item = `jianguan-02.${city.ids.county.place}`
  const given = ['application', 'plan', 'id-card'].map((material) => ({
    material,
    paper: null,
    form: 'original',
    originals: 1,
    copies: 0,
  }))
  const wish = { location: '孟晏村小学旁', kind: '移植', trees: 3, reason: '修路' }
  const application = { item, applicant: villager('陈大江', '19650412'), form: wish, materials: given }
  const receipt = await desk.post<{ caseId: string; number: string }>('/api/cases', {
    requestId: 'd6'.padEnd(32, '0'),
    application,
  })
  await desk.post(`/api/cases/${receipt.caseId}/acts`, { requestId: 'd6'.padEnd(32, '1'), act: { act: 'submit' } })
  return receipt
}

test('a supplement while the village PC is off: the township rings, who was told stands in the case, the village knows when it is back', {
  timeout: 300_000,
}, async () => {
  const { caseId, number } = await filed()
  const clerk = await at(urls.county, 'u2001')
  await vi.waitFor(async () => {
    await openCase(clerk, urls.county, caseId)
    await clerk.getByRole('button', { name: '一次性告知补正', exact: true }).first().waitFor({ timeout: 2_000 })
  }, soon)
  await village.stop('SIGKILL')
  await openAct(clerk, '一次性告知补正')
  await form(clerk).getByRole('checkbox').nth(2).check()
  await upload(clerk)
  await send(clerk, '一次性告知补正', true)
  await isDone(clerk, '一次性告知补正')

  const town = await at(`${urls.county}/villages`, 'u4002')
  const row = town.getByRole('row', { name: number })
  await row.getByText('补正通知').waitFor()
  expect(await row.innerText()).toMatch(/0633-6205001[^]*站点未打开/)
  await town.getByText('1 个村站的电脑现在连不上').waitFor()
  await town.getByRole('button', { name: `已电话告知本人 ${number}` }).click()
  await town.getByText(`已登记告知：${number}`).waitFor()
  await clerk.getByText(/补正通知 · 申请人本人 · 电话/).waitFor()

  village = city.agent('village', countyPort, { LIANDONG_HTTP_PORT: new URL(urls.village).port })
  await village.line('http listening')
  const proxy = await at(`${urls.village}/cases/${caseId}`, 'u5001')
  await proxy.getByText(/补正通知 · 申请人本人 · 电话/).waitFor({ timeout: 60_000 })
  await openAct(proxy, '补正收件')
  await form(proxy).getByRole('checkbox').first().check()
  await send(proxy, '补正收件')
  await isDone(proxy, '补正收件')
  const after = await desk.get<CasePage>(`/api/cases/${caseId}`)
  expect(after.line.stage).toBe('submitted')
  expect(after.history.map(({ body }) => body.type)).toEqual(
    expect.arrayContaining(['supplement-asked', 'notice-told', 'supplement-given']),
  )
  for (const page of [clerk, town, proxy]) await page.context().close()
})
