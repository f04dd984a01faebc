import type { ItemDraft } from '@liandong/core/domain/item.js'
import type { RosterFact } from '@liandong/core/domain/roster.js'
import { currentPerson, currentPlace } from '@liandong/core/domain/roster-view.js'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import type { Application } from '@liandong/core/site/intake/application.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { asProxy, openApp, type TestApp } from '../../core/src/http/app.testing.js'
import type { LinkState } from '../../core/src/http/doors.js'
import { application, demoItems, newRequestId } from '../../core/src/site/counter.testing.js'
import { carry, join } from '../../core/src/site/lines.testing.js'
import { accountFact, enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { actAs } from './two-desks.js'

/** A centre that is served by the county's gateway, above a village with a PC of its own; the line is carried by hand. */
export interface HostedTownship {
  readonly village: TestApp
  readonly county: TestApp
  readonly villageUrl: string
  readonly countyUrl: string
  readonly online: () => void
  readonly submitted: (item?: string) => Promise<Receipt>
  close(): Promise<void>
}

const [permit] = demoItems

/** 低保: taken in and reviewed by the centre, on the village's opinion and a public notice; decided by the county. */
const allowance = {
  ...permit,
  ...{ id: 'allowance', name: '最低生活保障', type: '05', materials: [] },
  steps: [
    { id: 'accept', name: '受理', kind: 'accept', organ: 'a-government', level: 'township', actedBy: null, externalSystem: null },
    {
      id: 'first',
      name: '乡镇审核',
      kind: 'review',
      organ: 'a-government',
      level: 'township',
      actedBy: null,
      externalSystem: null,
    },
    { id: 'decide', name: '决定', kind: 'decide', organ: 'a-bureau', level: 'county', actedBy: null, externalSystem: null },
  ],
} as ItemDraft

/** A power the county's bureau handed down. */
const given = {
  ...permit,
  ...{ id: 'given', name: '农村建房许可', guide: { ...permit?.guide, powerSource: '2' } },
  grants: [...(permit?.grants ?? []), { level: 'township', organ: 'a-government', power: 'decide' }],
} as ItemDraft

const family = {
  kind: 'household',
  head: { name: '王德厚', document: { type: '111', number: '37112219560312001X' }, signed: true },
  members: [{ name: '王小满', relation: '孙女', document: { type: '111', number: '371122201005060028' }, signed: false }],
} as const

const items = [...demoItems, allowance, given]

const down: LinkState = {
  ...{ peer: 'a-village', state: 'down', sinceMs: 1, reason: null, detail: '', linkId: null, session: 0, peerFacts: null },
  ...{ offset: null, lanes: [], drops: {}, lastHeardMs: Date.UTC(2026, 2, 2, 1, 40), peerInMaintenance: false, nextDialMs: null },
}

export async function openHostedTownship(): Promise<HostedTownship> {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  const [village, county] = [openApp('a-village', { items }), openApp('a', { items })]
  for (const app of [village, county]) enterFacts(app.site, ...hosted(app))
  join(village.site, county.site)
  await givePassword(village.site, 'proxy', PASSWORD)
  for (const person of ['a-clerk', 'a-window', 'town-clerk', 'town-lady']) await givePassword(county.site, person, PASSWORD)
  const desks = [
    openApp('a-village', { counter: village, pages, signsIn: true }),
    openApp('a', { counter: county, pages, doors: { links: () => [down] }, signsIn: true }),
  ]
  const [villageUrl = '', countyUrl = ''] = await Promise.all(desks.map(({ app }) => app.listen({ host: '127.0.0.1', port: 0 })))
  const online = () => carry([village.site, county.site])
  const submitted = async (item = 'permit') => {
    const wish = item === 'allowance' ? { item, materials: [], applicant: family } : { item }
    const body = { requestId: newRequestId(), application: application(wish as Partial<Application>) }
    const { body: receipt, status } = await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)
    if (status !== 201) throw new Error(JSON.stringify(receipt))
    await actAs(village, asProxy, receipt.caseId, { act: 'submit' })
    online()
    return receipt
  }
  const close = async () => {
    for (const { app } of desks) await app.close()
    for (const app of [village, county]) await app.close()
  }
  return { village, county, villageUrl, countyUrl, online, submitted, close }
}

/** The centre at the county's gateway, with somebody who looks after villages; the village has numbers to ring. */
function hosted({ site }: TestApp): RosterFact[] {
  const [centre, station] = [currentPlace(site.roster, 'a-centre'), currentPlace(site.roster, 'a-station')]
  const proxy = currentPerson(site.roster, 'proxy')
  if (centre === null || station === null || proxy === null) throw new Error('another roster')
  const posts = [{ place: 'a-centre', organ: null }]
  return [
    { kind: 'place', place: { ...centre, site: 'a' } },
    { kind: 'place', place: { ...station, phone: '0633-6209266' } },
    { kind: 'person', person: { ...proxy, phone: '13863310001' } },
    { kind: 'person', person: { id: 'town-lady', name: '林小娟', phone: null, posts, active: true } },
    accountFact('town-lady', [{ role: 'township-clerk', place: 'a-centre', organ: null }]),
  ]
}
