import { currentPlace, newest } from '../../domain/roster-view.js'
import type { FaultCode } from '../../domain/fault.js'
import type { CaseId, RequestId, SiteId } from '../../domain/values.js'
import type { StoredAsk } from '../../store/link/seizure-asks.js'
import type { RequestState, StoredRequest } from '../../store/requests.js'
import { kindOfNumber, type Lane, LANES, type MessageKind, type MessageResult } from '../../wire/frame.js'
import { loadCase } from '../execute.js'
import { outcomeSetAside } from '../requests/set-aside.js'
import type { Site } from '../site.js'
import { type Age, ageOf } from './age.js'
import { type Named, personNamed, siteNamed } from './names.js'

/** A message that broke a rule or waits for a newer version. */
export interface ParkedLine {
  readonly id: number
  readonly kind: MessageKind | null
  readonly kindNumber: number
  readonly code: FaultCode
  readonly detail: string
  readonly from: Named
  readonly caseId: CaseId | null
  readonly tries: number
  readonly age: Age
}

export function listParked(site: Site): readonly ParkedLine[] {
  return site.store.inbox.parked().map(({ id, kindNumber, code, detail, source, caseId, tries, atMs }) => ({
    id,
    kind: kindOfNumber(kindNumber),
    kindNumber,
    code,
    detail,
    from: siteNamed(site, source),
    caseId,
    tries,
    age: ageOf(site, atMs),
  }))
}

/** An event whose predecessor has not come yet. */
export interface HeldLine {
  readonly caseId: CaseId
  readonly sequence: number
  readonly from: Named
  readonly age: Age
}

export function listHeld(site: Site, limit: number): { readonly total: number; readonly held: readonly HeldLine[] } {
  const held = site.store.inbox
    .held(limit)
    .map(({ caseId, sequence, source, atMs }) => ({ caseId, sequence, from: siteNamed(site, source), age: ageOf(site, atMs) }))
  return { total: site.store.inbox.heldCount(), held }
}

/** What a neighbour has not yet said it holds. */
export interface OutgoingLane {
  readonly peer: Named
  readonly lane: Lane
  readonly written: number
  readonly acknowledged: number
  /** null when nothing waits. */
  readonly oldest: Age | null
  readonly waiting: readonly OutgoingLine[]
  /** What the neighbour held or parked, newest first. */
  readonly results: readonly MessageResult[]
}

export interface OutgoingLine {
  readonly number: number
  readonly kind: MessageKind | null
  /** The case an event belongs to. */
  readonly caseId: CaseId | null
  readonly age: Age
}

/** Every lane of this site, with what waits in it, the oldest first. */
export function listOutgoing(site: Site, limit: number): readonly OutgoingLane[] {
  return neighbours(site).flatMap((peer) => LANES.map((lane) => outgoingLane(site, peer, lane, limit)))
}

function neighbours(site: Site): SiteId[] {
  const known = new Set([...newest(site.roster.sites).map(({ id }) => id), ...site.store.links.all().map(({ peer }) => peer)])
  return [...known].filter((peer) => site.store.lanes.exists(peer))
}

function outgoingLane(site: Site, peer: SiteId, lane: Lane, limit: number): OutgoingLane {
  const { lanes, events } = site.store
  const mark = lanes.marks(peer).find((each) => each.lane === lane)
  const waiting = lanes.outgoing(peer, lane, limit).map(({ number, kind, ref, atMs }) => ({
    number,
    kind,
    caseId: kind === 'event' ? (events.at(ref)?.caseId ?? null) : null,
    age: ageOf(site, atMs),
  }))
  return {
    peer: siteNamed(site, peer),
    lane,
    written: mark?.written ?? 0,
    acknowledged: mark?.acknowledged ?? 0,
    oldest: waiting[0]?.age ?? null,
    waiting,
    results: lanes.results(peer, lane, limit),
  }
}

/** A request without its outcome yet: of this site's people, or on its way through. */
export interface RequestLine {
  readonly id: RequestId
  readonly caseId: CaseId
  readonly number: string
  readonly act: string
  readonly by: Named
  readonly from: Named
  readonly own: boolean
  readonly state: RequestState
  readonly code: FaultCode | null
  readonly detail: string
  readonly sentTo: Named | null
  readonly age: Age
}

export function listRequests(site: Site, limit: number): readonly RequestLine[] {
  return site.store.requests.allUnanswered(limit).map((request) => requestLine(site, request))
}

/** One request of this site, answered ones too; null when there is none. */
export function findRequest(site: Site, id: RequestId): RequestLine | null {
  const found = site.store.requests.find(id)
  return found === null ? null : requestLine(site, found)
}

function requestLine(site: Site, { id, request, own, state, code, detail, sentTo, atMs }: StoredRequest): RequestLine {
  const { caseId, caseNumber, act, author } = request
  const place = currentPlace(site.roster, author.place)?.id ?? null
  return {
    id,
    caseId,
    number: caseNumber,
    act: act.act === 'unknown' ? act.name : act.act,
    by: personNamed(site, author.person),
    from: siteNamed(site, author.site),
    own,
    state,
    code,
    detail,
    sentTo: sentTo === null ? null : siteNamed(site, sentTo),
    age: ageOf(site, atMs, place),
  }
}

/** What the city asked a county to seize, and what became of it. */
export interface SeizureAskLine {
  readonly id: RequestId
  readonly from: Named
  readonly county: Named
  readonly by: Named
  /** asked: on its way, or at the county. seized: in the case's log, on whichever branch. refused: with the code. */
  readonly state: 'asked' | 'seized' | 'refused'
  readonly code: FaultCode | null
  readonly detail: string
  readonly age: Age
}

/** Every ask for a case, in the order they were made. */
export function listSeizureAsks(site: Site, caseId: CaseId): readonly SeizureAskLine[] {
  return site.store.seizureAsks.of(caseId).map((ask) => seizureAskLine(site, ask))
}

export function seizureAskLine(site: Site, ask: StoredAsk): SeizureAskLine {
  const { id, from, county, person, code, detail, atMs } = ask
  return {
    id,
    from: siteNamed(site, from),
    county: siteNamed(site, county),
    by: personNamed(site, person),
    state: isSeized(site, ask) ? 'seized' : code === null ? 'asked' : 'refused',
    code,
    detail,
    age: ageOf(site, atMs),
  }
}

/** The seizure stands in the log, or did until a higher one came. */
function isSeized(site: Site, { id, caseId }: StoredAsk): boolean {
  return (loadCase(site, caseId)?.answers.has(id) ?? false) || outcomeSetAside(site, caseId, id) !== null
}
