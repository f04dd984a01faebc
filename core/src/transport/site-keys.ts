import { X509Certificate } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import { Secret } from '../runtime/secret.js'
import { type Signer, signerOf } from '../wire/catalogue/signing.js'
import { finishRenewal } from '../site/enrolment/key-folder.js'
import { isPlainSiteId, keyFiles } from '../wire/site-identity.js'
import { loadSiteTls, siteOfCertificate, type SiteTls } from './tls.js'

/** What a site's folder of keys says of it. */
export interface SiteKeys {
  readonly tls: SiteKeyring
  /** Grows with each replaced machine; the certificate names it. */
  readonly generation: number
  readonly sealKey: Uint8Array
}

/** What a running program shows to others: its certificate and key, which change while it runs. */
export class SiteKeyring implements SiteTls {
  readonly authority: string
  readonly #folder: string
  readonly #onChange: ((tls: SiteTls) => void)[] = []
  #tls: SiteTls

  constructor(folder: string, tls: SiteTls) {
    this.authority = tls.authority
    this.#folder = folder
    this.#tls = tls
  }

  get certificate(): string {
    return this.#tls.certificate
  }

  get key(): Secret {
    return this.#tls.key
  }

  /** Called when the key has changed. */
  onChange(listener: (tls: SiteTls) => void): void {
    this.#onChange.push(listener)
  }

  /** Uses what lies in the folder from now on. */
  readAgain(): void {
    this.#tls = loadSiteTls(this.#folder)
    for (const listener of this.#onChange) listener(this.#tls)
  }
}

/** Reads the keys every site has; a folder of another site's keys is refused before it can do harm. */
export function loadSiteKeys(folder: string, site: SiteId): SiteKeys {
  finishRenewal(folder)
  const tls = new SiteKeyring(folder, loadSiteTls(folder))
  const identity = siteOfCertificate({ subjectaltname: alternativeNames(tls.certificate) })
  if (identity?.site !== site) {
    throw new Fault('config/invalid', `the keys in ${folder} are those of ${identity?.site ?? 'no site'}, not of ${site}`)
  }
  const sealKey = Buffer.from(readSecret(folder, keyFiles.seal).reveal(), 'hex')
  return { tls, generation: identity.generation, sealKey }
}

/** Signs what this gateway publishes; null where the folder has no such key, as at a station. */
export function loadSigner(folder: string): Signer | null {
  if (!existsSync(join(folder, keyFiles.publishing))) return null
  const pem = readSecret(folder, keyFiles.publishing).reveal()
  try {
    return signerOf(pem)
  } catch (cause) {
    throw new Fault('config/invalid', `the file ${keyFiles.publishing} holds no Ed25519 key`, cause)
  }
}

/** A gateway's credential at the message bus. */
export function loadBusSeed(folder: string): Secret {
  return readSecret(folder, keyFiles.busSeed)
}

/** The public half of the same. */
export function loadBusUser(folder: string): string {
  return readSecret(folder, keyFiles.busUser).reveal()
}

/** The key this gateway shares with that one. */
export function loadLinkMacKey(folder: string, peer: SiteId): Secret {
  return readSecret(folder, keyFiles.linkMac(peer))
}

/** The same key's bytes, for what is sealed between the two; null where they share none. Read anew each time: a new machine brings another. */
export function linkKeyOf(folder: string, peer: SiteId): Uint8Array | null {
  if (!existsSync(join(folder, keyFiles.linkMac(peer)))) return null
  return Buffer.from(loadLinkMacKey(folder, peer).reveal(), 'hex')
}

/** The gateways this one shares a key with. */
export function listLinkPeers(folder: string): readonly SiteId[] {
  const peers = readdirSync(folder).map((name) => /^link-(.+)\.key$/.exec(name)?.[1] ?? '')
  return peers.filter(isPlainSiteId).sort()
}

function readSecret(folder: string, name: string): Secret {
  try {
    return new Secret(readFileSync(join(folder, name), 'utf8').trim())
  } catch (cause) {
    throw new Fault('config/invalid', `the key file ${name} cannot be read: ${(cause as NodeJS.ErrnoException).code}`, cause)
  }
}

function alternativeNames(certificate: string): string {
  try {
    return new X509Certificate(certificate).subjectAltName ?? ''
  } catch (cause) {
    throw new Fault('config/invalid', `the file ${keyFiles.certificate} holds no certificate`, cause)
  }
}
