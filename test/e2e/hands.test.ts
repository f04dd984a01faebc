import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { PhoneCamera } from '@liandong/core/http/phone/phone-camera.js'
import { phoneRoutes } from '@liandong/core/http/phone/routes.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { deskFiles, makeDesk } from '@liandong/core/site/desk/own.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asProxy, openApp, type TestApp } from '../../core/src/http/app.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { captureLog } from '../../core/src/runtime/captured-log.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'

/** Simulated devices come with practice: the pages are those of every day. */
let village: TestApp
let desk: TestApp
let browser: Browser
let page: Page
let complaints: string[]
let url = ''
let phone: PhoneCamera
let folder: string

beforeAll(async () => {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  browser = await launchBrowser()
  village = openApp('a-village')
  await givePassword(village.site, 'proxy', PASSWORD)
  folder = mkdtempSync(joinPath(tmpdir(), 'liandong-hands-'))
  await makeDesk({ keysFolder: folder, names: ['127.0.0.1'], authority: null }, null, Date.now())
  const { certificate, key } = deskFiles(folder)
  const context = { cert: readFileSync(certificate), key: readFileSync(key) }
  phone = new PhoneCamera({
    addresses: () => ['127.0.0.1'],
    port: 0,
    security: async () => ({ context, fingerprint: '4F:3A:9C:01:22', isGiven: false }),
    clock: systemClock,
    logger: captureLog().logger,
  })
  desk = openApp('a-village', { counter: village, pages, signsIn: true, practice: true, routes: [phoneRoutes(phone)] })
  url = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  ;({ page, complaints } = await openPage(browser, url))
  await signIn(page, 'proxy', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await phone?.stop()
  await desk?.app.close()
  await village?.close()
  rmSync(folder, { recursive: true, force: true })
})

const dialog = (name: string) => page.getByRole('dialog', { name })
const kilobytes = async (words: RegExp) => Number(/(\d+) KB/.exec((await page.getByText(words).innerText()) ?? '')?.[1])
const next = () => page.getByRole('button', { name: '下一步' }).click()

async function begin(): Promise<void> {
  await page.goto(`${url}/new`)
  await page.getByRole('searchbox', { name: '查找事项' }).fill('zjd')
  await page.getByRole('button', { name: '办理 宅基地审批' }).click()
  await page.getByLabel('姓名').waitFor()
}

async function toPapers(): Promise<void> {
  await begin()
  await next()
  await page.getByRole('radiogroup', { name: '权属证明' }).getByText('扫描件').click()
}

/** The last answer of the program to an upload: what its store now holds. */
async function uploading(act: () => Promise<void>): Promise<{ readonly sizeBytes: number; readonly type: string }> {
  const [answer] = await Promise.all([
    page.waitForResponse((each) => each.url().endsWith('/papers') && each.request().method() === 'POST' && each.ok()),
    act(),
  ])
  const { sizeBytes } = (await answer.json()) as { readonly sizeBytes: number }
  return { sizeBytes, type: answer.request().headers()['content-type'] ?? '' }
}

describe('hands of a counter', () => {
  beforeEach(() => toPapers())

  test('an identity card fills the applicant once somebody has compared it, and the keyboard does it too', async () => {
    await page.getByRole('button', { name: '上一步' }).click()
    await page.getByRole('button', { name: '读身份证' }).click()
    await dialog('核对读到的身份信息').getByText('练习·王秀英').waitFor()
    expect(await page.getByLabel('姓名').inputValue()).toBe('')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('校验正确：1956-03-12 出生').waitFor()
    expect(await page.getByLabel('姓名').inputValue()).toBe('练习·王秀英')
    await page.getByLabel('姓名').fill('张三')
    expect(await page.getByLabel('姓名').inputValue()).toBe('张三')
  })

  test('a page of the document camera is straightened, cut out of the table and made light before it queues', async () => {
    await page.getByRole('button', { name: '高拍仪 权属证明' }).click()
    await dialog('整理这一页')
      .getByText(/^整理后/)
      .waitFor()
    const [before, after] = [await kilobytes(/^原来/), await kilobytes(/^整理后/)]
    expect(after).toBeLessThanOrEqual(293)
    expect(after).toBeLessThan(before)
    const shape = (await page.evaluate(`(() => {
      const [, after] = document.querySelectorAll('.pictures img')
      return [after.naturalWidth / after.naturalHeight, after.naturalHeight]
    })()`)) as [number, number]
    // A sheet of 1400 by 2000 that lay 3 degrees askew on a table of 1800 by 2400.
    expect(shape[0]).toBeGreaterThan(0.66)
    expect(shape[0]).toBeLessThan(0.74)
    expect(shape[1]).toBeGreaterThanOrEqual(1_754)
    expect(await accessibilityFaults(page)).toEqual([])
    const { sizeBytes, type } = await uploading(() => page.getByRole('button', { name: '用整理后的' }).click())
    expect(type).toBe('image/jpeg')
    // The store keeps a head and a salt with it.
    expect(sizeBytes).toBeLessThanOrEqual(300_200)
    await page.getByText('已上传').waitFor()
    expect(complaints).toEqual([])
  })

  test('somebody may keep a page as it is, and turn one that lies on its side', async () => {
    await page.getByRole('button', { name: '高拍仪 权属证明' }).click()
    const ratio = () =>
      page.evaluate(
        `(() => { const [, after] = document.querySelectorAll('.pictures img'); return after ? after.naturalWidth > after.naturalHeight : null })()`,
      )
    await dialog('整理这一页')
      .getByText(/^整理后/)
      .waitFor()
    await page.getByRole('button', { name: '右转 90°' }).click()
    await expect.poll(ratio).toBe(true)
    const before = await kilobytes(/^原来/)
    await page.getByRole('button', { name: '保持原样' }).click()
    await page.getByText(`已上传 ${before} KB`).waitFor()
  })

  test('a PDF is left alone, with its size told; a small straight picture goes without a question', async () => {
    const input = page.locator('input[type=file]')
    const buffer = Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(400 * 1024, 32)])
    await input.setInputFiles({ name: '产权证.pdf', mimeType: 'application/pdf', buffer })
    await page.getByText('PDF 不压缩，401 KB').waitFor()
    await page.getByText('已上传 401 KB').waitFor()
    await input.setInputFiles({ name: '章.png', mimeType: 'image/png', buffer: await smallPicture() })
    await page.getByText('已上传 1 KB').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})

test('a phone on the network takes a page: scanned at the desk, put right there, in the row at once, and the door is shut', async () => {
  await toPapers()
  expect(phone.isOpen).toBe(false)
  await page.getByRole('button', { name: '用手机拍 权属证明' }).click()
  await page.getByText('等手机扫码').waitFor()
  await page.getByRole('img', { name: '二维码' }).waitFor()
  await page.getByText('证书指纹以 4F:3A:9C:01 开头').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  const address = /https:[^ ]+/.exec(await page.getByText('在手机浏览器里输入').innerText())?.[0] ?? ''
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, ignoreHTTPSErrors: true })
  const mobile = await context.newPage()
  await mobile.goto(address)
  await mobile.getByText('请拍：权属证明').waitFor()
  await page.getByText('手机已打开').waitFor()
  expect(await accessibilityFaults(mobile)).toEqual([])
  expect(await mobile.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  await mobile.locator('input[type=file]').setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await mobile.getByText('已送到电脑').waitFor()
  expect(phone.isOpen).toBe(false)
  await dialog('整理这一页')
    .getByText(/^整理后/)
    .waitFor()
  await page.getByRole('button', { name: '用整理后的' }).click()
  await page.getByText('已上传').waitFor()
  await context.close()
  await page.getByRole('button', { name: '用手机拍 权属证明' }).click()
  await page.getByText('等手机扫码').waitFor()
  expect(phone.isOpen).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => phone.isOpen).toBe(false)
  expect(complaints).toEqual([])
})

/** A sheet on a table, as heavy as a phone makes it. */
async function photo(): Promise<Buffer> {
  const address = (await page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 1500
    canvas.height = 2000
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#44382c'
    pen.fillRect(0, 0, 1500, 2000)
    pen.fillStyle = '#f6f4ee'
    pen.fillRect(180, 220, 1100, 1560)
    pen.fillStyle = '#222'
    for (let line = 0; line < 24; line += 1) pen.fillRect(260, 320 + line * 58, 900 - (line % 5) * 90, 22)
    return canvas.toDataURL('image/jpeg', 0.95)
  })()`)) as string
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}

test('a signature is written in the page or on the pad, and kept as a paper of the case', async () => {
  const body = { requestId: newRequestId(), application: application() }
  const { caseId } = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
  await page.goto(`${url}/cases/${caseId}`)
  await page.getByRole('button', { name: '追加材料', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('checkbox', { name: '照片' }).check()
  for (const [how, write] of [
    ['pad', () => page.getByRole('button', { name: '在签字板上签' }).click()],
    ['page', byHand],
  ] as const) {
    await page.getByRole('button', { name: /^签字 / }).click()
    await page.getByRole('img', { name: '请在框内签字' }).waitFor()
    expect([how, await accessibilityFaults(page)]).toEqual([how, []])
    await write()
    await page.getByRole('img', { name: '请在框内签字' }).waitFor({ state: 'detached' })
    await page.getByText('已上传 签字.jpg').waitFor()
  }
  await page.getByRole('dialog').getByRole('button', { name: '追加材料', exact: true }).click()
  await page.getByText('追加材料：已办成').waitFor()
  expect(complaints).toEqual([])
})

async function byHand(): Promise<void> {
  const frame = await page.getByRole('img', { name: '请在框内签字' }).boundingBox()
  if (frame === null) throw new Error('no frame')
  expect(await page.getByRole('button', { name: '用这个签名' }).isDisabled()).toBe(true)
  await page.mouse.move(frame.x + 40, frame.y + 100)
  await page.mouse.down()
  for (let step = 1; step <= 10; step += 1) await page.mouse.move(frame.x + 40 + step * 30, frame.y + 100 + (step % 3) * 20)
  await page.mouse.up()
  await page.getByRole('button', { name: '用这个签名' }).click()
}

/** A stamp: straight, light, without a ground. */
async function smallPicture(): Promise<Buffer> {
  const address = (await page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 120
    canvas.height = 120
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, 120, 120)
    pen.fillStyle = '#c00'
    pen.fillRect(20, 20, 80, 80)
    return canvas.toDataURL('image/png')
  })()`)) as string
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}
