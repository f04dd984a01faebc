import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.js'
import { openSmallCity, type SmallCity } from './small-city.js'

let browser: Browser
let city: SmallCity

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchBrowser(), openSmallCity()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

/** Whoever is said to have signed in, as in tests of routes. */
const signedIn = { 'x-said-to-be': 'a-clerk' }

/** A page that counts what its policy refused, from its first byte on. */
async function counted(path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    extraHTTPHeaders: signedIn,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.addInitScript(`window.refused = []; document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))`)
  await page.goto(city.url + path)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

const refused = (page: Page) => page.evaluate('window.refused') as Promise<string[]>

const pages: readonly (readonly [string, () => string])[] = [
  ['the list of cases', () => '/cases'],
  ['one case', () => `/cases/${city.alone.caseId}`],
  ['the network', () => '/network?view=links'],
  ['what is stuck', () => '/network?view=troubles'],
  ['all places', () => '/network'],
  ['the public search', () => '/guide?text=zjd'],
  ['a public guide', () => '/guide/choice?answers=loan'],
  ['the public query', () => '/q'],
  ['a guide in print', () => '/print/items/permit'],
  ['a list of papers in print', () => '/print/items/permit/papers'],
  ['a booklet in print', () => '/print/booklets/a-station'],
]

test.each(pages)(
  '%s shows and answers every click without asking for what the policy refuses',
  { timeout: 90_000 },
  async (_title, path) => {
    const page = await counted(path())
    expect((await page.locator('body').innerText()).length).toBeGreaterThan(20)
    const clickable = page.locator('button:visible, [role=combobox]:visible, [role=tab]:visible, input[type=radio]:visible')
    for (let at = 0; at < Math.min(await clickable.count(), 25); at += 1) {
      await clickable
        .nth(at)
        .click({ timeout: 2_000, force: true })
        .catch(() => {})
      await page.keyboard.press('Escape')
    }
    await page.waitForLoadState('networkidle')
    expect(await refused(page)).toEqual([])
    await page.context().close()
  },
)

test('what somebody slipped into a page is refused, and counted', async () => {
  const page = await counted('/cases')
  await page.evaluate(`(() => {
    const script = document.createElement('script')
    script.textContent = 'window.slipped = true'
    document.body.append(script)
    const picture = new Image()
    picture.src = 'https://elsewhere.example/a.png'
    const style = document.createElement('style')
    style.textContent = 'body { display: none }'
    document.body.append(style)
    const frame = document.createElement('iframe')
    frame.src = '/cases'
    document.body.append(frame)
  })()`)
  await expect
    .poll(async () => (await refused(page)).map((each) => each.split(' ')[0]))
    .toEqual(expect.arrayContaining(['frame-src', 'img-src', 'script-src-elem', 'style-src-elem']))
  expect(await page.evaluate('window.slipped')).toBeUndefined()
  await page.context().close()
}, 60_000)
