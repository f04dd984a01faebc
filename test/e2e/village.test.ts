import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { tabTo } from './keyboard.js'
import { openVillageDesk, type VillageDesk } from './village-desk.js'

let browser: Browser
let desk: VillageDesk
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[browser, desk] = await Promise.all([launchBrowser(), openVillageDesk()])
})
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

async function signedIn(): Promise<void> {
  ;({ page, complaints } = await openPage(browser, desk.url))
  await signIn(page, 'proxy', PASSWORD)
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
}

beforeEach(signedIn)
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

const step = (name: string) => page.getByRole('heading', { level: 2, name })
const next = () => page.getByRole('button', { name: '下一步' }).click()
const draft = (title: string) => page.getByRole('link', { name: title })

async function begin(name: string, number: string): Promise<void> {
  await page.getByRole('button', { name: '新申请' }).click()
  await page.getByRole('searchbox', { name: '查找事项' }).fill('zjd')
  await page.getByRole('button', { name: '办理 宅基地审批' }).click()
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('证件号码').fill(number)
}

/** Done when the program has written a state of the draft that holds the words. */
async function saving(words: string, type: () => Promise<void>): Promise<void> {
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && (answer.request().postData() ?? '').includes(words) && answer.ok(),
  )
  await type()
  await saved
}

async function givePapersAndForm(reason: string): Promise<void> {
  await next()
  await page.getByRole('radiogroup', { name: '权属证明' }).getByText('原件').click()
  await next()
  await page.getByLabel('理由').fill(reason)
  await next()
}

async function sign(): Promise<void> {
  await page.getByRole('checkbox', { name: '申请人已核对' }).check()
  await page.getByRole('button', { name: '提交申请' }).click()
}

describe('today', () => {
  test('says in plain words since when the line is down and what that means', async () => {
    await page.getByText('09:40 起离线').waitFor()
    await page.getByText('上级节点暂时连不上').waitFor()
    const menu = await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').allInnerTexts()
    expect(menu).toEqual(expect.arrayContaining(['今日', '新申请', '即办', '办件']))
    expect(menu).not.toContain('网络')
  })

  test('records in two clicks whom somebody told and how, and shows it on its way', async () => {
    await page.getByText('受理通知').waitFor()
    await page.getByRole('button', { name: `登记已告知 ${desk.noticed.number}` }).click()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: '申请人本人 电话' }).click()
    await page.getByText('已登记，等当前办理方确认').waitFor()
    const { requests } = desk.village().store
    expect(requests.allUnanswered(10).map(({ request }) => request.act)).toMatchObject([
      { act: 'tell-notice', whom: 'applicant', how: 'phone' },
    ])
  })

  test('throws a draft away only after a question', async () => {
    await saving('要删的人', () => begin('要删的人', ''))
    await page.getByRole('link', { name: '今日' }).click()
    await draft('宅基地审批 · 要删的人').waitFor()
    await page.getByRole('button', { name: '删除草稿 宅基地审批 · 要删的人' }).click()
    await page.getByText('不能恢复').waitFor()
    expect(await draft('宅基地审批 · 要删的人').count()).toBe(1)
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: /删\s?除/ })
      .click()
    await draft('宅基地审批 · 要删的人').waitFor({ state: 'detached' })
  })
})

describe('a new application', () => {
  test('is taken in by the keyboard alone, from the search to the receipt', async () => {
    const key = (name: string) => page.keyboard.press(name)
    await tabTo(page, '新申请', 'button')
    await key('Enter')
    await page.getByRole('searchbox', { name: '查找事项' }).waitFor()
    await page.keyboard.type('zjdsp')
    await tabTo(page, '办理 宅基地审批')
    await key('Enter')
    await step('申请人').waitFor()
    await tabTo(page, '姓名')
    await page.keyboard.type('买买提·艾力')
    await tabTo(page, '证件号码')
    await page.keyboard.type('11010519491231002x')
    await page.getByText('校验正确：1949-12-31 出生，女').waitFor()
    await tabTo(page, '下一步')
    await key('Enter')
    await step('情形与材料').waitFor()
    await tabTo(page, '原件')
    await key('Space')
    await tabTo(page, '下一步')
    await key('Enter')
    await tabTo(page, '理由')
    await page.keyboard.type('翻建')
    await tabTo(page, '面积')
    await page.keyboard.type('400')
    await page.getByText('超过三百平方米').waitFor()
    await tabTo(page, '下一步')
    await key('Enter')
    await page.getByText('内容齐了').waitFor()
    await tabTo(page, '申请人已核对')
    await key('Space')
    await tabTo(page, '提交申请')
    await key('Enter')
    const receipt = page.getByRole('region', { name: '收件凭证' })
    await receipt.getByText('已登记，待上传').waitFor()
    const [shown] = desk.village().store.caseList.page({}, 1)
    expect(await receipt.innerText()).toContain(shown?.number)
    expect(await receipt.innerText()).toMatch(/查询码\s+[0-9A-Z]{8}[^]*权属证明：原件 1 份/)
    expect(shown?.stage).toBe('submitted')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.reload()
    await receipt.getByText(shown?.number ?? '').waitFor()
    await page.getByRole('button', { name: '回到今日' }).click()
    await page.getByText(/起离线；\d+ 件申请保存在本机，等待联网/).waitFor()
    expect(await draft('买买提').count()).toBe(0)
  })

  test('goes on in step four with all that was typed when the browser was killed there', async () => {
    await begin('关机的人', '11010519491231002X')
    await next()
    await page.getByRole('radiogroup', { name: '权属证明' }).getByText('复印件').click()
    await next()
    await saving('写到一半', () => page.getByLabel('理由').fill('写到一半'))
    await page.context().close()
    await signedIn()
    await draft('宅基地审批 · 关机的人').click()
    await step('申请表').waitFor()
    expect(await page.getByLabel('理由').inputValue()).toBe('写到一半')
    await page.getByRole('button', { name: '上一步' }).click()
    expect(await page.getByRole('radiogroup', { name: '权属证明' }).getByRole('radio', { name: '复印件' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: '上一步' }).click()
    expect(await page.getByLabel('证件号码').inputValue()).toBe('11010519491231002X')
  })

  test('keeps the last word typed before the page is reloaded, and the step', async () => {
    await begin('刷新的人', '')
    await page.getByLabel('住址').fill('最后一个字')
    await page.reload()
    await step('申请人').waitFor()
    expect(await page.getByLabel('住址').inputValue()).toBe('最后一个字')
  })

  test('keeps in the page what is typed while the agent is away, says so, and saves it when it is back', async () => {
    await saving('断电的人', () => begin('断电的人', ''))
    await desk.stop()
    await page.getByLabel('住址').fill('断电时写的')
    await page.getByText('您填写的内容都在本页，恢复后自动保存').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await saving('断电时写的', () => desk.start())
    await page.getByText('您填写的内容都在本页').first().waitFor({ state: 'detached' })
    await page.reload()
    expect(await page.getByLabel('住址').inputValue()).toBe('断电时写的')
  })

  test('is registered once when the agent dies after it was registered and before it could say so', async () => {
    await begin('一次的人', '440524188001010014')
    await givePapersAndForm('只登记一次')
    const before = desk.village().store.caseList.page({}, 100).length
    await page.route('**/api/cases', async (route) => {
      await route.fetch()
      await desk.stop()
      await route.abort()
    })
    await sign()
    await page.getByText('本机程序没有应答').first().waitFor()
    await page.unroute('**/api/cases')
    await desk.start()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByRole('region', { name: '收件凭证' }).waitFor()
    expect(desk.village().store.caseList.page({}, 100)).toHaveLength(before + 1)
  })

  test('names what is missing, and leads to the field', async () => {
    await begin('', '110105194912310021')
    await page.getByText('校验码不对').waitFor()
    await page.getByText('核对提交').click()
    await page.getByText('还缺 4 项').waitFor()
    expect(await page.getByRole('button', { name: '提交申请' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: '申请人 证件号码' }).click()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main-number')
  })

  test('that is refused says why and what to do, and stays as it is', async () => {
    await begin('电话不对的人', '371122197506154219')
    await page.getByLabel('联系电话').fill('问他儿子')
    await givePapersAndForm('翻建')
    await sign()
    await page.getByRole('alert').getByText('下一步：').first().waitFor()
    await page.getByText('/application/applicant/person/phone').waitFor()
    await page.getByRole('button', { name: '上一步' }).click()
    expect(await page.getByLabel('理由').inputValue()).toBe('翻建')
  })

  test('of somebody who has such a case here is told of it, and goes on with a reason', async () => {
    await begin('张三', '371122198001010011')
    await page.getByRole('link', { name: desk.noticed.number }).waitFor()
    await page.getByText('核对提交').click()
    await page.getByRole('button', { name: '已有同类办件仍申请的理由' }).click()
    await page.keyboard.type('另一处宅基地')
    await givePapersAndForm('新建')
    await page.getByText('内容齐了').waitFor()
    expect(await page.getByRole('region', { name: '申请表' }).innerText()).toContain('另一处宅基地')
  })
})

test('every page can be read by everyone, in both languages, without scrolling sideways', async () => {
  const looked: string[] = []
  const look = async (name: string) => {
    await page.waitForLoadState('networkidle')
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
    looked.push(name)
  }
  await look('今日')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  await look('today')
  await page.getByRole('button', { name: 'New application' }).click()
  await page.getByRole('searchbox', { name: 'Find an item' }).fill('zjd')
  await look('find')
  await page.getByRole('button', { name: /^Begin/ }).click()
  await page.getByText('Household', { exact: true }).click()
  await page.getByRole('button', { name: 'Add a member' }).click()
  for (const name of ['Applicant', 'Questions and papers', 'Form', 'Check and submit']) {
    await step(name).waitFor()
    await look(name)
    if (name !== 'Check and submit') await page.getByRole('button', { name: 'Next', exact: true }).click()
  }
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(looked).toHaveLength(7)
})
