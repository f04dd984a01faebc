import axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'

/** Chromium without what only talks to its makers; as root it has no sandbox to offer, and CI runs as root. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The system's own Chromium, each time with a fresh user folder. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args })
}

/** A page of its own on the screen of an old office PC, and whatever it complained about. */
export async function openPage(browser: Browser, url: string): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // An answer that is no success is told here too; the page shows it as a refusal.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (['error', 'warning'].includes(message.type()) && !isAnswer) complaints.push(message.text())
  })
  await page.goto(url)
  return { page, complaints }
}

/** Types name and password into the page's form and sends it. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: '登录名' }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** Serious faults of accessibility, each with the places where. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  // Through the debugger's own door: the policy of the page lets no foreign script in.
  await page.evaluate(axe.source)
  const violations = await page.evaluate(
    `axe.run(document, { preload: false }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target).join(', ')))`,
  )
  return violations as readonly string[]
}
