import axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'

/** The system's own Chromium. As root it has no sandbox to offer, and CI runs as root. */
export function launchBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: isRoot ? ['--no-sandbox'] : [] })
}

/** Rules of accessibility that the page breaks, each with the places where. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target).join(', ')))`,
  )
  return violations as readonly string[]
}
