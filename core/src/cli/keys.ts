import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import { keyFiles, type SiteIdentity } from '../wire/site-identity.js'

/** Where `makeNetworkKeys` put the authority; its key stays off every site's disk. */
export interface AuthorityFiles {
  readonly certificate: string
  readonly key: string
}

/** Makes the authority of a new network in a folder of its own. */
export async function makeNetworkKeys(folder: string, name = 'Liandong network'): Promise<AuthorityFiles> {
  const { makeAuthority } = await import('./keys-certificate.js')
  const authority = await makeAuthority(name)
  makeFolder(folder)
  const files = authorityFiles(folder)
  writeNew(files.key, authority.key)
  writeNew(files.certificate, authority.certificate, publicMode)
  return files
}

/** The authority made earlier in that folder. */
export function authorityFiles(folder: string): AuthorityFiles {
  return { certificate: join(folder, 'authority.crt'), key: join(folder, 'authority.key') }
}

/** Makes a site's folder of keys: its certificate, its key, what it trusts, and the key of its seals. */
export async function makeSiteKeys(authority: AuthorityFiles, identity: SiteIdentity, folder: string): Promise<void> {
  const { certifySite } = await import('./keys-certificate.js')
  const signer = { certificate: read(authority.certificate), key: read(authority.key) }
  const site = await certifySite(signer, identity)
  makeFolder(folder)
  writeNew(join(folder, keyFiles.key), site.key)
  writeNew(join(folder, keyFiles.seal), newSecret())
  writeNew(join(folder, keyFiles.certificate), site.certificate, publicMode)
  writeNew(join(folder, keyFiles.authority), signer.certificate, publicMode)
}

/** Makes a gateway's credential at the message bus and answers its public half. */
export async function makeBusUser(folder: string): Promise<string> {
  const { createUser } = await import('@nats-io/nkeys')
  const user = createUser()
  makeFolder(folder)
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
    makeFolder(own.folder)
    writeNew(join(own.folder, keyFiles.linkMac(peer.site)), key)
  }
}

const secretMode = 0o600
const publicMode = 0o644

/** 32 bytes, in hexadecimal. */
function newSecret(): string {
  return `${randomBytes(32).toString('hex')}\n`
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** Never overwrites: a key that is lost cannot be made again. */
function writeNew(path: string, content: string, mode = secretMode): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode })
    chmodSync(path, mode)
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST'
    throw isThere ? new Fault('config/invalid', `${path} exists already and is not overwritten`, cause) : cause
  }
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
