import type { EntryState, ListEntry } from '../../domain/catalogue/list.js'
import { partsOfList } from '../../domain/catalogue/list.js'
import { ListEntry_State, type ListEntry as Message } from '../gen/liandong/catalogue/v1/catalogue.js'
import { hashBytes } from '../hash.js'
import * as check from '../parts/checks.js'

/** Ids of items are short; this keeps five hundred entries far below a frame. */
const MAX_KEY_BYTES = 256
/** As many entries as one edition or one part of a snapshot has at most: below 192 KiB with the longest keys. */
export const MAX_ENTRIES_TOGETHER = 500
/** The longest guides have some hundred materials and a form; a frame must hold one with room to spare. */
export const MAX_CONTENT_BYTES = 256 * 1024

const numbers: Readonly<Record<EntryState, ListEntry_State>> = {
  published: ListEntry_State.STATE_PUBLISHED,
  suspended: ListEntry_State.STATE_SUSPENDED,
  cancelled: ListEntry_State.STATE_CANCELLED,
}
const words = new Map(Object.entries(numbers).map(([word, number]) => [number as number, word as EntryState]))

export function toEntry({ key, version, digest, sizeBytes, state, from, before }: ListEntry): Message {
  return {
    key,
    version,
    digest: hashBytes(digest),
    sizeBytes,
    state: numbers[state],
    from,
    before: before === null ? undefined : { ...before, digest: hashBytes(before.digest) },
  }
}

export function fromEntry(value: Message): ListEntry {
  const key = check.id(value.key, 'entry.key')
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) check.unfit('entry.key')
  return {
    key,
    ...fromRef(value),
    state: words.get(value.state) ?? check.unfit('entry.state'),
    from: check.date(value.from, 'entry.from'),
    before: value.before === undefined ? null : fromRef(value.before),
  }
}

/** A bounded run of entries, none of them twice. */
export function fromEntries(values: readonly Message[]): ListEntry[] {
  if (values.length > MAX_ENTRIES_TOGETHER) check.unfit('entries')
  const entries = values.map(fromEntry)
  return new Set(entries.map(({ key }) => key)).size === entries.length ? entries : check.unfit('entries')
}

export function checkList(value: string, field: string): string {
  const list = check.id(value, field)
  return partsOfList(list) === null ? check.unfit(field) : list
}

function fromRef(value: { version: number; digest: Uint8Array; sizeBytes: number }) {
  const sizeBytes = check.positive(value.sizeBytes, 'entry.size_bytes')
  return {
    version: check.positive(value.version, 'entry.version'),
    digest: check.hash(value.digest, 'entry.digest'),
    sizeBytes: sizeBytes <= MAX_CONTENT_BYTES ? sizeBytes : check.unfit('entry.size_bytes'),
  }
}
