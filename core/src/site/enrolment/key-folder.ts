import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { SiteId } from '../../domain/values.js'
import { replaceFile } from '../../store/file/replace-file.js'
import { keyFiles } from '../../wire/site-identity.js'

/* Writing a folder of keys: new files are never overwritten, and what is replaced is replaced whole. */

const secretMode = 0o600
export const publicMode = 0o644
/** Beside a file: what takes its place once both halves of a new key are there. */
const NEXT = '.next'

export function makeKeyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** Never overwrites: a key that is lost cannot be made again. */
export function writeNew(path: string, content: string, mode = secretMode): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode })
    chmodSync(path, mode)
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST'
    throw isThere ? new Fault('config/invalid', `${path} exists already and is not overwritten`, cause) : cause
  }
}

/** Where the key of a renewal under way is kept. */
export function nextKeyFile(folder: string): string {
  return join(folder, `${keyFiles.key}${NEXT}`)
}

/** Where the key of a county's next authority is kept meanwhile. */
export function nextIssuerKeyFile(folder: string): string {
  return join(folder, `${keyFiles.issuerKey}${NEXT}`)
}

/** Keeps the certificate of the new key, and of a county's new authority: from here on the renewal is through, whatever happens. */
export function keepRenewed(folder: string, certificate: string, authorityCertificate: string | null = null): void {
  const issuer = join(folder, `${keyFiles.issuer}${NEXT}`)
  if (authorityCertificate === null) rmSync(nextIssuerKeyFile(folder), { force: true })
  else if (existsSync(nextIssuerKeyFile(folder))) replaceFile(issuer, authorityCertificate, publicMode)
  replaceFile(join(folder, `${keyFiles.certificate}${NEXT}`), certificate, publicMode)
  finishRenewal(folder)
}

/** Puts a renewed key and its certificate in the place of the old; also at each start, for a renewal that a crash interrupted. */
export function finishRenewal(folder: string): void {
  const certificate = join(folder, `${keyFiles.certificate}${NEXT}`)
  if (!existsSync(certificate)) return
  // The site's certificate last: while its next one is there, the rest is done again.
  for (const name of [keyFiles.issuerKey, keyFiles.issuer, keyFiles.key, keyFiles.certificate]) {
    const next = join(folder, `${name}${NEXT}`)
    if (existsSync(next)) renameSync(next, join(folder, name))
  }
}

/** A renewal that was refused for good is begun anew with another key. */
export function forgetNextKey(folder: string): void {
  rmSync(nextKeyFile(folder), { force: true })
}

/** The key of the frames between this gateway and a county: made anew for a new machine, so that the old one's frames are worth nothing. */
export function frameKeyFor(folder: string, peer: SiteId, isNew: boolean): Uint8Array {
  const path = join(folder, keyFiles.linkMac(peer))
  if (isNew) replaceFile(path, `${randomBytes(32).toString('hex')}\n`)
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
}
