import encodeQR from 'qr'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { receiptText } from '../../domain/documents/receipt-code.js'
import { currentPlace } from '../../domain/roster-view.js'
import { application, newRequestId } from '../../site/counter.testing.js'
import type { Receipt } from '../../site/intake/receipt.js'
import { carry, join } from '../../site/lines.testing.js'
import { enterFacts } from '../../site/people/people.testing.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from '../app.testing.js'
import { barcodeSvg } from './code128.js'

let village: TestApp
let county: TestApp

beforeEach(() => {
  ;[village, county] = [openApp('a-village'), openApp('a')]
  join(village.site, county.site)
})
afterEach(async () => {
  for (const app of [village, county]) await app.close()
})

const online = () => carry([village.site, county.site])
const asHosted: Who = { person: 'hosted-proxy', place: 'a-hosted' }

async function registered(): Promise<Receipt> {
  const body = { requestId: newRequestId(), application: application() }
  return (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
}

async function act(app: TestApp, who: Who, { caseId }: Receipt, what: object): Promise<void> {
  const { status, body } = await app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId: newRequestId(), act: what })
  if (status > 202) throw new Error(`${JSON.stringify(what)} was answered with ${status} ${JSON.stringify(body)}`)
}

async function atCounty(): Promise<Receipt> {
  const receipt = await registered()
  await act(village, asProxy, receipt, { act: 'submit' })
  online()
  return receipt
}

async function uploaded({ caseId }: Receipt): Promise<unknown> {
  const headers = { 'content-type': 'application/pdf' }
  return (await county.call(asClerk, 'POST', `/api/cases/${caseId}/papers`, Buffer.from('%PDF-1.4 notice'), { headers })).body
}

const print = (app: TestApp, who: Who, { caseId }: Receipt, kind: string, look = '') =>
  app.call<string>(who, 'GET', `/print/cases/${caseId}/${kind}${look}`)

describe('a receipt', () => {
  test('printed before another site has the case says so, with barcode and a QR that reopens it', async () => {
    const receipt = await registered()
    const { body, headers } = await print(village, asProxy, receipt, 'receipt')
    expect(body).toContain('已登记，待上传')
    expect(body).toContain(barcodeSvg(receipt.number))
    const papers = [{ material: 'deed', originals: 1, copies: 1, scan: false }]
    const { number, queryCode, registeredMs } = receipt
    const code = receiptText({ number, queryCode, item: 'permit', version: 1, registeredMs, papers })
    expect(body).toContain(encodeQR(code, 'svg', { ecc: 'medium', border: 2 }))
    expect(body).toMatch(/张三[^]*宅基地审批[^]*权属证明[^]*原件 1 份、复印件 1 份/)
    expect(body).not.toMatch(/<script|style=/)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('is printed again later with the same query code, in large type and as a slip', async () => {
    const receipt = await atCounty()
    const again = await print(village, asProxy, receipt, 'receipt', '?type=large')
    expect(again.body).toContain(`查询码 ${receipt.queryCode}`)
    expect(again.body).toContain('<body class="large">')
    expect(again.body).not.toContain('待上传')
    expect((await print(village, asProxy, receipt, 'receipt', '?paper=slip')).body).toContain('<body class="slip">')
  })

  test('printed where the case was not registered is without the query code, which only the villager has', async () => {
    const receipt = await atCounty()
    const { body } = await print(county, asClerk, receipt, 'receipt')
    expect(body).toContain(receipt.number)
    expect(body).not.toMatch(/查询码 [0-9A-Z]{8}/)
  })

  test('is nobody’s to print who may not see the case', async () => {
    const receipt = await atCounty()
    expect((await print(county, asHosted, receipt, 'receipt')).status).toBe(404)
  })
})

describe('a notice', () => {
  test('is not there before the case is that far', async () => {
    const receipt = await atCounty()
    const { status, body } = await print(county, asClerk, receipt, 'acceptance')
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'document/not-yet' })
  })

  test('of acceptance gives the day, both periods and the article', async () => {
    const receipt = await atCounty()
    await act(county, asClerk, receipt, { act: 'accept' })
    const { body } = await print(county, asClerk, receipt, 'acceptance')
    expect(body).toMatch(/2026年3月2日 予以受理[^]*承诺办结期限：5个工作日（至 2026年3月[^]*法定办结期限：20个工作日/)
    expect(body).toContain('第三十二条第一款第五项')
  })

  test('of what is missing lists every paper at once, also after some of it came', async () => {
    const receipt = await atCounty()
    const notice = await uploaded(receipt)
    await act(county, asClerk, receipt, { act: 'ask-supplement', materials: ['deed', 'photo'], notice, dueBy: '2026-03-12' })
    const given = { material: 'deed', paper: null, form: 'original', originals: 1, copies: 0 }
    await act(county, asClerk, receipt, { act: 'give-supplement', materials: [given] })
    const { body } = await print(county, asClerk, receipt, 'supplement')
    expect(body).toMatch(/<ol><li>权属证明<\/li><li>照片<\/li><\/ol>[^]*2026年3月12日 前补齐/)
  })

  test('of non-acceptance names applicant, reason, the right organ and where to turn, though the case is over', async () => {
    const receipt = await atCounty()
    const notice = await uploaded(receipt)
    await act(county, asClerk, receipt, { act: 'refuse-acceptance', ground: 'wrong-organ', rightOrgan: 'b-bureau', notice })
    const { body } = await print(county, asClerk, receipt, 'non-acceptance')
    expect(body).toMatch(
      /张三[^]*不属于本机关职权范围[^]*b-bureau[^]*六十日内依法申请行政复议[^]*六个月内依法向人民法院提起行政诉讼/,
    )
    const another = await print(county, { person: 'a-helper', place: 'a-hall', organ: 'a-agency' }, receipt, 'receipt')
    expect(another.body).not.toContain('张三')
  })

  test('that a document was printed stands in the audit log', async () => {
    const receipt = await registered()
    await print(village, asProxy, receipt, 'receipt')
    const subject = `case ${receipt.caseId}`
    expect(village.store.audit.search({ kind: 'view', subject }, 10, null).map(({ entry }) => entry.person)).toEqual(['proxy'])
  })
})

describe('a mandate', () => {
  test('is made out to the station with its rota, so that a substitute acts by it', async () => {
    const station = currentPlace(village.site.roster, 'a-station')
    if (station === null) throw new Error('no station')
    const rota = [{ person: 'proxy', weekdays: [1, 3, 5] }]
    enterFacts(village.site, { kind: 'place', place: { ...station, rota, standIns: ['hosted-proxy'] } })
    const content = { applicant: { main: { name: '张三', number: '371122198001010011' } }, materials: [] }
    const draft = { item: 'permit', title: '宅基地审批', content }
    const { id } = (await village.call(asProxy, 'POST', '/api/drafts', draft)).body
    const { body } = await village.call<string>(asProxy, 'GET', `/print/drafts/${String(id)}/mandate`)
    expect(body).toMatch(
      /张三 证件号码 371122198001010011[^]*受托站点：a-station[^]*<li>proxy 周一、三、五值班<\/li><li>hosted-proxy（替班）<\/li>/,
    )
  })

  test('signed and scanned goes with the papers of any item, and whoever registers acts by it', async () => {
    const draft = { item: 'permit', title: '宅基地审批', content: {} }
    const { id } = (await village.call(asProxy, 'POST', '/api/drafts', draft)).body
    const headers = { 'content-type': 'application/pdf' }
    const scan = Buffer.from('%PDF-1.4 signed')
    const paper = (await village.call(asProxy, 'POST', `/api/drafts/${String(id)}/papers`, scan, { headers })).body
    const mandate = { material: 'service-mandate', paper, form: 'scan', originals: 0, copies: 0 }
    const given = application()
    const body = { requestId: newRequestId(), draft: id, application: { ...given, materials: [...given.materials, mandate] } }
    const { status, body: receipt } = await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)
    expect(status).toBe(201)
    const [first] = village.store.cases.standing(receipt.caseId)
    const { decodeEvent } = await import('../../wire/event.js')
    expect(first === undefined ? null : decodeEvent(first.bytes).author.mandate).toBe(paper['hash'])
    expect((await print(village, asProxy, receipt, 'receipt')).body).toMatch(/代办服务委托书[^]*已扫描/)
  })
})
