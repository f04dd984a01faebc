import type { AskedBy, Seize } from '../domain/case/command.js'
import type { CaseState } from '../domain/case/state.js'
import { actorAt } from '../domain/acts/standing.js'
import { refused, type Refusal } from '../domain/decider.js'
import { currentPerson, siteOfPlace } from '../domain/roster-view.js'
import type { Actor, CaseId, PersonId, PlaceId, SiteId } from '../domain/values.js'
import { type SeizureAsk, seizureAskBodyHash } from '../wire/request.js'
import { auditNow } from './audit/audit.js'
import { executeAct, loadCase, type Executed } from './execute.js'
import type { Site } from './site.js'

export interface Seizure {
  readonly from: SiteId
  readonly reason: Seize['reason']
  readonly approvers: readonly PersonId[]
  readonly person: PersonId
}

/** Takes custody of one case from a site that is gone. Inside a transaction. */
export function seizeCase(site: Site, caseId: CaseId, seizure: Seizure): Executed {
  const state = loadCase(site, caseId)
  if (state === null) return refused('case/unknown', caseId)
  const by = seizingActor(site, seizure.person)
  return 'kind' in by ? by : seizeBy(site, state, by, seizure, null)
}

/** The city’s ask is carried out in the name of its person; the event names the ask, so that asking twice seizes once. Inside a transaction. */
export function seizeAsAsked(site: Site, ask: SeizureAsk): Executed {
  const { askId: requestId, caseId, from, approvers, author } = ask
  const state = loadCase(site, caseId)
  if (state === null) return refused('case/unknown', caseId)
  const asked = { requestId, bodyHash: seizureAskBodyHash(ask) }
  const outcome = seizeBy(site, state, author, { from, approvers, reason: 'asked-by-city' }, asked)
  const told = outcome.kind === 'refused' ? outcome.code : 'done'
  noteSeizure(site, author, caseId, told, `asked by the city, from ${from}`)
  return outcome
}

/** Records what became of seizing one case; no place where a program did what a person had decided. Inside a transaction. */
export function noteSeizure(
  site: Site,
  { person, place }: { readonly person: PersonId; readonly place: PlaceId | null },
  caseId: CaseId,
  outcome: string,
  reason: string,
): void {
  auditNow(site, { kind: 'seizure', person, place, subject: `case ${caseId}`, outcome, reason })
}

function seizeBy(site: Site, state: CaseState, by: Actor, seizure: Omit<Seizure, 'person'>, asked: AskedBy | null): Executed {
  const lastHeardMs = site.store.links.get(seizure.from)?.heardMs ?? null
  const act: Seize = {
    act: 'seize',
    from: seizure.from,
    reason: seizure.reason,
    approvers: seizure.approvers,
    lastHeardMs,
    secondDecisionPossible: seizure.reason === 'silent' || seizure.reason === 'asked-by-city',
  }
  return executeAct(site, state, { act, by, asked, logRefusal: false })
}

/** Cutting off or replacing a site seizes all it held, in the same act. Inside a transaction. */
export function seizeAllOf(
  site: Site,
  seizure: Seizure,
): { readonly seized: readonly CaseId[]; readonly refused: readonly Refusal[] } {
  const seized: CaseId[] = []
  const refusals: Refusal[] = []
  for (const caseId of site.store.cases.withCustodian(seizure.from)) {
    const outcome = seizeCase(site, caseId, seizure)
    if (outcome.kind === 'done') seized.push(caseId)
    else refusals.push(outcome)
  }
  return { seized, refused: refusals }
}

/** Seizing is an act of a person with a post at a place of the seizing site. */
function seizingActor(site: Site, person: PersonId): Actor | Refusal {
  const post = currentPerson(site.roster, person)?.posts.find(({ place }) => siteOfPlace(site.roster, place) === site.id)
  if (post === undefined) return refused('person/not-posted', `${person} at ${site.id}`)
  return actorAt(site.roster, { site: site.id, store: site.store.id }, { person, ...post })
}
