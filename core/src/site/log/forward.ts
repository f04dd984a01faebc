import { neighboursOn } from '../../domain/tree.js'
import type { CaseId, SiteId } from '../../domain/values.js'
import type { Lane, MessageKind } from '../ledger.js'
import type { Site } from '../site.js'

/** A row of a case's log, where it came from (null: written here), and who else is to have it. */
export interface Forwarded {
  readonly caseId: CaseId
  readonly path: readonly SiteId[]
  readonly row: number
  readonly from: SiteId | null
  /** Nothing else is here of the case: the row is its whole history. */
  readonly isFirst: boolean
}

/**
 * Writes a row of the case's log into the lanes of the neighbours on its path, and of those that joined it on a branch
 * that no longer stands, so that they learn which does. One that has not joined yet is given the whole
 * history instead, this row included, so nobody ever receives a case from its middle.
 */
export function forward(site: Site, { caseId, path, row, from, isFirst }: Forwarded): void {
  if (from !== null) site.store.neighbours.join(caseId, from)
  const joined = site.store.neighbours.of(caseId)
  for (const peer of new Set([...joined, ...neighboursOn(site.roster, path, site.id)])) {
    if (peer === from || !site.store.lanes.exists(peer)) continue
    const hasJoined = joined.includes(peer)
    if (!hasJoined) join(site, caseId, peer)
    const rows = hasJoined || isFirst ? [row] : site.store.events.rowNumbersOf(caseId)
    for (const each of rows) writeRow(site, peer, each)
  }
}

function join(site: Site, caseId: CaseId, peer: SiteId): void {
  site.store.neighbours.join(caseId, peer)
  site.markWantedIn(caseId)
}

export function writeRow(site: Site, peer: SiteId, row: number): void {
  writeEntry(site, peer, 'case', 'event', row)
}

/** Gives a row of this store's facts the next number of a lane. */
export function writeEntry(site: Site, peer: SiteId, lane: Lane, kind: MessageKind, ref: number): void {
  site.store.lanes.write(peer, lane, kind, ref, site.nowRawMs())
  site.markWritten(peer)
}

/** As `writeEntry`, for a message that has no row of its own; `about` is the id it speaks of. */
export function writeLetter(site: Site, peer: SiteId, lane: Lane, kind: MessageKind, about: string, payload: Uint8Array): void {
  site.store.lanes.writeLetter(peer, lane, kind, about, payload, site.nowRawMs())
  site.markWritten(peer)
}
