import type { Statement } from 'better-sqlite3'
import type { Hash, SiteId } from '../../domain/values.js'
import {
  kindNumber,
  kindOfNumber,
  type Lane,
  type LaneMessage,
  LANES,
  type MessageKind,
  type MessageResult,
} from '../../wire/frame.js'
import { hashBytes, hashHex, nextDigestOf, ZERO_HASH } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'
import type { Payloads } from './payloads.js'

/** How far one lane has come, in both directions. */
export interface LaneMark {
  readonly lane: Lane
  readonly received: number
  readonly receivedDigest: Hash
  /** Highest number given to an outgoing message. */
  readonly written: number
  /** Highest own number the other side said it has committed. */
  readonly acknowledged: number
}

/** An entry the other side has not committed yet. */
export interface Outgoing {
  readonly number: number
  readonly kind: MessageKind | null
  readonly ref: number
  readonly atMs: number
}

/** Where a row of the log went: which neighbour, under which number, and since when that neighbour holds it. */
export interface Copy {
  readonly peer: SiteId
  readonly number: number
  readonly acknowledged: boolean
  /** Of the acknowledgement, by this machine's clock; null before it, or when it was pruned. */
  readonly sinceMs: number | null
}

interface Mark {
  readonly key: number
  readonly lane: Lane
  readonly written: number
  readonly written_digest: Buffer
  readonly acknowledged: number
  readonly pruned: number
  readonly pruned_digest: Buffer
  readonly received: number
  readonly received_digest: Buffer
}

const columns = 'key, lane, written, written_digest, acknowledged, pruned, pruned_digest, received, received_digest'

/** Ordered lanes toward every neighbour. Entries point to rows of this store's own facts; acknowledging moves a mark. */
export class Lanes {
  readonly #payloads: Payloads
  readonly #open: Statement<[string, string, Buffer, Buffer, Buffer]>
  readonly #mark: Statement<[string, string], Mark>
  readonly #insert: Statement<[number, number, number, number, number, Buffer]>
  readonly #wrote: Statement<[number, Buffer, number]>
  readonly #entries: Statement<[number, number, number], { number: number; kind: number; ref: number; at_ms: number }>
  readonly #digest: Statement<[number, number], { digest: Buffer }>
  readonly #acknowledge: Statement<[number, number]>
  readonly #ackTime: Statement<[number, number, number]>
  readonly #result: Statement<[number, number, string, string, string, number]>
  readonly #received: Statement<[number, Buffer, number]>
  readonly #copies: Statement<[number, number], { peer: string; number: number; acknowledged: number; since_ms: number | null }>
  readonly #results: Statement<[string, string, number], MessageResult>
  readonly #acks: Statement<[number, number], { number: number; at_ms: number }>
  readonly #prune: readonly Statement<[number, number]>[]
  readonly #pruned: Statement<[number, Buffer, number]>
  readonly #drop: readonly Statement<[string]>[]
  /** Marks by peer and lane, as they stand in the table: a lane is written many times in one transaction. */
  readonly #recent = new Map<string, Mark>()

  constructor(db: Connection, payloads: Payloads) {
    this.#payloads = payloads
    this.#open = db.prepare(
      `INSERT INTO lane_mark (peer, lane, written, written_digest, acknowledged, pruned, pruned_digest, received,
         received_digest) VALUES (?, ?, 0, ?, 0, 0, ?, 0, ?) ON CONFLICT DO NOTHING`,
    )
    this.#mark = db.prepare(`SELECT ${columns} FROM lane_mark WHERE peer = ? AND lane = ?`)
    this.#insert = db.prepare('INSERT INTO lane_out VALUES (?, ?, ?, ?, ?, ?)')
    this.#wrote = db.prepare('UPDATE lane_mark SET written = ?, written_digest = ? WHERE key = ?')
    this.#entries = db.prepare(
      'SELECT number, kind, ref, at_ms FROM lane_out WHERE lane = ? AND number BETWEEN ? AND ? ORDER BY number',
    )
    this.#digest = db.prepare('SELECT digest FROM lane_out WHERE lane = ? AND number = ?')
    this.#acknowledge = db.prepare('UPDATE lane_mark SET acknowledged = ? WHERE key = ?')
    this.#ackTime = db.prepare('INSERT INTO lane_ack VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    this.#result = db.prepare('INSERT INTO lane_result VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
    this.#received = db.prepare('UPDATE lane_mark SET received = ?, received_digest = ? WHERE key = ?')
    this.#copies = db.prepare(
      `SELECT peer, number, acknowledged, (SELECT min(at_ms) FROM lane_ack WHERE lane_ack.lane = key AND lane_ack.number >=
         lane_out.number) AS since_ms FROM lane_out JOIN lane_mark ON key = lane_out.lane WHERE ref = ? AND kind = ?
       ORDER BY peer, number`,
    )
    this.#results = db.prepare(
      `SELECT number, state, code, detail FROM lane_result WHERE lane = (SELECT key FROM lane_mark WHERE peer = ? AND lane = ?)
       ORDER BY number DESC LIMIT ?`,
    )
    this.#acks = db.prepare('SELECT number, at_ms FROM lane_ack WHERE lane = ? ORDER BY number LIMIT ?')
    this.#prune = ['lane_out', 'lane_ack', 'lane_result'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE lane = ? AND number <= ?`),
    )
    this.#pruned = db.prepare('UPDATE lane_mark SET pruned = ?, pruned_digest = ? WHERE key = ?')
    const ofPeer = 'lane IN (SELECT key FROM lane_mark WHERE peer = ?)'
    const tables = ['lane_out', 'lane_ack', 'lane_result']
    this.#drop = [...tables.map((table) => `${table} WHERE ${ofPeer}`), 'lane_mark WHERE peer = ?'].map((what) =>
      db.prepare(`DELETE FROM ${what}`),
    )
  }

  /** Another machine took the neighbour's place: what stood in the lanes was for the one that is gone. */
  drop(peer: SiteId): void {
    for (const statement of this.#drop) statement.run(peer)
    this.forget()
  }

  /** Makes both lanes toward a neighbour, from nothing; lanes that are there stay. */
  open(peer: SiteId): void {
    const zero = hashBytes(ZERO_HASH)
    for (const lane of LANES) this.#open.run(peer, lane, zero, zero, zero)
  }

  exists(peer: SiteId): boolean {
    return this.#markOf(peer, 'case') !== undefined
  }

  marks(peer: SiteId): LaneMark[] {
    return LANES.flatMap((lane) => this.#markOf(peer, lane) ?? []).map(toMark)
  }

  /** Gives the next number of a lane to a row; the digest runs on over its payload. */
  write(peer: SiteId, lane: Lane, kind: MessageKind, ref: number, atMs: number): number {
    const mark = this.#known(peer, lane)
    const kindOfMessage = kindNumber(kind)
    const number = mark.written + 1
    const digest = nextDigestOf(mark.written_digest, kindOfMessage, this.#payloads.hash(kindOfMessage, ref))
    this.#insert.run(mark.key, number, kindOfMessage, ref, atMs, digest)
    this.#wrote.run(number, digest, mark.key)
    this.#note(peer, { ...mark, written: number, written_digest: digest })
    return number
  }

  /** Keeps a message that has no table of its own and gives it the lane's next number. */
  writeLetter(peer: SiteId, lane: Lane, kind: MessageKind, about: string, payload: Uint8Array, atMs: number): number {
    return this.write(peer, lane, kind, this.#payloads.writeLetter(kind, about, payload), atMs)
  }

  /** Messages from a number on, at least one when there is one, together at most `maxBytes`, none past `upTo`. */
  read(peer: SiteId, lane: Lane, from: number, maxBytes: number, upTo: number): LaneMessage[] {
    if (from <= this.#known(peer, lane).pruned) throw new Error(`lane ${lane} to ${peer} is pruned past ${from}`)
    const messages: LaneMessage[] = []
    let bytes = 0
    for (const { kind, ref } of this.#entries.iterate(this.#known(peer, lane).key, from, upTo)) {
      const payload = this.#payloads.read(kind, ref)
      bytes += payload.byteLength + MESSAGE_OVERHEAD_BYTES
      if (messages.length > 0 && (bytes > maxBytes || isPack(messages.at(-1)?.kind ?? null))) break
      messages.push({ kind: kindOfNumber(kind), kindNumber: kind, payload })
    }
    return messages
  }

  /** Own running digest at an outgoing number (0 gives zeros); null when never written or pruned. */
  digestAt(peer: SiteId, lane: Lane, number: number): Hash | null {
    if (number === 0) return ZERO_HASH
    const mark = this.#markOf(peer, lane)
    if (mark === undefined) return null
    if (number === mark.pruned) return hashHex(mark.pruned_digest)
    const found = this.#digest.get(mark.key, number)
    return found === undefined ? null : hashHex(found.digest)
  }

  /** The other side committed all up to `number`; an older statement changes nothing. */
  acknowledge(peer: SiteId, lane: Lane, number: number, results: readonly MessageResult[], atMs: number): void {
    const mark = this.#known(peer, lane)
    for (const { number: of, state, code, detail } of results) this.#result.run(mark.key, of, state, code, detail, atMs)
    if (number <= mark.acknowledged || number > mark.written) return
    this.#acknowledge.run(number, mark.key)
    this.#ackTime.run(mark.key, number, atMs)
    this.#note(peer, { ...mark, acknowledged: number })
  }

  /** This store takes in messages up to `number`, in the transaction that applied them. */
  received(peer: SiteId, lane: Lane, number: number, digest: Hash): void {
    const mark = this.#known(peer, lane)
    const received_digest = hashBytes(digest)
    this.#received.run(number, received_digest, mark.key)
    this.#note(peer, { ...mark, received: number, received_digest })
  }

  /** Entries the other side has not committed, oldest first. */
  outgoing(peer: SiteId, lane: Lane, limit: number): Outgoing[] {
    const mark = this.#known(peer, lane)
    const from = mark.acknowledged + 1
    return this.#entries
      .all(mark.key, from, from + limit - 1)
      .map(({ number, kind, ref, at_ms }) => ({ number, kind: kindOfNumber(kind), ref, atMs: at_ms }))
  }

  /** What the other side held or parked, newest first. */
  results(peer: SiteId, lane: Lane, limit: number): MessageResult[] {
    return this.#results.all(peer, lane, limit)
  }

  /** Every entry of a row of the event log, with whether and since when the neighbour holds it. */
  copiesOfEvent(row: number): Copy[] {
    return this.#copies.all(row, kindNumber('event')).map(({ peer, number, acknowledged, since_ms }) => ({
      peer,
      number,
      acknowledged: acknowledged >= number,
      sinceMs: acknowledged >= number ? since_ms : null,
    }))
  }

  /** Up to where entries may be forgotten: acknowledged at that moment or before it, at most so many; null when none may. */
  prunable(peer: SiteId, lane: Lane, acknowledgedByMs: number, most: number): number | null {
    const { key, pruned } = this.#known(peer, lane)
    let upTo = pruned
    for (const { number, at_ms } of this.#acks.all(key, most)) {
      if (at_ms > acknowledgedByMs) break
      upTo = Math.min(number, pruned + most)
    }
    return upTo === pruned ? null : upTo
  }

  /** Entries of this lane were forgotten: one that is missing had been acknowledged. */
  isPruned(peer: SiteId, lane: Lane): boolean {
    return (this.#markOf(peer, lane)?.pruned ?? 0) > 0
  }

  /** Forgets entries up to a number the other side acknowledged, and letters with them; the digest goes on from there. */
  prune(peer: SiteId, lane: Lane, upTo: number): void {
    const mark = this.#known(peer, lane)
    const digest = this.#digest.get(mark.key, upTo)
    if (upTo > mark.acknowledged || digest === undefined) throw new Error(`lane ${lane} to ${peer} cannot be pruned to ${upTo}`)
    this.#payloads.eraseLetters(mark.key, upTo)
    for (const prune of this.#prune) prune.run(mark.key, upTo)
    this.#pruned.run(upTo, digest.digest, mark.key)
    this.#note(peer, { ...mark, pruned: upTo, pruned_digest: digest.digest })
  }

  /** After a rollback marks stand where they stood before. */
  forget(): void {
    this.#recent.clear()
  }

  #markOf(peer: SiteId, lane: Lane): Mark | undefined {
    const known = this.#recent.get(nameOf(peer, lane))
    if (known !== undefined) return known
    const found = this.#mark.get(peer, lane)
    if (found !== undefined) this.#note(peer, found)
    return found
  }

  #note(peer: SiteId, mark: Mark): void {
    this.#recent.set(nameOf(peer, mark.lane), mark)
  }

  #known(peer: SiteId, lane: Lane): Mark {
    const mark = this.#markOf(peer, lane)
    if (mark === undefined) throw new Error(`no lanes toward ${peer}`)
    return mark
  }
}

/** A few bytes that are long work for whoever takes them in: one ends its batch, so that cases get in between. */
function isPack(kind: MessageKind | null): boolean {
  return kind === 'list-pack' || kind === 'content-pack'
}

/** Tags and lengths around a message in its batch. */
const MESSAGE_OVERHEAD_BYTES = 16

function nameOf(peer: SiteId, lane: Lane): string {
  return `${lane} ${peer}`
}

function toMark(mark: Mark): LaneMark {
  return {
    lane: mark.lane,
    received: mark.received,
    receivedDigest: hashHex(mark.received_digest),
    written: mark.written,
    acknowledged: mark.acknowledged,
  }
}
