import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import type { Verifier } from '../../domain/people/verifier.js'
import type { PersonId, SiteId } from '../../domain/values.js'
import * as gen from '../gen/liandong/people/v1/people.js'
import { randomBytesOf } from '../hash.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'

/** Named beside every sealed verifier, so that a later scheme can stand next to it. */
export const VERIFIER_SEAL = 'aes-256-gcm'

/** NIST SP 800-38D: 96 bits of nonce, 128 of tag. */
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** A PHC string of Argon2id has about a hundred characters. */
const PHC = /^\$argon2id\$[\w$=,+/.-]{16,400}$/
const MOST_SEED_BYTES = 64

/** One hop of a verifier's way. */
export interface Hop {
  readonly from: SiteId
  readonly to: SiteId
  /** The key of the frames between two gateways; null between a station and its gateway, whose way mutual TLS seals. */
  readonly key: Uint8Array | null
}

/** A verifier as it came in, and by which roster it was sent. */
export interface VerifierInTransit {
  readonly verifier: Verifier
  readonly rosterVersion: number
}

export function encodeVerifier(verifier: Verifier, rosterVersion: number, hop: Hop): Uint8Array {
  const { person } = verifier
  const plain = encodeWhole(gen.Verifier, {
    version: verifier.version,
    phc: verifier.phc,
    pinPhc: verifier.pinPhc ?? '',
    totpSeed: Buffer.from(verifier.totp ?? []),
    mustChange: verifier.mustChange,
    setAtMs: verifier.setAtMs,
    setBy: verifier.setBy,
    setAt: verifier.setAt,
  })
  const sealed = hop.key === null ? { sealScheme: '', nonce: Buffer.alloc(0), content: plain } : seal(plain, person, hop, hop.key)
  return encodeWhole(gen.VerifierInTransit, { person, rosterVersion, ...sealed, content: Buffer.from(sealed.content) })
}

/** Reads what a neighbour sent; throws a Fault `verifier/unreadable`, also where it is not sealed as this hop must be. */
export function decodeVerifier(payload: Uint8Array, hop: Hop): VerifierInTransit {
  return check.decoding('verifier/unreadable', () => {
    const transit = check.decodeWhole(gen.VerifierInTransit, payload)
    const person = check.id(transit.person, 'person')
    if (transit.sealScheme !== (hop.key === null ? '' : VERIFIER_SEAL)) check.unfit('seal_scheme')
    const content = hop.key === null ? transit.content : open(transit, person, hop, hop.key)
    return { verifier: fromVerifier(person, check.decodeWhole(gen.Verifier, content)), rosterVersion: transit.rosterVersion }
  })
}

function fromVerifier(person: PersonId, value: gen.Verifier): Verifier {
  if (value.totpSeed.byteLength > MOST_SEED_BYTES) check.unfit('totp_seed')
  return {
    person,
    version: check.positive(value.version, 'version'),
    phc: phc(value.phc, 'phc'),
    pinPhc: value.pinPhc === '' ? null : phc(value.pinPhc, 'pin_phc'),
    totp: value.totpSeed.byteLength === 0 ? null : value.totpSeed,
    mustChange: value.mustChange,
    setAtMs: check.ms(value.setAtMs, 'set_at_ms'),
    setBy: check.id(value.setBy, 'set_by'),
    setAt: check.id(value.setAt, 'set_at'),
  }
}

/** Nothing but a hash may stand there: whoever checks a password hands it to the hash's own library. */
function phc(value: string, field: string): string {
  return PHC.test(value) ? value : check.unfit(field)
}

function seal(plain: Uint8Array, person: PersonId, hop: Hop, key: Uint8Array) {
  const nonce = randomBytesOf(NONCE_BYTES)
  const cipher = createCipheriv(VERIFIER_SEAL, keyOf(key), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(about(person, hop))
  const content = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return { sealScheme: VERIFIER_SEAL, nonce, content }
}

function open({ nonce, content }: gen.VerifierInTransit, person: PersonId, hop: Hop, key: Uint8Array): Buffer {
  if (nonce.byteLength !== NONCE_BYTES || content.byteLength < TAG_BYTES) check.unfit('content')
  const decipher = createDecipheriv(VERIFIER_SEAL, keyOf(key), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(about(person, hop))
  decipher.setAuthTag(content.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(content.subarray(0, -TAG_BYTES)), decipher.final()])
}

/** Not the key of the frames itself: what proves a frame must not also open its content. */
function keyOf(frameKey: Uint8Array): Buffer {
  if (frameKey.byteLength !== 32) throw new Fault('config/invalid', 'the key of frames has 32 bytes')
  return Buffer.from(hkdfSync('sha256', frameKey, Buffer.alloc(0), 'liandong verifier', 32))
}

/** What is sealed for one person, hop and direction opens nowhere else. */
function about(person: PersonId, { from, to }: Hop): Buffer {
  return Buffer.from(['liandong verifier', from, to, person].join('\0'))
}
