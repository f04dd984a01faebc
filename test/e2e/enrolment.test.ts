import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EnrolmentStage } from '../process/enrolment-stage.js'
import { urlOf } from '../process/started-program.js'
import { PASSWORD } from '../process/test-city.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { tabTo } from './keyboard.js'

let browser: Browser
let stage: EnrolmentStage
let page: Page

beforeAll(async () => {
  ;[browser, stage] = await Promise.all([launchBrowser(), EnrolmentStage.open()])
  ;({ page } = await openPage(browser, `${await urlOf(stage.county)}/enrolment`))
  await signIn(page, 'u2007', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '入网' }).waitFor()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await stage?.[Symbol.asyncDispose]()
})

/** What stands on the strip that is cut from the sheet. */
async function readStrip(): Promise<{
  readonly name: string
  readonly address: string
  readonly authority: string
  readonly code: string
}> {
  const strip = page.locator('section.strip').first()
  await strip.waitFor()
  const [address = '', authority = '', code = ''] = await strip.locator('dd').allInnerTexts()
  return { name: (await strip.getAttribute('aria-label')) ?? '', address, authority, code }
}

const machines = () => page.getByRole('table', { name: '已入网的机器' })
const dialog = () => page.getByRole('dialog')

test('a township gets its sheet, a machine says its code, is approved, comes up, and is cut off with a reason', {
  timeout: 240_000,
}, async () => {
  // The sheet of a whole township, by keys alone.
  await tabTo(page, '选择要入网的乡镇或节点')
  await page.keyboard.press('Enter')
  await page
    .getByTitle(/\(\d+\)$/)
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('for=township')
  await tabTo(page, '生成入网码单', 'button')
  await page.keyboard.press('Enter')
  const strip = await readStrip()
  expect(strip.code).toMatch(/^(\w{5}-){3}\w{5}$/)
  expect(await page.locator('section.strip svg').count()).toBe(await page.locator('section.strip').count())
  expect(await page.locator('section.strip').count()).toBeGreaterThan(1)
  expect(await accessibilityFaults(page)).toEqual([])

  // A machine says the code: it waits until somebody compared its key.
  const made = { ...strip, codes: [{ id: '', code: strip.code, site: { id: '' } }] }
  const enrolling = stage.enrol(made)
  const waiting = page.getByRole('table', { name: '等待批准的机器' })
  await waiting.getByText(strip.name).waitFor({ timeout: 60_000 })
  await waiting.getByRole('button', { name: '批准' }).click()
  await waiting.waitFor({ state: 'detached' })
  const { config, code, said } = await enrolling
  expect({ code, said }).toMatchObject({ code: 0 })
  await using agent = stage.agent(config)
  await agent.line('link running')

  // The network shows it connected, with its story.
  await page.getByRole('link', { name: '网络', exact: true }).click()
  await page.getByRole('textbox', { name: '按名称查找站点' }).fill(strip.name)
  const row = page.getByRole('treegrid').getByRole('row').filter({ hasText: strip.name }).filter({ hasText: '在线' }).last()
  await row.waitFor({ timeout: 60_000 })
  await row.getByRole('link').click()
  await page.getByRole('table', { name: '这处线路和机器的经过' }).getByText('机器报了入网码').waitFor()

  // Cut off: the page says beforehand what it will do.
  await page.getByRole('link', { name: '入网', exact: true }).click()
  const find = page.getByRole('textbox', { name: '按名称查找机器' })
  await machines().waitFor()
  if (await find.isVisible()) await find.fill(strip.name)
  await machines()
    .getByRole('button', { name: `吊销 ${strip.name}`, exact: true })
    .click()
  await dialog().getByText('它手里的 0 件由本级接管').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await dialog().getByRole('button', { name: '吊销', exact: true }).click()
  await dialog().getByText('请写明原因').waitFor()
  await dialog().getByRole('textbox', { name: '原因（记入审计）' }).fill('电脑被盗')
  await dialog().getByRole('button', { name: '吊销', exact: true }).click()
  await page.getByText('已吊销；接管 0 件').waitFor()
  await agent.line('link down', ({ reason }) => reason === 'link/revoked')
  await machines().getByRole('row').filter({ hasText: strip.name }).getByText('已吊销').waitFor()
})

test('the machine itself goes out of work with a reason, says what is still to be sent, and comes back', async () => {
  await page.getByRole('button', { name: '进入维护' }).click()
  await dialog().getByRole('textbox', { name: '原因（记入审计）' }).fill('换硬盘')
  await dialog().getByRole('button', { name: '进入维护' }).click()
  await page.getByText(/维护中，自 .*：换硬盘/).waitFor()
  await page.getByText(/都发完了，可以关机|还有 \d+ 条没发完/).waitFor()
  await page.getByRole('button', { name: '结束维护' }).click()
  await page.getByText('本机照常收件。').waitFor()
  expect(await page.getByText(/维护中，自/).count()).toBe(0)
})

test('the way up is tested by one click, each step told with what to do where it fails', { timeout: 120_000 }, async () => {
  const origin = new URL(page.url()).origin
  await page.goto(`${origin}/network?view=links`)
  await page.getByRole('button', { name: '检查到上级的线路' }).click()
  const steps = page.getByRole('list', { name: /的每一步/ }).getByRole('listitem')
  await page.getByText('每一步都通').waitFor()
  expect((await steps.allInnerTexts()).map((text) => text.split('；')[0]?.slice(2))).toEqual([
    '域名',
    '端口',
    '加密与证书',
    '准入',
    '时钟',
    '版本',
  ])
  expect(await accessibilityFaults(page)).toEqual([])
  await stage.top.stop('SIGKILL')
  await page.getByRole('button', { name: '检查到上级的线路' }).click()
  await steps.filter({ hasText: '端口' }).getByText('下一步：请检查网线、防火墙').waitFor()
  expect(await steps.last().innerText()).toContain('前一步不通，没有再查')
  await page.goto(`${origin}/enrolment`)
  await page.getByRole('heading', { level: 1, name: '入网' }).waitFor()
})

test('can be read in English too, without sideways scrolling', async () => {
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Enrolment' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= 1366')).toBe(true)
})
