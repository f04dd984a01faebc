import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { createPrivateKey, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret } from '@liandong/core/runtime/secret.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import type { SiteTls } from '@liandong/core/transport/tls.js'
import { certifySite, makeKey, publicHalf, type CertifiedKey } from '@liandong/core/wire/doors/certificates.js'
import type { SiteIdentity } from '@liandong/core/wire/site-identity.js'
import { siteUri } from '@liandong/core/wire/site-identity.js'
import type { TestCity } from '../test-city.js'

/** An authority of the city under attack, stolen for the test: what it signs looks right. */
export function stolenAuthority(city: TestCity, of: 'network' | 'county'): CertifiedKey {
  const folder = of === 'network' ? join(city.cityFolder, 'keys/authority') : city.keysOf('county')
  const name = of === 'network' ? 'authority' : 'issuer'
  return {
    certificate: readFileSync(join(folder, `${name}.crt`), 'utf8'),
    key: readFileSync(join(folder, `${name}.key`), 'utf8'),
  }
}

/** The root every site of the city trusts. */
export function rootOf(city: TestCity): string {
  return stolenAuthority(city, 'network').certificate
}

/** A new key with a certificate that authority signed. */
export async function certified(authority: CertifiedKey, root: string, identity: SiteIdentity): Promise<SiteTls> {
  const key = await makeKey()
  const certificate = await certifySite(authority, identity, publicHalf(key), Date.now())
  return { authority: root, certificate, key: new Secret(key) }
}

/** As that, but for signing mail: nothing a connection may be made with. */
export async function certifiedForMail(authority: CertifiedKey, root: string, identity: SiteIdentity): Promise<SiteTls> {
  const key = await makeKey()
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const der = createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' })
  const issuer = new x509.X509Certificate(authority.certificate)
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${identity.site}`,
    issuer: issuer.subjectName,
    notBefore: new Date('1950-01-01'),
    notAfter: new Date('9999-12-31'),
    publicKey: new x509.PublicKey(new Uint8Array(publicHalf(key))),
    signingKey: await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.emailProtection], true),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new x509.SubjectAlternativeNameExtension([{ type: 'url', value: siteUri(identity) }]),
    ],
  })
  return { authority: root, certificate: certificate.toString('pem'), key: new Secret(key) }
}

/** What a site of the city shows, read from its folder as a thief would. */
export function stolenKeys(city: TestCity, folder: string): SiteTls {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { authority: rootOf(city), certificate: read('site.crt'), key: new Secret(read('site.key')) }
}

/** The fault a dial to that port ends with; `connected` when it should not have been. */
export async function dialWith(tls: SiteTls, port: number, parent: string): Promise<string> {
  const dialler = grpcDialler({ address: `127.0.0.1:${port}`, tls, parent })
  try {
    await dialler.dial(AbortSignal.timeout(15_000))
    return 'connected'
  } catch (error) {
    return String((error as { code?: unknown }).code)
  } finally {
    dialler.close()
  }
}
