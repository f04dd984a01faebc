import { setImmediate } from 'node:timers/promises'
import { placesUnder } from '../../domain/roster-view.js'
import { grantsFor } from '../../domain/rights/may.js'
import { networkRows } from '../../site/network/rows.js'
import { type Overview, overviewOf, reckonOverview } from '../../site/overview/overview.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { CounterDoors } from '../doors.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { COUNT, DATE, ID, LEVEL, list, MS, NAMED, orNull, record } from '../schemas/common.js'

const ROW = record({
  place: NAMED,
  parent: orNull(ID),
  level: LEVEL,
  intake: COUNT,
  completions: COUNT,
  open: COUNT,
  atRisk: COUNT,
  overdue: COUNT,
  places: COUNT,
  silent: COUNT,
  behind: COUNT,
})
const SILENT = record({ place: NAMED, under: orNull(NAMED), heardMs: orNull(MS) })
export const OVERVIEW = record({ asOfMs: MS, today: DATE, near: DATE, rows: list(ROW), silent: list(SILENT) })

/** Screens in halls ask by the second, figures change by the minute. */
const KEPT_MS = 10_000

/** 总览: read-only figures for heads. Served by gateways; one reckoning serves all who ask meanwhile. */
export const overviewRoutes: Routes = (app, site, doors) => {
  let kept: { readonly atMs: number; readonly overview: Promise<Overview> } | null = null
  const current = () => {
    const atMs = site.nowRawMs()
    if (kept === null || Math.abs(atMs - kept.atMs) >= KEPT_MS) kept = { atMs, overview: reckon(site, doors) }
    return kept.overview
  }

  app.get(
    '/api/overview',
    {
      config: { action: 'overview.read' },
      schema: { tags: ['overview'], summary: '总览 figures of the jurisdiction', response: { 200: OVERVIEW } },
    },
    async (request) => {
      actingOf(request, site)
      const heads = grantsFor(rightsOfRequest(request, site), 'overview.read')
      const area = new Set(heads.flatMap(({ place }) => placesUnder(site.roster, place)))
      return overviewOf(await current(), area)
    },
  )
}

function reckon(site: Site, doors: CounterDoors): Promise<Overview> {
  const lines = new Map(doors.links().map((line) => [line.peer, line]))
  return reckonOverview(site, networkRows(site, lines), () => setImmediate())
}
