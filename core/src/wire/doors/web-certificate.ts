import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { createPrivateKey, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import { randomHex } from '../hash.js'
import type { CertifiedKey } from './certificates.js'
import { serialNumber } from './presented.js'

/* Certificates browsers read; loaded only where one is made, for its library is large. */

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const
/** Browsers open it also on a PC whose clock stands at the date of its mainboard. */
const NOT_BEFORE = new Date('1950-01-01T00:00:00Z')

/** What such a certificate says. */
export interface WebCertificate {
  readonly names: readonly string[]
  readonly issuedMs: number
  readonly notAfterMs: number
}

/** Certifies a key for pages alone: it names no site, so no link believes it. PEM, with the authority where it is a county's. */
export async function certifyWeb(authority: CertifiedKey, publicKey: Uint8Array, said: WebCertificate): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const certificate = await x509.X509CertificateGenerator.create({
    ...common(said),
    subject: [{ CN: [(said.names[0] ?? '').slice(0, 64)] }],
    issuer: issuer.subjectName,
    publicKey: new x509.PublicKey(new Uint8Array(publicKey)),
    signingKey: await importKey(authority.key),
    extensions: [...extensions(said), await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey)],
  })
  const isRoot = issuer.subject === issuer.issuer
  return `${certificate.toString('pem')}\n${isRoot ? '' : `${authority.certificate.trim()}\n`}`
}

/** The same where no authority is at hand: the browser warns until somebody has compared the fingerprint. */
export async function selfCertified(key: string, publicKey: Uint8Array, said: WebCertificate): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...common(said),
    name: [{ CN: [(said.names[0] ?? '').slice(0, 64)] }],
    keys: {
      privateKey: await importKey(key),
      publicKey: await webcrypto.subtle.importKey('spki', publicKey, curve, true, ['verify']),
    },
    extensions: extensions(said),
  })
  return `${certificate.toString('pem')}\n`
}

function common({ issuedMs, notAfterMs }: WebCertificate) {
  return {
    notBefore: NOT_BEFORE,
    notAfter: new Date(notAfterMs),
    serialNumber: serialNumber(issuedMs, randomHex(4)),
    signingAlgorithm: signing,
  }
}

function extensions({ names }: WebCertificate) {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(
      names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
    ),
  ]
}

function importKey(key: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' })
  return webcrypto.subtle.importKey('pkcs8', der, curve, false, ['sign'])
}
