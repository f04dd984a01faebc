import type { CaseAct, RequestableAct } from '../domain/case/command.js'
import { actorAt } from '../domain/acts/standing.js'
import { papersOfAct } from '../domain/case/papers.js'
import type { CaseState } from '../domain/case/state.js'
import { refused, type Refusal } from '../domain/decider.js'
import { refuseAsking } from '../domain/rights/asking.js'
import { currentPerson, currentPlace } from '../domain/roster-view.js'
import type { Actor, CaseId, Hash, OrganId, PersonId, PlaceId, RequestId, SiteId } from '../domain/values.js'
import { actBodyHash, isRequestable } from '../wire/request.js'
import { executeAct, loadCase, pinnedItem } from './execute.js'
import { refuseInMaintenance } from './maintenance.js'
import { settlePending } from './pending.js'
import { openRequest } from './requests/request.js'
import { outcomeSetAside } from './requests/set-aside.js'
import type { Site } from './site.js'

/** Who acts, as a counter says it: a person of the roster at a place served here, for an organ when there is a choice. */
export interface Acting {
  readonly person: PersonId
  readonly place: PlaceId
  /** null: the first the person has a post for at that place. */
  readonly organ: OrganId | null
  readonly mandate: Hash | null
}

export type CounterAct = Exclude<CaseAct, { readonly act: 'register' | 'handle-instantly' | 'seize' }>

export interface ActOnCase {
  readonly caseId: CaseId
  readonly act: CounterAct
  readonly acting: Acting
  /** Random, made by the page for this form: sending it again has no second effect. */
  readonly requestId: RequestId
}

export type ActOutcome =
  /** Committed in the case's log here. */
  | { readonly kind: 'done'; readonly state: CaseState; readonly repeated: boolean }
  /** Committed as a request: it goes to the site that holds the case, and its outcome comes back in the log. */
  | { readonly kind: 'requested'; readonly requestId: RequestId; readonly custodian: SiteId }
  | Refusal

/** Acts on a case: at once where this site is custodian, else by a request. Answers after the commit. */
export function actOnCase(site: Site, command: ActOnCase): Promise<ActOutcome> {
  return site.commit(() => {
    const outcome = actNow(site, command)
    settlePending(site)
    return outcome
  })
}

function actNow(site: Site, { caseId, act, acting, requestId }: ActOnCase): ActOutcome {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const state = loadCase(site, caseId)
  if (state === null) return refused('case/unknown', caseId)
  const bodyHash = actBodyHash(caseId, act, by.person)
  const before = outcomeBefore(site, state, requestId, bodyHash)
  if (before !== null) return before
  const refusal = refuseInMaintenance(site)
  if (refusal !== null) return refusal
  if (state.custodian === site.id) return executeAct(site, state, { act, by, asked: { requestId, bodyHash }, logRefusal: false })
  return isRequestable(act) ? open(site, state, requestId, act, by) : refused('authority/not-custodian', state.custodian)
}

/** What the same form was told before, wherever custody is now; another content under its id is refused. */
function outcomeBefore(site: Site, state: CaseState, requestId: RequestId, bodyHash: Hash): ActOutcome | null {
  const answer = state.answers.get(requestId) ?? null
  const request = site.store.requests.find(requestId)
  const aside = answer === null && request === null ? outcomeSetAside(site, state.caseId, requestId) : null
  const known = answer?.bodyHash ?? request?.bodyHash ?? aside?.bodyHash ?? bodyHash
  if (known !== bodyHash) return refused('request/other-body', requestId)
  if (answer !== null && answer.refusal !== null) return refused(answer.refusal.code, answer.refusal.detail)
  if (answer !== null) return { kind: 'done', state, repeated: true }
  const open = request?.id ?? aside?.askedAgain ?? null
  return open === null ? null : { kind: 'requested', requestId: open, custodian: state.custodian }
}

function open(site: Site, state: CaseState, requestId: RequestId, act: RequestableAct, by: Actor): ActOutcome {
  const denied = refuseAsking(state, { act, by }, { roster: site.roster, item: pinnedItem(site, state.item), self: site.id })
  if (denied !== null) return denied
  const missing = papersOfAct(act).find(({ hash }) => !site.store.papers.heldFor(hash, state.caseId))
  if (missing !== undefined) return refused('paper/not-held', missing.hash)
  openRequest(site, state, requestId, act, by)
  return { kind: 'requested', requestId, custodian: state.custodian }
}

/** The roster's word on who acts: refuses people it does not know, places not served here, and posts not held. */
export function resolveActor(site: Site, { person, place, organ, mandate }: Acting): Actor | Refusal {
  const found = currentPerson(site.roster, person)
  if (found === null || !found.active) return refused('person/unknown', person)
  const at = currentPlace(site.roster, place)
  if (at === null || at.site !== site.id) return refused('place/unknown', place)
  const post = found.posts.find((each) => each.place === place && (organ === null || each.organ === organ))
  if (post === undefined) return refused('person/not-posted', place)
  return actorAt(site.roster, { site: site.id, store: site.store.id }, { person, place, organ: post.organ, mandate })
}
