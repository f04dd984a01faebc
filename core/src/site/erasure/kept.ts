import type { CaseState } from '../../domain/case/state.js'
import { nextHop } from '../../domain/tree.js'
import type { SiteId } from '../../domain/values.js'
import { loadCase } from '../execute.js'
import type { Kept, PaperName } from '../ledger.js'
import type { Site } from '../site.js'

/** What this site says of a paper a neighbour asks about. Where the custodian lies further on, it is asked the same. */
export function keeps(site: Site, peer: SiteId, paper: PaperName): Kept {
  const nothing = { held: false, byCustodian: false }
  if (!site.store.neighbours.hasJoined(paper.caseId, peer)) return nothing
  const state = loadCase(site, paper.caseId)
  if (state === null || !state.papers.has(paper.hash)) return nothing
  // A station erases only what its gateway holds, and says so too when it is asked as the custodian.
  if (!site.store.papers.heldFor(paper.hash, paper.caseId) && !site.store.erasures.has(paper.caseId)) return nothing
  return { held: true, byCustodian: isWithCustodian(site, state, paper, peer) }
}

/** Whether the custodian is known to hold what this site holds; asks on its side of the tree when it is not known yet. */
export function isWithCustodian(site: Site, state: CaseState, paper: PaperName, asker: SiteId | null = null): boolean {
  if (state.custodian === site.id) return true
  const toward = nextHop(site.roster, site.id, state.custodian)
  if (toward === null || toward === asker) return false
  const said = site.kept.by(toward, paper)
  if (said !== null && (toward === state.custodian ? said.held : said.byCustodian)) return true
  askAbout(site, toward, paper)
  return false
}

/** Asks a neighbour whether it keeps a paper too; the answer is there when this is asked again. */
export function askAbout(site: Site, peer: SiteId, { caseId, hash }: PaperName): void {
  const sizeBytes = site.store.papers.sizeOf(hash)
  if (sizeBytes === null || !site.store.neighbours.hasJoined(caseId, peer)) return
  const toConfirm = [{ caseId, hash, peer, sizeBytes }]
  site.options.notify.papersChanged({ wantedIn: new Set(), settled: [], toConfirm })
}
