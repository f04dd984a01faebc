import { type ListId, partsOfList } from '../domain/catalogue/list.js'
import type { CaseId } from '../domain/values.js'
import { knownMachine } from './enrolment/known-machine.js'
import { loadCase } from './execute.js'
import { askForMissing, wantContent } from './contents/fetch.js'
import { takeBackClaims, takeUpBase } from './claiming/arrival.js'
import { retryParked } from './inbound/parked.js'
import { raiseCredentials } from './people/raise-credentials.js'
import { rerouteRequests } from './requests/request.js'
import { askAgainForSetAside, reopenUnanswered } from './requests/set-aside.js'
import { noteSeizure, seizeCase } from './seize.js'
import type { Site } from './site.js'

/**
 * Settles, before the transaction commits, what its events brought about: where custody or epoch changed, requests go
 * their new way and acts set aside are asked for again; missing item versions are fetched.
 */
export function settlePending(site: Site): void {
  for (;;) {
    const { unsettledCases, itemsMissing, itemArrived, asksDue, retries, listsHeld, credentials } = site.takeUnsettled()
    for (const code of retries) retryParked(site, code)
    for (const digest of itemsMissing) wantContent(site, digest)
    if (asksDue || itemsMissing.size > 0) askForMissing(site)
    const cases = itemArrived ? new Set([...unsettledCases, ...casesWaiting(site)]) : unsettledCases
    for (const list of listsHeld) followUpList(site, list)
    raiseCredentials(site, credentials)
    if (cases.size === 0 && retries.size === 0 && listsHeld.size === 0 && credentials.size === 0) return
    for (const caseId of cases) followCustody(site, caseId)
  }
}

function followUpList(site: Site, list: ListId): void {
  const parts = partsOfList(list)
  if (parts?.kind === 'base') takeUpBase(site, list)
  if (parts?.kind === 'claims' && parts.publisher === site.id) takeBackClaims(site)
}

/** Cases with a request that waits for something. */
function casesWaiting(site: Site): CaseId[] {
  return site.store.requests.allUnanswered(REQUESTS_RETRIED).map(({ request }) => request.caseId)
}

/** An item's arrival frees a handful; the bound keeps one transaction short should thousands wait, the rest go with the next. */
const REQUESTS_RETRIED = 1_000

function followCustody(site: Site, caseId: CaseId): void {
  if (seizeFromCutOff(site, caseId)) return
  const state = loadCase(site, caseId)
  if (state === null) return
  reopenUnanswered(site, state)
  askAgainForSetAside(site, state)
  rerouteRequests(site, state.caseId)
}

/** What a site that was cut off here turns out to have held, as others' events come in, is seized as well; its custody is settled in the next round. */
function seizeFromCutOff(site: Site, caseId: CaseId): boolean {
  const custodian = loadCase(site, caseId)?.custodian
  const machine = custodian === undefined ? null : site.store.enrolments.admitted(custodian)
  if (machine === null || machine.trust.revokedMs === null) return false
  if (machine.generation !== knownMachine(site, machine.site)?.generation) return false
  const seizure = { from: machine.site, reason: 'cut-off' as const, approvers: [], person: machine.by }
  const isSeized = seizeCase(site, caseId, seizure).kind === 'done'
  if (isSeized) noteSeizure(site, { person: machine.by, place: null }, caseId, 'done', `cut-off, from ${machine.site}`)
  return isSeized
}
