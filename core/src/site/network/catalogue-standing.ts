import type { SiteId } from '../../domain/values.js'
import { ledgerLines } from '../catalogue/ledger.js'
import type { Site } from '../site.js'

/** How far a site's copies of the lists are, the furthest behind told. */
export interface CatalogueStanding {
  /** Editions it proved of the list it is furthest behind with, and the newest one. */
  readonly held: number
  readonly newest: number
  /** Lists of which it lacks the newest edition. */
  readonly behindLists: number
  /** Since when the first newer edition it lacks is here; null when it holds all. */
  readonly behindSinceMs: number | null
}

/** Thousands of sites with several lists each: they change by the hour, screens ask by the second. */
const KEPT_MS = 10_000

interface Kept {
  readonly atMs: number
  readonly standing: ReadonlyMap<SiteId, CatalogueStanding>
}

const kept = new WeakMap<Site, Kept>()

/** By site, for every enrolled site below. */
export function catalogueStanding(site: Site): ReadonlyMap<SiteId, CatalogueStanding> {
  const nowMs = site.nowRawMs()
  const known = kept.get(site)
  if (known !== undefined && Math.abs(nowMs - known.atMs) < KEPT_MS) return known.standing
  const standing = reckon(site)
  kept.set(site, { atMs: nowMs, standing })
  return standing
}

function reckon(site: Site): ReadonlyMap<SiteId, CatalogueStanding> {
  const standing = new Map<SiteId, CatalogueStanding>()
  for (const { site: about, held, newest, behindSinceMs } of ledgerLines(site)) {
    const before = standing.get(about)
    const isFurther = before === undefined || newest - held > before.newest - before.held
    const since = [before?.behindSinceMs ?? null, behindSinceMs].flatMap((ms) => ms ?? [])
    standing.set(about, {
      held: isFurther ? held : before.held,
      newest: isFurther ? newest : before.newest,
      behindLists: (before?.behindLists ?? 0) + (behindSinceMs === null ? 0 : 1),
      behindSinceMs: since.length === 0 ? null : Math.min(...since),
    })
  }
  return standing
}
