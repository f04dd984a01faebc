import type { CaseState } from '../../domain/case/state.js'
import { liesBehind } from '../../domain/tree.js'
import type { PaperRef, SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** Who may hold a case's papers: origin, service place, custodian, participants. */
export function entitledSites(state: CaseState): ReadonlySet<SiteId> {
  return new Set([state.originSite, state.serviceSite, state.custodian, ...state.participants])
}

/** Papers go only where somebody entitled is, or lies behind. */
export function isEntitledSide(site: Site, state: CaseState, peer: SiteId): boolean {
  for (const entitled of entitledSites(state)) {
    if (entitled === peer || liesBehind(site.roster, site.id, peer, entitled)) return true
  }
  return false
}

/** Another branch may stand now: what it names is wanted by those it entitles; all that only a branch set aside made wanted is so no more. */
export function wantPapersOfBranch(site: Site, state: CaseState): void {
  const isEntitled = entitledSites(state).has(site.id)
  for (const { hash, forSite } of site.store.papers.wantsOf(state.caseId)) {
    if (isEntitled && state.papers.has(hash)) continue
    site.store.papers.dropWant(hash, state.caseId, forSite)
    site.markPaperSettled({ caseId: state.caseId, hash })
  }
  if (isEntitled) wantMissing(site, state, papersIn(state))
  site.store.showApplicant(state)
}

/** Wants the papers an event names, when this site is entitled to them; all of the case's when it has just become so. */
export function wantPapers(site: Site, state: CaseState, before: CaseState | null, named: readonly PaperRef[]): void {
  if (!entitledSites(state).has(site.id)) return
  const newlyEntitled = before !== null && !entitledSites(before).has(site.id)
  const wanted = newlyEntitled ? papersIn(state) : named
  wantMissing(site, state, wanted)
  if (wanted.some(({ hash }) => hash === state.applicant?.hash)) site.store.showApplicant(state)
}

function papersIn({ papers }: CaseState): PaperRef[] {
  return [...papers].map(([hash, sizeBytes]) => ({ hash, sizeBytes }))
}

function wantMissing(site: Site, state: CaseState, papers: readonly PaperRef[]): void {
  // What comes later to a case whose papers were erased here is kept where those are.
  if (site.store.erasures.has(state.caseId)) return
  for (const paper of papers) {
    if (site.store.papers.heldFor(paper.hash, state.caseId)) continue
    if (site.store.papers.spooledFor(paper.hash, state.caseId).length > 0) {
      site.store.papers.holdFor(paper.hash, state.caseId, site.nowRawMs())
      continue
    }
    site.store.papers.want(state.caseId, paper, site.id, site.nowRawMs())
    site.markWantedIn(state.caseId)
  }
}
