import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import type { PublishingKey } from '../../domain/roster.js'
import { SignedEdition } from '../gen/liandong/catalogue/v1/catalogue.js'
import { sha256Hex } from '../hash.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'

/** Name beside every signature, so that a later scheme can stand next to this one. */
const ALGORITHM = 'ed25519'
const SIGNATURE_BYTES = 64
/** An edition of five hundred entries with the longest keys, and room. */
const MAX_SIGNED_BYTES = 224 * 1024

/** Signs what its site publishes. */
export interface Signer {
  readonly key: PublishingKey
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/** Bytes of an edition or a stop as they travel, with the signature beside them. */
export interface Signed {
  readonly bytes: Uint8Array
  readonly algorithm: string
  readonly keyId: string
  readonly signature: Uint8Array
}

/** A new key, as its file holds it. */
export function newPublishingKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** A public key as the roster names it. */
export function publishingKeyOf(publicKey: Uint8Array): PublishingKey & { readonly algorithm: typeof ALGORITHM } {
  return { id: sha256Hex(publicKey).slice(0, 16), algorithm: ALGORITHM, publicKey: Buffer.from(publicKey).toString('hex') }
}

/** The signer of a key file's text; throws when it holds no such key. */
export function signerOf(pem: string): Signer {
  const privateKey = createPrivateKey(pem)
  if (privateKey.asymmetricKeyType !== ALGORITHM) throw new Error(`a key of type ${privateKey.asymmetricKeyType}`)
  const publicKey = rawPublicKey(createPublicKey(privateKey))
  const key = publishingKeyOf(publicKey)
  return { key, sign: (bytes) => sign(null, bytes, privateKey) }
}

export function signBytes(signer: Signer, bytes: Uint8Array): Signed {
  return { bytes, algorithm: signer.key.algorithm, keyId: signer.key.id, signature: signer.sign(bytes) }
}

/** Whether one of these keys made the signature; `unknown-key` when none of them is the one it names. */
export function checkSignature(keys: readonly PublishingKey[], signed: Signed): 'fits' | 'forged' | 'unknown-key' {
  const key = keys.find(({ id, algorithm }) => id === signed.keyId && algorithm === signed.algorithm)
  if (key === undefined) return 'unknown-key'
  return verify(null, signed.bytes, publicKeyOf(key), signed.signature) ? 'fits' : 'forged'
}

export function toSigned({ bytes, algorithm, keyId, signature }: Signed): SignedEdition {
  const deflated = deflateRawSync(bytes, { level: 9 })
  const shorter = deflated.byteLength < bytes.byteLength
  return { bytes: shorter ? NONE : bytes, deflated: shorter ? deflated : NONE, algorithm, keyId, signature }
}

export function fromSigned({ bytes: plain, deflated, algorithm, keyId, signature }: SignedEdition): Signed {
  const bytes = deflated.byteLength === 0 ? plain : inflated(deflated)
  if (bytes.byteLength > MAX_SIGNED_BYTES || (deflated.byteLength > 0 && plain.byteLength > 0)) check.unfit('signed.bytes')
  if (signature.byteLength !== SIGNATURE_BYTES) check.unfit('signed.signature')
  return { bytes, algorithm: check.id(algorithm, 'signed.algorithm'), keyId: check.id(keyId, 'signed.key_id'), signature }
}

const NONE = Buffer.alloc(0)

function inflated(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: MAX_SIGNED_BYTES })
  } catch {
    return check.unfit('signed.deflated')
  }
}

export function encodeSigned(signed: Signed): Uint8Array {
  return encodeWhole(SignedEdition, toSigned(signed))
}

/** Reads signed bytes from anywhere, the signature not yet looked at; throws a Fault `input/invalid` and nothing else. */
export function decodeSigned(payload: Uint8Array): Signed {
  return check.decoding('input/invalid', () => fromSigned(check.decodeWhole(SignedEdition, payload)))
}

/** What stands before the 32 bytes of an Ed25519 public key in its DER form (RFC 8410). */
const DER_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(DER_HEAD.byteLength)
}

function publicKeyOf({ publicKey }: PublishingKey): KeyObject {
  return createPublicKey({ key: Buffer.concat([DER_HEAD, Buffer.from(publicKey, 'hex')]), type: 'spki', format: 'der' })
}
