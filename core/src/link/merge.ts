import type { FaultCode } from '../domain/fault.js'
import type { Hash, SiteId, StoreId } from '../domain/values.js'
import type { Lane, LaneMark, LinkFacts } from '../site/ledger.js'
import type { LaneState } from '../wire/frame.js'
import { ZERO_HASH } from '../wire/hash.js'

/** Oldest and newest wire version spoken, both included. */
export interface WireRange {
  readonly oldest: number
  readonly newest: number
}

/** What a link does about a peer's statement; a `recorded` stop waits for a person, another one for the next dial. */
export type Stopped = { readonly kind: 'stop'; readonly code: FaultCode; readonly detail: string; readonly recorded: boolean }

/** Own facts, marks and digests, as the ledger has them. */
export interface OwnSide {
  readonly role: 'dialler' | 'accepter'
  readonly facts: LinkFacts
  readonly marks: readonly LaneMark[]
  digestAt(lane: Lane, number: number): Hash | null
}

/** What the peer stated in Hello or Welcome. */
export interface PeerSide {
  readonly linkId: string | null
  readonly store: StoreId
  readonly lanes: readonly LaneState[]
}

/** The newest version both speak; null when there is none. */
export function commonWire(own: WireRange, peer: WireRange): number | null {
  const newest = Math.min(own.newest, peer.newest)
  return newest >= Math.max(own.oldest, peer.oldest) ? newest : null
}

/** Whether the site that speaks is the one its certificate or address named. */
export function judgePeer(expected: SiteId, said: SiteId): Stopped | null {
  return said === expected ? null : refusal('link/wrong-peer', `${said} answers where ${expected} is expected`)
}

/** A stop for this connection only: the next dial may go better. */
export function refusal(code: FaultCode, detail: string): Stopped {
  return { kind: 'stop', code, detail, recorded: false }
}

/** `adopt`: a link begins, under the id the accepter makes. `resume`: both remember the same one. */
export type LinkVerdict = { readonly kind: 'adopt' } | { readonly kind: 'resume' } | Stopped

/** Decides by link id and store; the lanes are judged next, by `judgeLanes`. */
export function judgeLink(own: OwnSide, peer: PeerSide): LinkVerdict {
  const { facts } = own
  if (facts.stopped !== null) return refusal(facts.stopped, 'the link was stopped before')
  if (facts.linkId === null) return judgeFirst(own, peer)
  if (peer.linkId === null) return judgeForgotten(own, peer)
  if (peer.linkId !== facts.linkId) return doubt('link/needs-reconciliation', 'the two ends remember different links')
  if (peer.store !== facts.peerStore) return doubt('link/needs-reconciliation', 'the other end has another store')
  return { kind: 'resume' }
}

/** No link here: the dialler takes the one it is welcomed to; the accepter begins one only for a peer without any. */
function judgeFirst(own: OwnSide, peer: PeerSide): LinkVerdict {
  const mayAdopt = own.role === 'dialler' ? peer.linkId !== null : peer.linkId === null
  if (!mayAdopt) return doubt('link/needs-reconciliation', 'one end remembers a link the other does not know')
  if (!peer.lanes.every(isUntouched)) return doubt('link/needs-reconciliation', 'a new link with messages received before it')
  return { kind: 'adopt' }
}

/** The Welcome of a first session was lost: the same store comes again without a link, and nothing has passed either way. */
function judgeForgotten(own: OwnSide, peer: PeerSide): LinkVerdict {
  const untouched = peer.lanes.every(isUntouched) && own.marks.every((mark) => mark.received === 0 && mark.acknowledged === 0)
  if (untouched && peer.store === own.facts.peerStore) return { kind: 'resume' }
  return doubt('link/needs-reconciliation', 'the other end forgot the link')
}

function isUntouched(lane: LaneState): boolean {
  return lane.received === 0 && lane.receivedDigest === ZERO_HASH
}

/** Where a lane goes on: `from` is the first number to send, `credit` the last the peer lets us send. */
export interface LaneStart {
  readonly lane: Lane
  readonly from: number
  readonly credit: number
}

/** Every lane resumes where both sides agree, or none does. */
export function judgeLanes(
  own: OwnSide,
  stated: readonly LaneState[],
): { readonly kind: 'run'; readonly lanes: LaneStart[] } | Stopped {
  const lanes: LaneStart[] = []
  for (const mark of own.marks) {
    const state = stated.find(({ lane }) => lane === mark.lane)
    if (state === undefined) return refusal('link/malformed-frame', `lane ${mark.lane} is not stated`)
    const reason = laneDoubt(mark, state, own.digestAt(mark.lane, state.received))
    if (reason !== null) return doubt('link/needs-reconciliation', `lane ${mark.lane}: ${reason}`)
    lanes.push({ lane: mark.lane, from: state.received + 1, credit: state.credit })
  }
  return { kind: 'run', lanes }
}

function laneDoubt(mark: LaneMark, state: LaneState, ownDigest: Hash | null): string | null {
  if (state.received > mark.written) return `the other end received ${state.received}, ${mark.written} were written here`
  if (state.received < mark.acknowledged) return `the other end received ${state.received}, it had said ${mark.acknowledged}`
  if (state.written < mark.received) return `the other end wrote ${state.written}, ${mark.received} were received here`
  return ownDigest === state.receivedDigest ? null : `digests differ at ${state.received}`
}

/** What a running session does with a statement of the peer about one lane; null lets it pass. */
export function judgeStatement(
  written: number,
  stated: { readonly number: number; readonly digest: Hash },
  ownDigest: Hash | null,
  acknowledged: number,
): Stopped | null {
  if (stated.number > written) {
    return doubt('link/needs-reconciliation', `the other end received ${stated.number}, ${written} were written here`)
  }
  // An old statement may name a number whose entry is pruned here; what is not acknowledged yet is always kept.
  if (ownDigest === null && stated.number <= acknowledged) return null
  return ownDigest === stated.digest ? null : doubt('link/needs-reconciliation', `digests differ at ${stated.number}`)
}

function doubt(code: FaultCode, detail: string): Stopped {
  return { kind: 'stop', code, detail, recorded: true }
}

/** The session that lives at the accepter, and instances known to be copies of its store. */
export interface LiveSession {
  readonly session: number
  readonly instance: string
  readonly otherInstances: ReadonlySet<string>
}

/** `behind`: the number was used before, the dialler must take the one after `last`. */
export type SessionVerdict =
  | { readonly kind: 'take' }
  | { readonly kind: 'clone' }
  | { readonly kind: 'behind'; readonly last: number }

/**
 * Decides on a Hello by session number and instance. A program that starts again comes with a new instance and the next
 * number; an instance that comes back after another one took over, or with a number already used by it, is a second live copy.
 */
export function judgeSession(
  lastSession: number,
  live: LiveSession | null,
  hello: { readonly session: number; readonly instance: string },
): SessionVerdict {
  const isOther = live !== null && hello.instance !== live.instance
  if (isOther && (hello.session <= live.session || live.otherInstances.has(hello.instance))) return { kind: 'clone' }
  return hello.session > lastSession ? { kind: 'take' } : { kind: 'behind', last: lastSession }
}

/** More than Hellos can lie on a bus; what is drawn on top of it makes the number one that nobody guessed. */
const LEAST_JUMP = 2 ** 20
const DRAWN_JUMP = 2 ** 30

/**
 * The number that stands for the last session toward a peer of which nothing is remembered: only who is told of it
 * comes with a higher one, so a Hello that lay on the way since before this store was made is told from a live one.
 */
export function firstSessionFloor(session: number, random: () => number): number {
  return session + LEAST_JUMP + Math.floor(random() * DRAWN_JUMP)
}
