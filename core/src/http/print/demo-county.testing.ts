import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import type { RosterFact } from '../../domain/roster.js'
import { readDivisions } from '../../cli/divisions.js'
import { readItemFiles } from '../../cli/items/read-items.js'
import { resolveEverywhere } from '../../cli/items/resolve-items.js'
import { planCity } from '../../cli/init/plan-city.js'
import { planStaff } from '../../cli/init/plan-staff.js'
import { viewOfFacts } from '../../cli/init/roster-view.js'
import { splitChanges } from '../../cli/init/split-changes.js'
import { captureLog } from '../../runtime/captured-log.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { takeRosterChange } from '../../site/inbound/roster.js'
import { giveItems } from '../../site/lists.testing.js'
import { Site } from '../../site/site.js'
import { openStore } from '../../store/open.js'
import { BODY_TYPES } from '../../wire/event.js'
import { randomHex, ZERO_HASH } from '../../wire/hash.js'
import { encodeRosterChange } from '../../wire/roster.js'
import { buildApp } from '../app.js'
import { closedDoors } from '../doors.js'

const path = (relative: string) => fileURLToPath(new URL(`../../../../${relative}`, import.meta.url))

/** 莒县's gateway with the demonstration's places, people and items, behind its routes. */
export function openDemoCounty() {
  const read = readDivisions(path('tools/demo/data/divisions'), '371100')
  if (read.kind === 'problems') throw new Error('the demonstration’s tables are broken')
  const city = planCity(read.divisions, { from: '2026-01-01', cityName: null, machines: new Set(), bodyTypes: [] })
  const staff = planStaff(JSON.parse(readFileSync(path('tools/demo/data/staff.json'), 'utf8')), viewOfFacts(city), '2026-01-01')
  const facts = [...city, ...staff.facts]
  const view = viewOfFacts(facts)
  const county = view.places.find(({ name }) => name === '莒县政务服务中心')
  if (county === undefined) throw new Error('no 莒县')
  const site = openSite(county.site, facts)
  const items = resolveEverywhere(readItemFiles(path('tools/demo/data/items')).items, view).items
  site.transact(() => giveItems(site, items))
  const app = buildApp(site, {
    logger: captureLog().logger,
    doors: closedDoors,
    version: '0.1.0',
    randomHex,
    checksAnswers: true,
  })
  const placeNamed = (name: string) => view.places.find((place) => place.name === name)?.id ?? 'none'
  return { site, app, view, placeNamed }
}

function openSite(id: string, facts: readonly RosterFact[]): Site {
  const site = new Site({
    site: id,
    parent: null,
    tier: 'county',
    generation: 1,
    store: openStore(':memory:'),
    clock: new ManualClock(MONDAY_MS),
    sealKey: createHash('sha256').update('seal').digest(),
    signer: null,
    randomHex,
    programVersion: '0.1.0',
    bodyTypes: BODY_TYPES,
    notify: { written: () => {}, papersChanged: () => {}, alarm: () => {} },
  })
  for (const change of splitChanges(facts, 'u0001', MONDAY_MS)) {
    const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH)
    site.transact(() => takeRosterChange(site, change, bytes, hash))
  }
  return site
}
