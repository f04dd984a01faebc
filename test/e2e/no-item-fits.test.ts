import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { accessibilityFaults, launchBrowser, openPage, signIn } from './browser.js'
import { openTwoDesks, type TwoDesks } from './two-desks.js'

let browser: Browser
let desks: TwoDesks

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openTwoDesks()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

async function openStuck(url: string, login: string) {
  const opened = await openPage(browser, `${url}/registers?view=stuck`)
  await signIn(opened.page, login, PASSWORD)
  await opened.page.getByRole('heading', { level: 2, name: '反映办不成的事' }).waitFor()
  return opened
}

const dialog = (page: Page) => page.getByRole('dialog')

describe('day 16: no item fits', () => {
  test('the village sends it to somebody named, the county answers, the village tells and prints, the county completes', async () => {
    const village = await openStuck(desks.villageUrl, 'proxy')
    const { page } = village
    await page.getByText(/a-bureau · a-hall/).waitFor()
    await page.getByText('a-clerk').first().waitFor()
    await page.getByText('承诺 5 个工作日内答复').waitFor()
    await page.getByLabel('姓名', { exact: true }).fill('王五')
    await page.getByLabel('想办什么事').fill('在莒县买的房，想在这里提取公积金')
    await page.getByLabel('不归本县管的，写明哪个县区（可不填）').fill('莒县')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: '交给答复人' }).click()
    await page.getByText(/已交给答复人，编号/).waitFor()
    const [line] = desks.village.store.caseList.page({ item: 'no-item-fits' }, 9)
    if (line === undefined) throw new Error('nothing was registered')
    const stateAt = (app: typeof desks.county) => loadCase(app.site, line.caseId)
    desks.online()
    expect(stateAt(desks.county)).toMatchObject({ custodian: 'a', stage: 'submitted' })

    const county = await openStuck(desks.countyUrl, 'a-clerk')
    await county.page.getByRole('button', { name: `打开 ${line.number}` }).click()
    await dialog(county.page).getByText('在莒县买的房，想在这里提取公积金').waitFor()
    await dialog(county.page).getByLabel('答复内容').fill('由莒县公积金管理部办理，带房产证和身份证；见办事指南《提取公积金》。')
    expect(await accessibilityFaults(county.page)).toEqual([])
    await dialog(county.page).getByRole('button', { name: '答复', exact: true }).click()
    await dialog(county.page).getByText('等那里告知申请人').waitFor()
    desks.online()

    await page.getByRole('button', { name: `打开 ${line.number}` }).click()
    await dialog(page).getByRole('img', { name: '答复意见书' }).waitFor()
    await expect.poll(() => page.evaluate(`document.querySelector('.reply img').naturalWidth`)).toBe(1000)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { level: 1, name: '登记簿' }).isVisible()).toBe(false)
    expect(await dialog(page).getByRole('img', { name: '答复意见书' }).isVisible()).toBe(true)
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.ant-modal-wrap')).overflow`)).toBe('visible')
    await page.emulateMedia({ media: 'screen' })
    await dialog(page).getByRole('searchbox', { name: '打印对应事项的办事指南' }).fill('gjj')
    const [guide] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog(page)
        .getByRole('link', { name: /提取公积金/ })
        .click(),
    ])
    await guide.getByText('提取公积金').first().waitFor()
    await guide.close()
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog(page).getByRole('button', { name: '当面告知' }).click()
    await dialog(page).getByText('已登记告知，正在送到答复人那里。').waitFor()
    desks.online()
    await dialog(page).getByText('已告知', { exact: true }).waitFor()

    await dialog(county.page).getByRole('button', { name: '办结' }).click()
    await dialog(county.page).getByText('已办结', { exact: true }).waitFor()
    desks.online()
    expect(stateAt(desks.village)).toMatchObject({ stage: 'completed' })
    expect([...(stateAt(desks.village)?.tasks.values() ?? [])]).toMatchObject([{ kind: 'notify', answer: { result: 'done' } }])
    expect([...village.complaints, ...county.complaints]).toEqual([])
    for (const each of [village, county]) await each.page.context().close()
  })
})
