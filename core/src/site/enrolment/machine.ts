import { existsSync, readFileSync } from 'node:fs'
import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { PublishingKey, Site as SiteFact } from '../../domain/roster.js'
import type { SiteId } from '../../domain/values.js'
import type { Secret } from '../../runtime/secret.js'
import { presentedIn } from '../../wire/doors/presented.js'
import { renewalText, type Admission, type EnrolRequest, type RenewRequest } from '../../wire/doors/enrolment.js'
import { signerOf } from '../../wire/catalogue/signing.js'
import { BODY_TYPES } from '../../wire/event.js'
import { keyFiles } from '../../wire/site-identity.js'
import { replaceFile } from '../../store/file/replace-file.js'
import { makeKeyFolder, publicMode, writeNew } from './key-folder.js'

/* The side of a machine that is to become a site: its keys, its request, and what it keeps of the answer. */

/** What the machine was set up as. */
export interface NewMachine {
  readonly keysFolder: string
  readonly program: SiteFact['program']
  /** Makes what only gateways have: the credential at the message bus, the key of what they publish. */
  readonly gateway: {
    readonly makeBusUser: (folder: string) => Promise<string>
    readonly makePublishingKey: (folder: string) => PublishingKey
  } | null
}

/** Who a machine is since it was enrolled; kept beside its keys. */
export interface SiteNote {
  readonly site: SiteId
  readonly tier: SiteFact['tier']
  readonly parent: { readonly site: SiteId; readonly address: string }
}

const NOTE_FILE = 'site.json'

/** Whether the folder holds a site's certificate. */
export function isEnrolled(keysFolder: string): boolean {
  return existsSync(join(keysFolder, keyFiles.certificate))
}

/** Who the machine is, as it was told when it was enrolled; null where its keys came by another way. */
export function readNote(keysFolder: string): SiteNote | null {
  const path = join(keysFolder, NOTE_FILE)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SiteNote) : null
}

/** Makes the machine's keys, or finds those of an attempt before: what the same keys ask for again is answered the same. */
export async function prepareRequest(machine: NewMachine, code: string): Promise<EnrolRequest> {
  const { keysFolder, program, gateway } = machine
  if (isEnrolled(keysFolder)) throw new Fault('config/invalid', `${keysFolder} holds the keys of a site already`)
  makeKeyFolder(keysFolder)
  const { makeRequest } = await import('../../wire/doors/certificates.js')
  const signingRequest = await makeRequest(await keyAt(join(keysFolder, keyFiles.key)))
  if (!existsSync(join(keysFolder, keyFiles.seal)))
    writeNew(join(keysFolder, keyFiles.seal), `${randomBytes(32).toString('hex')}\n`)
  const common = { code, signingRequest, program, bodyTypes: BODY_TYPES }
  if (gateway === null) return { ...common, busUser: null, authorityRequest: null, publishingKey: null }
  const userFile = join(keysFolder, keyFiles.busUser)
  const busUser = existsSync(userFile) ? readFileSync(userFile, 'utf8').trim() : await gateway.makeBusUser(keysFolder)
  const authorityRequest = await makeRequest(await keyAt(join(keysFolder, keyFiles.issuerKey)))
  const publishing = join(keysFolder, keyFiles.publishing)
  const { publicKey } = existsSync(publishing)
    ? signerOf(readFileSync(publishing, 'utf8')).key
    : gateway.makePublishingKey(keysFolder)
  return { ...common, busUser, authorityRequest, publishingKey: Buffer.from(publicKey, 'hex') }
}

async function keyAt(path: string): Promise<string> {
  const { makeKey } = await import('../../wire/doors/certificates.js')
  if (!existsSync(path)) writeNew(path, await makeKey())
  return readFileSync(path, 'utf8')
}

/** Keeps what the gateway answered; the certificate comes last, and with it the machine is a site. */
export function keepAdmission(keysFolder: string, authority: string, address: string, admission: Admission): SiteNote {
  const { site, tier, parent, certificate, authorityCertificate, frameKey } = admission
  const named = presentedIn(certificate)
  if (named?.site !== site || named.generation !== admission.generation)
    throw new Fault('enrolment/bad-request', 'the certificate names another site')
  const put = (name: string, content: string, mode?: number) => replaceFile(join(keysFolder, name), content, mode)
  const note: SiteNote = { site, tier, parent: { site: parent, address } }
  put(keyFiles.authority, authority, publicMode)
  if (authorityCertificate !== null) put(keyFiles.issuer, authorityCertificate, publicMode)
  if (frameKey !== null) put(keyFiles.linkMac(parent), `${Buffer.from(frameKey).toString('hex')}\n`)
  put(NOTE_FILE, `${JSON.stringify(note, null, 2)}\n`, publicMode)
  put(keyFiles.certificate, certificate, publicMode)
  return note
}

/** Asks for a certificate of the next key, signed by the present one; a county’s next authority goes along. */
export async function renewalOf(
  site: SiteId,
  present: { readonly certificate: string; readonly key: Secret },
  nextKey: string,
  nextIssuerKey: string | null = null,
): Promise<RenewRequest> {
  const { makeRequest, publicHalf } = await import('../../wire/doors/certificates.js')
  const generation = presentedIn(present.certificate)?.generation ?? 1
  const signingRequest = await makeRequest(nextKey)
  const authorityRequest = nextIssuerKey === null ? null : await makeRequest(nextIssuerKey)
  const asked = { site, generation, signingRequest, authorityRequest }
  const key = present.key.reveal()
  return { ...asked, oldKey: publicHalf(key), signature: sign('sha256', renewalText(asked), createPrivateKey(key)) }
}
