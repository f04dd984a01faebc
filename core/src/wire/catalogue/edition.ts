import { type Edition, listText, type ListEntry } from '../../domain/catalogue/list.js'
import type { Hash } from '../../domain/values.js'
import { CatalogueEdition } from '../gen/liandong/catalogue/v1/catalogue.js'
import { hashBytes, sha256Hex } from '../hash.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'
import { checkList, fromEntries, toEntry } from './entry.js'

const FORMAT = 1

/** What the newest edition says of the whole list, and what a site that holds it all reckons itself. */
export function listDigest(entries: readonly ListEntry[]): Hash {
  return sha256Hex(listText(entries))
}

/** Encodes an edition once, for its publisher; the next one names the hash of these bytes. */
export function encodeEdition({ list, number, previousHash, atMs, by, changes, listDigest: digest }: Edition): Uint8Array {
  return encodeWhole(CatalogueEdition, {
    format: FORMAT,
    list,
    number,
    previousHash: hashBytes(previousHash),
    atMs,
    by,
    changes: changes.map(toEntry),
    listDigest: hashBytes(digest),
  })
}

/** Reads an edition from anywhere; throws a Fault `input/invalid` and nothing else. */
export function decodeEdition(bytes: Uint8Array): Edition {
  return check.decoding('input/invalid', () => {
    const message = check.decodeWhole(CatalogueEdition, bytes)
    if (message.format !== FORMAT) check.unfit('edition.format')
    return {
      list: checkList(message.list, 'edition.list'),
      number: check.positive(message.number, 'edition.number'),
      previousHash: check.hash(message.previousHash, 'edition.previous_hash'),
      atMs: check.ms(message.atMs, 'edition.at_ms'),
      by: check.id(message.by, 'edition.by'),
      changes: fromEntries(message.changes),
      listDigest: check.hash(message.listDigest, 'edition.list_digest'),
    }
  })
}
