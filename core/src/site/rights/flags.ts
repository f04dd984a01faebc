import type { CaseEvent } from '../../domain/case/event.js'
import { rightGone } from '../../domain/rights/gone.js'
import type { Rights } from '../../domain/rights/rights.js'
import type { RosterChange } from '../../domain/roster.js'
import type { CaseId, Hash } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import { type Named, personNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { maySeeCase } from './case-target.js'

/** Keeps in mind an act whose right was gone when it was done. Inside a transaction. */
export function flagIfGone(site: Site, event: CaseEvent, hash: Hash): void {
  const gone = rightGone(event, site.roster)
  if (gone === null) return
  const { caseId, author, time } = event
  site.store.flags.put({ caseId, hash, person: author.person, ...gone, atMs: time.estimateMs })
}

/** A roster that comes late may take rights from before acts that are here already. Inside a transaction. */
export function flagSince(site: Site, { facts, atMs }: RosterChange): void {
  const people = new Set(
    facts.flatMap((fact) => (fact.kind === 'account' ? [fact.account.person] : fact.kind === 'person' ? [fact.person.id] : [])),
  )
  if (people.size === 0) return
  const sinceRawMs = site.nowRawMs() - Math.max(0, site.clock.now().estimateMs - atMs)
  for (const { hash, bytes } of site.store.flags.eventsSince(sinceRawMs)) {
    const event = decodeEvent(bytes)
    if (people.has(event.author.person)) flagIfGone(site, event, hash)
  }
}

/** One act to look at. */
export interface FlagLine {
  readonly caseId: CaseId
  readonly number: string
  readonly person: Named
  readonly action: string
  readonly version: number
  readonly atMs: number
}

/** Acts to look at, of the cases the asking person may see, the latest first. */
export function listFlags(site: Site, limit: number, rights?: Rights): readonly FlagLine[] {
  return site.store.flags.newest(limit).flatMap(({ caseId, person, action, version, atMs }) => {
    const view = site.store.caseList.get(caseId)
    if (view === null || (rights !== undefined && !maySeeCase(site, rights, caseId, 'flag.read'))) return []
    return [{ caseId, number: view.number, person: personNamed(site, person), action, version, atMs }]
  })
}
