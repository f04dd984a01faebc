import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { builtIn } from '../../domain/documents/built-in.js'
import { application, newRequestId } from '../../site/counter.testing.js'
import type { Receipt } from '../../site/intake/receipt.js'
import { asClerk, openApp, type TestApp } from '../app.testing.js'

let county: TestApp

beforeEach(() => {
  county = openApp('a')
})
afterEach(() => county.close())

const put = (text: string, basedOn: number) => county.call(asClerk, 'PUT', '/api/documents/texts/receipt', { text, basedOn })
const own = '{申请人},您好。{事项}\n{材料清单}\n莒县欢迎您'

async function receiptPage(): Promise<string> {
  const body = { requestId: newRequestId(), application: application() }
  const { caseId } = (await county.call<Receipt>(asClerk, 'POST', '/api/cases', body)).body
  return (await county.call<string>(asClerk, 'GET', `/print/cases/${caseId}/receipt`)).body
}

describe('a county’s text', () => {
  test('is what documents are printed from once it is saved, with its version; before that the built-in one', async () => {
    expect(await receiptPage()).toContain('通用文本')
    expect((await put(own, 0)).body).toMatchObject({ version: 1, by: { id: 'a-clerk' } })
    expect(await receiptPage()).toMatch(/张三，您好。宅基地审批[^]*权属证明[^]*莒县欢迎您[^]*本县文本第 1 版/)
  })

  test('keeps its earlier versions', async () => {
    await put(own, 0)
    await put(`${own}!`, 1)
    const { body } = await county.call(asClerk, 'GET', '/api/documents/texts/receipt/1')
    expect(body).toMatchObject({ version: 1, text: own })
    expect((await county.call(asClerk, 'GET', '/api/documents/texts/receipt/0')).body['text']).toBe(builtIn.receipt)
    expect((await county.call(asClerk, 'GET', '/api/documents/texts/receipt/9')).status).toBe(404)
  })

  test('with a name nobody knows is refused with that name, and nothing changes', async () => {
    const { status, body } = await put(`${own}{身份证号}`, 0)
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'template/unknown-name', detail: expect.stringContaining('{身份证号}') })
    const { texts } = (await county.call(asClerk, 'GET', '/api/documents/texts')).body as {
      texts: readonly { version: number }[]
    }
    expect(texts.map(({ version }) => version)).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('that somebody else changed meanwhile is not written over', async () => {
    await put(own, 0)
    expect((await put('{材料清单}', 0)).body).toMatchObject({ code: 'template/changed' })
  })

  test('shows beforehand how it will read', async () => {
    const { body } = await county.call(asClerk, 'POST', '/api/documents/texts/receipt/preview', { text: own })
    expect(body['lines']).toEqual([
      { kind: 'words', text: '张三,您好。农村宅基地审批' },
      { kind: 'block', name: '材料清单' },
      { kind: 'words', text: '莒县欢迎您' },
    ])
  })

  test('is not a window clerk’s to change', async () => {
    const asHelper = { person: 'hosted-proxy', place: 'a-hosted' }
    const { status } = await county.call(asHelper, 'PUT', '/api/documents/texts/receipt', { text: own, basedOn: 0 })
    expect(status).toBe(403)
  })
})
