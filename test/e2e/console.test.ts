import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { openSmallCity, type SmallCity } from './small-city.js'

let browser: Browser
let city: SmallCity
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchBrowser(), openSmallCity()])
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, `${city.url}/cases`))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('table').waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const list = () => page.getByRole('table', { name: '办件列表' })
const rowTexts = () => list().locator('tbody tr').filter({ hasText: '宅基地' }).allInnerTexts()
const rowOf = ({ number }: { readonly number: string }) => list().getByRole('row').filter({ hasText: number })

describe('the list of cases', () => {
  test('says where each case is, and which one is only here since when', async () => {
    expect(await rowOf(city.alone).innerText()).toMatch(/仅存本机 · 1 小时 35 分[^]*宅基地审批[^]*已登记[^]*a/)
    await page.getByText('截至 2026-03-02 13:05:00').waitFor()
  })

  test('keeps stage and text in the address, so that reloading shows the same', async () => {
    await page.getByRole('searchbox', { name: '查找办件' }).fill(city.travelled.number)
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await rowTexts()).length).toBe(1)
    await page.locator('label', { hasText: '受理' }).click()
    await expect.poll(() => page.url()).toContain('stage=accepted')
    await page.reload()
    await expect.poll(async () => (await rowTexts()).length).toBe(1)
    expect(await rowOf(city.travelled).innerText()).toContain('受理')
    expect(await page.getByRole('searchbox', { name: '查找办件' }).inputValue()).toBe(city.travelled.number)
    expect(await page.getByRole('radio', { name: '受理' }).isChecked()).toBe(true)
  })

  test('shows what is only here when asked, and says so when nothing fits', async () => {
    await page.getByRole('checkbox', { name: '只看仅存本机' }).check()
    await expect.poll(async () => (await rowTexts()).length).toBe(1)
    await page.getByRole('searchbox', { name: '查找办件' }).fill('没有的事项')
    await page.keyboard.press('Enter')
    await page.getByText('没有符合条件的办件').waitFor()
    await page.getByRole('button', { name: '清除条件' }).click()
    await expect.poll(async () => (await rowTexts()).length).toBe(15)
  })

  test('turns pages both ways, and a reload stays on the page', async () => {
    const first = await rowTexts()
    await page.getByRole('button', { name: '下一页' }).click()
    await page.getByText('第 2 页').waitFor()
    await expect.poll(async () => (await rowTexts()).length).toBe(3)
    await page.reload()
    await page.getByText('第 2 页').waitFor()
    await expect.poll(async () => (await rowTexts()).length).toBe(3)
    await page.getByRole('button', { name: '上一页' }).click()
    await expect.poll(rowTexts).toEqual(first)
  })
})

describe('one case', () => {
  test('opens from the list and tells what is next, who has it, how far it has come, and what was done', async () => {
    await page.getByRole('searchbox', { name: '查找办件' }).fill(city.travelled.number)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: city.travelled.number }).click()
    await page.getByRole('heading', { level: 1, name: city.travelled.number }).waitFor()
    await page.getByText('接下来：由a审查').waitFor()
    const journey = page.getByRole('table', { name: '途经各处的到达情况' })
    expect(
      await journey
        .locator('tbody tr')
        .filter({ hasText: /a|city/ })
        .allInnerTexts(),
    ).toEqual([
      expect.stringMatching(/a-village[^]*登记[^]*对方已确认存好/),
      expect.stringMatching(/^a\t[^]*当前办理[^]*本机已存好/),
      expect.stringMatching(/city[^]*对方已确认存好/),
    ])
    const done = await page.locator('.ant-timeline-item, .ant-steps-item').allInnerTexts()
    expect(done.map((text) => text.split('\n')[0])).toEqual(['受理', '提交', '登记'])
    expect(done[2]).toMatch(/proxy · a-station[^]*由a-village传来/)
    expect(await page.getByText('权属证明').locator('..').innerText()).toContain('纸质')
  })

  test('that does not exist is refused with the next step, its code one click deeper', async () => {
    await page.goto(`${city.url}/cases/${'0'.repeat(32)}`)
    const alert = page.getByRole('alert')
    await alert.getByText('没有这个办件').waitFor()
    await alert.getByText('下一步：请核对办件编号').waitFor()
    expect(await page.getByText('case/unknown').isVisible()).toBe(false)
    await alert.getByRole('button', { name: '详情代码' }).click()
    await page.getByText('case/unknown').waitFor()
  })
})

describe('every page', () => {
  test('switches to English, words of refusals included, and stays so', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cases at this site' }).waitFor()
    await page.goto(`${city.url}/cases/${'0'.repeat(32)}`)
    await page.getByRole('alert').getByText('Next: Check the case number').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.getByRole('link', { name: 'Network' }).count()).toBe(1)
  })

  test('is reached by the keyboard alone: to the content at once, into a case and back', async () => {
    expect(await focused()).toBe('本站办件')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.type')).toBe('search')
    for (let pressed = 0; pressed < 60 && (await focused()) !== city.alone.number; pressed += 1) await page.keyboard.press('Tab')
    expect(await focused()).toBe(city.alone.number)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: city.alone.number }).waitFor()
    await page.getByRole('button', { name: '返回列表' }).focus()
    await page.keyboard.press('Enter')
    await list().waitFor()
  })

  test('says so when the program does not answer, and goes on when it does again', async () => {
    await page.route('**/api/**', (route) => route.abort())
    await page.getByRole('link', { name: '网络' }).click()
    await page.getByText('本机程序没有应答').first().waitFor()
    const asked = page.waitForRequest('**/api/network')
    await page.getByRole('button', { name: '重试' }).first().click()
    await asked
    await page.unroute('**/api/**')
    await expect.poll(() => page.getByRole('treegrid', { name: '全网站点' }).isVisible()).toBe(true)
  })

  test('asks at the desk one chose, also after a reload', async () => {
    await page.getByRole('combobox', { name: '身份' }).click()
    await page.getByTitle('a-clerk · a-hosted').click()
    await expect.poll(() => page.locator('header').innerText()).toContain('a-hosted')
    await page.reload()
    const request = await page.waitForRequest((sent) => sent.url().includes('/api/cases?'))
    expect(request.headers()['x-place']).toBe('a-hosted')
    expect(request.headers()['x-organ']).toBeUndefined()
  })

  test.each([
    ['the list', () => '/cases'],
    ['one case', () => `/cases/${city.alone.caseId}`],
    ['the network', () => '/network?view=links'],
    ['what is stuck', () => '/network?view=troubles'],
    ['a refusal', () => `/cases/${'0'.repeat(32)}`],
  ])('can be read by everyone: %s', async (_title, path) => {
    await page.goto(city.url + path())
    await page
      .getByText(/截至 2026|没有这个办件/)
      .first()
      .waitFor()
    await page.waitForLoadState('networkidle')
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

describe('the network', () => {
  test('tells each neighbour’s state in plain words, its clock, and what waits for it', async () => {
    await page.getByRole('link', { name: '网络' }).click()
    await page.locator('label', { hasText: '连接' }).click()
    const rows = page
      .getByRole('table', { name: '与相邻节点的连接' })
      .locator('tbody tr')
      .filter({ hasText: /上级|下级/ })
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual([
        expect.stringMatching(/city[^]*上级[^]*未连接[^]*上级节点暂时连不上；可继续收件[^]*从未[^]*\d+ 条[^]*1 小时 35 分/),
        expect.stringMatching(/a-town[^]*未连接/),
        expect.stringMatching(/a-village[^]*已连接[^]*2026-03-02 10:00:00[^]*−2.3 s ± 40 ms[^]*\d+ 条/),
      ])
    await rows.first().getByRole('button').click()
    await page.getByText('link/parent-unreachable').waitFor()
  })

  test('tells what is parked with its reason, the code one click deeper', async () => {
    await page.goto(`${city.url}/network?view=troubles`)
    const row = page.getByRole('table', { name: '隔离的记录' }).locator('tbody tr').filter({ hasText: 'a-village' })
    expect(await row.innerText()).toMatch(/收到不认识的消息类型；已搁置/)
    await row.getByRole('button').first().click()
    await page.getByText('link/unknown-kind').waitFor()
  })

  test('shows what lies below the county, each with its line, and finds it by name in the address', async () => {
    await page.goto(`${city.url}/network`)
    await page.getByRole('textbox', { name: '按名称查找站点' }).fill('station')
    const row = page.getByRole('treegrid', { name: '全网站点' }).getByRole('row').filter({ hasText: 'a-station' })
    await expect.poll(() => row.innerText()).toMatch(/在线[^]*−2.3 s/)
    await page.reload()
    await expect.poll(() => row.innerText()).toMatch(/在线/)
    expect(await page.getByRole('treegrid').getByText('b-station').count()).toBe(0)
  })
})

/** Text of what has the focus. */
async function focused(): Promise<unknown> {
  return page.evaluate('document.activeElement.innerText')
}
