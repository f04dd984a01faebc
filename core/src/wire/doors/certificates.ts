import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import type { SiteId } from '../../domain/values.js'
import { randomHex } from '../hash.js'
import { siteUri, type SiteIdentity } from '../site-identity.js'
import { authorityName, serialNumber } from './presented.js'

/*
 * The making of certificates. Its library is large: programs load this file only where they enrol or renew.
 */

/** A certificate and its private key, as PEM. An authority a county holds has its own certificate first. */
export interface CertifiedKey {
  readonly certificate: string
  readonly key: string
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const
const purposes = [x509.ExtendedKeyUsage.clientAuth, x509.ExtendedKeyUsage.serverAuth]
/** Requests from outside: a key and a name need less than a tenth of it. */
const MAX_REQUEST_BYTES = 4096

/**
 * Open dates: a machine whose clock stands at 1970 must still connect, and Node lets nobody choose the date a certificate is
 * checked at. How long one is good is a fact of the roster, judged after the handshake.
 */
const dates = { notBefore: new Date('1950-01-01T00:00:00Z'), notAfter: new Date('9999-12-31T23:59:59Z') }

/** A new authority of a network: it signs sites, and the authorities its counties hold. */
export async function makeAuthority(name: string): Promise<CertifiedKey> {
  const keys = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: signing,
    extensions: await authorityExtensions(keys.publicKey, 1),
  })
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) }
}

/** A key of a machine, as PEM. */
export async function makeKey(): Promise<string> {
  const { privateKey } = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify'])
  return await pemOf(privateKey)
}

/** A signing request for a key: PKCS#10, DER. */
export async function makeRequest(key: string): Promise<Uint8Array> {
  const publicKey = await webcrypto.subtle.importKey('spki', publicHalf(key), curve, true, ['verify'])
  const keys = { privateKey: await importKey(key), publicKey }
  const request = await x509.Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: signing })
  return new Uint8Array(request.rawData)
}

/** The key a request from outside asks for, as SubjectPublicKeyInfo; throws a Fault `enrolment/bad-request` and nothing else. */
export async function keyOfRequest(request: Uint8Array): Promise<Uint8Array> {
  try {
    if (request.byteLength > MAX_REQUEST_BYTES) throw new Error('too large')
    const read = new x509.Pkcs10CertificateRequest(new Uint8Array(request))
    const key = new Uint8Array(read.publicKey.rawData)
    // The curve is the only one whose strength this network relies on; the signature proves that the asker holds the key.
    await webcrypto.subtle.importKey('spki', key, curve, true, ['verify'])
    if (!(await read.verify())) throw new Error('its signature is wrong')
    return key
  } catch (cause) {
    throw new Fault('enrolment/bad-request', cause instanceof Error ? cause.message.slice(0, 100) : '', cause)
  }
}

/** Certifies a site's key for both ends of a connection; PEM, with the authority that signed where it is a county's. */
export async function certifySite(
  authority: CertifiedKey,
  identity: SiteIdentity,
  publicKey: Uint8Array,
  issuedMs: number,
): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const certificate = await x509.X509CertificateGenerator.create({
    ...(await common(authority, issuer, publicKey, issuedMs)),
    subject: [{ CN: [identity.site] }],
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(purposes),
      // Without it a certificate of another network's authority, whose name is the same, looks like a forgery of ours.
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new x509.SubjectAlternativeNameExtension([{ type: 'url', value: siteUri(identity) }]),
    ],
  })
  const isRoot = issuer.subject === issuer.issuer
  return `${certificate.toString('pem')}\n${isRoot ? '' : `${authority.certificate.trim()}\n`}`
}

/** Certifies the key of the authority a county holds: it signs the stations below, and no further authority. */
export async function certifyAuthority(
  root: CertifiedKey,
  county: SiteId,
  publicKey: Uint8Array,
  issuedMs: number,
): Promise<string> {
  const issuer = new x509.X509Certificate(root.certificate)
  const key = await webcrypto.subtle.importKey('spki', publicKey, curve, true, ['verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    ...(await common(root, issuer, publicKey, issuedMs)),
    subject: [{ CN: [authorityName(county)] }],
    extensions: [...(await authorityExtensions(key, 0)), await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey)],
  })
  return `${certificate.toString('pem')}\n`
}

async function common(authority: CertifiedKey, issuer: x509.X509Certificate, publicKey: Uint8Array, issuedMs: number) {
  return {
    ...dates,
    serialNumber: serialNumber(issuedMs, randomHex(4)),
    issuer: issuer.subjectName,
    publicKey: new x509.PublicKey(new Uint8Array(publicKey)),
    signingKey: await importKey(authority.key),
    signingAlgorithm: signing,
  }
}

async function authorityExtensions(publicKey: webcrypto.CryptoKey, pathLength: number) {
  return [
    new x509.BasicConstraintsExtension(true, pathLength, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
  ]
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The public half of a private key, as SubjectPublicKeyInfo. */
export function publicHalf(key: string): Uint8Array {
  return createPublicKey(key).export({ type: 'spki', format: 'der' })
}

function importKey(key: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' })
  return webcrypto.subtle.importKey('pkcs8', der, curve, false, ['sign'])
}
