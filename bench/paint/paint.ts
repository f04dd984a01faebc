import { brotliCompressSync } from 'node:zlib'
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import { startChild } from '../harness/child.js'
import type { Contestant, Trial, Workload } from '../harness/contest.js'
import { median } from '../harness/figures.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { PASSWORD } from '../ours/signed-in.js'
import { FIRST, MOST_KB, MOST_TIMES_BARE, OPENED, PAINTED } from './names.js'

/** A desk is opened in the morning: until its frame and the state of its line can be read, beside a bare React page. */
export function paint(): Workload {
  return {
    contests: [
      {
        metrics: [
          { name: PAINTED, unit: 'ms', better: 'lower' },
          { name: FIRST, unit: 'KB', better: 'lower' },
        ],
        ours: desk,
        floor: bare,
        peer: null,
        peerNote: null,
      },
    ],
    aims: [
      { row: PAINTED, figure: 'ratioToFloor', bound: 'at least', limit: 1 / MOST_TIMES_BARE },
      { row: FIRST, figure: 'value', bound: 'at most', limit: MOST_KB },
    ],
  }
}

const desk: Contestant = () =>
  withFolder(async (folder) => {
    await using child = startChild(new URL('./desk-process.js', import.meta.url))
    const url = await child.ask<string>('start', folder)
    return await opened(child.pid, `${url}/today`, async (browser) => {
      const context = await browser.newContext({ locale: 'zh-CN' })
      const page = await context.newPage()
      await page.goto(url)
      await page.getByRole('textbox', { name: '登录名' }).fill('proxy')
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: '登录', exact: true }).click()
      await page.getByText('离线').first().waitFor()
      const storageState = await context.storageState()
      await context.close()
      return { storageState }
    })
  })

const bare: Contestant = async () => {
  await using child = startChild(new URL('./bare-process.js', import.meta.url))
  const url = await child.ask<string>('start')
  return await opened(child.pid, url, async () => ({}))
}

type Prepare = (browser: Browser) => Promise<BrowserContextOptions>

/** Opens the page again and again with an empty cache; the first opening warms the browser and is not counted. */
async function opened(pid: number, url: string, prepare: Prepare): Promise<Trial> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
  try {
    const options = await prepare(browser)
    const { result, usage } = await whileMeasured({ server: pid }, async () => {
      const openings: number[] = []
      for (let time = 0; time <= OPENED; time += 1) openings.push(await open(browser, url, options))
      return openings.slice(1)
    })
    return { values: { [PAINTED]: median(result), [FIRST]: await firstPage(url) }, usage, missing: 0 }
  } finally {
    await browser.close()
  }
}

async function open(browser: Browser, url: string, options: BrowserContextOptions): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  const startMs = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByText('离线').first().waitFor()
  const ms = performance.now() - startMs
  await context.close()
  return ms
}

/** What the page names at its head, itself included, each as small as a server can send it, in kilobytes. */
async function firstPage(url: string): Promise<number> {
  const html = await (await fetch(url, { headers: { accept: 'text/html' } })).text()
  const named = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, path = '']) => new URL(path, url))
  const files = await Promise.all(named.map(async (each) => Buffer.from(await (await fetch(each)).arrayBuffer())))
  return [Buffer.from(html), ...files].reduce((sum, file) => sum + brotliCompressSync(file).byteLength, 0) / 1024
}
