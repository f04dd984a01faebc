import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PublishingKey } from '../domain/roster.js'
import type { SiteId } from '../domain/values.js'
import { makeKeyFolder, publicMode, writeNew } from '../site/enrolment/key-folder.js'
import { newPublishingKey, signerOf } from '../wire/catalogue/signing.js'
import { keyFiles, type SiteIdentity } from '../wire/site-identity.js'

/** A certificate that signs others, and its key. */
export interface AuthorityFiles {
  readonly certificate: string
  readonly key: string
}

/** Makes the authority of a new network in a folder of its own. */
export async function makeNetworkKeys(folder: string, name = 'Liandong network'): Promise<AuthorityFiles> {
  const { makeAuthority } = await import('../wire/doors/certificates.js')
  const authority = await makeAuthority(name)
  makeKeyFolder(folder)
  const files = authorityFiles(folder)
  writeNew(files.key, authority.key)
  writeNew(files.certificate, authority.certificate, publicMode)
  return files
}

/** The authority made earlier in that folder. */
export function authorityFiles(folder: string): AuthorityFiles {
  return { certificate: join(folder, 'authority.crt'), key: join(folder, 'authority.key') }
}

/** The authority a gateway signs the sites below it with. */
export function issuerFiles(folder: string): AuthorityFiles {
  return { certificate: join(folder, keyFiles.issuer), key: join(folder, keyFiles.issuerKey) }
}

/** Makes a site's folder of keys: its certificate, its key, what it trusts, and the key of its seals. `root` is the network's certificate. */
export async function makeSiteKeys(
  authority: AuthorityFiles,
  identity: SiteIdentity,
  folder: string,
  root = authority.certificate,
): Promise<void> {
  const { certifySite, makeKey, publicHalf } = await import('../wire/doors/certificates.js')
  const key = await makeKey()
  const certificate = await certifySite(signer(authority), identity, publicHalf(key), Date.now())
  makeKeyFolder(folder)
  writeNew(join(folder, keyFiles.key), key)
  writeNew(join(folder, keyFiles.seal), newSecret())
  writeNew(join(folder, keyFiles.certificate), certificate, publicMode)
  writeNew(join(folder, keyFiles.authority), read(root), publicMode)
}

/** Gives the city the network's own authority to sign with. */
export function giveIssuer(root: AuthorityFiles, folder: string): void {
  const files = issuerFiles(folder)
  writeNew(files.key, read(root.key))
  writeNew(files.certificate, read(root.certificate), publicMode)
}

/** Makes the authority of a county, signed by the network's. */
export async function makeIssuer(root: AuthorityFiles, county: SiteId, folder: string): Promise<void> {
  const { certifyAuthority, makeKey, publicHalf } = await import('../wire/doors/certificates.js')
  const key = await makeKey()
  const certificate = await certifyAuthority(signer(root), county, publicHalf(key), Date.now())
  const files = issuerFiles(folder)
  writeNew(files.key, key)
  writeNew(files.certificate, certificate, publicMode)
}

/** Makes the key with which a gateway signs what it publishes, and answers its public half for the roster. */
export function makePublishingKey(folder: string): PublishingKey {
  const pem = newPublishingKey()
  makeKeyFolder(folder)
  writeNew(join(folder, keyFiles.publishing), pem)
  return signerOf(pem).key
}

/** Makes a gateway's credential at the message bus and answers its public half. */
export async function makeBusUser(folder: string): Promise<string> {
  const { createUser } = await import('@nats-io/nkeys')
  const user = createUser()
  makeKeyFolder(folder)
  writeNew(join(folder, keyFiles.busSeed), `${Buffer.from(user.getSeed()).toString('ascii')}\n`)
  writeNew(join(folder, keyFiles.busUser), `${user.getPublicKey()}\n`, publicMode)
  return user.getPublicKey()
}

/** One end of a pair of gateways. */
export interface KeyHolder {
  readonly site: SiteId
  readonly folder: string
}

/** Makes the key with which two gateways sign their frames on the bus, the same in both folders. */
export function makeLinkMacKey(one: KeyHolder, other: KeyHolder): void {
  const key = newSecret()
  for (const [own, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    makeKeyFolder(own.folder)
    writeNew(join(own.folder, keyFiles.linkMac(peer.site)), key)
  }
}

/** 32 bytes, in hexadecimal. */
function newSecret(): string {
  return `${randomBytes(32).toString('hex')}\n`
}

function signer({ certificate, key }: AuthorityFiles) {
  return { certificate: read(certificate), key: read(key) }
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
