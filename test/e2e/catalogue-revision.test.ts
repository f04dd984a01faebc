import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { inputOf } from '../../core/src/site/claiming/base.testing.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { launchBrowser, openPage, signIn } from './browser.js'
import { begin, type CatalogueCity, claimAndPublish, importBase, openCatalogueCity, publish } from './catalogue-city.js'

let browser: Browser
let desks: CatalogueCity
const opened: { readonly page: Page; readonly complaints: string[] }[] = []

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openCatalogueCity()])
  await importBase(desks.city, { settleBy: '2026-03-20' })
  desks.online()
  await claimAndPublish(desks.county)
  // The bureau adapts what the city is going to revise.
  const adapted = await begin(desks.county, 'homestead', (content) => ({
    ...content,
    guide: { ...content.guide, conditions: ['本镇户籍'] },
  }))
  await publish(desks.county, adapted.id)
  desks.online()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})
afterEach(async () => {
  const complaints = opened.flatMap((each) => each.complaints)
  for (const { page } of opened.splice(0)) await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function at(url: string, person: string): Promise<Page> {
  const visit = await openPage(browser, url)
  opened.push(visit)
  await signIn(visit.page, person, PASSWORD)
  await visit.page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  return visit.page
}

async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `确定：${name}` })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('a revision from above is tried, published, settled side by side at the county and met at the village counter', {
  timeout: 150_000,
}, async () => {
  const revised = inputOf({
    settleBy: '2026-03-20',
    conditions: ['本村村民', '一户一宅'],
    legal: { amount: 15, unit: 'working-day' },
  })
  const city = await at(`${desks.cityUrl}/catalogue/import?view=base`, 'city-clerk')
  const file = { name: 'base.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ entries: [revised] })) }
  await city.getByLabel('选择基本目录文件（JSON）').setInputFiles(file)
  await city.getByRole('button', { name: '试算' }).click()
  await city.getByText('试算结果：还没有发布').waitFor()
  await city.getByRole('row', { name: /法定办结时限 20个工作日 15个工作日/ }).waitFor()
  await city.getByText(/homestead：\d+ 处自动并入，1 处要逐项选定/).waitFor()
  await city.getByRole('button', { name: '发布基本目录' }).click()
  await city.getByText('已发布，第 2 版次').waitFor()
  desks.online()

  const county = await at(`${desks.countyUrl}/catalogue/revisions`, 'a-clerk')
  await county.getByText('2026-03-20 前落实').waitFor()
  await county.goto(`${desks.countyUrl}/catalogue?behind=true`)
  await county.getByRole('row', { name: /宅基地审批.*落后于基本目录/ }).waitFor()
  await county.goto(`${desks.countyUrl}/catalogue/revisions`)
  await county.getByRole('link', { name: '去落实' }).click()
  const choice = county.getByRole('region', { name: '受理条件' })
  await choice.getByText('本村村民;一户一宅').waitFor()
  await choice.getByText('本镇户籍').waitFor()
  await county.getByRole('button', { name: '送部门审核', exact: true }).click()
  const dialog = county.getByRole('dialog')
  await dialog.getByRole('button', { name: '确定：送部门审核' }).click()
  await dialog.getByText('还有上下不一致的内容没有选定').waitFor()
  await county.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await choice.getByRole('button', { name: '受理条件：采用上级的' }).click()
  await county.getByText('都已选定').waitFor()
  await step(county, '送部门审核')
  await step(county, '部门审核通过')

  const lawyer = await at(county.url(), 'a-lawyer')
  await step(lawyer, '合法性审核通过')
  await step(lawyer, '发布')
  desks.online()

  const village = await at(`${desks.villageUrl}/new`, 'proxy')
  await village.getByRole('searchbox').fill('宅基地')
  await village.getByRole('button', { name: '办理：宅基地审批' }).or(village.getByText('宅基地审批')).first().waitFor()
  await village.goto(`${desks.villageUrl}/print/items/homestead`)
  for (const words of ['一户一宅', '15个工作日']) await village.getByText(words).first().waitFor()
  expect(await village.getByText('本镇户籍').count()).toBe(0)

  await lawyer.goto(`${desks.countyUrl}/catalogue/ledger?text=a-station`)
  const proved = lawyer.getByRole('row', { name: /a-station 实施清单（a）.*最新/ })
  await proved.waitFor()
  await lawyer.goto(`${desks.countyUrl}/catalogue/revisions`)
  await lawyer.getByText('上级的修订都已落实').waitFor()
})
