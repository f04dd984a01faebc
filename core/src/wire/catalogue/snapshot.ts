import type { ListEntry } from '../../domain/catalogue/list.js'
import { ListSnapshot } from '../gen/liandong/catalogue/v1/catalogue.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'
import { checkList, fromEntries, MAX_ENTRIES_TOGETHER, toEntry } from './entry.js'
import { fromSigned, type Signed, toSigned } from './signing.js'

/** A list of sixty thousand entries; the largest provinces have a tenth of that. */
const MAX_PARTS = 128

/** One part of a list as it stands after an edition. */
export interface SnapshotPart {
  readonly list: string
  readonly number: number
  readonly part: number
  readonly parts: number
  readonly entries: readonly ListEntry[]
  /** Stands in the last part. */
  readonly edition: Signed | null
}

/** A list as it stands after its newest edition, in parts that fit a frame each. */
export function encodeSnapshot(list: string, number: number, entries: readonly ListEntry[], edition: Signed): Uint8Array[] {
  const parts = Math.max(1, Math.ceil(entries.length / MAX_ENTRIES_TOGETHER))
  return Array.from({ length: parts }, (_, index) =>
    encodeWhole(ListSnapshot, {
      list,
      number,
      part: index + 1,
      parts,
      entries: entries.slice(index * MAX_ENTRIES_TOGETHER, (index + 1) * MAX_ENTRIES_TOGETHER).map(toEntry),
      edition: index + 1 === parts ? toSigned(edition) : undefined,
    }),
  )
}

/** Reads a part from anywhere; throws a Fault `input/invalid` and nothing else. */
export function decodeSnapshotPart(payload: Uint8Array): SnapshotPart {
  return check.decoding('input/invalid', () => {
    const message = check.decodeWhole(ListSnapshot, payload)
    const [part, parts] = [check.positive(message.part, 'snapshot.part'), message.parts]
    if (parts > MAX_PARTS || part > parts) check.unfit('snapshot.parts')
    if ((message.edition !== undefined) !== (part === parts)) check.unfit('snapshot.edition')
    return {
      list: checkList(message.list, 'snapshot.list'),
      number: check.positive(message.number, 'snapshot.number'),
      part,
      parts,
      entries: fromEntries(message.entries),
      edition: message.edition === undefined ? null : fromSigned(message.edition),
    }
  })
}
