import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ListId } from '../../domain/catalogue/list.js'
import { ListAsk as AskMessage, ListPack as PackMessage } from '../gen/liandong/catalogue/v1/catalogue.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'
import { DICTIONARY_BYTES, endOf, MAX_WANTS, PACK_BYTES } from './content.js'
import { checkList, MAX_CONTENT_BYTES } from './entry.js'

/** A content by its place in a list at an edition: 2n for the n-th entry's version in order of key, 2n+1 for the version before it. */
export interface PlacedWant {
  readonly place: number
  /** By how many versions the newest older one of the same key held by the asker is older; 0 for none. */
  readonly base: number
}

export interface ListAsk {
  readonly list: ListId
  readonly number: number
  /** In order of their places. */
  readonly wants: readonly PlacedWant[]
}

/** A content that is to be told, with the one it is told by. */
export interface PlacedContent extends PlacedWant {
  readonly content: Uint8Array
  /** null where `base` is 0. */
  readonly baseContent: Uint8Array | null
}

/** One content of a pack, still deflated. */
export interface PackedPlace extends PlacedWant {
  readonly sizeBytes: number
  readonly deflated: Uint8Array
}

export interface ListPack {
  readonly list: ListId
  readonly number: number
  readonly contents: readonly PackedPlace[]
  /** The asked site is at another edition of the list. */
  readonly passed: boolean
}

/** Tells what is asked for in some two bytes for each content. */
export function encodeListAsk({ list, number, wants }: ListAsk): Uint8Array {
  return encodeWhole(AskMessage, { list, number, ...placesOf(wants) })
}

/** Reads an ask from anywhere; throws a Fault `input/invalid` and nothing else. */
export function decodeListAsk(payload: Uint8Array): ListAsk {
  return check.decoding('input/invalid', () => {
    const message = check.decodeWhole(AskMessage, payload)
    const wants = fromPlaces(message, 'ask')
    if (wants.length === 0) check.unfit('ask.steps')
    return { ...fromHead(message, 'ask'), wants }
  })
}

/** Contents told together: each by its base, or by those without a base before it. */
export function packPlaces(contents: readonly PlacedContent[]): PackedPlace[] {
  const told = new Told()
  return contents.map(({ place, base, content, baseContent }) => {
    const dictionary = baseContent === null ? told.end : endOf(baseContent)
    const deflated = deflateRawSync(content, { level: 9, ...(dictionary.byteLength > 0 ? { dictionary } : {}) })
    if (baseContent === null) told.add(content)
    return { place, base: baseContent === null ? 0 : base, sizeBytes: content.byteLength, deflated }
  })
}

/** Takes a pack's contents apart, in their order; what was told of none of them is believed before its digest is checked. */
export class Unpacking {
  readonly #told = new Told()

  /** The content; null when its bytes give none of the size they state. `base` is null for one told without. */
  next({ deflated, sizeBytes }: PackedPlace, base: Uint8Array | null): Uint8Array | null {
    const dictionary = base === null ? this.#told.end : endOf(base)
    try {
      const options = { maxOutputLength: sizeBytes, ...(dictionary.byteLength > 0 ? { dictionary } : {}) }
      const content = inflateRawSync(deflated, options)
      if (base === null) this.#told.add(content)
      return content
    } catch {
      return null
    }
  }
}

/** The last bytes of what was told without a base. */
class Told {
  end: Uint8Array = new Uint8Array(0)

  add(content: Uint8Array): void {
    this.end = content.byteLength >= DICTIONARY_BYTES ? endOf(content) : endOf(Buffer.concat([this.end, content]))
  }
}

export function encodeListPack({ list, number, contents, passed }: ListPack): Uint8Array {
  return encodeWhole(PackMessage, {
    list,
    number,
    ...placesOf(contents),
    sizes: contents.map(({ sizeBytes }) => sizeBytes),
    lengths: contents.map(({ deflated }) => deflated.byteLength),
    deflated: Buffer.concat(contents.map(({ deflated }) => deflated)),
    passed,
  })
}

/** Reads a pack from anywhere, nothing inflated yet; throws a Fault `input/invalid` and nothing else. */
export function decodeListPack(payload: Uint8Array): ListPack {
  return check.decoding('input/invalid', () => {
    const message = check.decodeWhole(PackMessage, payload)
    const places = fromPlaces(message, 'pack')
    const { sizes, lengths, deflated, passed } = message
    if (sizes.length !== places.length || lengths.length !== places.length) check.unfit('pack.sizes')
    if (sizes.some((size) => size < 1 || size > MAX_CONTENT_BYTES)) check.unfit('pack.sizes')
    if (sizes.length > 1 && sum(sizes) > PACK_BYTES) check.unfit('pack.sizes')
    if (sum(lengths) !== deflated.byteLength) check.unfit('pack.lengths')
    let at = 0
    const contents = places.map((place, index) => {
      const from = at
      at += lengths[index] ?? 0
      return { ...place, sizeBytes: sizes[index] ?? 0, deflated: deflated.subarray(from, at) }
    })
    return { ...fromHead(message, 'pack'), contents, passed }
  })
}

/** Without a single base the column is left out. */
function placesOf(wants: readonly PlacedWant[]) {
  const steps = wants.map(({ place }, index) => place - (wants[index - 1]?.place ?? -1))
  return { steps, bases: wants.some(({ base }) => base > 0) ? wants.map(({ base }) => base) : [] }
}

function fromPlaces({ steps, bases }: { readonly steps: readonly number[]; readonly bases: readonly number[] }, field: string) {
  if (steps.length > MAX_WANTS || (bases.length > 0 && bases.length !== steps.length)) check.unfit(`${field}.steps`)
  let place = -1
  return steps.map((step, index): PlacedWant => {
    place += check.positive(step, `${field}.steps`)
    return { place, base: bases[index] ?? 0 }
  })
}

function fromHead({ list, number }: { readonly list: string; readonly number: number }, field: string) {
  return { list: checkList(list, `${field}.list`), number: check.positive(number, `${field}.number`) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
