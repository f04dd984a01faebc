import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { networkRoutes } from '@liandong/core/http/network/routes.js'
import { takeReports } from '@liandong/core/site/network/reports.js'
import type { SiteReport } from '@liandong/core/wire/frame.js'
import { openApp, type TestApp } from '../../core/src/http/app.testing.js'
import type { LinkState } from '../../core/src/http/doors.js'
import { MONDAY_MS } from '../../core/src/domain/case/world.testing.js'
import type { Place, RosterFact } from '../../core/src/domain/roster.js'
import { enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'

const countyNames = ['东港区', '岚山区', '莒县', '五莲县', '高新区']
const townshipsOfCounty = 11
const villagesOfTownship = 36

/** A city with two thousand places below it, as its gateway knows them; looked at in a browser. */
export interface LargeCity {
  readonly url: string
  readonly city: TestApp
  readonly placeCount: number
  /** A county says how these villages stand now. */
  readonly say: (county: number, changes: readonly Partial<SiteReport>[]) => void
  /** The station's machine. */
  readonly village: (county: number, township: number, village: number) => string
  close(): Promise<void>
}

const hours = {
  week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ fromMinute: 510, toMinute: 1020 }] : [])),
  closures: [],
}

export async function openLargeCity(): Promise<LargeCity> {
  const counter = openApp('city')
  const { site, clock } = counter
  // A version of the roster has to fit a frame.
  const all = facts()
  for (let from = 0; from < all.length; from += 120) enterFacts(site, ...all.slice(from, from + 120))
  await givePassword(site, 'city-clerk', PASSWORD)
  const links = countyNames.map((_, county) => lineOf(`c${county}`, clock.nowMs()))
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  const doors = { links: () => links }
  const desk = openApp('city', { counter, pages, doors, routes: [networkRoutes], signsIn: true })
  const say: LargeCity['say'] = (county, changes) => {
    // Screens share a look for a moment.
    clock.advance(500)
    takeReports(
      site,
      `c${county}`,
      changes.map((change) => ({ ...standing('', clock.nowMs()), ...change })),
    )
  }
  for (let county = 0; county < countyNames.length; county += 1)
    say(
      county,
      villagesOf(county).map((id) => ({ site: id })),
    )
  const url = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await desk.app.close()
    await counter.close()
  }
  const placeCount = countyNames.length * (1 + townshipsOfCounty * (1 + villagesOfTownship))
  return { url, city: desk, placeCount, say, village: idOf, close }
}

function idOf(county: number, township: number, village: number): string {
  return `v${county}-${township}-${village}`
}

function villagesOf(county: number): readonly string[] {
  return range(townshipsOfCounty).flatMap((township) => [
    `t${county}-${township}`,
    ...range(villagesOfTownship).map((village) => idOf(county, township, village)),
  ])
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** Connected since the morning, with nothing on its way. */
function standing(site: string, nowMs: number): SiteReport {
  return {
    site,
    running: true,
    sinceMs: MONDAY_MS - 3_600_000,
    heardMs: nowMs,
    reason: null,
    waitingUp: 0,
    waitingDown: 0,
    oldestMs: null,
    offset: { offsetMs: 120, uncertaintyMs: 30 },
    programVersion: '0.1.0',
    rosterVersion: 2,
    maintenance: false,
    onlyHere: 0,
    asOfMs: nowMs,
  }
}

function lineOf(peer: string, nowMs: number): LinkState {
  return {
    ...{ peer, state: 'running', sinceMs: nowMs, reason: null, detail: '', linkId: `link-${peer}`, session: 1 },
    peerFacts: { store: 'store', generation: 1, programVersion: '0.1.0', rosterVersion: 2 },
    ...{
      offset: { offsetMs: 40, uncertaintyMs: 10 },
      lanes: [],
      drops: {},
      lastHeardMs: nowMs,
      peerInMaintenance: false,
      nextDialMs: null,
    },
  }
}

function facts(): readonly RosterFact[] {
  return range(countyNames.length).flatMap((county) => [
    siteFact(`c${county}`, countyNames[county] ?? '', 'county', 'city'),
    placeFact(`p-c${county}`, `${countyNames[county]}政务服务大厅`, 'county', `c${county}`, 'city-hall'),
    ...range(townshipsOfCounty).flatMap((township) => [
      siteFact(`t${county}-${township}`, `${township + 1}号镇机器`, 'edge', `c${county}`),
      placeFact(
        `p-t${county}-${township}`,
        `${countyNames[county]}${township + 1}号镇便民服务中心`,
        'township',
        `t${county}-${township}`,
        `p-c${county}`,
      ),
      ...range(villagesOfTownship).flatMap((village) => {
        const id = idOf(county, township, village)
        const name = `${countyNames[county]?.slice(0, 1)}${township + 1}镇${village + 1}村便民服务站`
        return [
          siteFact(id, `${name}机器`, 'edge', `c${county}`),
          placeFact(`p-${id}`, name, 'village', id, `p-t${county}-${township}`),
        ]
      }),
    ]),
  ])
}

function siteFact(id: string, name: string, tier: 'county' | 'edge', parent: string): RosterFact {
  const program = tier === 'county' ? 'gateway' : 'edge-agent'
  const trust = {
    fingerprint: 'f'.repeat(64),
    busUser: null,
    issuedMs: MONDAY_MS,
    renewByMs: MONDAY_MS + 90 * 86_400_000,
    revokedMs: null,
  }
  const rest = { generation: 1, life: 'enrolled', successor: null, publishingKeys: [], bodyTypes: [] } as const
  return { kind: 'site', site: { id, name, program, tier, parent, trust, ...rest } }
}

function placeFact(id: string, name: string, level: Place['level'], site: string, parent: string): RosterFact {
  const kind = level === 'village' ? 'village-station' : level === 'township' ? 'township-centre' : 'hall'
  const codes = [{ code: '371100', from: '2020-01-01', to: null }]
  const rest = { codes, life: 'open', hours, rota: [], standIns: [], phone: '0633-8180000' } as const
  return { kind: 'place', place: { id, kind, level, name, site, parent, ...rest } }
}
