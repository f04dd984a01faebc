import { ServerCredentials, credentials, type ChannelCredentials } from '@grpc/grpc-js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSecureContext, type PeerCertificate, type SecureContextOptions } from 'node:tls'
import { Fault } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import { Secret } from '../runtime/secret.js'
import { keyFiles, parseSiteUri, type SiteIdentity } from '../wire/site-identity.js'

/** What a site shows to others and what it trusts, all as PEM. */
export interface SiteTls {
  readonly authority: string
  readonly certificate: string
  readonly key: Secret
}

/** Reads a site's folder of keys as `keys` makes it. */
export function loadSiteTls(folder: string): SiteTls {
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8')
    } catch (cause) {
      throw new Fault('config/invalid', `the key file ${name} cannot be read: ${(cause as NodeJS.ErrnoException).code}`, cause)
    }
  }
  return { authority: read(keyFiles.authority), certificate: read(keyFiles.certificate), key: new Secret(read(keyFiles.key)) }
}

/** Who a certificate belongs to; null when it names no site. */
export function siteOfCertificate(certificate: Pick<PeerCertificate, 'subjectaltname'>): SiteIdentity | null {
  const names = (certificate.subjectaltname ?? '').split(', ')
  const uris = names.filter((name) => name.startsWith('URI:')).map((name) => name.slice('URI:'.length))
  return uris.length === 1 ? parseSiteUri(uris[0] as string) : null
}

/**
 * A client certificate is asked for on every connection but not demanded by TLS itself, so that one port also serves health
 * checks and, later, machines that are still to be enrolled. Who shows none this network signed has no identity.
 */
export class SiteServerCredentials extends ServerCredentials {
  constructor(tls: SiteTls) {
    super({ requestCert: true, rejectUnauthorized: false, minVersion }, contextOptions(tls))
  }

  /** Connections made from now on see the new certificate. */
  rotate(tls: SiteTls): void {
    this.updateSecureContextOptions(contextOptions(tls))
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other
  }
}

/** Trusts only the network's own authority, and of its holders only the one expected at that address. */
export function clientCredentials(tls: SiteTls, expected: SiteId, onRefused: (fault: Fault) => void): ChannelCredentials {
  const { checkServerIdentity, ...context } = clientTls(tls, expected, onRefused)
  return credentials.createFromSecureContext(createSecureContext(context), { checkServerIdentity })
}

/** The same for a connection that is not gRPC: options of `tls.connect`. */
export function clientTls(tls: SiteTls, expected: SiteId, onRefused: (fault: Fault) => void = () => {}) {
  return {
    ...contextOptions(tls),
    checkServerIdentity: (_host: string, certificate: PeerCertificate): Fault | undefined => {
      const found = siteOfCertificate(certificate)
      if (found?.site === expected) return undefined
      const fault = new Fault(
        'link/wrong-peer',
        `expected ${expected}, found ${found?.site ?? 'a certificate that names no site'}`,
      )
      onRefused(fault)
      return fault
    },
  }
}

const minVersion = 'TLSv1.3' as const

function contextOptions(tls: SiteTls) {
  return { ca: tls.authority, cert: tls.certificate, key: tls.key.reveal(), minVersion } satisfies SecureContextOptions
}
