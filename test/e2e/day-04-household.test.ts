import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCase } from '@liandong/core/site/execute.js'
import { PASSWORD } from '../../core/src/site/people/people.testing.js'
import { launchBrowser, openPage, signIn } from './browser.js'
import { choose, form, isAsked, isDone, openAct, openCase, pick, send } from './case-acts.js'
import { type HostedTownship, openHostedTownship } from './hosted-township.js'

let browser: Browser
let desks: HostedTownship

beforeAll(async () => {
  ;[browser, desks] = await Promise.all([launchBrowser(), openHostedTownship()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desks?.close()
})

async function at(url: string, login: string): Promise<Page> {
  const { page } = await openPage(browser, url)
  await signIn(page, login, PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').first().waitFor()
  return page
}

const stateOf = (caseId: string) => {
  const state = loadCase(desks.county.site, caseId)
  if (state === null) throw new Error('no case')
  return state
}
const answers = (caseId: string) =>
  [...stateOf(caseId).tasks.values()].map(({ kind, answer }) => [kind, answer?.result, answer?.votes])

/** The centre asks the village for something. */
async function giveTask(town: Page, kind: string, place: string, from: string, until: string): Promise<void> {
  await openAct(town, '交办任务')
  await choose(town, '任务', kind)
  await pick(town, '交给', place)
  await form(town).getByRole('textbox', { name: '开始' }).fill(from)
  await form(town).getByRole('textbox', { name: '截止' }).fill(until)
  await send(town, '交办任务')
  await isDone(town, '交办任务')
}

/** The village says what came of it. */
async function answerTask(village: Page, kind: string, result: string, votes?: readonly [string, string]): Promise<void> {
  await openAct(village, `答复任务：${kind}`)
  await choose(village, '结果', result)
  if (votes !== undefined) {
    await form(village).getByRole('spinbutton', { name: '到会人数' }).fill(votes[0])
    await form(village).getByRole('spinbutton', { name: '同意人数' }).fill(votes[1])
  }
  await send(village, `答复任务：${kind}`)
  await isAsked(village, '答复任务')
  desks.online()
}

test('低保 of a household: the village’s opinion, a notice of seven days with an objection, the township, the county', {
  timeout: 240_000,
}, async () => {
  const { caseId, number } = await desks.submitted('allowance')
  const town = await at(desks.countyUrl, 'town-clerk')
  await openCase(town, desks.countyUrl, caseId)
  await openAct(town, '受理')
  await send(town, '受理')
  await isDone(town, '受理')
  await giveTask(town, '村级意见', 'a-station', '2026-03-02', '2026-03-04')
  await giveTask(town, '公示', 'a-station', '2026-03-04', '2026-03-11')
  desks.online()

  const village = await at(desks.villageUrl, 'proxy')
  await village.getByRole('link', { name: /村级意见 · 最低生活保障/ }).click()
  await answerTask(village, '村级意见', '已完成', ['23', '21'])
  await answerTask(village, '公示', '有异议')
  expect(answers(caseId)).toEqual([
    ['village-opinion', 'done', { present: 23, agreed: 21 }],
    ['public-notice', 'objection', null],
  ])

  await town.getByText('公示 · 有异议').waitFor()
  await town.getByText('村级意见 · 已完成 · 到会 23 人，同意 21 人').waitFor()
  await giveTask(town, '入户调查', 'a-centre', '2026-03-11', '2026-03-13')
  await openAct(town, '答复任务：入户调查')
  await choose(town, '结果', '已完成')
  await send(town, '答复任务：入户调查')
  await isDone(town, '答复任务：入户调查')
  await openAct(town, '审查意见：乡镇审核')
  await choose(town, '意见', '同意')
  await send(town, '审查意见：乡镇审核')
  await isDone(town, '审查意见：乡镇审核')
  await town.context().close()

  const county = await at(`${desks.countyUrl}/approvals`, 'a-clerk')
  await county.getByRole('heading', { level: 2, name: number }).waitFor()
  await county.getByText('王德厚').waitFor()
  await county.getByRole('textbox', { name: '审批意见' }).fill('入户复核属实，异议不成立，准予')
  await county.getByRole('button', { name: '作出决定' }).click()
  await county.getByRole('button', { name: '确定准予' }).click()
  await county.getByText(`${number}：已准予`).waitFor()
  await county.context().close()
  expect(stateOf(caseId)).toMatchObject({ stage: 'decided', decision: { result: 'granted' } })
  desks.online()

  await village.goto(`${desks.villageUrl}/today`)
  const row = village.getByRole('listitem').filter({ hasText: '决定通知' })
  await row.getByRole('button', { name: `登记已告知 ${number}` }).click()
  await village.getByRole('button', { name: '家里人 当面' }).click()
  await village.getByText('已登记，等当前办理方确认').first().waitFor()
  desks.online()
  const decision = [...stateOf(caseId).notices.values()].find(({ kind }) => kind === 'decision')
  expect(decision?.told).toMatchObject({ whom: 'household', how: 'in-person', place: 'a-station' })
  await village.context().close()
})
