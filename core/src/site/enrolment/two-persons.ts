import { refused, type Refusal } from '../../domain/decider.js'
import { currentSite } from '../../domain/roster-view.js'
import type { CaseId, PersonId } from '../../domain/values.js'
import type { SeizureProposal } from '../../store/doors/seizure-proposals.js'
import { randomHex } from '../../wire/hash.js'
import { auditNow } from '../audit/audit.js'
import { settlePending } from '../pending.js'
import { seizeAllOf, seizeCase } from '../seize.js'
import type { Site } from '../site.js'

/** A second person who did not look within a day has to be told anew. */
const GOOD_FOR_MS = 24 * 3_600_000

/** One person proposes to take one case, or all, from a site that is silent or forked. Answers after the commit. */
export function proposeSeizure(
  site: Site,
  { caseId, from, reason, by }: Omit<SeizureProposal, 'id' | 'atMs'>,
): Promise<SeizureProposal | Refusal> {
  return site.commit(() => {
    if (currentSite(site.roster, from) === null) return refused('site/unknown', from)
    if (caseId !== null && site.store.caseList.get(caseId) === null) return refused('case/unknown', caseId)
    const atMs = site.clock.now().estimateMs
    const proposal = { id: randomHex(16), caseId, from, reason, by, atMs }
    site.store.seizureProposals.dropOlder(atMs - GOOD_FOR_MS)
    site.store.seizureProposals.add(proposal)
    auditSeizure(site, proposal, by, 'proposed')
    return proposal
  })
}

/** What a confirmed seizure took, and what it could not. */
export interface Confirmed {
  readonly kind: 'seized'
  readonly seized: readonly CaseId[]
  readonly refused: readonly Refusal[]
}

/** The second person agrees, and with that it is done, in both their names. Answers after the commit. */
export function confirmSeizure(site: Site, id: string, second: PersonId): Promise<Confirmed | Refusal> {
  return site.commit(() => {
    const proposal = openProposals(site).find((each) => each.id === id)
    if (proposal === undefined) return refused('seizure/unknown', id)
    if (proposal.by === second) return refused('authority/second-approver', second)
    const outcome = carryOut(site, proposal, second)
    const told = outcome.kind === 'refused' ? outcome.code : `confirmed, seized ${outcome.seized.length}`
    auditSeizure(site, proposal, second, told)
    site.store.seizureProposals.drop(id)
    settlePending(site)
    return outcome
  })
}

/** The second person does not agree: nothing is taken. Answers after the commit. */
export function dropSeizure(site: Site, id: string, by: PersonId): Promise<{ readonly kind: 'done' } | Refusal> {
  return site.commit(() => {
    const proposal = openProposals(site).find((each) => each.id === id)
    if (proposal === undefined) return refused('seizure/unknown', id)
    site.store.seizureProposals.drop(id)
    auditSeizure(site, proposal, by, 'not agreed')
    return { kind: 'done' }
  })
}

function carryOut(site: Site, { caseId, from, reason, by }: SeizureProposal, second: PersonId): Confirmed | Refusal {
  const seizure = { from, reason, approvers: [second], person: by }
  if (caseId === null) return { kind: 'seized', ...seizeAllOf(site, seizure) }
  const outcome = seizeCase(site, caseId, seizure)
  return outcome.kind === 'refused' ? outcome : { kind: 'seized', seized: [caseId], refused: [] }
}

/** Both persons stand in it: each in an entry of their own. */
function auditSeizure(site: Site, { id, caseId, from, reason }: SeizureProposal, person: PersonId, outcome: string): void {
  const subject = caseId === null ? from : `case ${caseId}`
  auditNow(site, { kind: 'seizure', person, place: null, subject, outcome, reason: `${reason}, from ${from}, proposal ${id}` })
}

/** Proposals that wait for a second person. */
export function openProposals(site: Site): readonly SeizureProposal[] {
  const since = site.clock.now().estimateMs - GOOD_FOR_MS
  return site.store.seizureProposals.all().filter(({ atMs }) => atMs >= since)
}
