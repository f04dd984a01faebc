import type { CaseState } from '../../domain/case/state.js'
import { maskName } from '../../domain/people/mask.js'
import type { CaseId } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import { loadCase } from '../execute.js'
import type { Site } from '../site.js'
import { askAbout, isWithCustodian } from './kept.js'

const DAY_MS = 86_400_000
/** Cases looked at in one step: about a millisecond each. */
const PAGE = 8

/**
 * A station is a counter, not an archive: erases what it holds of cases that are over, once its gateway and the custodian
 * say that they hold every paper. Yields after each few cases, so that whoever draws rests; answers how many were erased.
 */
export function* eraseDelivered(site: Site): Generator<number, number> {
  const now = site.clock.now()
  if (site.options.tier !== 'edge' || site.parent === null || now.known === 'unsure') return 0
  const overBeforeMs = now.estimateMs - site.roster.policy.eraseAfterDays * DAY_MS
  let erased = 0
  for (let after = 0; ; ) {
    const page = site.store.erasures.over(after, overBeforeMs, PAGE)
    for (const { caseId } of page) if (eraseCase(site, caseId, overBeforeMs)) erased += 1
    const last = page.at(-1)
    if (last === undefined) return erased
    after = last.key
    yield erased
  }
}

/** False while it is too early, somebody still needs the papers here, or it is not known that others keep them. */
function eraseCase(site: Site, caseId: CaseId, overBeforeMs: number): boolean {
  const state = loadCase(site, caseId)
  if (state === null || isNeeded(site, state) || overMs(site, state) > overBeforeMs) return false
  if (!areKept(site, state)) return false
  const gone = site.transact(() => {
    const maskedName = shownName(site, state)
    const papers = site.store.erasures.erase(caseId, { atMs: site.nowRawMs(), maskedName })
    site.store.applicants.remove(caseId)
    return papers
  })
  for (const hash of gone) site.store.blobs.erase(hash)
  return true
}

/** Something is still to be done here with the case: a task, a request without its answer, a fork, news nobody else has. */
function isNeeded({ store, id }: Site, { caseId, tasks }: CaseState): boolean {
  const view = store.caseList.get(caseId)
  if (view === null || view.frozen || view.onlyHere || view.needsUpgrade) return true
  if ([...tasks.values()].some(({ site, answer }) => site === id && answer === null)) return true
  return store.requests.unanswered(caseId).length > 0
}

/** Handed over to the applicant, or, where there was nothing to hand over, closed. */
function overMs(site: Site, state: CaseState): number {
  for (const { bytes, legalMs } of site.store.cases.standing(state.caseId))
    if (decodeEvent(bytes).body.type === 'delivered') return legalMs
  return state.legalMs
}

/** Asks about each paper that is not known to be kept; what no event names is this site's alone and no part of the case. */
function areKept(site: Site, state: CaseState): boolean {
  const gateway = site.parent
  if (gateway === null) return false
  const { caseId } = state
  const isForked = (site.store.caseList.get(caseId)?.setAside ?? 0) > 0
  const kept = site.store.papers.ofCase(caseId).map(({ hash }) => {
    if (!state.papers.has(hash)) return !isForked
    const paper = { caseId, hash }
    if (site.kept.by(gateway, paper)?.held === true) return isWithCustodian(site, state, paper)
    askAbout(site, gateway, paper)
    return false
  })
  return !kept.includes(false)
}

function shownName(site: Site, { caseId, applicantKind }: CaseState): string | null {
  const name = site.store.applicants.of(caseId)?.names[0]
  if (name === undefined) return null
  return applicantKind === 'legal-person' || applicantKind === 'other-body' ? name : maskName(name)
}
