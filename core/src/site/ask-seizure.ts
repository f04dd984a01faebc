import { refuseAlone, refuseApprovers } from '../domain/acts/seizure.js'
import { refused, type Refusal } from '../domain/decider.js'
import { parentSite } from '../domain/roster-view.js'
import type { CaseId, RequestId, SiteId } from '../domain/values.js'
import type { StoredAsk } from '../store/link/seizure-asks.js'
import { encodeSeizureAsk, type SeizureAsk, seizureAskBodyHash } from '../wire/request.js'
import { type Acting, resolveActor } from './act.js'
import { noteSeizure } from './seize.js'
import { openProposals } from './enrolment/two-persons.js'
import { loadCase } from './execute.js'
import { writeLetter } from './log/forward.js'
import type { Site } from './site.js'

export interface AskForSeizure {
  /** Random, made by the page for this form: sending it again has no second effect. */
  readonly askId: RequestId
  readonly caseId: CaseId
  /** The site below a county that holds the case. */
  readonly from: SiteId
  /** The second of the two persons; the first has proposed the same. */
  readonly acting: Acting
}

export type AskOutcome = { readonly kind: 'asked'; readonly ask: StoredAsk } | Refusal

/**
 * Two persons of the city, of whom one proposed it and the other asks, have a county seize a case from one of its sites. The county’s word comes back as the seizure in the case’s
 * log, or as a refusal. Answers after the commit.
 */
export function askForSeizure(site: Site, command: AskForSeizure): Promise<AskOutcome> {
  return site.commit(() => askNow(site, command))
}

function askNow(site: Site, { askId, caseId, from, acting }: AskForSeizure): AskOutcome {
  const author = resolveActor(site, acting)
  if ('kind' in author) return author
  const known = site.store.seizureAsks.find(askId)
  if (known !== null) {
    const isSame = known.caseId === caseId && known.from === from && known.person === author.person
    return isSame ? { kind: 'asked', ask: known } : refused('request/other-body', askId)
  }
  const proposed = openProposals(site).filter((each) => each.caseId === caseId && each.from === from)
  const outcome = send(site, { askId, caseId, from, approvers: proposed.map(({ by }) => by), author })
  if (outcome.kind === 'asked') for (const { id } of proposed) site.store.seizureProposals.drop(id)
  return outcome
}

function send(site: Site, ask: SeizureAsk): AskOutcome {
  const { askId: id, caseId, from, author } = ask
  const county = countyOver(site, from)
  const refusal = county === null ? refused('authority/not-parent', from) : refuse(site, ask)
  if (refusal !== null || county === null) return refusal ?? refused('authority/not-parent', from)
  const stored = { id, caseId, bodyHash: seizureAskBodyHash(ask), from, county, person: author.person, atMs: site.nowRawMs() }
  site.store.seizureAsks.put(stored)
  noteSeizure(site, author, caseId, 'asked', `from ${from}, of ${county}`)
  writeLetter(site, county, 'case', 'seizure-ask', id, encodeSeizureAsk(ask))
  return { kind: 'asked', ask: { ...stored, code: null, detail: '' } }
}

/** As the county would refuse it, as far as is known here. */
function refuse(site: Site, { caseId, from, approvers, author }: SeizureAsk): Refusal | null {
  const state = loadCase(site, caseId)
  if (state === null) return refused('case/unknown', caseId)
  if (state.custodian !== from) return refused('authority/not-parent', `${from} does not hold the case`)
  const act = { reason: 'asked-by-city', approvers } as const
  return refuseApprovers(act, site.id, site.roster) ?? refuseAlone(act, author.person, site.id, site.roster)
}

/** The county a site lies below and this one above; null for what may be seized from here, or not at all. */
function countyOver(site: Site, from: SiteId): SiteId | null {
  const county = parentSite(site.roster, from)
  const isBetween = county !== null && county !== site.id && parentSite(site.roster, county) === site.id
  return isBetween && site.store.lanes.exists(county) ? county : null
}
