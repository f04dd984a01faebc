import type { SiteId } from '../../domain/values.js'
import type { LaneMark, LinkLedger, SelfDescription } from '../../site/ledger.js'
import type { Hello, LaneState, Welcome } from '../../wire/frame.js'
import {
  commonWire,
  firstSessionFloor,
  judgeLanes,
  judgeLink,
  judgePeer,
  type LaneStart,
  type OwnSide,
  type PeerSide,
  refusal,
  type SessionVerdict,
  type Stopped,
  type WireRange,
} from '../merge.js'
import type { PeerFacts } from '../status.js'

/** The versions of `liandong.link.v1` this program speaks. */
export const WIRE: WireRange = { oldest: 1, newest: 1 }

/** What both sides of a handshake need. */
export interface Greeter {
  readonly peer: SiteId
  readonly self: SelfDescription
  readonly ledger: LinkLedger
  readonly wire: WireRange
  readonly windowMessages: number
  readonly newLinkId: () => string
  /** Draws from 0 up to 1 where a Hello may be an old one; null where it cannot. */
  readonly random: (() => number) | null
}

/** The session may run, on this link and from these numbers. */
export interface Agreed {
  readonly kind: 'agreed'
  readonly linkId: string
  readonly lanes: readonly LaneStart[]
}

/** The session number is used up: the dialler takes the one after `last`. */
export type HelloVerdict = Agreed | Stopped | { readonly kind: 'behind'; readonly last: number }

/** What this side has committed of each lane, and how far the other may send. */
export function laneStates(marks: readonly LaneMark[], windowMessages: number): LaneState[] {
  return marks.map(({ lane, received, receivedDigest, written }) => {
    return { lane, received, receivedDigest, credit: received + windowMessages, written }
  })
}

export function makeHello({ peer, self, ledger, wire, windowMessages }: Greeter, clockMs: number): Hello {
  return {
    kind: 'hello',
    ...common(self),
    generation: self.generation,
    wireOldest: wire.oldest,
    wireNewest: wire.newest,
    lanes: laneStates(ledger.marks(peer), windowMessages),
    clockMs,
    instance: self.instance,
  }
}

export function makeWelcome(greeter: Greeter, hello: Hello, clockMs: number): Welcome {
  const { peer, self, ledger, wire, windowMessages } = greeter
  return {
    kind: 'welcome',
    ...common(self),
    wire: commonWire(wire, { oldest: hello.wireOldest, newest: hello.wireNewest }) ?? wire.newest,
    lanes: laneStates(ledger.marks(peer), windowMessages),
    clockMs,
    helloClockMs: hello.clockMs,
  }
}

function common({ site, store, programVersion, bodyTypes, rosterVersion }: SelfDescription) {
  return { site, store, programVersion, bodyTypes, rosterVersion }
}

/** Accepter: judges a Hello and commits what follows from it. `admit` closes an older session before anything is read. */
export function takeHello(
  greeter: Greeter,
  linkId: string | null,
  session: number,
  hello: Hello,
  admit: (last: number) => SessionVerdict,
): HelloVerdict {
  const spoken = commonWire(greeter.wire, { oldest: hello.wireOldest, newest: hello.wireNewest })
  if (spoken === null) return versionRefusal(greeter.wire, { oldest: hello.wireOldest, newest: hello.wireNewest })
  const wrongPeer = judgePeer(greeter.peer, hello.site)
  if (wrongPeer !== null) return wrongPeer
  const facts = greeter.ledger.facts(greeter.peer)
  const isUnmet = facts.linkId === null && facts.session === 0
  if (isUnmet && greeter.random !== null) return askToComeAgain(greeter, firstSessionFloor(session, greeter.random))
  const admitted = admit(facts.session)
  if (admitted.kind === 'behind') return admitted
  if (admitted.kind === 'clone') return refusal('link/clone', `store ${hello.store} is connected already`)
  greeter.ledger.sawSession(greeter.peer, session)
  return agree(greeter, 'accepter', { linkId, store: hello.store, lanes: hello.lanes })
}

/** Nothing is begun, and nothing doubted, on the word of a Hello that may be older than this store. */
function askToComeAgain({ ledger, peer }: Greeter, last: number): HelloVerdict {
  ledger.sawSession(peer, last)
  return { kind: 'behind', last }
}

/** Dialler: judges the answer to its Hello and commits what follows from it. */
export function takeWelcome(greeter: Greeter, linkId: string | null, welcome: Welcome): Agreed | Stopped {
  const { wire } = greeter
  if (welcome.wire < wire.oldest || welcome.wire > wire.newest) {
    return versionRefusal(wire, { oldest: welcome.wire, newest: welcome.wire })
  }
  const wrongPeer = judgePeer(greeter.peer, welcome.site)
  return wrongPeer ?? agree(greeter, 'dialler', { linkId, store: welcome.store, lanes: welcome.lanes })
}

function versionRefusal(own: WireRange, peer: WireRange): Stopped {
  return refusal('link/unsupported-version', `here ${own.oldest} to ${own.newest}, there ${peer.oldest} to ${peer.newest}`)
}

function agree(greeter: Greeter, role: OwnSide['role'], stated: PeerSide): Agreed | Stopped {
  const { peer, ledger } = greeter
  const verdict = judgeLink(ownSide(greeter, role), stated)
  if (verdict.kind === 'stop') return verdict
  const linkId = (verdict.kind === 'adopt' ? stated.linkId : ledger.facts(peer).linkId) ?? greeter.newLinkId()
  if (verdict.kind === 'adopt') ledger.adopt(peer, linkId, stated.store)
  const own = ownSide(greeter, role)
  const lanes = judgeLanes(own, stated.lanes)
  if (lanes.kind === 'stop') return lanes
  for (const { lane, from } of lanes.lanes) acknowledge(greeter, own, lane, from - 1)
  return { kind: 'agreed', linkId, lanes: lanes.lanes }
}

/** An answer may have been lost with the connection before: its number is in the statement. */
function acknowledge({ peer, ledger }: Greeter, own: OwnSide, lane: LaneStart['lane'], number: number): void {
  const mark = own.marks.find((one) => one.lane === lane)
  if (mark !== undefined && number > mark.acknowledged) ledger.acknowledge(peer, lane, number, [])
}

function ownSide({ peer, ledger }: Greeter, role: OwnSide['role']): OwnSide {
  return {
    role,
    facts: ledger.facts(peer),
    marks: ledger.marks(peer),
    digestAt: (lane, number) => ledger.digestAt(peer, lane, number),
  }
}

/** What the other end said of itself, for screens. */
export function factsOf(
  { store, programVersion, bodyTypes, rosterVersion }: Hello | Welcome,
  generation: number | null,
): PeerFacts {
  return { store, generation, programVersion, bodyTypes, rosterVersion }
}
