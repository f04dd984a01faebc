import { localDateOf, localDayOf, startOfDayMs } from '../../domain/civil-date.js'
import type { Roster } from '../../domain/roster.js'
import { currentPlace, newest, placesUnder } from '../../domain/roster-view.js'
import type { Level, LocalDate, PlaceId } from '../../domain/values.js'
import { addWorkingDays } from '../../domain/working-days.js'
import { publishedCalendar } from '../calendar.js'
import type { NetworkRow } from '../network/rows.js'
import { type Named, placeNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** What a head asks every morning, of one place and all below it. */
export interface Figures {
  /** Registered since midnight, and completed since midnight. */
  readonly intake: number
  readonly completions: number
  readonly open: number
  /** Due today or within three working days, and past due. */
  readonly atRisk: number
  readonly overdue: number
}

export interface OverviewRow extends Figures {
  readonly place: Named
  readonly parent: PlaceId | null
  readonly level: Level
  /** Places below it that receive people, and those of them whose newest word is not here. */
  readonly places: number
  readonly silent: number
  /** Places below it that lack the newest edition of some list. */
  readonly behind: number
}

/** A place that has not reported, and since when; null: never. */
export interface SilentPlace {
  readonly place: Named
  readonly under: Named | null
  readonly heardMs: number | null
}

export interface Overview {
  readonly asOfMs: number
  readonly today: LocalDate
  /** The last day that counts as at risk. */
  readonly near: LocalDate
  readonly rows: readonly OverviewRow[]
  readonly silent: readonly SilentPlace[]
}

/** Villages hand in within days: three working days leave time to ring somebody. */
const NEAR_WORKING_DAYS = 3
/** Places summed up in one step: a few milliseconds where each has hundreds of open cases. */
const SLICE = 50

/** 总览: the whole jurisdiction of this gateway, in slices with `rest` between, so that links and counters never wait for it. */
export async function reckonOverview(site: Site, network: readonly NetworkRow[], rest: () => Promise<void>): Promise<Overview> {
  const asOfMs = site.clock.now().estimateMs
  const today = localDateOf(asOfMs)
  const near = addWorkingDays(today, NEAR_WORKING_DAYS, publishedCalendar())
  const { roster } = site
  const sums = await sumByPlace(site, startOfDayMs(localDayOf(asOfMs)), { today, near }, rest)
  const standing = new Map(network.map((row) => [row.id, row]))
  const heads = newest(roster.places).filter(({ level, life }) => level !== 'village' && life !== 'closed')
  return { asOfMs, today, near, rows: heads.map(({ id }) => rowOf(roster, id, sums, standing)), silent: silentOf(site, network) }
}

/** Only what somebody's places are, and what lies below them. */
export function overviewOf({ rows, silent, ...rest }: Overview, area: ReadonlySet<PlaceId>): Overview {
  return {
    ...rest,
    rows: rows.filter(({ place }) => area.has(place.id)),
    silent: silent.filter(({ place }) => area.has(place.id)),
  }
}

const nothing: Figures = { intake: 0, completions: 0, open: 0, atRisk: 0, overdue: 0 }

async function sumByPlace(
  { roster, store }: Site,
  midnightMs: number,
  { today, near }: { readonly today: LocalDate; readonly near: LocalDate },
  rest: () => Promise<void>,
): Promise<ReadonlyMap<PlaceId, Figures>> {
  const sums = new Map<PlaceId, Figures>()
  const add = (place: PlaceId, more: Partial<Figures>) => void sums.set(place, { ...(sums.get(place) ?? nothing), ...more })
  for (const { place, count } of store.caseFigures.begunSince(midnightMs)) add(place, { intake: count })
  await rest()
  for (const { place, count } of store.caseFigures.completedSince(midnightMs)) add(place, { completions: count })
  const places = [...roster.places.keys()]
  for (let from = 0; from < places.length; from += SLICE) {
    await rest()
    const slice = places.slice(from, from + SLICE)
    for (const { place, ...open } of store.caseFigures.openAt(slice, today, near)) add(place, open)
  }
  return sums
}

function rowOf(
  roster: Roster,
  id: PlaceId,
  sums: ReadonlyMap<PlaceId, Figures>,
  standing: ReadonlyMap<PlaceId, NetworkRow>,
): OverviewRow {
  const under = placesUnder(roster, id)
  const total = under.reduce((sum, place) => plus(sum, sums.get(place) ?? nothing), nothing)
  const rows = under.flatMap((place) => standing.get(place) ?? [])
  const place = currentPlace(roster, id)
  return {
    ...total,
    place: { id, name: place?.name ?? id },
    parent: place?.parent ?? null,
    level: place?.level ?? 'township',
    places: rows.filter(({ life }) => life === 'open').length,
    silent: rows.filter(isSilent).length,
    behind: rows.filter(({ catalogue }) => (catalogue?.behindLists ?? 0) > 0).length,
  }
}

function plus(a: Figures, b: Figures): Figures {
  return {
    intake: a.intake + b.intake,
    completions: a.completions + b.completions,
    open: a.open + b.open,
    atRisk: a.atRisk + b.atRisk,
    overdue: a.overdue + b.overdue,
  }
}

/** Its cases of the last hours may be missing here: the line is not up, or nobody who sees it is heard. */
function isSilent({ line, life }: NetworkRow): boolean {
  return life === 'open' && line !== 'here' && line !== 'up' && line !== 'maintenance'
}

function silentOf(site: Site, network: readonly NetworkRow[]): readonly SilentPlace[] {
  return network
    .filter((row) => row.kind !== 'machine' && isSilent(row))
    .map(({ id, name, parent, heardMs }) => ({
      place: { id, name },
      under: parent === null ? null : placeNamed(site, parent),
      heardMs,
    }))
    .sort((a, b) => (a.heardMs ?? 0) - (b.heardMs ?? 0))
}
