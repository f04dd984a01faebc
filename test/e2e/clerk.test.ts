import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { asClerk, asProxy } from '../../core/src/http/app.testing.js'
import { newRequestId } from '../../core/src/site/counter.testing.js'
import { actAs, finish, openTwoDesks, type TwoDesks } from './two-desks.js'

let browser: Browser
let desks: TwoDesks
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

beforeEach(async () => {
  ;({ page, complaints } = await openPage(browser, desks.countyUrl))
  await signIn(page, 'a-clerk', PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const PDF = { name: '补正告知书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 notice') }
/** One dot. */
const PICTURE = {
  name: '照片.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

const form = (on: Page) => on.getByRole('dialog')
const openAct = (on: Page, name: string) => on.getByRole('button', { name, exact: true }).first().click()
const send = (on: Page, name: string) => form(on).getByRole('button', { name, exact: true }).click()
const confirm = (on: Page, name: string) =>
  form(on)
    .getByRole('button', { name: `确定${name}` })
    .click()
const isDone = (on: Page, name: string) => on.getByText(`${name}：已办成`).waitFor()
const choose = (on: Page, question: string, answer: string) =>
  form(on).getByRole('group', { name: question, exact: true }).getByText(answer, { exact: true }).click()
const stateOf = (caseId: string) => {
  const state = loadCase(desks.county.site, caseId)
  if (state === null) throw new Error('no case')
  return state
}

async function openCase(caseId: string, view = ''): Promise<void> {
  await page.goto(`${desks.countyUrl}/cases/${caseId}${view}`)
  await page.getByRole('heading', { level: 2, name: '办理', exact: true }).waitFor()
}

describe('a clerk', () => {
  test('asks a supplement, the village tells it and hands it in, and the case goes to its end', {
    timeout: 240_000,
  }, async () => {
    const { caseId } = await desks.submitted()
    await openCase(caseId)
    await openAct(page, '一次性告知补正')
    await form(page).getByRole('checkbox', { name: '照片' }).check()
    await form(page).getByRole('textbox', { name: '补正期限' }).fill('2026-03-20')
    await form(page).locator('input[type=file]').setInputFiles(PDF)
    await form(page).getByText('已上传 补正告知书.pdf').waitFor()
    await send(page, '一次性告知补正')
    await confirm(page, '一次性告知补正')
    await isDone(page, '一次性告知补正')
    expect(stateOf(caseId)).toMatchObject({ stage: 'supplementing', supplement: { materials: ['photo'], dueBy: '2026-03-20' } })
    desks.online()

    const village = await openPage(browser, `${desks.villageUrl}/cases/${caseId}`)
    await signIn(village.page, 'proxy', PASSWORD)
    await openAct(village.page, '登记已告知：补正通知')
    await choose(village.page, '告诉了谁', '家里人')
    await choose(village.page, '怎样告诉', '电话')
    await send(village.page, '登记已告知：补正通知')
    await village.page.getByText('登记已告知：proxy已发出请求').waitFor()
    desks.online()
    await isDone(village.page, '登记已告知：补正通知')
    await openAct(village.page, '补正收件')
    await form(village.page).getByRole('checkbox', { name: '照片' }).check()
    await send(village.page, '补正收件')
    await village.page.getByText('补正收件：proxy已发出请求').waitFor()
    desks.online()
    await isDone(village.page, '补正收件')
    expect(village.complaints).toEqual([])
    await village.page.context().close()

    await page.getByRole('tab', { name: '告知、原件、任务' }).click()
    const chain = page.getByRole('list', { name: '补正通知' })
    await expect.poll(() => chain.innerText()).toMatch(/发出[^]*已告知[^]*家里人 · 电话 · a-station/)

    for (const [name, fill, isFinal] of [
      ['受理', async () => {}, false],
      ['审查意见：审查', () => choose(page, '意见', '同意'), false],
      ['作出决定', decideGranted, true],
      ['送达', async () => {}, true],
      ['办结', async () => {}, false],
    ] as const) {
      await openAct(page, name)
      await fill()
      await send(page, name)
      if (isFinal) await confirm(page, name)
      await isDone(page, name)
    }
    expect(stateOf(caseId)).toMatchObject({ stage: 'completed', decision: { certificateNumber: 'ZJD-2026-1' } })
  })

  test('keeps what was typed when the act is refused, and when the form is left and opened again', async () => {
    const { caseId } = await desks.submitted()
    await openCase(caseId)
    await openAct(page, '交办任务')
    await send(page, '交办任务')
    await form(page).getByText('请填写：交给').waitFor()
    await fillTask('2026-03-20', '2026-03-10')
    await form(page).getByRole('button', { name: '先不办，保留已填内容' }).click()
    await openAct(page, '交办任务')
    await send(page, '交办任务')
    await form(page).getByText('填写的内容不对').or(form(page).getByText('下一步')).first().waitFor()
    expect(await form(page).getByRole('textbox', { name: '开始' }).inputValue()).toBe('2026-03-20')
    expect(await form(page).getByRole('radio', { name: '公示' }).isChecked()).toBe(true)
    expect(stateOf(caseId).tasks.size).toBe(0)
    await form(page).getByRole('textbox', { name: '截止' }).fill('2026-03-27')
    await send(page, '交办任务')
    await isDone(page, '交办任务')
    expect([...stateOf(caseId).tasks.values()]).toMatchObject([
      { kind: 'public-notice', place: 'a-station', from: '2026-03-20', until: '2026-03-27' },
    ])
  })

  test('acts once though the button is clicked twice and the first answer is lost', async () => {
    const { caseId } = await desks.submitted()
    await openCase(caseId)
    await openAct(page, '交办任务')
    await fillTask('2026-03-10', '2026-03-17')
    await page.route(
      '**/acts',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await form(page).getByRole('button', { name: '交办任务', exact: true }).dblclick()
    await form(page).getByText('本机程序没有应答').waitFor()
    expect(stateOf(caseId).tasks.size).toBe(1)
    await form(page).getByRole('button', { name: '交办任务', exact: true }).dblclick()
    await isDone(page, '交办任务')
    expect(stateOf(caseId).tasks.size).toBe(1)
  })

  test('sees why an act is not possible, with the next step', async () => {
    const { caseId } = await desks.submitted()
    await openCase(caseId)
    await page.getByRole('button', { name: '现在不能办的，以及原因' }).click()
    expect(await page.locator('.reasons').innerText()).toMatch(/送达、办结[^]*现在的环节|送达[^]*环节/)
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('reads a paper beside the form; a picture is shown, and everything can be saved', async () => {
    const { caseId } = await desks.submitted()
    await openCase(caseId, '?view=review')
    await page.getByText('翻建').waitFor()
    await openAct(page, '追加材料')
    await form(page).getByRole('checkbox', { name: '照片' }).check()
    await form(page).locator('input[type=file]').setInputFiles(PICTURE)
    await form(page).getByText('已上传 照片.png').waitFor()
    await send(page, '追加材料')
    await isDone(page, '追加材料')
    await page.locator('label.ant-radio-button-wrapper', { hasText: '照片' }).click()
    await page.getByRole('img', { name: '照片' }).waitFor()
    await expect.poll(() => page.evaluate(`document.querySelector('.picture img').naturalWidth`)).toBe(1)
    await page.getByRole('link', { name: '下载 照片' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('takes in an original that a station sent, and sends it on in a bag', async () => {
    const { caseId } = await desks.submitted()
    const act = { act: 'hand-on-originals', materials: ['deed'], to: 'a-hall', bag: 'BAG-7' }
    await desks.village.call(asProxy, 'POST', `/api/cases/${caseId}/acts`, { requestId: newRequestId(), act })
    desks.online()
    await openCase(caseId, '?view=told')
    const originals = page.getByRole('table', { name: '原件' })
    await expect.poll(() => originals.innerText()).toMatch(/权属证明[^]*a-station[^]*送往a-hall[^]*BAG-7[^]*在途/)
    await openAct(page, '签收原件')
    expect(await form(page).getByRole('checkbox', { name: '权属证明' }).isChecked()).toBe(true)
    await send(page, '签收原件')
    await isDone(page, '签收原件')
    await expect.poll(() => originals.innerText()).toMatch(/权属证明[^]*a-hall[^]*在手/)
    await openAct(page, '移交原件')
    await form(page).getByRole('combobox', { name: /^交给/ }).click()
    expect(await page.getByTitle('a-centre').count()).toBe(0)
    await page.getByTitle('a-station').click()
    await form(page).getByRole('textbox', { name: '交接单号' }).fill('BAG-8')
    await send(page, '移交原件')
    await isDone(page, '移交原件')
    expect(stateOf(caseId).originals.get('deed')).toMatchObject({ holder: 'a-hall', to: 'a-station', bag: 'BAG-8' })
  })

  test('names an original missing that did not arrive', async () => {
    const { caseId } = await desks.submitted()
    const act = { act: 'hand-on-originals', materials: ['deed'], to: 'a-hall', bag: 'BAG-9' }
    await desks.village.call(asProxy, 'POST', `/api/cases/${caseId}/acts`, { requestId: newRequestId(), act })
    desks.online()
    await openCase(caseId, '?view=told')
    await openAct(page, '签收原件')
    await form(page).getByRole('checkbox', { name: '权属证明' }).uncheck()
    await send(page, '签收原件')
    await isDone(page, '签收原件')
    expect(stateOf(caseId).originals.get('deed')).toMatchObject({ missing: true, bag: 'BAG-9' })
  })

  test('copies the key-in sheet field by field, notes what the other system shows, and finds it by age', async () => {
    const { caseId, number } = await desks.submitted('outside')
    for (const act of [{ act: 'accept' }, { act: 'review-step', step: 'examine', result: 'agreed', opinion: null }])
      await actAs(desks.county, asClerk, caseId, act)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openCase(caseId, '?view=key-in')
    await page.getByRole('button', { name: '复制 姓名' }).click()
    await page.getByText('已复制').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('张三')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByText('已复制').count()).toBe(2)
    expect(await page.evaluate('navigator.clipboard.readText()')).not.toBe('张三')
    expect(await accessibilityFaults(page)).toEqual([])
    await openAct(page, '登记外部办理：决定')
    await form(page).getByRole('textbox', { name: '外部编号' }).fill('SB-2026-88')
    await choose(page, '外部状态', '办理中')
    await send(page, '登记外部办理：决定')
    await isDone(page, '登记外部办理：决定')
    await page.getByText(/社保系统[^]*SB-2026-88[^]*办理中[^]*截至 2026-03-02/).waitFor()
    await page.goto(`${desks.countyUrl}/worklist?view=outside&days=0`)
    const row = page.getByRole('table', { name: '外部未核对' }).locator('tbody tr').filter({ hasText: number })
    expect(await row.innerText()).toMatch(/养老待遇核定[^]*社保系统[^]*SB-2026-88[^]*办理中/)
  })

  test('acts by the keyboard alone', async () => {
    const { caseId } = await desks.submitted()
    await openCase(caseId)
    await tabTo('受理')
    await page.keyboard.press('Enter')
    await form(page).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await tabTo('受理')
    await page.keyboard.press('Enter')
    await isDone(page, '受理')
    expect(stateOf(caseId).stage).toBe('accepted')
  })

  test('who handles the case no more gives a reason before the applicant is shown, and that is recorded', async () => {
    const { caseId } = await desks.submitted()
    await finish(desks.county, caseId)
    await openCase(caseId, '?view=review')
    await page.getByText('身份信息已遮盖').waitFor()
    expect(await page.locator('#content').innerText()).not.toContain('371122198001010011')
    await page.getByRole('button', { name: '说明理由查看' }).click()
    await form(page).getByText('投诉举报').click()
    await form(page).getByLabel('文号（可不填）').fill('信访 12 号')
    await form(page).getByRole('button', { name: '记录并查看' }).click()
    await page.getByText('371122198001010011').waitFor()
    const asAuditor = { person: 'a-helper', place: 'a-hall' }
    const { body } = await desks.county.call(asAuditor, 'GET', '/api/audit?kind=view&person=a-clerk')
    expect(body['entries']).toContainEqual(
      expect.objectContaining({ subject: `case ${caseId}`, outcome: 'case', reason: 'complaint 信访 12 号' }),
    )
  })
})

describe('the worklist', () => {
  test('lists what is urgent first, keeps its filter in the address, and leads to the case', async () => {
    const { number } = await desks.submitted()
    await page.getByRole('link', { name: '待办', exact: true }).click()
    const table = page.getByRole('table', { name: '办件' })
    await table.waitFor()
    await page.getByRole('searchbox', { name: '查找办件' }).fill(number)
    await page.keyboard.press('Enter')
    await page.locator('label', { hasText: '收件' }).click()
    await expect.poll(() => page.url()).toContain('stage=submitted')
    await page.reload()
    await expect.poll(() => table.locator('tbody tr').filter({ hasText: '宅基地' }).count()).toBe(1)
    expect(await page.getByRole('radio', { name: '收件' }).isChecked()).toBe(true)
    expect(await page.getByRole('searchbox', { name: '查找办件' }).inputValue()).toBe(number)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('heading', { level: 2, name: '办理', exact: true }).waitFor()
  })

  test.each(['tasks', 'ring', 'originals', 'outside'])('can be read by everyone: %s', async (view) => {
    await page.goto(`${desks.countyUrl}/worklist?view=${view}`)
    await page.getByRole('table').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

/** Presses Tab until a button of that name has the focus. */
async function tabTo(name: string): Promise<void> {
  const focused = () => page.evaluate('document.activeElement.innerText')
  await page.keyboard.press('Tab')
  for (let pressed = 0; pressed < 60 && (await focused()) !== name; pressed += 1) await page.keyboard.press('Tab')
  expect(await focused()).toBe(name)
}

async function decideGranted(): Promise<void> {
  await choose(page, '决定', '准予')
  await form(page).getByRole('textbox', { name: '证照编号' }).fill('ZJD-2026-1')
}

/** 公示 at the village, from and until a day. */
async function fillTask(from: string, until: string): Promise<void> {
  await form(page).getByRole('radio', { name: '公示' }).check()
  await form(page).getByRole('combobox', { name: '交给' }).click()
  await page.getByTitle('a-station').click()
  await form(page).getByRole('textbox', { name: '开始' }).fill(from)
  await form(page).getByRole('textbox', { name: '截止' }).fill(until)
}
