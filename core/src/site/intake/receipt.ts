import type { PaperSubmitted, QueryVerifier, Stage } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import type { ItemVersion } from '../../domain/item.js'
import type { CaseId, Hash, RequestId } from '../../domain/values.js'
import { hashBytes, sameBytes, sha256Hex } from '../../wire/hash.js'
import { canonicalJson } from '../../wire/parts/canonical-json.js'
import { macUnder } from '../../wire/parts/mac.js'
import type { Site } from '../site.js'

/** 收件凭证: what is printed for the villager. The query code stands nowhere else in clear. */
export interface Receipt {
  readonly caseId: CaseId
  readonly number: string
  readonly queryCode: string
  /** Legal time of the registration, ms since 1970 UTC. */
  readonly registeredMs: number
  readonly stage: Stage
  /** 仅存本机: 已登记,待上传. */
  readonly onlyHere: boolean
  readonly item: { readonly id: string; readonly version: number; readonly name: string }
  readonly materials: readonly (PaperSubmitted & { readonly name: string })[]
  /** The same form was sent before: nothing new was registered. */
  readonly repeated: boolean
}

/** Characters of GB 32100, none mistaken for another on a worn receipt. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_LENGTH = 8
/** Bytes above are left out, so that every character is as likely as any other. */
const FAIR_BYTES = CODE_ALPHABET.length * 8

/**
 * A registration's case id is made from its random request id, its query code from that, under the site's seal key. To others they are
 * as good as random; here the same form sent again finds the same case and prints the same receipt, though
 * the code is kept nowhere: the log holds its salted digest only.
 */
export function caseIdOf(site: Site, requestId: RequestId): CaseId {
  return derived(site, 'case', requestId).toString('hex').slice(0, 32)
}

/** From the case's id alone, so that the site that registered it prints the receipt again at any time. */
export function queryCodeOf(site: Site, caseId: CaseId): string {
  let code = ''
  for (const byte of derived(site, 'query-code', caseId)) {
    if (byte < FAIR_BYTES) code += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    if (code.length === CODE_LENGTH) break
  }
  return code
}

/** Tells the same form sent again from another one under its id. Keyed: a plain digest of personal data could be guessed. */
export function bodyHashOf(site: Site, requestId: RequestId, body: unknown): Hash {
  return derived(site, 'body', `${requestId}\n${canonicalJson(body)}`).toString('hex')
}

/** The purpose keeps these apart from the seals, which are made under the same key from 32 bytes. */
function derived(site: Site, purpose: 'case' | 'query-code' | 'body', text: string): Buffer {
  return macUnder(site.options.sealKey, `liandong registration ${purpose}\n${text}`)
}

export function makeVerifier(queryCode: string, salt: Hash): QueryVerifier {
  return { scheme: 'sha256-salted', salt, digest: digestOf(queryCode, salt) }
}

/** Whether a code typed from a receipt opens the case; spaces, dashes and small letters are forgiven. */
export function isQueryCode({ salt, digest }: QueryVerifier, typed: string): boolean {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return sameBytes(hashBytes(digestOf(code, salt)), hashBytes(digest))
}

function digestOf(code: string, salt: Hash): Hash {
  return sha256Hex(Buffer.concat([hashBytes(salt), Buffer.from(code)]))
}

export function receiptOf(site: Site, state: CaseState, item: ItemVersion, repeated: boolean): Receipt {
  const names = new Map(item.materials.map(({ id, name }) => [id, name]))
  return {
    caseId: state.caseId,
    number: state.number,
    queryCode: queryCodeOf(site, state.caseId),
    registeredMs: state.registeredMs,
    stage: state.stage,
    // What was committed a moment ago no other site can have.
    onlyHere: !repeated || (site.store.caseList.get(state.caseId)?.onlyHere ?? true),
    item: { id: item.id, version: item.version, name: item.name },
    materials: [...state.materials.values()].map((material) => ({
      ...material,
      name: names.get(material.material) ?? material.material,
    })),
    repeated,
  }
}
