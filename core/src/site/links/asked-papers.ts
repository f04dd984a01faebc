import type { CaseId, Hash, SiteId } from '../../domain/values.js'
import type { PaperName } from '../ledger.js'

const nobody: ReadonlySet<SiteId> = new Set()

/**
 * What neighbours say they want and have not confirmed. They say it anew at each connect and every minute, so it is kept in
 * memory alone.
 */
export class AskedPapers {
  readonly #cases = new Map<CaseId, Map<Hash, Set<SiteId>>>()

  add(peer: SiteId, { caseId, hash }: PaperName): void {
    const ofCase = this.#cases.get(caseId) ?? new Map<Hash, Set<SiteId>>()
    const peers = ofCase.get(hash) ?? new Set()
    this.#cases.set(caseId, ofCase.set(hash, peers.add(peer)))
  }

  remove(peer: SiteId, { caseId, hash }: PaperName): void {
    const ofCase = this.#cases.get(caseId)
    const peers = ofCase?.get(hash)
    peers?.delete(peer)
    if (peers?.size === 0) ofCase?.delete(hash)
    if (ofCase?.size === 0) this.#cases.delete(caseId)
  }

  /** A new session: whatever the peer still wants it will say. */
  forget(peer: SiteId): void {
    for (const paper of this.all()) this.remove(peer, paper)
  }

  by({ caseId, hash }: PaperName): ReadonlySet<SiteId> {
    return this.#cases.get(caseId)?.get(hash) ?? nobody
  }

  ofCase(caseId: CaseId): PaperName[] {
    return [...(this.#cases.get(caseId)?.keys() ?? [])].map((hash) => ({ caseId, hash }))
  }

  *all(): Generator<PaperName> {
    for (const [caseId, papers] of this.#cases) for (const hash of papers.keys()) yield { caseId, hash }
  }
}
