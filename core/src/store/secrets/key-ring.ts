import { createHmac } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import { randomBytesOf } from '../../wire/hash.js'

/** What everything at rest is encrypted with. Named wherever something is sealed, so that another can stand next to it. */
export const SEAL_ALGORITHM = 'aes-256-gcm'
export const KEY_BYTES = 32
/** A key's name: the first bytes of a digest under the key itself, so that a wrong key cannot bear it. */
export const KEY_ID_BYTES = 8
const FORMAT = 'liandong-store-key-1'

/** 16 hexadecimal digits. */
export type KeyId = string

export interface SiteKey {
  readonly id: KeyId
  readonly bytes: Buffer
}

/** The keys of one site: the first writes, all read. */
export type KeyRing = readonly [SiteKey, ...SiteKey[]]

/** A store in memory has no disk that could be carried away. */
export const memoryRing: KeyRing = [siteKey(Buffer.alloc(KEY_BYTES))]

export function siteKey(bytes: Buffer): SiteKey {
  const id = createHmac('sha256', bytes).update('liandong key id').digest('hex')
  return { id: id.slice(0, 2 * KEY_ID_BYTES), bytes }
}

export function newKey(): SiteKey {
  return siteKey(randomBytesOf(KEY_BYTES))
}

/** A key file's text. */
export function ringText(ring: KeyRing): string {
  const keys = ring.map(({ id, bytes }) => ({ id, key: bytes.toString('hex') }))
  return `${JSON.stringify({ format: FORMAT, algorithm: SEAL_ALGORITHM, keys }, null, 2)}\n`
}

/** Throws `store/key-wrong`, naming the file and none of its content, for text that is no key file. */
export function readRing(text: string, path: string): KeyRing {
  const keys = parsed(text).map(({ id, key }) => {
    const read = siteKey(Buffer.from(key, 'hex'))
    if (read.bytes.length !== KEY_BYTES || read.id !== id) throw new Fault('store/key-wrong', `${path} is damaged`)
    return read
  })
  const [first, ...rest] = keys
  if (first === undefined) throw new Fault('store/key-wrong', `${path} is no key file`)
  return [first, ...rest]
}

function parsed(text: string): { readonly id: string; readonly key: string }[] {
  try {
    const { format, algorithm, keys } = JSON.parse(text) as Record<string, unknown>
    if (format !== FORMAT || algorithm !== SEAL_ALGORITHM || !Array.isArray(keys)) return []
    return keys.map(({ id, key }) => ({ id: String(id), key: String(key) }))
  } catch {
    return []
  }
}
