import type { Hash, SiteId } from '../../domain/values.js'
import { hashBytes, hashHex, nextDigestOf, sha256, ZERO_HASH } from '../../wire/hash.js'
import { writeEntry } from '../log/forward.js'
import { applyMessage } from '../inbound/apply.js'
import { missingBehindHeld } from '../inbound/held.js'
import { giveNeighbour } from './joining.js'
import type { CaseRange, Lane, LaneMark, LaneMessage, LinkFacts, LinkLedger, MessageResult, Received } from '../ledger.js'
import { LANES } from '../ledger.js'
import { maintenanceOf } from '../maintenance.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'

/** What link sessions need of a site: each method has committed when it returns. */
export function linkLedger(site: Site): LinkLedger {
  return {
    facts: (peer) => site.store.links.get(peer) ?? NEVER_LINKED,
    beginSession: (peer) => site.transact(() => site.store.links.nextSession(peer)),
    sawSession: (peer, session) => site.transact(() => site.store.links.sawSession(peer, session)),
    adopt: (peer, linkId, peerStore) =>
      site.transact(() => {
        site.store.links.adopt(peer, linkId, peerStore)
        site.store.lanes.open(peer)
        giveNeighbour(site, peer)
      }),
    marks: (peer) => (site.store.lanes.exists(peer) ? site.store.lanes.marks(peer) : UNUSED_LANES),
    digestAt: (peer, lane, number) => site.store.lanes.digestAt(peer, lane, number),
    read: (peer, lane, from, maxBytes, upTo) => site.store.lanes.read(peer, lane, from, maxBytes, upTo),
    receive: (peer, lane, first, messages) => site.transact(() => receive(site, peer, lane, first, messages)),
    acknowledge: (peer, lane, number, results) => acknowledge(site, peer, lane, number, results),
    drained: (peer) => drained(site, peer),
    inMaintenance: () => maintenanceOf(site) !== null,
    listsHeard: (peer) => listsHeard(site, peer),
    openAsks: (peer) => missingBehindHeld(site, peer),
    writeAgain: (peer, range) => site.transact(() => writeAgain(site, peer, range)),
    stop: (peer, code, detail) => {
      site.transact(() => site.store.links.stop(peer, code, detail, site.nowRawMs()))
      site.options.notify.alarm(code, { peer })
    },
    measured: (peer, offsetMs, uncertaintyMs) =>
      site.transact(() => {
        site.store.links.measured(peer, offsetMs, uncertaintyMs, site.nowRawMs())
        if (peer === site.parent) site.store.meta.putClockOffset(site.clock.measured(offsetMs, uncertaintyMs))
      }),
  }
}

const UNUSED_LANES: readonly LaneMark[] = LANES.map((lane) => ({
  lane,
  received: 0,
  receivedDigest: ZERO_HASH,
  written: 0,
  acknowledged: 0,
}))
const NEVER_LINKED: LinkFacts = { linkId: null, peerStore: null, session: 0, stopped: null }

/** The time is asked for by the day, so writing it now and then is enough. */
const DRAINED_EVERY_MS = 5 * 60_000

function drained(site: Site, peer: SiteId): void {
  const { estimateMs } = site.clock.now()
  const last = site.store.links.get(peer)?.drainedMs ?? Number.NEGATIVE_INFINITY
  if (Math.abs(estimateMs - last) >= DRAINED_EVERY_MS) site.transact(() => site.store.links.drained(peer, estimateMs))
}

/** A copy is called stale after days, so this too is written now and then. */
function listsHeard(site: Site, peer: SiteId): void {
  const [nowMs, last] = [site.nowRawMs(), site.store.links.get(peer)?.listsMs ?? Number.NEGATIVE_INFINITY]
  if (Math.abs(nowMs - last) >= DRAINED_EVERY_MS) site.transact(() => site.store.links.listsHeard(peer, nowMs))
}

function receive(site: Site, peer: SiteId, lane: Lane, first: number, messages: readonly LaneMessage[]): Received {
  const results: MessageResult[] = []
  const asks: CaseRange[] = []
  messages.forEach((message, index) => {
    const number = first + index
    const outcome = applyMessage(site, peer, message)
    if (outcome.kind === 'applied') return
    if (outcome.kind === 'parked') results.push({ number, state: 'parked', code: outcome.code, detail: outcome.detail })
    else results.push({ number, state: 'held', code: 'event/unknown-predecessor', detail: '' })
    if (outcome.kind === 'held' && outcome.ask !== null) asks.push(outcome.ask)
  })
  settlePending(site)
  const number = first + messages.length - 1
  const digest = digestOver(messages, receivedDigest(site, peer, lane))
  site.store.lanes.received(peer, lane, number, digest)
  return { number, digest, results, asks }
}

/** A number lost with the power is said again when the next session starts; what was held or parked is said only once. */
function acknowledge(site: Site, peer: SiteId, lane: Lane, number: number, results: readonly MessageResult[]): void {
  const write = () => site.store.lanes.acknowledge(peer, lane, number, results, site.nowRawMs())
  if (results.length > 0) site.transact(write)
  else site.store.note(write)
}

function digestOver(messages: readonly LaneMessage[], before: Hash): Hash {
  let digest = hashBytes(before)
  for (const { kindNumber, payload } of messages) digest = nextDigestOf(digest, kindNumber, sha256(payload))
  return hashHex(digest)
}

function receivedDigest(site: Site, peer: SiteId, lane: Lane): Hash {
  const mark = site.store.lanes.marks(peer).find((each) => each.lane === lane)
  if (mark === undefined) throw new Error(`no ${lane} lane toward ${peer}`)
  return mark.receivedDigest
}

/** The neighbour gets rows of a case only when it is on its path, whatever it asks for. */
function writeAgain(site: Site, peer: SiteId, { caseId, from, to }: CaseRange): void {
  if (!site.store.neighbours.hasJoined(caseId, peer)) return
  for (const { row, sequence } of site.store.events.rowsOf(caseId)) {
    if (sequence >= from && sequence <= to) writeEntry(site, peer, 'case', 'event', row)
  }
}
