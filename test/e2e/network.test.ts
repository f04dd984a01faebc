import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { tabTo } from './keyboard.js'
import { type LargeCity, openLargeCity } from './large-city.js'

let browser: Browser
let city: LargeCity
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchBrowser(), openLargeCity()])
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, city.url))
  await signIn(page, 'city-clerk', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今天该给谁打电话' }).waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const tree = () => page.getByRole('treegrid', { name: '全网站点' })
const rowOf = (name: string) => tree().getByRole('row').filter({ hasText: name })

function say(words: string): void {
  process.stdout.write(`${words}\n`)
}

async function openTree(query = ''): Promise<void> {
  await page.goto(`${city.url}/network${query}`)
  await tree().waitFor()
}

describe('the whole network of two thousand places', () => {
  test('opens as a table that unfolds, and says how long it took', async () => {
    const started = performance.now()
    await page.getByRole('link', { name: '网络', exact: true }).click()
    await rowOf('东1镇1村便民服务站').waitFor()
    say(`2,000 places in the table after ${Math.round(performance.now() - started)} ms`)
    expect(await tree().getAttribute('aria-rowcount')).toBe(String(city.placeCount + 7 + 1))
    expect(await rowOf('东1镇1村便民服务站').innerText()).toMatch(
      /在线[^]*开门[^]*0 \/ 0[^]*0\.1\.0[^]*\+0\.1 s[^]*89 天[^]*2026-03-02 10:00/,
    )
    // Only what is on the screen is drawn.
    expect(await tree().getByRole('row').count()).toBeLessThan(80)
  })

  test('follows two hundred changes a second, each within the time of a look', async () => {
    await openTree(`?view=tree&text=${encodeURIComponent('莒1镇')}`)
    await rowOf('莒1镇36村便民服务站').waitFor()
    await page.evaluate(`window.gaps = []; window.last = performance.now();
      window.watch = () => { const now = performance.now(); gaps.push(now - last); last = now; requestAnimationFrame(watch) }; watch()`)
    for (let round = 1; round <= 8; round += 1) {
      const changes = Array.from({ length: 36 }, (_, village) => ({
        site: city.village(2, 0, village),
        waitingUp: round * 100 + village,
      }))
      const others = Array.from({ length: 11 * 15 }, (_, index) => ({
        site: city.village(2, index % 11, 1 + Math.floor(index / 11)),
        waitingUp: round,
      }))
      city.say(2, [...others.slice(0, 164), ...changes])
      await expect.poll(() => rowOf('莒1镇36村便民服务站').innerText(), { timeout: 10_000 }).toContain(`${round * 100 + 35} / 0`)
    }
    const gaps = (await page.evaluate('gaps.sort((a, b) => b - a)')) as readonly number[]
    say(
      `1,600 changes: longest time between two frames ${Math.round(gaps[0] ?? 0)} ms, p99 ${Math.round(gaps[Math.floor(gaps.length / 100)] ?? 0)} ms`,
    )
    expect(await rowOf('莒1镇1村便民服务站').innerText()).toContain('800 / 0')
  })

  test('keeps name and sign in the address; a place that goes down while it is open shows as down by shape and word', async () => {
    city.say(0, [
      { site: city.village(0, 2, 4), running: false, sinceMs: city.city.clock.nowMs() - 45 * 60_000, reason: 'silent' },
    ])
    await openTree()
    await page.getByRole('combobox', { name: '只看' }).click()
    await page.getByTitle('▲ 断线 1').click()
    await rowOf('东3镇5村便民服务站').waitFor()
    expect(page.url()).toContain('sign=down')
    await page.reload()
    expect(await rowOf('东3镇5村便民服务站').innerText()).toMatch(/▲ 断线/)
    await page.getByText('1 处', { exact: true }).waitFor()
    city.say(0, [{ site: city.village(0, 2, 4) }])
    await page.getByText('没有符合条件的站点').waitFor()
  })

  test('is walked with the keyboard alone: down, fold, open a place, and back', async () => {
    await openTree()
    await rowOf('东1镇1村便民服务站').waitFor()
    await tabTo(page, '全网站点')
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
    const active = () => tree().locator('.tree-active').innerText()
    const before = await tree().getAttribute('aria-rowcount')
    await page.keyboard.press('End')
    await expect.poll(active).toContain('高11镇36村')
    await page.keyboard.press('Home')
    await expect.poll(active).toContain('city-hall')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => tree().getAttribute('aria-rowcount')).not.toBe(before)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => tree().getAttribute('aria-rowcount')).toBe(before)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'city-hall' }).waitFor()
  })

  test('is shown as a picture by county and township, each square with colour, sign and name', async () => {
    await openTree()
    await page.locator('label', { hasText: '图示' }).click()
    const square = page.getByRole('link', { name: '五11镇36村便民服务站：在线' })
    await square.waitFor()
    expect(await square.innerText()).toBe('●')
    expect(await page.locator('.square').count()).toBeGreaterThan(2_000)
    city.say(3, [{ site: city.village(3, 10, 35), running: false }])
    await page.getByRole('link', { name: '五11镇36村便民服务站：断线' }).waitFor()
    city.say(3, [{ site: city.village(3, 10, 35) }])
  })
})

describe('one place', () => {
  test('tells how it stands as its county says, whom to ring, and what happened when', async () => {
    const nowMs = city.city.clock.nowMs()
    city.say(1, [{ site: city.village(1, 0, 0), running: false, sinceMs: nowMs - 50 * 60_000, reason: 'silent' }])
    await page.goto(`${city.url}/network/places/${encodeURIComponent(`p-${city.village(1, 0, 0)}`)}`)
    await page.getByRole('heading', { level: 1, name: '岚1镇1村便民服务站' }).waitFor()
    await page.getByText('由岚山区上报').waitFor()
    await page.getByText('断线', { exact: false }).first().waitFor()
    await page.getByRole('link', { name: '0633-8180000' }).first().waitFor()
    const story = page.getByRole('table', { name: '这处线路和机器的经过' })
    await expect
      .poll(() => story.innerText())
      .toMatch(/2026-03-02 09:1\d:\d\d[^]*断开了[^]*岚山区[^]*2026-03-02 09:00:00[^]*连上了/)
    city.say(1, [{ site: city.village(1, 0, 0) }])
  })
})

describe('who needs a call', () => {
  test('names the place that is down while it is open, since when, whom to ring and what to say', async () => {
    const nowMs = city.city.clock.nowMs()
    city.say(4, [{ site: city.village(4, 5, 5), running: false, sinceMs: nowMs - 40 * 60_000, reason: 'silent' }])
    const row = page.getByRole('table', { name: '需要打电话的站点' }).getByRole('row').filter({ hasText: '高6镇6村' })
    await row.waitFor()
    expect(await row.innerText()).toMatch(
      /高新区6号镇便民服务中心[^]*开放时间断线[^]*40 分钟[^]*0633-8180000[^]*请看电脑开了没有/,
    )
    city.say(4, [{ site: city.village(4, 5, 5) }])
    await row.waitFor({ state: 'detached' })
  })
})

test.each([
  ['whom to ring', '/attention', '共 '],
  ['the table', '/network', '东1镇1村便民服务站'],
  ['the picture', '/network?view=picture', '岚山区1号镇便民服务中心'],
  ['one place', '/network/places/p-c0', '返回全网'],
])('can be read by everyone, in both languages: %s', async (_title, path, text) => {
  await page.goto(city.url + path)
  await page.getByText(text).first().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Calls today' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= 1366')).toBe(true)
})
