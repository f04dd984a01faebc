import { kindNumber } from '../../wire/frame.js'
import type { Secrets } from '../secrets/secrets.js'

/** What the disk may not show: between a station and its gateway mutual TLS is all that seals it. */
const SECRET = kindNumber('verifier')
/** What a sealed letter is bound to. */
export const ABOUT_SECRET_LETTER = 'letter'

/** A message's payload as the store keeps it. */
export function keptLetter(secrets: Secrets, kind: number, payload: Uint8Array): Uint8Array {
  return kind === SECRET ? secrets.seal(ABOUT_SECRET_LETTER, payload) : payload
}

/** And as it was sent. */
export function sentLetter(secrets: Secrets, kind: number, kept: Uint8Array): Uint8Array {
  return kind === SECRET ? secrets.open(ABOUT_SECRET_LETTER, kept) : kept
}

/** Kinds that are sealed, for whoever seals them anew. */
export const SECRET_KINDS: readonly number[] = [SECRET]
