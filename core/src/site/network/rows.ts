import { openMinutesBetween } from '../../domain/open-hours.js'
import type { Place, Roster, Site as SiteRecord } from '../../domain/roster.js'
import { currentPlace, currentSite, newest } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { PlaceId, SiteId } from '../../domain/values.js'
import { knownMachine } from '../enrolment/known-machine.js'
import { isOpenNow } from '../query/age.js'
import type { Site } from '../site.js'
import { catalogueStanding, type CatalogueStanding } from './catalogue-standing.js'
import type { KnownReport } from './presence.js'
import { knownReport, type Lines } from './reports.js'

/**
 * How a place's line stands. here: this very machine. asleep: not connected while closed, which is no fault. unknown: whoever
 * sees it cannot be heard. never: enrolled, not yet connected. planned: no machine yet. cut: revoked.
 */
export type LineSign = 'here' | 'up' | 'down' | 'asleep' | 'stopped' | 'maintenance' | 'unknown' | 'never' | 'planned' | 'cut'

/** One row of the tree: a place with its machine, or a machine that serves no place. */
export interface NetworkRow {
  readonly id: string
  readonly kind: Place['kind'] | 'machine'
  readonly name: string
  readonly parent: PlaceId | null
  readonly level: Place['level'] | null
  readonly life: Place['life'] | null
  readonly openNow: boolean
  readonly site: SiteId
  /** The machine belongs to another place and serves this one besides. */
  readonly hostedBy: string | null
  readonly line: LineSign
  readonly sinceMs: number | null
  /** How long it has been down, in its open hours; 0 while it is not. */
  readonly downMinutes: number
  readonly heardMs: number | null
  readonly reason: string | null
  readonly waitingUp: number | null
  readonly waitingDown: number | null
  readonly lagMinutes: number | null
  readonly onlyHere: number | null
  readonly version: string | null
  readonly offsetMs: number | null
  readonly uncertaintyMs: number | null
  /** Days until the key of its machine must have been changed; below 0: overdue. */
  readonly certificateDays: number | null
  readonly catalogue: CatalogueStanding | null
  /** Who sees it; null: this site itself. */
  readonly toldBy: string | null
  readonly asOfMs: number | null
}

/** Every row that this gateway looks after: the city all, a county what lies below it. */
export function networkRows(site: Site, lines: Lines): readonly NetworkRow[] {
  const machines = machineViews(site, lines)
  const places = newest(site.roster.places).filter((place) => machines.has(place.site) && place.life !== 'closed')
  const serving = new Set(places.map((place) => place.site))
  const rows = places.map((place) => placeRow(site, place, machines.get(place.site) as MachineView))
  const idle = [...machines.values()].filter(({ record }) => !serving.has(record.id) && record.life !== 'retired')
  return [...rows, ...idle.map((machine) => machineRow(site, machine))]
}

interface MachineView {
  readonly record: SiteRecord
  readonly known: KnownReport | null
  /** Whoever would tell of it is not heard. */
  readonly isCutOffFromView: boolean
  readonly own: PlaceId | null
  readonly certificateDays: number | null
  readonly isRevoked: boolean
  readonly stopped: string | null
  readonly catalogue: CatalogueStanding | null
}

const DAY_MS = 86_400_000

function machineViews(site: Site, lines: Lines): ReadonlyMap<SiteId, MachineView> {
  const owners = ownPlaces(site.roster)
  const standing = catalogueStanding(site)
  const views = new Map<SiteId, MachineView>()
  for (const record of newest(site.roster.sites)) {
    const { id } = record
    if (id !== site.id && !sitesAbove(site.roster, id).includes(site.id)) continue
    const machine = knownMachine(site, id)
    views.set(id, {
      record,
      known: knownReport(site, id, lines),
      isCutOffFromView: !isSeen(site, record, lines),
      own: owners.get(id) ?? null,
      certificateDays: machine === null ? null : Math.floor((machine.trust.renewByMs - site.clock.now().estimateMs) / DAY_MS),
      isRevoked: (machine?.trust.revokedMs ?? null) !== null,
      stopped: site.store.links.get(id)?.stopped ?? null,
      catalogue: standing.get(id) ?? null,
    })
  }
  return views
}

/** Its own children a gateway sees itself, others as long as those above them are connected. */
function isSeen(site: Site, { id, parent }: SiteRecord, lines: Lines): boolean {
  if (id === site.id || parent === site.id || parent === null) return true
  return lines.get(parent)?.state === 'running'
}

/** Whose machine it is: of the places it serves the one highest in the tree. */
function ownPlaces(roster: Roster): ReadonlyMap<SiteId, PlaceId> {
  const order = { city: 0, county: 1, township: 2, village: 3 }
  const sorted = newest(roster.places).sort((a, b) => order[b.level] - order[a.level])
  return new Map(sorted.map((place) => [place.site, place.id]))
}

function placeRow(site: Site, place: Place, machine: MachineView): NetworkRow {
  const isOwn = machine.own === place.id
  const openNow = place.life === 'open' && isOpenNow(site, place.hours)
  const line = signOf(site, machine, openNow)
  const { record } = machine
  const isDown = line === 'down' && machine.known !== null
  const sinceMs = machine.known?.report.sinceMs ?? null
  const minutesSince = (fromMs: number | null) =>
    fromMs === null ? 0 : openMinutesBetween(place.hours, fromMs, site.clock.now().estimateMs)
  return {
    id: place.id,
    kind: place.kind,
    name: place.name,
    parent: place.parent,
    level: place.level,
    life: place.life,
    openNow,
    hostedBy: isOwn ? null : record.name,
    ...figuresOf(site, machine, line),
    downMinutes: isDown ? minutesSince(sinceMs) : 0,
    lagMinutes: machine.known === null ? null : minutesSince(machine.known.report.oldestMs),
  }
}

function machineRow(site: Site, machine: MachineView): NetworkRow {
  const { record } = machine
  const line = signOf(site, machine, false)
  const parent = record.plannedFor ?? (record.parent === null ? null : (ownPlaces(site.roster).get(record.parent) ?? null))
  return {
    id: `machine:${record.id}`,
    kind: 'machine',
    name: record.name,
    parent: parent !== null && currentPlace(site.roster, parent) !== null ? parent : null,
    level: null,
    life: null,
    openNow: false,
    hostedBy: null,
    ...figuresOf(site, machine, line),
    downMinutes: 0,
    lagMinutes: null,
  }
}

function figuresOf(site: Site, { record, known, certificateDays, catalogue }: MachineView, line: LineSign) {
  const report = known?.report ?? null
  const teller = known?.toldBy ?? null
  return {
    site: record.id,
    line,
    sinceMs: report?.sinceMs ?? null,
    heardMs: report?.heardMs ?? null,
    reason: report?.reason ?? null,
    waitingUp: report?.waitingUp ?? null,
    waitingDown: report?.waitingDown ?? null,
    onlyHere: report?.onlyHere ?? null,
    version: report?.programVersion ?? null,
    offsetMs: report?.offset?.offsetMs ?? null,
    uncertaintyMs: report?.offset?.uncertaintyMs ?? null,
    certificateDays: record.life === 'enrolled' ? certificateDays : null,
    catalogue,
    toldBy: teller === null ? null : (currentSite(site.roster, teller)?.name ?? teller),
    asOfMs: report?.asOfMs ?? null,
  }
}

function signOf(site: Site, machine: MachineView, openNow: boolean): LineSign {
  const { record, known, isCutOffFromView, isRevoked, stopped } = machine
  if (record.id === site.id) return 'here'
  if (isRevoked) return 'cut'
  if (known === null) return record.life === 'planned' ? 'planned' : isCutOffFromView ? 'unknown' : never(record, site)
  if (stopped !== null) return 'stopped'
  if (isCutOffFromView) return 'unknown'
  const { running, maintenance } = known.report
  if (maintenance) return 'maintenance'
  if (running) return 'up'
  return openNow ? 'down' : 'asleep'
}

/** A station two tiers down of which nobody told is known to its county only. */
function never({ parent }: SiteRecord, site: Site): LineSign {
  return parent === site.id ? 'never' : 'unknown'
}
