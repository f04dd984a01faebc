import { X509Certificate } from 'node:crypto'
import type { PeerCertificate } from 'node:tls'
import type { Presented } from '../../domain/doors/trust.js'
import type { Hash, SiteId } from '../../domain/values.js'
import { sha256Hex } from '../hash.js'
import { parseSiteUri } from '../site-identity.js'

const authorityPrefix = 'Liandong authority '
const authorityPattern = /^Liandong authority ([A-Za-z0-9_-]{1,64})$/
/** Digits of the time in a serial number, in milliseconds, and of what makes it unique. */
const serialDigits = { time: 12, random: 8 } as const

/** The common name of the authority a county holds. */
export function authorityName(county: SiteId): string {
  return `${authorityPrefix}${county}`
}

/** The serial number of a certificate: when it was made, then eight random digits. */
export function serialNumber(issuedMs: number, random: string): string {
  return `${Math.trunc(issuedMs).toString(16).padStart(serialDigits.time, '0')}${random.slice(0, serialDigits.random)}`
}

/** SHA-256 of a public key as certificates carry it. */
export function fingerprintOf(publicKey: Uint8Array): Hash {
  return sha256Hex(publicKey)
}

/** What a connection's certificate says; null when it names no site. The connection must have checked its chain. */
export function presentedBy(certificate: Pick<PeerCertificate, 'raw'>): Presented | null {
  return certificate.raw === undefined ? null : presentedIn(certificate.raw)
}

/** The same for a certificate as PEM or DER; null for what is none or names no site. */
export function presentedIn(encoded: string | Buffer): Presented | null {
  const certificate = parsed(encoded)
  const names = (certificate?.subjectAltName ?? '').split(', ').filter((name) => name.startsWith('URI:'))
  const identity = names.length === 1 ? parseSiteUri((names[0] as string).slice('URI:'.length)) : null
  if (certificate === null || identity === null) return null
  const publicKey = certificate.publicKey.export({ type: 'spki', format: 'der' })
  return {
    ...identity,
    fingerprint: fingerprintOf(publicKey),
    issuedMs: issuedMsOf(certificate),
    issuer: issuerOf(certificate),
  }
}

function parsed(encoded: string | Buffer): X509Certificate | null {
  try {
    return new X509Certificate(encoded)
  } catch {
    return null
  }
}

function issuedMsOf({ serialNumber: serial }: X509Certificate): number {
  const { time, random } = serialDigits
  return Number.parseInt(serial.padStart(time + random, '0').slice(0, -random), 16)
}

function issuerOf({ issuer }: X509Certificate): SiteId | null {
  const name = issuer.split('\n').find((line) => line.startsWith('CN='))
  return authorityPattern.exec(name?.slice('CN='.length) ?? '')?.[1] ?? null
}
