import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { networkRoutes } from '@liandong/core/http/network/routes.js'
import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from '../../core/src/http/app.testing.js'
import type { LinkState } from '../../core/src/http/doors.js'
import { MONDAY_MS } from '../../core/src/domain/case/world.testing.js'
import { application, newRequestId } from '../../core/src/site/counter.testing.js'
import { currentPerson } from '../../core/src/domain/roster-view.js'
import { enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'
import { carry, join } from '../../core/src/site/lines.testing.js'

/** A village, its county and the city with real stores; the county is looked at in a browser. */
export interface SmallCity {
  readonly url: string
  readonly county: TestApp
  /** Registered in the village, then submitted, carried and accepted: known to all three sites. */
  readonly travelled: Receipt
  /** Registered at the county; no other site has it. */
  readonly alone: Receipt
  close(): Promise<void>
}

const lane = { written: 4, acknowledged: 4, sent: 4, inFlight: 0, credit: 64, received: 9, peerWritten: 9, waitingMs: null }

/** As the programs tell of their links: the village talks, the city is away. */
const links: readonly LinkState[] = [
  {
    ...{ peer: 'a-village', state: 'running', sinceMs: MONDAY_MS, reason: null, detail: '', linkId: 'link-1', session: 3 },
    peerFacts: { store: 'store-1', generation: 1, programVersion: '0.1.0', rosterVersion: 1 },
    offset: { offsetMs: -2300, uncertaintyMs: 40 },
    lanes: [
      { lane: 'case', ...lane },
      { lane: 'bulk', ...lane },
    ],
    ...{ drops: {}, lastHeardMs: MONDAY_MS, peerInMaintenance: false, nextDialMs: null },
  },
  {
    ...{ peer: 'city', state: 'down', sinceMs: MONDAY_MS, reason: 'link/parent-unreachable', detail: 'connect ECONNREFUSED' },
    ...{
      linkId: null,
      session: 0,
      peerFacts: null,
      offset: null,
      lanes: [],
      drops: {},
      lastHeardMs: null,
      peerInMaintenance: false,
      nextDialMs: MONDAY_MS,
    },
  },
]

/** More than one page of the list holds. */
const villageCaseCount = 17

export async function openSmallCity(): Promise<SmallCity> {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  const [village, county, city] = [openApp('a-village'), openApp('a'), openApp('city')]
  join(village.site, county.site)
  join(county.site, city.site)
  const online = () => carry([village.site, county.site], [county.site, city.site])
  for (let made = 1; made < villageCaseCount; made += 1) await register(village, asProxy)
  const travelled = await register(village, asProxy)
  await act(village, asProxy, travelled, 'submit')
  online()
  await act(county, asClerk, travelled, 'accept')
  online()
  for (const { clock } of [village, county, city]) clock.advance(90 * 60_000)
  const alone = await register(county, asClerk)
  for (const { clock } of [village, county, city]) clock.advance(95 * 60_000)
  linkLedger(county.site).receive('a-village', 'bulk', 1, [{ kind: null, kindNumber: 99, payload: new Uint8Array([1]) }])
  await letIn(county)
  // The same site as in a program: people sign in.
  const desk = openApp('a', { counter: county, pages, doors: { links: () => links }, routes: [networkRoutes], signsIn: true })
  const url = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await desk.app.close()
    for (const app of [village, county, city]) await app.close()
  }
  return { url, county, travelled, alone, close }
}

/** The clerk has a second desk, somebody else still a first password. */
async function letIn({ site }: TestApp): Promise<void> {
  const clerk = currentPerson(site.roster, 'a-clerk')
  if (clerk === null) throw new Error('no a-clerk')
  enterFacts(site, { kind: 'person', person: { ...clerk, posts: [...clerk.posts, { place: 'a-hosted', organ: null }] } })
  await givePassword(site, 'a-clerk', PASSWORD)
  await givePassword(site, 'a-window', PASSWORD)
  await givePassword(site, 'a-helper', PASSWORD, { mustChange: true })
}

async function register(app: TestApp, who: Who): Promise<Receipt> {
  const { body } = await app.call<Receipt>(who, 'POST', '/api/cases', { requestId: newRequestId(), application: application() })
  return body
}

async function act(app: TestApp, who: Who, { caseId }: Receipt, name: string): Promise<void> {
  const { status } = await app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId: newRequestId(), act: { act: name } })
  if (status !== 200) throw new Error(`${name} was answered with ${status}`)
}
