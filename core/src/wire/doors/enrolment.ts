import { createPublicKey, verify } from 'node:crypto'
import type { Site } from '../../domain/roster.js'
import type { Hash, PersonId, SiteId } from '../../domain/values.js'
import * as gen from '../gen/liandong/enrolment/v1/enrolment.js'
import { hashBytes } from '../hash.js'
import * as check from '../parts/checks.js'

/** The one way a renewal is signed so far. */
export const RENEWAL_SCHEME = 'ecdsa-p256-sha256'

const programs = { gateway: true, 'edge-agent': true } as const
const tiers = { city: true, county: true, edge: true } as const
const BUS_USER = /^U[A-Z2-7]{55}$/
/** Far more than any program reads. */
const MAX_BODY_TYPES = 256
/** Two certificates of a few hundred bytes each, as text. */
const MAX_PEM_CHARS = 16_384
const FRAME_KEY_BYTES = 32
const PUBLISHING_KEY_BYTES = 32

/** What a new machine asks for. */
export interface EnrolRequest {
  readonly code: string
  readonly signingRequest: Uint8Array
  readonly program: Site['program']
  readonly busUser: string | null
  readonly authorityRequest: Uint8Array | null
  readonly bodyTypes: readonly string[]
  /** Ed25519; null for what publishes nothing. */
  readonly publishingKey: Uint8Array | null
}

/** What it gets: who it is from now on. */
export interface Admission {
  readonly site: SiteId
  readonly name: string
  readonly generation: number
  readonly tier: Site['tier']
  readonly parent: SiteId
  readonly certificate: string
  readonly authorityCertificate: string | null
  readonly frameKey: Uint8Array | null
  readonly issuedMs: number
  readonly renewByMs: number
}

/** Either that, or the word that an administrator must approve first. */
export type EnrolAnswer =
  | { readonly kind: 'admitted'; readonly admission: Admission }
  | { readonly kind: 'pending'; readonly fingerprint: Hash }

/** A new key for a machine that has one. */
export interface RenewRequest {
  readonly site: SiteId
  readonly generation: number
  readonly signingRequest: Uint8Array
  /** Of the authority a county changes together with its key; null for others. */
  readonly authorityRequest: Uint8Array | null
  readonly oldKey: Uint8Array
  readonly signature: Uint8Array
}

/** A county's word to the city: this machine is that site now, or has this key now. */
export interface SiteEnrolled {
  readonly site: SiteId
  readonly generation: number
  readonly fingerprint: Hash
  readonly issuedMs: number
  readonly renewByMs: number
  readonly bodyTypes: readonly string[]
  readonly by: PersonId
}

/** A county's word to the city: this site is cut off. */
export interface SiteRevoked {
  readonly site: SiteId
  readonly generation: number
  readonly atMs: number
  readonly by: PersonId
}

export function toEnrolRequest(request: EnrolRequest): gen.EnrolRequest {
  return {
    ...request,
    signingRequest: Buffer.from(request.signingRequest),
    busUser: request.busUser ?? '',
    authorityRequest: Buffer.from(request.authorityRequest ?? []),
    bodyTypes: [...request.bodyTypes],
    publishingKey: Buffer.from(request.publishingKey ?? []),
  }
}

/** Reads what anybody may have sent; throws a Fault `enrolment/bad-request`. */
export function fromEnrolRequest(request: gen.EnrolRequest): EnrolRequest {
  return check.decoding('enrolment/bad-request', () => ({
    code: check.text(request.code.slice(0, 100), 'code'),
    signingRequest: request.signingRequest,
    program: check.choice(request.program, programs, 'program'),
    busUser: request.busUser === '' ? null : BUS_USER.test(request.busUser) ? request.busUser : check.unfit('bus_user'),
    authorityRequest: request.authorityRequest.byteLength === 0 ? null : request.authorityRequest,
    bodyTypes: fromBodyTypes(request.bodyTypes),
    publishingKey: fromPublishingKey(request.publishingKey),
  }))
}

function fromPublishingKey(key: Uint8Array): Uint8Array | null {
  if (key.byteLength === 0) return null
  return key.byteLength === PUBLISHING_KEY_BYTES ? key : check.unfit('publishing_key')
}

function fromBodyTypes(types: readonly string[]): readonly string[] {
  return types.length > MAX_BODY_TYPES ? check.unfit('body_types') : check.idList(types, 'body_types')
}

export function toEnrolResponse(answer: EnrolAnswer): gen.EnrolResponse {
  if (answer.kind === 'admitted') return { outcome: { $case: 'admitted', value: toAdmission(answer.admission) } }
  return { outcome: { $case: 'pending', value: { fingerprint: hashBytes(answer.fingerprint) } } }
}

export function fromEnrolResponse({ outcome }: gen.EnrolResponse): EnrolAnswer {
  return check.decoding('enrolment/bad-request', () => {
    const found = check.present(outcome, 'outcome')
    return found.$case === 'admitted'
      ? { kind: 'admitted', admission: fromAdmission(found.value) }
      : { kind: 'pending', fingerprint: check.hash(found.value.fingerprint, 'fingerprint') }
  })
}

export function toRenewRequest(request: RenewRequest): gen.RenewRequest {
  return {
    ...request,
    signingRequest: Buffer.from(request.signingRequest),
    oldKey: Buffer.from(request.oldKey),
    signature: Buffer.from(request.signature),
    authorityRequest: Buffer.from(request.authorityRequest ?? []),
    signatureScheme: RENEWAL_SCHEME,
  }
}

/** Reads what anybody may have sent; throws a Fault `enrolment/bad-request`. */
export function fromRenewRequest(request: gen.RenewRequest): RenewRequest {
  return check.decoding('enrolment/bad-request', () => {
    if (request.signatureScheme !== RENEWAL_SCHEME) check.unfit('signature_scheme')
    return {
      site: check.id(request.site, 'site'),
      generation: check.positive(request.generation, 'generation'),
      signingRequest: request.signingRequest,
      oldKey: request.oldKey,
      signature: request.signature,
      authorityRequest: request.authorityRequest.byteLength === 0 ? null : request.authorityRequest,
    }
  })
}

export function toRenewResponse(admission: Admission): gen.RenewResponse {
  return { admitted: toAdmission(admission) }
}

export function fromRenewResponse({ admitted }: gen.RenewResponse): Admission {
  return check.decoding('enrolment/bad-request', () => fromAdmission(check.present(admitted, 'admitted')))
}

/** What the old key signs, so that a signature serves one renewal of one site. */
export function renewalText(request: Omit<RenewRequest, 'oldKey' | 'signature'>): Buffer {
  const { site, generation, signingRequest, authorityRequest } = request
  const [head, end] = [Buffer.from(`liandong renewal\0${site}\0${generation}\0`), Buffer.alloc(1)]
  return Buffer.concat([head, signingRequest, end, authorityRequest ?? Buffer.alloc(0), end])
}

/** Whether the old key the request names signed it. */
export function isProved(request: RenewRequest): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(request.oldKey), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' && verify('sha256', renewalText(request), key, request.signature)
  } catch {
    return false
  }
}

function toAdmission(admission: Admission): gen.Admission {
  return {
    ...admission,
    authorityCertificate: admission.authorityCertificate ?? '',
    frameKey: Buffer.from(admission.frameKey ?? []),
  }
}

function fromAdmission(value: gen.Admission): Admission {
  const frameKeyBytes = value.frameKey.byteLength
  if (frameKeyBytes !== 0 && frameKeyBytes !== FRAME_KEY_BYTES) check.unfit('frame_key')
  return {
    site: check.id(value.site, 'site'),
    name: check.text(value.name, 'name'),
    generation: check.positive(value.generation, 'generation'),
    tier: check.choice(value.tier, tiers, 'tier'),
    parent: check.id(value.parent, 'parent'),
    certificate: pem(value.certificate, 'certificate'),
    authorityCertificate: value.authorityCertificate === '' ? null : pem(value.authorityCertificate, 'authority_certificate'),
    frameKey: frameKeyBytes === 0 ? null : value.frameKey,
    issuedMs: check.ms(value.issuedMs, 'issued_ms'),
    renewByMs: check.ms(value.renewByMs, 'renew_by_ms'),
  }
}

function pem(value: string, field: string): string {
  return value.startsWith('-----BEGIN CERTIFICATE-----') && value.length <= MAX_PEM_CHARS ? value : check.unfit(field)
}

export function encodeSiteEnrolled(told: SiteEnrolled): Uint8Array {
  return gen.SiteEnrolled.encode({
    ...told,
    fingerprint: hashBytes(told.fingerprint),
    bodyTypes: [...told.bodyTypes],
  }).finish()
}

export function decodeSiteEnrolled(payload: Uint8Array): SiteEnrolled {
  return check.decoding('enrolment/bad-request', () => {
    const told = check.decodeWhole(gen.SiteEnrolled, payload)
    return {
      site: check.id(told.site, 'site'),
      generation: check.positive(told.generation, 'generation'),
      fingerprint: check.hash(told.fingerprint, 'fingerprint'),
      issuedMs: check.ms(told.issuedMs, 'issued_ms'),
      renewByMs: check.ms(told.renewByMs, 'renew_by_ms'),
      bodyTypes: fromBodyTypes(told.bodyTypes),
      by: check.id(told.by, 'by'),
    }
  })
}

export function encodeSiteRevoked(told: SiteRevoked): Uint8Array {
  return gen.SiteRevoked.encode({ ...told }).finish()
}

export function decodeSiteRevoked(payload: Uint8Array): SiteRevoked {
  return check.decoding('enrolment/bad-request', () => {
    const told = check.decodeWhole(gen.SiteRevoked, payload)
    return {
      site: check.id(told.site, 'site'),
      generation: check.positive(told.generation, 'generation'),
      atMs: check.ms(told.atMs, 'at_ms'),
      by: check.id(told.by, 'by'),
    }
  })
}
