import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import { randomBytesOf } from '../../wire/hash.js'
import { mac, type MacKey, macKey } from '../../wire/parts/mac.js'
import { KEY_BYTES, KEY_ID_BYTES, type KeyId, type KeyRing, SEAL_ALGORITHM, type SiteKey } from './key-ring.js'

export const NONCE_BYTES = 12
export const TAG_BYTES = 16
/** Marks a sealed column: AES-256-GCM, key id, nonce, ciphertext, tag. */
const COLUMN_SCHEME = 1
const COLUMN_HEAD = 1 + KEY_ID_BYTES + NONCE_BYTES

/** Keys made of one site key, one for each use. */
interface Derived {
  readonly id: KeyId
  readonly idBytes: Buffer
  readonly papers: KeyObject
  readonly columns: KeyObject
  readonly nonces: MacKey
  readonly digests: MacKey
}

/** Seals what is at rest and opens it again. The ring changes while a key is rotated; whoever holds this sees the newest. */
export class Secrets {
  readonly #keys = new Map<KeyId, Derived>()
  #ring: KeyRing
  #active: Derived

  constructor(ring: KeyRing) {
    this.#ring = ring
    this.#active = this.#use(ring)
  }

  get ring(): KeyRing {
    return this.#ring
  }

  /** From here on the first of these writes, and only these read. */
  useRing(ring: KeyRing): void {
    this.#ring = ring
    this.#active = this.#use(ring)
  }

  #use(ring: KeyRing): Derived {
    const [active, ...others] = ring.map((key) => this.#keys.get(key.id) ?? derive(key))
    this.#keys.clear()
    for (const key of [active as Derived, ...others]) this.#keys.set(key.id, key)
    return active as Derived
  }

  get activeId(): KeyId {
    return this.#active.id
  }

  /** Seals one row's personal fields. `about` names table and row, so that no ciphertext serves in another's place. */
  seal(about: string, plain: Uint8Array | string): Buffer {
    return this.#seal(about, asBytes(plain), randomBytesOf(NONCE_BYTES))
  }

  /** As `seal`, but equal fields of the same row give equal bytes: what is made anew from facts is the same to the last bit. */
  sealAlike(about: string, plain: Uint8Array | string): Buffer {
    const bytes = asBytes(plain)
    const nonce = mac(this.#active.nonces, Buffer.concat([Buffer.from(`${about}\0`), bytes]))
    return this.#seal(about, bytes, nonce.subarray(0, NONCE_BYTES))
  }

  #seal(about: string, plain: Uint8Array, nonce: Uint8Array): Buffer {
    const { columns, idBytes } = this.#active
    const cipher = createCipheriv(SEAL_ALGORITHM, columns, nonce).setAAD(Buffer.from(about))
    const sealed = cipher.update(plain)
    cipher.final()
    return Buffer.concat([COLUMN_MARK, idBytes, nonce, sealed, cipher.getAuthTag()])
  }

  /** Throws `store/damaged` for bytes that were not sealed for this row by a key of this site. */
  open(about: string, column: Uint8Array): Buffer {
    const bytes = Buffer.from(column.buffer, column.byteOffset, column.byteLength)
    const key = keyIdOf(bytes)
    if (key === null) throw new Fault('store/damaged', about)
    const nonce = bytes.subarray(1 + KEY_ID_BYTES, COLUMN_HEAD)
    return opened(this.#key(key, about).columns, { about, aad: Buffer.from(about), nonce, sealed: bytes.subarray(COLUMN_HEAD) })
  }

  /** What says of a column's text whether it is equal to another, and nothing else, to whoever lacks the key. */
  digest(purpose: string, text: string): Buffer {
    return digestBy(this.#active, purpose, text)
  }

  /** Under each key that reads: while a key is rotated, what is searched was digested by one or the other. */
  digests(purpose: string, text: string): Buffer[] {
    return [...this.#keys.values()].map((key) => digestBy(key, purpose, text))
  }

  /** Seals a segment of a paper's file: nonce, ciphertext, tag. */
  sealPiece(key: KeyId, aad: Uint8Array, plain: Uint8Array): Buffer[] {
    const nonce = randomBytesOf(NONCE_BYTES)
    const cipher = createCipheriv(SEAL_ALGORITHM, this.#key(key, 'paper').papers, nonce).setAAD(aad)
    const sealed = cipher.update(plain)
    cipher.final()
    return [nonce, sealed, cipher.getAuthTag()]
  }

  /** The inverse; throws `store/damaged`. */
  openPiece(key: KeyId, about: string, aad: Uint8Array, piece: Buffer): Buffer {
    const { papers } = this.#key(key, about)
    return opened(papers, { about, aad, nonce: piece.subarray(0, NONCE_BYTES), sealed: piece.subarray(NONCE_BYTES) })
  }

  #key(id: KeyId, about: string): Derived {
    const key = this.#keys.get(id)
    if (key === undefined) throw new Fault('store/damaged', `${about} is sealed by key ${id}, which is not in the key file`)
    return key
  }
}

const COLUMN_MARK = Buffer.from([COLUMN_SCHEME])

/** By which key a column was sealed; null for bytes that are no sealed column. */
export function keyIdOf(column: Uint8Array): KeyId | null {
  if (column.byteLength < COLUMN_HEAD + TAG_BYTES || column[0] !== COLUMN_SCHEME) return null
  return Buffer.from(column.buffer, column.byteOffset + 1, KEY_ID_BYTES).toString('hex')
}

interface Sealed {
  readonly about: string
  readonly aad: Uint8Array
  readonly nonce: Uint8Array
  readonly sealed: Buffer
}

function opened(key: KeyObject, { about, aad, nonce, sealed }: Sealed): Buffer {
  const end = sealed.length - TAG_BYTES
  if (end < 0) throw new Fault('store/damaged', about)
  try {
    const decipher = createDecipheriv(SEAL_ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(aad).setAuthTag(sealed.subarray(end))
    const plain = decipher.update(sealed.subarray(0, end))
    decipher.final()
    return plain
  } catch (cause) {
    throw new Fault('store/damaged', about, cause)
  }
}

function digestBy({ digests }: Derived, purpose: string, text: string): Buffer {
  return mac(digests, `${purpose}\0${text}`)
}

function derive({ id, bytes }: SiteKey): Derived {
  const made = (use: string) => Buffer.from(hkdfSync('sha256', bytes, '', `liandong ${use}`, KEY_BYTES))
  return {
    id,
    idBytes: Buffer.from(id, 'hex'),
    papers: createSecretKey(made('papers')),
    columns: createSecretKey(made('columns')),
    nonces: macKey(made('nonces')),
    digests: macKey(made('digests')),
  }
}

function asBytes(plain: Uint8Array | string): Uint8Array {
  return typeof plain === 'string' ? Buffer.from(plain) : plain
}
