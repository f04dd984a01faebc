import type { SiteId } from '../domain/values.js'

/** Who a certificate says its holder is. */
export interface SiteIdentity {
  readonly site: SiteId
  readonly generation: number
}

const prefix = 'urn:liandong:site:'
/** Safe in a URI, a file name and a subject of the message bus alike. */
const sitePattern = /^[A-Za-z0-9_-]{1,64}$/
const uriPattern = /^urn:liandong:site:([A-Za-z0-9_-]{1,64}):([1-9]\d{0,8})$/

/** True when the id can stand in certificates, file names and bus subjects. */
export function isPlainSiteId(site: string): boolean {
  return sitePattern.test(site)
}

/** The name a certificate carries in its subject alternative names. */
export function siteUri({ site, generation }: SiteIdentity): string {
  const uri = `${prefix}${site}:${generation}`
  if (!uriPattern.test(uri)) throw new Error(`not a site id and generation: ${uri}`)
  return uri
}

/** The inverse of `siteUri`; null for any other text. */
export function parseSiteUri(uri: string): SiteIdentity | null {
  const found = uriPattern.exec(uri)
  return found === null ? null : { site: found[1] as string, generation: Number(found[2]) }
}

/** Names of the files in a site's folder of keys. */
export const keyFiles = {
  authority: 'authority.crt',
  certificate: 'site.crt',
  key: 'site.key',
  /** What a gateway signs the sites below with. */
  issuer: 'issuer.crt',
  issuerKey: 'issuer.key',
  /** Seals the site's own events; lost with the disk unless backed up apart. */
  seal: 'seal.key',
  /** Signs what a gateway publishes. */
  publishing: 'publishing.key',
  /** What the site's pages are served with; made by the program, another key than the site's. */
  desk: 'desk.crt',
  deskKey: 'desk.key',
  /** A gateway's credential at the message bus, and its public half for the bus server's configuration. */
  busSeed: 'bus.seed',
  busUser: 'bus.user',
  /** Signs the frames between this gateway and that one on the bus. */
  linkMac: (peer: SiteId) => `link-${peer}.key`,
} as const
