import type { BaseEntry, Claim, ClaimState } from '../../domain/catalogue/base.js'
import { wordsOfBase } from '../../domain/catalogue-work/base-revision.js'
import { isSettled, lateDays } from '../../domain/catalogue-work/claims.js'
import { type Difference, differencesOfParts } from '../../domain/catalogue-work/difference.js'
import type { WorkState } from '../../domain/catalogue-work/work.js'
import { localDateOf } from '../../domain/civil-date.js'
import type { Refusal } from '../../domain/decider.js'
import { listId } from '../../domain/catalogue/list.js'
import { childSites, currentOrgan, currentSite } from '../../domain/roster-view.js'
import type { ItemId, Level, LocalDate, OrganId, SiteId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { workerOf } from '../catalogue-work/worker.js'
import { type Named, organNamed, siteNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { organsOf } from './arrival.js'
import { allClaims, baseEntry, baseList, baseVersion, claimsFromBelow } from './base-entries.js'

/** One organ's state on one entry, as the city or the county sees it. */
export interface ClaimLine {
  readonly gateway: Named
  readonly organ: Named
  readonly entry: Named
  readonly state: ClaimState
  readonly reason: string | null
  readonly item: ItemId | null
  readonly baseVersion: number
  readonly newest: number
  /** A newer version of the entry is not settled yet. */
  readonly behind: boolean
  /** The entry is no more, and the organ's item still is. */
  readonly withdrawn: boolean
  readonly due: LocalDate | null
  /** Working days past the date. */
  readonly late: number
}

export interface ClaimFilter {
  readonly gateway?: SiteId
  readonly organ?: OrganId
  readonly state?: ClaimState
  readonly onlyLate?: boolean
  readonly onlyBehind?: boolean
}

/** Every organ's state, this gateway's and those of gateways below, each as of its last claims list. */
export function claimLines(site: Site, acting: Acting, filter: ClaimFilter = {}): readonly ClaimLine[] | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const bases = new Map(baseList(site).map((each) => [each.entry.id, each]))
  return allClaims(site)
    .flatMap(({ gateway, claim }) => {
      const base = bases.get(claim.entry)
      return base === undefined ? [] : [lineOf(site, gateway, claim, base)]
    })
    .filter((line) => fits(line, filter))
}

function lineOf(
  site: Site,
  gateway: SiteId,
  claim: Claim,
  base: { readonly entry: BaseEntry; readonly cancelled: boolean },
): ClaimLine {
  const { entry, cancelled } = base
  const today = localDateOf(site.clock.now().estimateMs)
  const withdrawn = cancelled && claim.state === 'published'
  return {
    gateway: siteNamed(site, gateway),
    organ: organNamed(site, claim.organ) ?? { id: claim.organ, name: claim.organ },
    entry: { id: entry.id, name: entry.name },
    state: claim.state,
    reason: claim.reason,
    item: claim.item,
    baseVersion: claim.baseVersion,
    newest: entry.version,
    behind: claim.state !== 'unclaimed' && !isSettled(claim, entry.version) && claim.baseVersion < entry.version,
    withdrawn,
    due: claim.due,
    late: lateDays(claim, withdrawn ? null : entry.version, today, site.calendar),
  }
}

function fits(line: ClaimLine, { gateway, organ, state, onlyLate, onlyBehind }: ClaimFilter): boolean {
  if (gateway !== undefined && line.gateway.id !== gateway) return false
  if (organ !== undefined && line.organ.id !== organ) return false
  if (state !== undefined && line.state !== state) return false
  return (onlyLate !== true || line.late > 0) && (onlyBehind !== true || line.behind || line.withdrawn)
}

/** One organ's counts: what the city reads first. */
export interface ClaimSummary {
  readonly gateway: Named
  readonly organ: Named
  readonly counts: Readonly<Record<ClaimState, number>>
  readonly behind: number
  readonly late: number
  /** The most working days any of them is past its date. */
  readonly latest: number
}

/** Counts of each organ, the latest first. */
export function summedUp(lines: readonly ClaimLine[]): readonly ClaimSummary[] {
  const organs = new Map<string, ClaimLine[]>()
  for (const line of lines)
    organs.set(`${line.gateway.id}/${line.organ.id}`, [...(organs.get(`${line.gateway.id}/${line.organ.id}`) ?? []), line])
  return [...organs.values()]
    .flatMap((own) => (own[0] === undefined ? [] : [summaryOf(own[0], own)]))
    .sort((a, b) => b.latest - a.latest)
}

function summaryOf({ gateway, organ }: ClaimLine, lines: readonly ClaimLine[]): ClaimSummary {
  const count = (state: ClaimState) => lines.filter((line) => line.state === state).length
  const counts = {
    unclaimed: count('unclaimed'),
    claimed: count('claimed'),
    'no-function': count('no-function'),
    published: count('published'),
  }
  const late = lines.map((line) => line.late)
  const behind = lines.filter((line) => line.behind || line.withdrawn).length
  return { gateway, organ, counts, behind, late: late.filter((days) => days > 0).length, latest: Math.max(0, ...late) }
}

/** A gateway below: how far its organs' claims are known, and for how many entries nobody there was given. */
export interface GatewayLine {
  readonly gateway: Named
  /** When its last claims list came; null: it has never said anything. */
  readonly asOfMs: number | null
  /** Entries of its organs' levels of which it has said nothing. */
  readonly unknown: number
}

/** Every gateway below, so that one that has not even got the list is not taken for one without work. */
export function gatewayLines(site: Site): readonly GatewayLine[] {
  const said = claimsFromBelow(site)
  const entries = baseList(site).filter(({ cancelled }) => !cancelled)
  return childSites(site.roster, site.id)
    .filter((child) => currentSite(site.roster, child)?.program === 'gateway')
    .map((child) => {
      const levels = levelsOf(site, child)
      const known = new Set(said.flatMap(({ gateway, claim }) => (gateway === child ? claim.entry : [])))
      const unknown = entries.filter(({ entry }) => entry.levels.some((level) => levels.has(level)) && !known.has(entry.id))
      const asOfMs = site.store.lists.head(listId('claims', child))?.sinceMs ?? null
      return { gateway: siteNamed(site, child), asOfMs, unknown: unknown.length }
    })
}

function levelsOf(site: Site, gateway: SiteId): ReadonlySet<Level> {
  return new Set(organsOf(site, gateway).map(({ level }) => level))
}

/** Entries for this gateway's levels that no organ here was given: the hall assigns them. */
export function unassignedEntries(site: Site, acting: Acting): readonly BaseEntry[] | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const levels = levelsOf(site, site.id)
  return baseList(site)
    .filter(({ entry, cancelled }) => !cancelled && entry.levels.some((level) => levels.has(level)))
    .filter(({ entry }) => site.store.catalogueWork.claims.ofEntry(entry.id).length === 0)
    .map(({ entry }) => entry)
}

/** One entry that changed above and is not settled here: what changed, until when, and the work prepared for it. */
export interface RevisionLine {
  readonly organ: Named
  readonly entry: Named
  readonly from: number
  readonly to: number
  readonly withdrawn: boolean
  readonly due: LocalDate | null
  readonly late: number
  readonly differences: readonly Difference[]
  readonly work: string | null
  readonly openChoices: number
}

/** 修订清单: for every organ of this gateway, or one, soonest date first. */
export function revisionLines(site: Site, acting: Acting, organ?: OrganId): readonly RevisionLine[] | Refusal {
  const lines = claimLines(site, acting, { gateway: site.id, onlyBehind: true, ...(organ !== undefined && { organ }) })
  if ('kind' in lines) return lines
  const works = site.store.catalogueWork.works.open()
  return lines.map((line) => revisionOf(site, line, works)).sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
}

function revisionOf(site: Site, line: ClaimLine, works: readonly WorkState[]): RevisionLine {
  const { organ, entry, baseVersion: from, newest: to, withdrawn, due, late } = line
  const [was, is] = [baseVersion(site, entry.id, from), baseEntry(site, entry.id)?.entry ?? null]
  const name = (id: string) => currentOrgan(site.roster, id)?.name ?? id
  const differences = was === null || is === null ? [] : differencesOfParts(wordsOfBase(was), wordsOfBase(is), name)
  const work = works.find(({ items }) => items.some(({ item }) => item === line.item)) ?? null
  const openChoices = work?.choices.filter(({ take }) => take === null).length ?? 0
  return { organ, entry, from, to, withdrawn, due, late, differences, work: work?.id ?? null, openChoices }
}
