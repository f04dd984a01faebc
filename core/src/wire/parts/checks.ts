import type { BinaryReader } from '@bufbuild/protobuf/wire'
import { Fault, type FaultCode } from '../../domain/fault.js'
import type { Hash, LocalDate } from '../../domain/values.js'
import { HASH_BYTES, hashHex } from '../hash.js'
import { WordReader } from './word-reader.js'

/** Longest id: ids are chosen by programs and administrators, so this is room enough. */
const MAX_ID_CHARS = 128
/** Longest short text inside an envelope, a refusal's detail for instance. */
const MAX_TEXT_CHARS = 2000
/** The widest time a JavaScript date can show. */
const MAX_MS = 8.64e15
/** Control characters and the mark that unreadable UTF-8 leaves behind. */
const UNFIT = /[\p{Cc}\p{Cs}\uFFFD]/u
/** Most ids and words are plain ASCII, which one short look settles. */
const PLAIN = /^[\x20-\x7e]{1,128}$/
const HEX_ID = /^[0-9a-f]{32}$/
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

class Unfit extends Error {}

/** Ends the reading of something hostile or broken; `decoding` turns it into the caller's Fault. */
export function unfit(field: string): never {
  throw new Unfit(field)
}

/** Runs a decoder: whatever goes wrong inside becomes one Fault, naming the field and never the content. */
export function decoding<T>(code: FaultCode, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault(code, cause instanceof Unfit ? cause.message : 'unreadable bytes', cause)
  }
}

interface Decoder<Message> {
  decode(reader: BinaryReader): Message
}

/** Decodes the whole of `bytes`: a message that ends early is as wrong as one cut short. */
export function decodeWhole<Message>(type: Decoder<Message>, bytes: Uint8Array): Message {
  const reader = new WordReader(bytes)
  const message = type.decode(reader)
  if (reader.pos !== reader.len) unfit('bytes after the end')
  return message
}

export function present<T>(value: T | undefined, field: string): T {
  return value ?? unfit(field)
}

export function text(value: string, field: string): string {
  if (PLAIN.test(value)) return value
  return value.length <= MAX_TEXT_CHARS && !UNFIT.test(value) ? value : unfit(field)
}

/** Words to show, which may be empty and may have line ends. */
export function words(value: string, field: string): string {
  text(value.replace(/[\n\t]/g, ' '), field)
  return value
}

export function id(value: string, field: string): string {
  if (PLAIN.test(value)) return value
  return value !== '' && value.length <= MAX_ID_CHARS && !UNFIT.test(value) ? value : unfit(field)
}

/** Empty on the wire means none. */
export function optionalId(value: string, field: string): string | null {
  return value === '' ? null : id(value, field)
}

export function optionalText(value: string, field: string): string | null {
  return value === '' ? null : text(value, field)
}

/** Case and request ids: random, 32 lower-case hexadecimal digits. */
export function hexId(value: string, field: string): string {
  return HEX_ID.test(value) ? value : unfit(field)
}

export function idList(values: readonly string[], field: string): readonly string[] {
  for (const value of values) id(value, field)
  return values.length < 2 || new Set(values).size === values.length ? values : unfit(field)
}

export function hash(value: Uint8Array, field: string): Hash {
  return value.byteLength === HASH_BYTES ? hashHex(value) : unfit(field)
}

export function optionalHash(value: Uint8Array, field: string): Hash | null {
  return value.byteLength === 0 ? null : hash(value, field)
}

export function ms(value: number, field: string): number {
  return Math.abs(value) <= MAX_MS ? value : unfit(field)
}

export function positive(value: number, field: string): number {
  return value >= 1 ? value : unfit(field)
}

export function date(value: string, field: string): LocalDate {
  const [, year, month, day] = DATE.exec(value) ?? unfit(field)
  const known = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return known.getUTCMonth() === Number(month) - 1 && known.getUTCDate() === Number(day) ? value : unfit(field)
}

export function optionalDate(value: string, field: string): LocalDate | null {
  return value === '' ? null : date(value, field)
}

/** One of a closed set of words; the record makes the compiler ask for a word that was added. */
export function choice<T extends string>(value: string, allowed: Readonly<Record<T, true>>, field: string): T {
  return Object.hasOwn(allowed, value) ? (value as T) : unfit(field)
}
