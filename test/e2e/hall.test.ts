import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadCase } from '../../core/src/site/execute.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { decided, type HallDesk, openHallDesk } from './hall-desk.js'

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

async function at(path: string, login = 'decider'): Promise<void> {
  ;({ page, complaints } = await openPage(browser, `${desk.url}${path}`))
  await signIn(page, login, PASSWORD)
  await page.getByRole('heading', { level: 1 }).waitFor()
}
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

/** Presses keys as a hand does, and counts them. */
class Hand {
  keys = 0
  async press(key: string): Promise<void> {
    this.keys += key.startsWith('Control+') ? 2 : 1
    await page.keyboard.press(key)
  }
  async type(text: string): Promise<void> {
    this.keys += Array.from(text).length
    await page.keyboard.type(text)
  }
}

const field = (id: string) => page.locator(`#${id}`)
const focused = () => page.evaluate('document.activeElement.id')
const receipt = () => page.getByRole('region', { name: '收件凭证', exact: true })
const cases = () => desk.hall().store.caseList.page({}, 100)

describe('day 1: an instant item at a hall window whose gateway is away', () => {
  beforeEach(() => at('/instant'))

  test('is registered, decided and handed over by keys alone, and the next applicant is ready', async () => {
    const hand = new Hand()
    await expect.poll(focused).toBe('instant-number')
    await hand.type('11010519491231002x')
    await page.getByText('校验正确：1949-12-31 出生，女').waitFor()
    await hand.press('Enter')
    await hand.type('买买提·艾力')
    await hand.press('Enter')
    expect(await focused()).toBe('instant-item')
    await hand.type('hyzm')
    await page.getByTitle('婚育证明').waitFor()
    await hand.press('Enter')
    await field('form-reason').waitFor()
    for (const id of ['form-area', 'form-reason']) {
      await hand.press('Enter')
      expect(await focused()).toBe(id)
    }
    await hand.type('外出务工')
    await hand.press('Control+Enter')
    await page.getByText('已办结').waitFor()
    const [first] = cases()
    expect(first).toMatchObject({ stage: 'completed' })
    expect(await receipt().innerText()).toContain(first?.number)
    expect(await accessibilityFaults(page)).toEqual([])

    const next = new Hand()
    const began = performance.now()
    await expect.poll(focused).toBe('instant-number')
    expect([await field('instant-number').inputValue(), await field('instant-name').inputValue()]).toEqual(['', ''])
    await next.type('440524188001010014')
    await next.press('Enter')
    await next.type('张三')
    for (const _ of ['item', 'area', 'reason']) await next.press('Enter')
    await next.type('同上')
    await next.press('Control+Enter')
    await page.getByText('本次已办 2 件').waitFor()
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    expect(cases().map(({ stage }) => stage)).toEqual(['completed', 'completed'])
    process.stdout.write(
      `an instant case: first ${hand.keys} keystrokes, next ${next.keys} keystrokes, ${seconds} s by the machine\n`,
    )
    expect(next.keys).toBeLessThan(40)
  })

  test('that is half typed is there after a reload, with its item, and after the agent was killed', async () => {
    await page.keyboard.type('440524188001010014')
    await field('instant-name').fill('写到一半')
    await expect.poll(() => page.url()).toContain('draft=')
    await page.locator('[data-saving=saved]').waitFor()
    await page.reload()
    await expect.poll(() => field('instant-name').inputValue()).toBe('写到一半')
    await desk.stop()
    await field('instant-phone').fill('13800000000')
    await page.getByText('您填写的内容都在本页').waitFor()
    await desk.start()
    await page.getByText('您填写的内容都在本页').first().waitFor({ state: 'detached' })
    await page.locator('[data-saving=saved]').waitFor()
    await page.goto(`${desk.url}/today`)
    await page.getByRole('link', { name: '即办 写到一半' }).click()
    await expect.poll(() => field('instant-phone').inputValue()).toBe('13800000000')
  })

  test('that is refused says why and leaves all as it was typed', async () => {
    await page.goto(`${desk.url}/instant?item=instant`)
    await field('form-reason').fill('外出务工')
    await field('instant-number').fill('110105194912310021')
    await page.getByText('校验码不对').waitFor()
    await field('instant-name').fill('电话不对的人')
    await field('instant-phone').fill('问他儿子')
    await page.keyboard.press('Control+Enter')
    await page.getByText('还缺 1 项').waitFor()
    expect(await focused()).toBe('instant-number')
    await field('instant-number').fill('11010519491231002X')
    await page.keyboard.press('Control+Enter')
    await page.getByText('/application/applicant/person/phone').waitFor()
    expect(await field('form-reason').inputValue()).toBe('外出务工')
    expect(await field('instant-name').inputValue()).toBe('电话不对的人')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('is registered once when the agent dies after it was registered and before it could say so', async () => {
    const before = cases().length
    await page.goto(`${desk.url}/instant?item=instant`)
    await field('form-reason').fill('外出务工')
    await field('instant-number').fill('11010519491231002X')
    await field('instant-name').fill('一次的人')
    await page.route('**/api/cases/instant', async (route) => {
      await route.fetch()
      await desk.stop()
      await route.abort()
    })
    await page.keyboard.press('Control+Enter')
    await page.getByText('本机程序没有应答').first().waitFor()
    await page.unroute('**/api/cases/instant')
    await desk.start()
    await page.getByRole('button', { name: '办结' }).click()
    await page.getByText('本次已办 1 件').waitFor()
    expect(cases()).toHaveLength(before + 1)
  })
})

describe('the outlet', () => {
  test('hands out by a scanned receipt what is ready, once the papers due are there, to whoever signs, and takes the next', async () => {
    const [first, second] = [await decided(desk, 'K-1'), await decided(desk, 'K-2')]
    await at('/outlet', 'window')
    const scan = page.getByRole('textbox', { name: '扫描或输入收件编号' })
    await page.getByText('本站待取（2）').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await scan.fill(`https://query.example/q?n=${first.number}&c=${first.queryCode}`)
    await page.keyboard.press('Enter')
    await page.getByText('张三').waitFor()
    const hand = page.getByRole('button', { name: '已签收，交付' })
    expect(await hand.isDisabled()).toBe(true)
    await page.keyboard.press('Space')
    await page.getByRole('radio', { name: '代理人' }).check()
    expect(await accessibilityFaults(page)).toEqual([])
    await hand.click()
    await page.getByText(`${first.number} 已交付`).waitFor()
    const state = loadCase(desk.hall().site, first.caseId)
    expect(state).toMatchObject({ stage: 'completed', delivery: { how: 'counter', receiver: 'representative' } })
    expect(state?.materials.get('photo')).toMatchObject({ form: 'copy', copies: 1 })
    await page.getByText('本站待取（1）').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('扫描或输入收件编号')
    await page.keyboard.type(first.number)
    await page.keyboard.press('Enter')
    await page.getByText('现在不能在本站取').waitFor()
    await page.getByText('现在的状态：办结').waitFor()
    await scan.fill(second.number)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: second.number }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: second.number }).waitFor()
  })
})
