import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Secret } from '../../runtime/secret.js'
import { signDeskRequest, type DeskRequest } from '../../wire/doors/desk-request.js'
import { presentedIn } from '../../wire/doors/presented.js'
import { covers, troublesOfWeb } from '../../wire/doors/web-trouble.js'
import { keyFiles } from '../../wire/site-identity.js'
import { signWeb, type Issuer } from '../enrolment/issuer.js'
import { replaceFile } from '../../store/file/replace-file.js'
import { makeKeyFolder, publicMode, writeNew } from '../enrolment/key-folder.js'

/* The key and certificate a program makes for its own pages; they lie beside the site's. */

/** Two years; half of them is left when it is made anew. */
const GOOD_FOR_MS = 730 * 86_400_000

/** What the program's own certificate for pages has to fit. */
export interface OwnDesk {
  readonly keysFolder: string
  readonly names: readonly string[]
  /** The network's authority, PEM; null for a machine that has none yet. */
  readonly authority: string | null
}

export function deskFiles(keysFolder: string): { readonly certificate: string; readonly key: string } {
  return { certificate: join(keysFolder, keyFiles.desk), key: join(keysFolder, keyFiles.deskKey) }
}

/**
 * What the certificate that lies there is worth: `none` where no browser would take it for these names, `due` once half its time is
 * over, `signed` where the network's authority stands behind it, `own` where its key alone does.
 */
export function deskStanding({ keysFolder, names, authority }: OwnDesk, nowMs: number): 'none' | 'due' | 'own' | 'signed' {
  const files = deskFiles(keysFolder)
  if (!existsSync(files.certificate) || !existsSync(files.key)) return 'none'
  const [certificate, key] = [readFileSync(files.certificate, 'utf8'), readFileSync(files.key, 'utf8')]
  if (troublesOfWeb(certificate, key, [], 0).some(({ isFatal }) => isFatal)) return 'none'
  const leaf = new X509Certificate(certificate)
  const untilMs = Date.parse(leaf.validTo)
  if (nowMs > untilMs || names.some((name) => !covers(leaf, name))) return 'none'
  if (nowMs > untilMs - GOOD_FOR_MS / 2) return 'due'
  return authority !== null && isBehind(certificate, authority) ? 'signed' : 'own'
}

/** Follows the chain from the first certificate to the authority. */
function isBehind(chain: string, authority: string): boolean {
  const certificates = [...chain.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)].map(
    ([pem]) => new X509Certificate(pem),
  )
  const root = new X509Certificate(authority)
  return certificates.every((certificate, at) => certificate.verify((certificates[at + 1] ?? root).publicKey))
}

/** Makes key and certificate: signed by the authority this gateway holds, else by the key itself. */
export async function makeDesk({ keysFolder, names }: OwnDesk, issuer: Issuer | null, nowMs: number): Promise<void> {
  const { publicHalf } = await import('../../wire/doors/certificates.js')
  const { selfCertified } = await import('../../wire/doors/web-certificate.js')
  const key = await deskKey(keysFolder)
  const said = { names, issuedMs: nowMs, notAfterMs: nowMs + GOOD_FOR_MS }
  const certificate =
    issuer === null ? await selfCertified(key, publicHalf(key), said) : await signWeb(issuer, publicHalf(key), said)
  keepDesk(keysFolder, certificate)
}

/** Asks the gateway for a certificate, by the site's own key. */
export async function deskRequestOf(
  { keysFolder, names }: OwnDesk,
  site: { readonly certificate: string; readonly key: Secret },
): Promise<DeskRequest> {
  const { makeRequest } = await import('../../wire/doors/certificates.js')
  const presented = presentedIn(site.certificate)
  if (presented === null) throw new Error('the site’s certificate names no site')
  const signingRequest = await makeRequest(await deskKey(keysFolder))
  return signDeskRequest({ site: presented.site, generation: presented.generation, names, signingRequest }, site.key.reveal())
}

export function keepDesk(keysFolder: string, certificate: string): void {
  replaceFile(deskFiles(keysFolder).certificate, certificate, publicMode)
}

async function deskKey(keysFolder: string): Promise<string> {
  const { makeKey } = await import('../../wire/doors/certificates.js')
  const { key } = deskFiles(keysFolder)
  makeKeyFolder(keysFolder)
  if (!existsSync(key)) writeNew(key, await makeKey())
  return readFileSync(key, 'utf8')
}
