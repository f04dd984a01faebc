import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { createPrivateKey, webcrypto, type KeyObject } from 'node:crypto'
import { siteUri, type SiteIdentity } from '../wire/site-identity.js'

/** A certificate and its private key, as PEM. */
export interface CertifiedKey {
  readonly certificate: string
  readonly key: string
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const

/**
 * Open dates: a machine whose clock stands at 1970 must still connect, and Node lets nobody choose the date a certificate is
 * checked at. How long one is good is a fact of the roster, judged after the handshake.
 */
const dates = { notBefore: new Date('1950-01-01T00:00:00Z'), notAfter: new Date('9999-12-31T23:59:59Z') }

/** A new authority of a network; it signs sites and nothing else. */
export async function makeAuthority(name: string): Promise<CertifiedKey> {
  const keys = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: signing,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) }
}

/** A new key of a site, certified for both ends of a connection. */
export async function certifySite(authority: CertifiedKey, identity: SiteIdentity): Promise<CertifiedKey> {
  const keys = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify'])
  const issuer = new x509.X509Certificate(authority.certificate)
  const certificate = await x509.X509CertificateGenerator.create({
    ...dates,
    subject: [{ CN: [identity.site] }],
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey: await importKey(createPrivateKey(authority.key)),
    signingAlgorithm: signing,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth, x509.ExtendedKeyUsage.serverAuth]),
      // Without it a certificate of another network's authority, whose name is the same, looks like a forgery of ours.
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new x509.SubjectAlternativeNameExtension([{ type: 'url', value: siteUri(identity) }]),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) }
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString()
}

function importKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), curve, false, ['sign'])
}
