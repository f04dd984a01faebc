import type { SiteId } from '../../domain/values.js'
import { sayHeads } from '../audit/news.js'
import { giveAccountAsks } from '../accounts/decide.js'
import { giveLists } from '../catalogue/pass-on.js'
import { giveNotes } from '../claiming/notes.js'
import { writeEntry } from '../log/forward.js'
import { giveVerifiers } from '../people/verifier-travel.js'
import { rerouteRequests } from '../requests/request.js'
import type { Site } from '../site.js'

/** A neighbour's first contact: the roster, if it is a child, the lists it is to have, and every case on whose path it is, go into its lanes. */
export function giveNeighbour(site: Site, peer: SiteId): void {
  if (peer !== site.parent) {
    for (const version of site.store.roster.versions()) writeEntry(site, peer, 'case', 'roster-change', version)
  }
  giveVerifiers(site, peer)
  giveAccountAsks(site, peer)
  giveLists(site, peer)
  giveNotes(site, peer)
  if (peer === site.parent) sayHeads(site)
  for (const caseId of site.store.cases.withOnPath(peer)) {
    site.store.neighbours.join(caseId, peer)
    site.markWantedIn(caseId)
    for (const { row } of site.store.events.rowsOf(caseId)) writeEntry(site, peer, 'case', 'event', row)
    rerouteRequests(site, caseId)
  }
  site.markWritten(peer)
}
