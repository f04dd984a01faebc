import type { Page } from 'playwright-core'

/** What a person does on the page of one case, act by act. */
export const form = (on: Page) => on.getByRole('dialog')

export async function openCase(page: Page, url: string, caseId: string): Promise<void> {
  await page.goto(`${url}/cases/${caseId}`)
  await page.getByRole('heading', { level: 2, name: '办理', exact: true }).waitFor()
}

export const openAct = (on: Page, name: string) => on.getByRole('button', { name, exact: true }).first().click()

export const choose = (on: Page, question: string, answer: string) =>
  form(on).getByRole('group', { name: question, exact: true }).getByText(answer, { exact: true }).click()

export async function pick(on: Page, box: string, option: string): Promise<void> {
  await form(on).getByRole('combobox', { name: box }).click()
  await on.getByTitle(option, { exact: true }).click()
}

/** Sends the form; what nobody takes back is asked once more. */
export async function send(on: Page, name: string, isFinal = false): Promise<void> {
  await form(on).getByRole('button', { name, exact: true }).click()
  if (isFinal)
    await form(on)
      .getByRole('button', { name: `确定${name}` })
      .click()
}

export const isDone = (on: Page, name: string) => on.getByText(`${name}：已办成`).first().waitFor()
export const isAsked = (on: Page, name: string) =>
  on
    .getByText(new RegExp(`^${name}：.*已发出请求`))
    .first()
    .waitFor()

export const PDF = { name: '文书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 paper') }

/** Hands a paper in and waits until it is kept. */
export async function upload(on: Page): Promise<void> {
  await form(on).locator('input[type=file]').first().setInputFiles(PDF)
  await form(on).getByText('已上传 文书.pdf').waitFor()
}
