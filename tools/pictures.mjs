// Pictures of the main pages for the README: npm run pictures. Plays the demonstration city in a temporary folder and looks at it.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs', 'pictures')

/** File, whose page at which site, and where it is. */
const shots = [
  ['new', '孟晏村', 'u5002', '/new'],
  ['instant', '莒县', 'u2003', '/instant'],
  ['case', '莒县', 'u2003', '/cases', openFirstCase],
  ['attention', '日照市', 'sysadmin', '/attention'],
]

async function openFirstCase(page) {
  await page.getByRole('main').getByRole('table').getByRole('link').first().click()
  await page.getByRole('heading', { level: 2 }).first().waitFor()
}

const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
const city = spawn(process.execPath, ['tools/start.mjs', '--fresh', '--data', folder], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const said = await played()
  mkdirSync(pictures, { recursive: true })
  for (const shot of shots) await take(said, ...shot)
  console.log(`pictures: ${shots.length} in docs/pictures`)
} finally {
  city.kill('SIGINT')
  await new Promise((resolve) => city.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true })
}

/** What the demonstration printed, once its table is there. */
function played() {
  return new Promise((resolve, reject) => {
    let said = ''
    city.stdout.on('data', (chunk) => {
      said += chunk
      if (/^acknowledged: /m.test(said)) resolve(said)
    })
    city.once('exit', () => reject(new Error(`the demonstration ended early:\n${said}`)))
  })
}

async function take(said, file, site, login, path, further = async () => {}) {
  const url = said.match(new RegExp(`(http://\\S+?)/ +${site}`))?.[1]
  const password = readFileSync(join(folder, 'accounts.txt'), 'utf8').match(new RegExp(`^${login} (\\S+)$`, 'm'))?.[1]
  if (url === undefined || password === undefined) throw new Error(`the demonstration has no ${login} at ${site}`)
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
    await page.goto(`${url}${path}`)
    await page.getByRole('textbox', { name: '登录名' }).fill(login)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await further(page)
    await page.getByRole('status').filter({ hasText: '正在读取' }).waitFor({ state: 'detached' })
    await page.screenshot({ path: join(pictures, `${file}.png`) })
  } finally {
    await browser.close()
  }
}
