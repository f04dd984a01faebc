import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { receiptText } from '../../domain/documents/receipt-code.js'
import { application, newRequestId } from '../../site/counter.testing.js'
import type { Receipt } from '../../site/intake/receipt.js'
import { carry, join } from '../../site/lines.testing.js'
import { asProxy, openApp, type TestApp, type Who } from '../app.testing.js'

let village: TestApp
let county: TestApp
let stranger: TestApp
let receipt: Receipt
let text: string

beforeEach(async () => {
  ;[village, county, stranger] = [openApp('a-village'), openApp('a'), openApp('b-village')]
  join(village.site, county.site)
  const body = { requestId: newRequestId(), application: application() }
  receipt = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
  const { number, queryCode, registeredMs } = receipt
  const papers = [{ material: 'deed', originals: 1, copies: 1, scan: false }]
  text = receiptText({ number, queryCode, item: 'permit', version: 1, registeredMs, papers })
})
afterEach(async () => {
  for (const app of [village, county, stranger]) await app.close()
})

const asHosted: Who = { person: 'hosted-proxy', place: 'a-hosted' }
const scan = (app: TestApp, who: Who, scanned: string) => app.call(who, 'POST', '/api/scans', { text: scanned })

describe('a receipt that is scanned', () => {
  test('opens the case where it was registered', async () => {
    const { body } = await scan(village, asProxy, text)
    expect(body).toMatchObject({ absent: null, cases: [{ caseId: receipt.caseId }], receipt: { papers: [{ name: '权属证明' }] } })
  })

  test('tells its holder state and next step at a station that may not open the case, and that is recorded', async () => {
    carry([village.site, county.site])
    const { body } = await scan(county, asHosted, text)
    expect(body).toMatchObject({ cases: [], shown: { number: receipt.number, state: { zh: '已登记' } } })
    expect(JSON.stringify(body)).not.toContain('张三')
    const noted = county.store.audit.search({ kind: 'view', subject: `receipt ${receipt.number}` }, 10, null)
    expect(noted.map(({ entry }) => entry.person)).toEqual(['hosted-proxy'])
  })

  test('with another’s code tells nothing of the case', async () => {
    carry([village.site, county.site])
    const { body } = await scan(county, asHosted, text.replace(receipt.queryCode, '00000000'))
    expect(body).toMatchObject({ cases: [], shown: null, absent: null })
  })

  test('says by itself item, papers and time where nothing of the case is', async () => {
    const { body } = await scan(stranger, { person: 'b-proxy', place: 'b-station' }, text)
    expect(body).toMatchObject({
      ...{ cases: [], shown: null, absent: 'case/not-here-yet' },
      receipt: { item: { name: '宅基地审批', version: 1 }, papers: [{ name: '权属证明', originals: 1, copies: 1 }] },
    })
    expect((body['receipt'] as { registeredMs: number }).registeredMs).toBe(receipt.registeredMs)
  })
})

test('a typed number finds the case without its receipt, in small letters too', async () => {
  const { body } = await scan(village, asProxy, ` ${receipt.number.toLowerCase()} `)
  expect(body).toMatchObject({ receipt: null, cases: [{ number: receipt.number }] })
})
