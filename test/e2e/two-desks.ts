import type { ItemDraft } from '@liandong/core/domain/item.js'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from '../../core/src/http/app.testing.js'
import { application, demoItems, newRequestId } from '../../core/src/site/counter.testing.js'
import { carry, join } from '../../core/src/site/lines.testing.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'

/** A village and its county, each with a desk in a browser; the line between them is carried by hand. */
export interface TwoDesks {
  readonly village: TestApp
  readonly county: TestApp
  readonly villageUrl: string
  readonly countyUrl: string
  readonly online: () => void
  /** Registered in the village, which keeps it. */
  readonly registered: (item?: string) => Promise<Receipt>
  /** Registered in the village and handed in. */
  readonly submitted: (item?: string) => Promise<Receipt>
  close(): Promise<void>
}

/** Decided in another organ's own system. */
const outside = {
  ...demoItems[0],
  ...{ id: 'outside', name: '养老待遇核定' },
  steps: demoItems[0]?.steps.map((step) => ({ ...step, externalSystem: step.kind === 'decide' ? '社保系统' : null })),
} as ItemDraft
/** What no other item fits; answered by the county. */
const noItemFits = {
  ...demoItems[0],
  ...{ id: 'no-item-fits', name: '办不成事反映', type: '20', hasResult: false, materials: [], withdrawable: true },
  steps: demoItems[0]?.steps.flatMap((step) =>
    step.kind === 'examine' ? [{ ...step, id: 'reply', name: '答复' }] : step.kind === 'accept' ? [step] : [],
  ),
  guide: { ...demoItems[0]?.guide, recordOnly: true },
  form: {
    type: 'object',
    properties: {
      wish: { type: 'string', title: '想办什么事', minLength: 1, maxLength: 500 },
      sentBy: { type: 'string', title: '谁让来回跑、怎么说的', maxLength: 500 },
      elsewhere: { type: 'string', title: '属于哪个县区', maxLength: 100 },
    },
    required: ['wish'],
    additionalProperties: false,
  },
} as ItemDraft
const items = [...demoItems, outside, noItemFits]

export async function openTwoDesks(): Promise<TwoDesks> {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  const [village, county] = [openApp('a-village', { items }), openApp('a', { items })]
  join(village.site, county.site)
  await givePassword(village.site, 'proxy', PASSWORD)
  for (const person of ['a-clerk', 'a-window']) await givePassword(county.site, person, PASSWORD)
  const desks = [
    openApp('a-village', { counter: village, pages, signsIn: true }),
    openApp('a', { counter: county, pages, signsIn: true }),
  ]
  const [villageUrl = '', countyUrl = ''] = await Promise.all(desks.map(({ app }) => app.listen({ host: '127.0.0.1', port: 0 })))
  const online = () => carry([village.site, county.site])
  const registered = async (item = 'permit') => {
    const body = { requestId: newRequestId(), application: application({ item }) }
    return (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
  }
  const submitted = async (item = 'permit') => {
    const receipt = await registered(item)
    await actAs(village, asProxy, receipt.caseId, { act: 'submit' })
    online()
    return receipt
  }
  const close = async () => {
    for (const { app } of desks) await app.close()
    for (const app of [village, county]) await app.close()
  }
  return { village, county, villageUrl, countyUrl, online, registered, submitted, close }
}

/** Somebody acts without a page. */
export async function actAs(app: TestApp, who: Who, caseId: string, act: object): Promise<void> {
  const { status, body } = await app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId: newRequestId(), act })
  if (status !== 200) throw new Error(`${JSON.stringify(act)} was answered with ${status} ${JSON.stringify(body)}`)
}

/** From submission to the end, without a page. */
export async function finish(app: TestApp, caseId: string): Promise<void> {
  for (const act of [
    { act: 'accept' },
    { act: 'review-step', step: 'examine', result: 'agreed', opinion: null },
    { act: 'decide', result: 'granted', document: null, certificateNumber: 'ZJD-1' },
    { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null },
    { act: 'complete' },
  ])
    await actAs(app, asClerk, caseId, act)
}
