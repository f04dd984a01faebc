import { Fault } from '../../domain/fault.js'
import type { CaseEvent } from '../../domain/case/event.js'
import type { Hash } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import { hashHex, nextDigestOf, sha256, sha256Hex, ZERO_HASH } from '../../wire/hash.js'
import { verifyAudit } from '../audit/verify-audit.js'
import type { StoredEvent } from '../event-log.js'
import type { Connection } from '../file/connection.js'
import type { Blobs } from '../papers/blobs.js'
import { brokenSeals } from '../secrets/sealed-columns.js'
import type { Secrets } from '../secrets/secrets.js'
import type { Tables } from '../tables.js'
import type { Finding } from './finding.js'

/** Events read at once: a few megabytes of memory. */
const PAGE = 1000

/** Everything is looked at, none of it changed. */
export function verify(db: Connection, tables: Tables, blobs: Blobs, secrets: Secrets): Finding[] {
  return [
    ...verifyFile(db),
    ...verifyEvents(tables),
    ...verifyHeads(db, tables),
    ...verifyLanes(db, tables),
    ...verifyRoster(db),
    ...verifyAudit(tables.audit),
    ...verifyItems(db),
    ...verifyPapers(tables, blobs),
    ...verifyColumns(db, secrets),
  ]
}

function* verifyColumns(db: Connection, secrets: Secrets): Generator<Finding> {
  for (const subject of brokenSeals(db, secrets)) yield { kind: 'column-seal', subject, detail: '' }
}

function* verifyFile(db: Connection): Generator<Finding> {
  const rows = db.pragma('integrity_check') as { integrity_check: string }[]
  for (const { integrity_check: said } of rows) if (said !== 'ok') yield { kind: 'file', subject: 'site.db', detail: said }
}

function* verifyEvents({ events }: Tables): Generator<Finding> {
  for (let page = events.after(0, PAGE); page.length > 0; page = events.after(page.at(-1)?.row ?? 0, PAGE)) {
    for (const stored of page) yield* verifyEvent(stored, (hash) => events.rowOf(stored.caseId, hash))
  }
}

function* verifyEvent(stored: StoredEvent, rowOf: (hash: Hash) => number | null): Generator<Finding> {
  const subject = `case ${stored.caseId} sequence ${stored.sequence} row ${stored.row}`
  const hash = sha256Hex(stored.bytes)
  if (hash !== stored.hash) return yield { kind: 'event-hash', subject, detail: `${hash} instead of ${stored.hash}` }
  const event = readable(stored)
  if (event === null) return yield { kind: 'event-unreadable', subject, detail: hash }
  const differing = differingColumns(stored, event)
  if (differing.length > 0) yield { kind: 'event-columns', subject, detail: differing.join(', ') }
  if (event.sequence > 1 && rowOf(event.previousHash) === null) {
    yield { kind: 'event-chain', subject, detail: `${event.previousHash} is not here` }
  }
}

function readable(stored: StoredEvent): CaseEvent | null {
  try {
    return decodeEvent(stored.bytes)
  } catch {
    return null
  }
}

function differingColumns(stored: StoredEvent, event: CaseEvent): string[] {
  const pairs: Record<string, [unknown, unknown]> = {
    case_id: [stored.caseId, event.caseId],
    sequence: [stored.sequence, event.sequence],
    previous_hash: [stored.previousHash, event.previousHash],
    seizures: [stored.epoch.seizures, event.epoch.seizures],
    tier: [stored.epoch.tier, event.epoch.tier],
    moves: [stored.epoch.moves, event.epoch.moves],
    author_site: [stored.authorSite, event.author.site],
    legal_ms: [stored.legalMs, event.time.legalMs],
  }
  return Object.entries(pairs).flatMap(([name, [column, said]]) => (column === said ? [] : [name]))
}

/** A case's standing branch has every sequence from 1, and the list shows its last one. */
function* verifyHeads(db: Connection, { events, cases }: Tables): Generator<Finding> {
  for (const caseId of events.caseIds()) {
    const chain = cases.standing(caseId)
    const gap = chain.findIndex(({ sequence }, index) => sequence !== index + 1)
    if (gap >= 0) yield { kind: 'case-gap', subject: `case ${caseId}`, detail: `sequence ${gap + 1} is missing` }
    const shown = cases.headHash(caseId)
    const head = chain.at(-1)?.hash ?? null
    if (shown !== head) yield { kind: 'case-head', subject: `case ${caseId}`, detail: `shows ${shown}, stands at ${head}` }
  }
  const lost = db.prepare<[], { case_id: string }>(
    'SELECT case_id FROM case_view WHERE case_key NOT IN (SELECT case_key FROM event)',
  )
  for (const { case_id } of lost.all()) yield { kind: 'case-head', subject: `case ${case_id}`, detail: 'has no events' }
}

interface LaneColumns {
  key: number
  peer: string
  lane: string
  written: number
  written_digest: Buffer
  pruned: number
  pruned_digest: Buffer
}

function* verifyLanes(db: Connection, { payloads }: Tables): Generator<Finding> {
  const entries = db.prepare<[number], { number: number; kind: number; ref: number; digest: Buffer }>(
    'SELECT number, kind, ref, digest FROM lane_out WHERE lane = ? ORDER BY number',
  )
  for (const lane of db.prepare<[], LaneColumns>('SELECT * FROM lane_mark ORDER BY key').all()) {
    const subject = `lane ${lane.lane} to ${lane.peer}`
    let number = lane.pruned
    let digest = lane.pruned_digest
    for (const entry of entries.iterate(lane.key)) {
      number += 1
      if (entry.number !== number) return yield { kind: 'lane-gap', subject, detail: `number ${number} is missing` }
      digest = nextDigestOf(
        digest,
        entry.kind,
        payloadHash(() => payloads.read(entry.kind, entry.ref)),
      )
      if (!digest.equals(entry.digest)) return yield { kind: 'lane-digest', subject, detail: `at number ${number}` }
    }
    if (number !== lane.written || !digest.equals(lane.written_digest)) {
      yield { kind: 'lane-gap', subject, detail: `ends at ${number}, its mark at ${lane.written}` }
    }
  }
}

/** A row that is gone cannot be hashed; zeros stand for it and differ from any digest. */
function payloadHash(read: () => Uint8Array): Buffer {
  try {
    return sha256(read())
  } catch {
    return Buffer.from(ZERO_HASH, 'hex')
  }
}

function* verifyRoster(db: Connection): Generator<Finding> {
  const rows = db
    .prepare<[], { version: number; hash: Buffer; bytes: Buffer }>('SELECT * FROM roster_change ORDER BY version')
    .all()
  for (const [index, { version, hash, bytes }] of rows.entries()) {
    const subject = `roster version ${version}`
    if (version !== index + 1) return yield { kind: 'roster-gap', subject, detail: `version ${index + 1} is missing` }
    if (sha256Hex(bytes) !== hashHex(hash)) yield { kind: 'roster-hash', subject, detail: hashHex(hash) }
  }
}

function* verifyItems(db: Connection): Generator<Finding> {
  const rows = db.prepare<[], { id: string; version: number; digest: Buffer; json: string }>(
    'SELECT * FROM item_version ORDER BY row',
  )
  for (const { id, version, digest, json } of rows.iterate()) {
    if (sha256Hex(json) !== hashHex(digest))
      yield { kind: 'item-digest', subject: `item ${id} v${version}`, detail: hashHex(digest) }
  }
}

function* verifyPapers({ papers }: Tables, blobs: Blobs): Generator<Finding> {
  const known = papers.all()
  for (const { hash, sizeBytes } of known) {
    const subject = `paper ${hash}`
    const size = blobs.size(hash)
    if (size === null) yield { kind: 'paper-missing', subject, detail: '' }
    else if (size !== sizeBytes) yield { kind: 'paper-size', subject, detail: `${size} bytes instead of ${sizeBytes}` }
    else yield* verifyPaper(blobs, hash, size)
  }
  const named = new Set(known.map(({ hash }) => hash))
  for (const hash of blobs.list()) {
    if (!named.has(hash)) yield { kind: 'paper-unknown', subject: `paper ${hash}`, detail: 'no row names this file' }
  }
}

/** A tag that does not fit says that bytes, place or key are not those the paper was sealed with. */
function* verifyPaper(blobs: Blobs, hash: Hash, size: number): Generator<Finding> {
  const subject = `paper ${hash}`
  try {
    if (sha256Hex(blobs.readRange(hash, 0, size)) !== hash) yield { kind: 'paper-damaged', subject, detail: '' }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'store/damaged') throw error
    yield { kind: 'paper-seal', subject, detail: error.detail === subject ? '' : error.detail }
  }
}
