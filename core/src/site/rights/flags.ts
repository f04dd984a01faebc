import type { CaseEvent } from '../../domain/case/event.js'
import { rightGone } from '../../domain/rights/gone.js'
import type { RosterChange } from '../../domain/roster.js'
import type { Hash } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import type { Site } from '../site.js'

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
