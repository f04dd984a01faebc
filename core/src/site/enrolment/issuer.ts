import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret } from '../../runtime/secret.js'
import { keyFiles, type SiteIdentity } from '../../wire/site-identity.js'
import type { SiteId } from '../../domain/values.js'
import type { CertifiedKey } from '../../wire/doors/certificates.js'
import type { WebCertificate } from '../../wire/doors/web-certificate.js'

/** The authority a gateway signs with: the network's own at the city, the one the city signed at a county. */
export interface Issuer {
  readonly certificate: string
  readonly key: Secret
}

/** Reads it from a gateway's folder of keys; null where there is none. */
export function loadIssuer(keysFolder: string): Issuer | null {
  const [certificate, key] = [join(keysFolder, keyFiles.issuer), join(keysFolder, keyFiles.issuerKey)]
  if (!existsSync(certificate) || !existsSync(key)) return null
  return { certificate: readFileSync(certificate, 'utf8'), key: new Secret(readFileSync(key, 'utf8')) }
}

/** The public key of a signing request from outside. */
export async function requestedKey(request: Uint8Array): Promise<Uint8Array> {
  const { keyOfRequest } = await import('../../wire/doors/certificates.js')
  return await keyOfRequest(request)
}

export async function signSite(issuer: Issuer, identity: SiteIdentity, key: Uint8Array, issuedMs: number): Promise<string> {
  const { certifySite } = await import('../../wire/doors/certificates.js')
  return await certifySite(revealed(issuer), identity, key, issuedMs)
}

export async function signAuthority(issuer: Issuer, county: SiteId, key: Uint8Array, issuedMs: number): Promise<string> {
  const { certifyAuthority } = await import('../../wire/doors/certificates.js')
  return await certifyAuthority(revealed(issuer), county, key, issuedMs)
}

export async function signWeb(issuer: Issuer, key: Uint8Array, said: WebCertificate): Promise<string> {
  const { certifyWeb } = await import('../../wire/doors/web-certificate.js')
  return await certifyWeb(revealed(issuer), key, said)
}

function revealed({ certificate, key }: Issuer): CertifiedKey {
  return { certificate, key: key.reveal() }
}
