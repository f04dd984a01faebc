import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { launchBrowser, openPage, signIn } from './browser.js'
import { begin, type CatalogueCity, openCatalogueCity, write } from './catalogue-city.js'

let browser: Browser
let desks: CatalogueCity
const opened: { readonly page: Page; readonly complaints: string[] }[] = []

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openCatalogueCity()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})
afterEach(async () => {
  const complaints = opened.flatMap((each) => each.complaints)
  for (const { page } of opened.splice(0)) await page.context().close()
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`)
})

async function at(path: string, person: string, url = desks.countyUrl): Promise<Page> {
  const visit = await openPage(browser, `${url}${path}`)
  opened.push(visit)
  await signIn(visit.page, person, PASSWORD)
  await visit.page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  return visit.page
}

const isSaved = (page: Page) => page.locator('[data-saving=saved]').waitFor()

/** One step of the review, with what the person says of it. */
async function step(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (words !== '') await dialog.getByRole('textbox').fill(words)
  await dialog.getByRole('button', { name: `确定：${name}` }).click()
}

const stands = (page: Page, stage: string) => page.locator('.ant-steps-item-active').getByText(stage).waitFor()

describe('an item', () => {
  test('is written with the rules looking on, passed by three people, and read at the village', {
    timeout: 120_000,
  }, async () => {
    const page = await at('/catalogue', 'a-clerk')
    await page.getByRole('link', { name: '宅基地审批' }).click()
    await page.getByRole('button', { name: '开始修改' }).click()
    const promise = page.getByRole('spinbutton', { name: '承诺办结时限' })
    await promise.fill('30')
    const finding = page.getByText('承诺时限长于法定时限').first()
    await finding.waitFor()
    await promise.fill('3')
    await finding.waitFor({ state: 'detached' })
    await isSaved(page)
    await page.reload()
    await expect.poll(() => promise.inputValue()).toBe('3')
    await page.getByRole('tab', { name: '影响预览' }).click()
    await page.getByRole('row', { name: /承诺办结时限 5个工作日 3个工作日/ }).waitFor()
    await step(page, '送部门审核', '已与窗口核对')
    await stands(page, '部门审核')
    const work = new URL(page.url()).pathname

    const chief = await at(work, 'a-chief')
    await step(chief, '部门审核通过', '同意压缩')
    await stands(chief, '合法性审核')

    await step(page, '合法性审核通过', '')
    await page.getByRole('dialog').getByText('编写人不能做合法性审核').waitFor()
    await page.getByRole('dialog').getByText('请由没有参与编写的人审核').waitFor()

    const lawyer = await at(work, 'a-lawyer')
    await step(lawyer, '合法性审核通过', '符合规定')
    await stands(lawyer, '待发布')
    await step(lawyer, '发布', '')
    await stands(lawyer, '已发布')
    for (const said of ['已与窗口核对', '同意压缩', '符合规定']) await lawyer.getByText(said).first().waitFor()

    desks.online()
    const guide = await openPage(browser, `${desks.villageUrl}/print/items/permit`)
    opened.push(guide)
    await guide.page.getByText('3个工作日').first().waitFor()
    await page.goto(`${desks.countyUrl}/catalogue/permit?view=versions`)
    await page.getByRole('listitem').filter({ hasText: '王局长' }).filter({ hasText: '李法制' }).waitFor()
    await page.getByRole('row', { name: /承诺办结时限 5个工作日 3个工作日/ }).waitFor()
  })

  test('takes in what a colleague writes meanwhile, and asks where both wrote', { timeout: 90_000 }, async () => {
    const work = await begin(desks.county, 'choice', (content) => ({ ...content, name: '提取住房公积金' }))
    const page = await at(`/catalogue/works/${work.id}`, 'a-clerk')
    const name = page.getByRole('textbox', { name: '事项名称', exact: true })
    await expect.poll(() => name.inputValue()).toBe('提取住房公积金')
    await page.getByRole('textbox', { name: '办理地点' }).fill('二楼 5 号窗口')
    await isSaved(page)
    const read = await desks.county.call<{ work: typeof work }>(
      { person: 'a-clerk', place: 'a-hall', organ: 'a-bureau' },
      'GET',
      `/api/works/${work.id}`,
    )
    await write(desks.county, read.body.work, (content) => ({ ...content, guide: { ...content.guide, hours: '周一至周五' } }))
    await page.getByText('已并入：办理时间').waitFor()
    expect(await page.getByRole('textbox', { name: '办理时间' }).inputValue()).toBe('周一至周五')
    await page.getByRole('button', { name: '知道了' }).click()

    // Both at once: the page types while the colleague's words are already there.
    const again = await desks.county.call<{ work: typeof work }>(
      { person: 'a-clerk', place: 'a-hall', organ: 'a-bureau' },
      'GET',
      `/api/works/${work.id}`,
    )
    await page.context().setOffline(true)
    await name.fill('提取公积金（我写的）')
    await page.getByText('平台没有应答').waitFor()
    await write(desks.county, again.body.work, (content) => ({ ...content, name: '提取公积金（别人写的）' }))
    await page.context().setOffline(false)
    const clash = page.getByRole('group', { name: '事项名称' })
    await clash.getByText('提取公积金（别人写的）').waitFor()
    await clash.getByText('提取公积金（我写的）').waitFor()
    await clash.getByRole('button', { name: '事项名称用我的' }).click()
    await clash.waitFor({ state: 'detached' })
    const written = async () =>
      (await desks.county.call<{ work: typeof work }>({ person: 'a-window', place: 'a-hall' }, 'GET', `/api/works/${work.id}`))
        .body.work.items[0]?.content
    await expect.poll(async () => (await written())?.name, { timeout: 20_000 }).toBe('提取公积金（我写的）')
    expect(await written()).toMatchObject({ guide: { hours: '周一至周五', address: '二楼 5 号窗口' } })
  })
})
