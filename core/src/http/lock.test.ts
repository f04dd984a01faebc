import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role, type RoleGrant } from '../domain/people/account.js'
import { ACTIONS, type Action } from '../domain/rights/actions.js'
import { may } from '../domain/rights/may.js'
import { rightsAt } from '../domain/rights/rights.js'
import type { RosterFact } from '../domain/roster.js'
import { applyChange } from '../domain/roster-view.js'
import { openApp, type TestApp, type Who } from './app.testing.js'
import { catalogueWorkRoutes } from './catalogue-work/routes.js'
import { enrolmentRoutes } from './enrolment/routes.js'
import { networkRoutes } from './network/routes.js'
import type { RouteAction } from './lock.js'
import { overviewRoutes } from './overview/routes.js'
import { accountRoutes } from './people/accounts.js'
import type { Routes } from './plugin.js'

/* Every route of both programs, with every role, at each tier. */

const enrolment = enrolmentRoutes({ address: () => 'city:8443', authority: 'A', needsApproval: false })
/** What a gateway serves besides what every site serves; here every tier does, so that each lock is tried everywhere. */
const ofGateways: readonly Routes[] = [overviewRoutes, ...catalogueWorkRoutes, accountRoutes, enrolment, networkRoutes]

const tiers = {
  city: { tier: 'city', place: 'city-hall', organ: 'city-bureau' },
  a: { tier: 'county', place: 'a-hall', organ: 'a-bureau' },
  'a-village': { tier: 'edge', place: 'a-station', organ: null },
} as const
type At = keyof typeof tiers

/** Somebody for each role, with that one and no other, and somebody with none. */
function staff(at: At): RosterFact[] {
  const { place, organ } = tiers[at]
  return [...ROLES, null].flatMap((role): RosterFact[] => {
    const person = `only-${role ?? 'nothing'}`
    const forOrgan = role === 'department-clerk' || role === 'approver' ? organ : null
    const roles: RoleGrant[] = role === null ? [] : [{ role, place, organ: forOrgan }]
    return [
      { kind: 'person', person: { id: person, name: person, phone: null, posts: [{ place, organ: forOrgan }], active: true } },
      { kind: 'account', account: { person, login: person, roles, state: 'active', credentialVersion: 1 } },
    ]
  })
}

const apps = new Map<At, TestApp>()

beforeAll(async () => {
  for (const at of Object.keys(tiers) as At[]) {
    const app = openApp(at, { items: [], routes: ofGateways })
    const { roster } = app.site
    app.site.useRoster(applyChange(roster, { version: roster.version + 1, atMs: roster.atMs, by: 'x', facts: staff(at) }))
    await app.app.ready()
    apps.set(at, app)
  }
})

afterAll(async () => {
  for (const app of apps.values()) await app.close()
})

interface Door {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly action: RouteAction
}

function appAt(at: At): TestApp {
  const app = apps.get(at)
  if (app === undefined) throw new Error(at)
  return app
}

function doorsAt(at: At): Door[] {
  return appAt(at).app.doors.flatMap(({ method, url, config }) =>
    method === 'HEAD' || config?.action === undefined ? [] : [{ method: method as Door['method'], url, action: config.action }],
  )
}

const actionsOf = (action: RouteAction): readonly Action[] =>
  action === 'public' || action === 'signed-in' ? [] : typeof action === 'string' ? [action] : action.among
const locked = ({ action }: Door) => actionsOf(action).length > 0
/** An address that fits the route and names nothing that is there. */
const address = (url: string) =>
  url
    .replace(/:hash/, 'f'.repeat(64))
    .replace(/:version/, '9')
    .replace(/:\w+/g, 'e'.repeat(32))

const whoAt = (at: At, role: Role | null): Who => {
  const { place, organ } = tiers[at]
  const forOrgan = role === 'department-clerk' || role === 'approver' ? organ : null
  return { person: `only-${role ?? 'nothing'}`, place, ...(forOrgan !== null && { organ: forOrgan }) }
}

async function codeAt(at: At, who: Who | null, { method, url }: Door): Promise<unknown> {
  const { body } = await appAt(at).call<Readonly<Record<string, unknown>> | string>(who, method, address(url))
  return typeof body === 'string' ? null : (body['code'] ?? null)
}

describe('every route', () => {
  test.each(Object.keys(tiers) as At[])(
    'at %s is open to exactly the roles the table names',
    { timeout: 120_000 },
    async (at) => {
      const { place, tier } = tiers[at]
      const wrong: string[] = []
      for (const role of [...ROLES, null]) {
        const who = whoAt(at, role)
        const rights = rightsAt(appAt(at).site.roster, { person: who.person, place, organ: who.organ ?? null }, tier)
        for (const door of doorsAt(at).filter(locked)) {
          const mayAsk = actionsOf(door.action).some((action) => may(rights, action))
          const denied = (await codeAt(at, who, door)) === 'rights/denied'
          if (denied === mayAsk) wrong.push(`${role ?? 'nobody'} ${denied ? 'denied' : 'let in'} at ${door.method} ${door.url}`)
        }
      }
      expect(doorsAt(at).filter(locked).length).toBeGreaterThan(80)
      expect(wrong).toEqual([])
    },
  )

  test('but the public ones asks who is there', { timeout: 60_000 }, async () => {
    const open: string[] = []
    for (const door of doorsAt('a').filter(locked)) {
      if ((await codeAt('a', null, door)) !== 'session/none') open.push(`${door.method} ${door.url}`)
    }
    expect(open).toEqual([])
  })

  test('that nobody need sign in for is on this list', () => {
    const free = doorsAt('a').filter(({ action }) => action === 'public')
    expect([...new Set(free.map(({ method, url }) => `${method} ${url}`))].toSorted()).toEqual(PUBLIC)
    const own = doorsAt('a').filter(({ action }) => action === 'signed-in')
    expect([...new Set(own.map(({ method, url }) => `${method} ${url}`))].toSorted()).toEqual(SIGNED_IN)
  })

  test('has a row, and every row a route', () => {
    const used = new Set(doorsAt('a').flatMap(({ action }) => actionsOf(action)))
    expect(ACTIONS.filter((action) => !used.has(action))).toEqual([])
  })

  test('without an action keeps the program from starting', async () => {
    const forgotten: Routes = (app) => app.get('/api/forgotten', () => ({}))
    const app = openApp('a', { items: [], routes: [forgotten] })
    await expect(app.app.ready()).rejects.toThrow('no action named: GET /api/forgotten')
    app.store.close()
  })
})

const PUBLIC: readonly string[] = [
  'GET /healthz',
  'GET /openapi.json',
  'GET /print/booklets/:place',
  'GET /print/items/:item',
  'GET /print/items/:item/papers',
  'GET /print/print.css',
  'GET /public/beginnings',
  'GET /public/items',
  'GET /public/items/:item',
  'GET /readyz',
  'GET /start.json',
  'POST /api/session',
  'POST /public/query',
]
const SIGNED_IN: readonly string[] = [
  'DELETE /api/session',
  'GET /api/changes',
  'GET /api/session',
  'POST /api/session/password',
  'POST /api/session/pin',
]
