import { ServerCredentials, credentials, type ChannelCredentials } from '@grpc/grpc-js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSecureContext, type PeerCertificate, type SecureContextOptions } from 'node:tls'
import { Fault } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import { Secret } from '../runtime/secret.js'
import type { Presented } from '../domain/doors/trust.js'
import type { Refusal } from '../domain/decider.js'
import { presentedBy } from '../wire/doors/presented.js'
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
 * checks and machines that are still to be enrolled. Who shows none this network signed has no identity.
 */
export class SiteServerCredentials extends ServerCredentials {
  constructor(tls: SiteTls) {
    super({ requestCert: true, rejectUnauthorized: false, minVersion }, serverOptions(tls))
  }

  /** Connections made from now on see the new certificate. */
  rotate(tls: SiteTls): void {
    this.updateSecureContextOptions(serverOptions(tls))
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other
  }
}

/** Whom a child dials: the site it expects there, and whether the roster trusts the machine that answers. */
export interface ExpectedPeer {
  readonly site: SiteId
  /** Why the machine may not be believed, its chain and its site being right; everybody may when absent. */
  readonly judge?: (presented: Presented) => Refusal | null
}

/** Trusts only the network's own authority, and of its holders only the one expected at that address. */
export function clientCredentials(tls: SiteTls, expected: ExpectedPeer, onRefused: (fault: Fault) => void): ChannelCredentials {
  const { checkServerIdentity, ...context } = clientTls(tls, expected, onRefused)
  return credentials.createFromSecureContext(createSecureContext(context), { checkServerIdentity })
}

/** The same for a connection that is not gRPC: options of `tls.connect`. */
export function clientTls(tls: SiteTls, expected: ExpectedPeer, onRefused: (fault: Fault) => void = () => {}) {
  return {
    ...contextOptions(tls),
    checkServerIdentity: (_host: string, certificate: PeerCertificate): Fault | undefined => {
      const fault = faultOfPeer(expected, certificate)
      if (fault !== undefined) onRefused(fault)
      return fault
    },
  }
}

function faultOfPeer({ site, judge }: ExpectedPeer, certificate: PeerCertificate): Fault | undefined {
  const found = presentedBy(certificate)
  if (found?.site !== site)
    return new Fault('link/wrong-peer', `expected ${site}, found ${found?.site ?? 'a certificate that names no site'}`)
  const refusal = judge?.(found) ?? null
  return refusal === null ? undefined : new Fault(refusal.code, refusal.detail)
}

const minVersion = 'TLSv1.3' as const

function contextOptions(tls: SiteTls) {
  return { ca: tls.authority, cert: tls.certificate, key: tls.key.reveal(), minVersion } satisfies SecureContextOptions
}

/** The authority goes along, so that a machine that is still to be enrolled can compare it with what its sheet says. */
function serverOptions(tls: SiteTls) {
  return { ...contextOptions(tls), cert: `${tls.certificate.trim()}\n${tls.authority}` } satisfies SecureContextOptions
}
