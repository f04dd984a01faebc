import type { ListId } from '../../domain/catalogue/list.js'
import type { Hash, SiteId } from '../../domain/values.js'
import { ListProof } from '../gen/liandong/catalogue/v1/catalogue.js'
import { hashBytes } from '../hash.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'
import { checkList } from './entry.js'

/** What a site says it holds of a list. */
export interface Proof {
  readonly list: ListId
  readonly site: SiteId
  /** Of the newest edition whose entries it has; 0 for none. */
  readonly number: number
  /** Reckoned over what it holds; null while something is missing. */
  readonly digest: Hash | null
  /** The newest edition of whose entries nothing is missing, as far as no later one changed them. */
  readonly held: number
  readonly missing: number
  readonly repaired: number
  readonly wantsSnapshot: boolean
  readonly atMs: number
}

export function encodeProof(proof: Proof): Uint8Array {
  return encodeWhole(ListProof, { ...proof, digest: proof.digest === null ? Buffer.alloc(0) : hashBytes(proof.digest) })
}

/** Reads a proof from anywhere; throws a Fault `input/invalid` and nothing else. */
export function decodeProof(payload: Uint8Array): Proof {
  return check.decoding('input/invalid', () => {
    const message = check.decodeWhole(ListProof, payload)
    const { number, held, missing, repaired, wantsSnapshot } = message
    return {
      list: checkList(message.list, 'proof.list'),
      site: check.id(message.site, 'proof.site'),
      number,
      digest: check.optionalHash(message.digest, 'proof.digest'),
      held: held <= number ? held : check.unfit('proof.held'),
      missing,
      repaired,
      wantsSnapshot,
      atMs: check.ms(message.atMs, 'proof.at_ms'),
    }
  })
}
