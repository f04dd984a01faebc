import type { AuditKind } from '../../domain/audit/entry.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { RoleGrant } from '../../domain/people/account.js'
import type { Action } from '../../domain/rights/actions.js'
import { may } from '../../domain/rights/may.js'
import { liesUnder, rightsAt } from '../../domain/rights/rights.js'
import { currentPlace, placesHostedBy } from '../../domain/roster-view.js'
import type { PersonId, PlaceId, SiteId } from '../../domain/values.js'
import type { AuditFilter, FoundAuditEntry } from '../../store/audit/audit-search.js'
import type { Finding } from '../../store/upkeep/finding.js'
import { verifyChains } from '../../store/audit/verify-audit.js'
import { type Acting, resolveActor } from '../act.js'
import { type Named, personNamed, placeNamed, siteNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** One entry as it is shown: names of the roster beside their ids, no word of an applicant. */
export interface AuditLine {
  readonly site: Named
  readonly sequence: number
  readonly atMs: number
  readonly kind: AuditKind | 'unknown'
  readonly person: Named | null
  readonly place: Named | null
  readonly subject: string
  readonly outcome: string
  readonly reason: string | null
  readonly count: number
}

export interface AuditQuery {
  readonly person?: PersonId
  readonly place?: PlaceId
  readonly site?: SiteId
  readonly kind?: AuditKind
  readonly subject?: string
  readonly outcome?: 'done' | 'other'
  readonly fromMs?: number
  readonly beforeMs?: number
  readonly limit: number
  /** As the page before gave it. */
  readonly cursor?: string
}

export interface AuditPage {
  readonly asOfMs: number
  readonly entries: readonly AuditLine[]
  /** Where the next page begins; null after the last. */
  readonly next: string | null
}

/** Entries of the logs here that lie in the person's jurisdiction, the newest first. */
export function findAudit(site: Site, acting: Acting, query: AuditQuery, action: Action = 'audit.read'): AuditPage | Refusal {
  const within = jurisdictionOf(site, acting, action)
  if ('kind' in within) return within
  const after = query.cursor === undefined ? null : readCursor(query.cursor)
  if (after === undefined) return refused('input/invalid', 'cursor')
  const found = site.store.audit.search({ ...filterOf(site, query), within }, query.limit + 1, after)
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    asOfMs: site.clock.now().estimateMs,
    entries: shown.map((entry) => lineOf(site, entry)),
    next: found.length > shown.length && last !== undefined ? `${last.entry.atMs}.${last.row}` : null,
  }
}

/** How far a site's log is copied here, and whether it is believed. */
export interface AuditLogLine {
  readonly site: Named
  readonly chain: string
  readonly head: number
  /** Up to which entry it is kept no more; 0 while all is here. */
  readonly pruned: number
  readonly own: boolean
  readonly trouble: { readonly code: string; readonly sequence: number; readonly atMs: number } | null
}

/** The logs here, own and copies, as far as they lie in the person's jurisdiction. */
export function auditLogs(site: Site, acting: Acting): readonly AuditLogLine[] | Refusal {
  const within = jurisdictionOf(site, acting, 'audit.read')
  if ('kind' in within) return within
  return site.store.audit
    .chains()
    .filter((chain) => within.sites.includes(chain.site))
    .map(({ site: about, chain, head, pruned, trouble, troubleSequence, troubleMs }) => ({
      site: siteNamed(site, about ?? site.id),
      chain,
      head,
      pruned,
      own: about === null,
      trouble: trouble === null ? null : { code: trouble, sequence: troubleSequence ?? 0, atMs: troubleMs ?? 0 },
    }))
}

/** What came of looking at every entry of the logs of one's jurisdiction. */
export interface AuditVerified {
  readonly asOfMs: number
  readonly logs: number
  readonly entries: number
  readonly findings: readonly Finding[]
}

/** Looks at every entry, a page at a time with `rest` between, so that nobody else waits. */
export async function verifyAuditOf(site: Site, acting: Acting, rest: () => Promise<void>): Promise<AuditVerified | Refusal> {
  const within = jurisdictionOf(site, acting, 'audit.read')
  if ('kind' in within) return within
  const chains = site.store.audit.chains().filter((chain) => within.sites.includes(chain.site))
  const findings: Finding[] = []
  for (const found of verifyChains(site.store.audit, chains)) {
    if (found === null) await rest()
    else if (findings.length < MOST_FINDINGS) findings.push(found)
  }
  const entries = chains.reduce((sum, { head, pruned }) => sum + head - pruned, 0)
  return { asOfMs: site.clock.now().estimateMs, logs: chains.length, entries, findings }
}

/** A disk that broke would fill the screen with the same. */
const MOST_FINDINGS = 200

type Jurisdiction = NonNullable<AuditFilter['within']>

/** The places the person's roles reach, and the sites that host none but such: what was done at no desk there is theirs to see. */
function jurisdictionOf(site: Site, acting: Acting, action: Action): Jurisdiction | Refusal {
  const actor = resolveActor(site, acting)
  if ('kind' in actor) return actor
  const rights = rightsAt(site.roster, actor, site.options.tier)
  const grants = rights.grants.filter((grant) => may({ ...rights, grants: [grant] }, action))
  if (grants.length === 0) return refused('rights/denied', action)
  const places = [...site.roster.places.keys()].filter((place) => isReached(site, grants, place))
  const reached = new Set(places)
  const sites = [...site.roster.sites.keys()].filter((id) => {
    const hosted = placesHostedBy(site.roster, id)
    return hosted.length > 0 && hosted.every((place) => reached.has(place.id))
  })
  return { places, sites: sites.map((id) => (id === site.id ? null : id)) }
}

function isReached({ roster }: Site, grants: readonly RoleGrant[], place: PlaceId): boolean {
  return currentPlace(roster, place) !== null && grants.some((grant) => liesUnder(roster, place, grant.place))
}

function filterOf(site: Site, { limit: _, cursor: __, site: about, ...rest }: AuditQuery): AuditFilter {
  return about === undefined ? rest : { ...rest, site: about === site.id ? null : about }
}

function lineOf(site: Site, { site: about, sequence, entry }: FoundAuditEntry): AuditLine {
  const { atMs, kind, person, place, subject, outcome, reason, count = 1 } = entry
  return {
    site: siteNamed(site, about ?? site.id),
    sequence,
    atMs,
    kind,
    person: person === null ? null : personNamed(site, person),
    place: place === null ? null : placeNamed(site, place),
    subject,
    outcome,
    reason,
    count,
  }
}

/** undefined for text that is no cursor. */
function readCursor(text: string): { readonly atMs: number; readonly row: number } | undefined {
  const [, atMs, row] = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text) ?? []
  return atMs === undefined ? undefined : { atMs: Number(atMs), row: Number(row) }
}
