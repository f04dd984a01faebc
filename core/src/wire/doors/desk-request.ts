import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { SiteId } from '../../domain/values.js'
import * as gen from '../gen/liandong/enrolment/v1/enrolment.js'
import * as check from '../parts/checks.js'
import { RENEWAL_SCHEME } from './enrolment.js'
import { isWebName, MAX_WEB_NAMES } from './web-names.js'

/** What a site asks for so that its pages are believed in its office. */
export interface DeskRequest {
  readonly site: SiteId
  readonly generation: number
  readonly signingRequest: Uint8Array
  readonly names: readonly string[]
  readonly siteKey: Uint8Array
  readonly signature: Uint8Array
}

/** Far above what a chain of three takes. */
const MAX_PEM_CHARS = 16_384

/** Signs the request with the site's key, as PEM. */
export function signDeskRequest(request: Omit<DeskRequest, 'siteKey' | 'signature'>, siteKey: string): DeskRequest {
  const publicKey = createPublicKey(siteKey).export({ type: 'spki', format: 'der' })
  return { ...request, siteKey: publicKey, signature: sign('sha256', deskText(request), createPrivateKey(siteKey)) }
}

/** Whether the site's key the request names signed it. */
export function isDeskProved(request: DeskRequest): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(request.siteKey), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' && verify('sha256', deskText(request), key, request.signature)
  } catch {
    return false
  }
}

function deskText({ site, generation, names, signingRequest }: Omit<DeskRequest, 'siteKey' | 'signature'>): Buffer {
  const words = ['liandong desk', site, String(generation), names.join('\n')].map((word) => `${word}\0`).join('')
  return Buffer.concat([Buffer.from(words), signingRequest, Buffer.alloc(1)])
}

export function toDeskRequest(request: DeskRequest): gen.CertifyDeskRequest {
  return {
    ...request,
    names: [...request.names],
    signingRequest: Buffer.from(request.signingRequest),
    siteKey: Buffer.from(request.siteKey),
    signature: Buffer.from(request.signature),
    signatureScheme: RENEWAL_SCHEME,
  }
}

/** Reads what anybody may have sent; throws a Fault `enrolment/bad-request`. */
export function fromDeskRequest(request: gen.CertifyDeskRequest): DeskRequest {
  return check.decoding('enrolment/bad-request', () => {
    if (request.signatureScheme !== RENEWAL_SCHEME) check.unfit('signature_scheme')
    const { names } = request
    if (names.length === 0 || names.length > MAX_WEB_NAMES || !names.every(isWebName)) check.unfit('names')
    return {
      site: check.id(request.site, 'site'),
      generation: check.positive(request.generation, 'generation'),
      signingRequest: request.signingRequest,
      names,
      siteKey: request.siteKey,
      signature: request.signature,
    }
  })
}

export function fromDeskResponse({ certificate }: gen.CertifyDeskResponse): string {
  return check.decoding('enrolment/bad-request', () => {
    const isPem = certificate.startsWith('-----BEGIN CERTIFICATE-----') && certificate.length <= MAX_PEM_CHARS
    return isPem ? certificate : check.unfit('certificate')
  })
}
