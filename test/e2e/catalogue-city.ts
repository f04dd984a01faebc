import type { ItemDraft } from '@liandong/core/domain/item.js'
import type { RoleGrant } from '@liandong/core/domain/people/account.js'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { openApp, type TestApp, type Who } from '../../core/src/http/app.testing.js'
import { catalogueWorkRoutes } from '../../core/src/http/catalogue-work/routes.js'
import { demoItems } from '../../core/src/site/counter.testing.js'
import { inputOf } from '../../core/src/site/claiming/base.testing.js'
import { carry, join } from '../../core/src/site/lines.testing.js'
import { accountFact, enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'

/** City, county and village with real stores, each with its pages; lines are carried by hand. */
export interface CatalogueCity {
  readonly city: TestApp
  readonly county: TestApp
  readonly village: TestApp
  readonly cityUrl: string
  readonly countyUrl: string
  readonly villageUrl: string
  readonly online: () => void
  close(): Promise<void>
}

export const asCity: Who = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }
export const asBureau: Who = { person: 'a-clerk', place: 'a-hall', organ: 'a-bureau' }
export const asHall: Who = { person: 'a-window', place: 'a-hall' }

/** Whoever reviews is not who wrote: the bureau's head, who only approves; the hall's lawyer. */
const reviewers: readonly (readonly [person: string, name: string, organ: string | null, roles: readonly RoleGrant['role'][]])[] =
  [
    ['a-chief', '王局长', 'a-bureau', ['approver']],
    ['a-lawyer', '李法制', null, ['catalogue-editor']],
  ]

const signing = { signsIn: true, routes: catalogueWorkRoutes } as const

export async function openCatalogueCity(items: readonly ItemDraft[] = demoItems): Promise<CatalogueCity> {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  const routes = catalogueWorkRoutes
  const [city, county] = [openApp('city', { items, routes }), openApp('a', { items, routes })]
  const village = openApp('a-village', { items })
  join(village.site, county.site)
  join(county.site, city.site)
  for (const { site } of [city, county, village]) enterReviewers(site)
  await givePassword(city.site, 'city-clerk', PASSWORD)
  for (const person of ['a-clerk', 'a-window', 'a-chief', 'a-lawyer']) await givePassword(county.site, person, PASSWORD)
  await givePassword(village.site, 'proxy', PASSWORD)
  const desks = [
    openApp('city', { counter: city, pages, ...signing }),
    openApp('a', { counter: county, pages, ...signing }),
    openApp('a-village', { counter: village, pages, signsIn: true }),
  ]
  const [cityUrl = '', countyUrl = '', villageUrl = ''] = await Promise.all(
    desks.map(({ app }) => app.listen({ host: '127.0.0.1', port: 0 })),
  )
  const online = () => carry([village.site, county.site], [county.site, city.site])
  online()
  const close = async () => {
    for (const { app } of desks) await app.close()
    for (const app of [city, county, village]) await app.close()
  }
  return { city, county, village, cityUrl, countyUrl, villageUrl, online, close }
}

function enterReviewers(site: TestApp['site']): void {
  const facts = reviewers.flatMap(([id, name, organ, roles]) => [
    { kind: 'person' as const, person: { id, name, posts: [{ place: 'a-hall', organ }], phone: null, active: true } },
    accountFact(
      id,
      roles.map((role) => ({ role, place: 'a-hall', organ })),
    ),
  ])
  enterFacts(site, ...facts)
}

/** The city imports its base list as a new version. */
export async function importBase(city: TestApp, changes: Parameters<typeof inputOf>[0] = {}): Promise<void> {
  const answer = await city.call(asCity, 'POST', '/api/base-list/imports', { entries: [inputOf(changes)] })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

interface Begun {
  readonly id: string
  readonly items: readonly { readonly item: string; readonly content: ItemDraft }[]
}

/** Somebody writes without a page: the work with its one item as `change` leaves it. */
export async function begin(county: TestApp, item: string, change: (content: ItemDraft) => ItemDraft): Promise<Begun> {
  const { body } = await county.call<Begun>(asBureau, 'POST', '/api/works', { item, title: `修改 ${item}` })
  return write(county, body, change)
}

export async function write(county: TestApp, work: Begun, change: (content: ItemDraft) => ItemDraft): Promise<Begun> {
  const [first] = work.items
  if (first === undefined) throw new Error(JSON.stringify(work))
  const url = `/api/works/${work.id}/items/${first.item}`
  const answer = await county.call<Begun>(asBureau, 'PUT', url, change(first.content))
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** All steps from the draft to its publication, without a page. */
export async function publish(county: TestApp, work: string): Promise<void> {
  for (const [step, who] of [
    ['submit', asBureau],
    ['pass-department', asBureau],
    ['pass-legal', asHall],
    ['publish', asHall],
  ] as const) {
    const answer = await county.call(who, 'POST', `/api/works/${work}/${step}`, step === 'publish' ? {} : undefined)
    if (answer.status !== 200) throw new Error(`${step}: ${JSON.stringify(answer.body)}`)
  }
}

/** County A's bureau claims the entry and publishes its item. */
export async function claimAndPublish(county: TestApp, item = 'homestead'): Promise<void> {
  const organ = 'a-bureau'
  await county.call(asBureau, 'POST', '/api/claims/answers', { organ, entries: ['b-1'], state: 'claimed', reason: null })
  const { body } = await county.call<Begun>(asBureau, 'POST', '/api/claims/works', { organ, entry: 'b-1', item })
  const step = { organ, level: 'county', actedBy: null, externalSystem: null } as const
  await write(county, body, (content) => ({
    ...content,
    steps: [{ id: 'decide', name: '决定', kind: 'decide', ...step }],
    grants: [
      { level: 'village', organ: null, power: 'proxy' },
      { level: 'county', organ: null, power: 'receive' },
      { level: 'county', organ, power: 'decide' },
    ],
    promised: { amount: 5, unit: 'working-day' },
  }))
  await publish(county, body.id)
}
