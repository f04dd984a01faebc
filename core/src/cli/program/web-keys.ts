import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { SecureContextOptions, Server as TlsServer } from 'node:tls'
import { Fault } from '../../domain/fault.js'
import type { Clock } from '../../runtime/clock.js'
import type { Logger } from '../../runtime/logger.js'
import { loop } from '../../runtime/loop.js'
import type { Scope } from '../../runtime/scope.js'
import { deskFiles, deskStanding, makeDesk, type OwnDesk } from '../../site/desk/own.js'
import type { Issuer } from '../../site/enrolment/issuer.js'
import { authorityMark } from '../../wire/doors/code.js'
import { shownFingerprint, troublesOfWeb } from '../../wire/doors/web-trouble.js'
import type { WebServing } from './web-settings.js'

/** What HTTPS is served with. */
export interface WebKeysOptions {
  readonly tls: NonNullable<WebServing['tls']>
  readonly keysFolder: string
  /** The network's authority, PEM; null for a machine that is no site yet. */
  readonly authority: string | null
  /** What a gateway signs its own pages with. */
  readonly issuer: () => Issuer | null
  readonly clock: Clock
  readonly logger: Logger
  readonly scope: Scope
}

/** Files are looked at that often; nobody waits longer for a new certificate. */
const LOOK_MS = 5_000

/**
 * For browsers of old PCs too (TLS 1.2, RFC 9325), and nothing that browsers call weak; newer ones take 1.3 by themselves.
 */
const protocol = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
  ].join(':'),
} as const

/** The certificate pages are served with: one an administrator gave or one the program made; new ones are taken up while it runs. */
export class WebKeys {
  readonly #options: WebKeysOptions
  readonly #servers: TlsServer[] = []
  #read: { readonly certificate: string; readonly key: string }
  #said = ''

  private constructor(options: WebKeysOptions) {
    this.#options = options
    this.#read = this.#files()
  }

  /** Makes a certificate where none was given and none fits. Throws `http/certificate` where the given one cannot serve at all. */
  static async open(options: WebKeysOptions): Promise<WebKeys> {
    await makeWhereNeeded(options)
    const keys = new WebKeys(options)
    const fatal = keys.#troubles(keys.#read).find(({ isFatal }) => isFatal)
    if (fatal !== undefined) throw new Fault('http/certificate', fatal.words)
    keys.#tell()
    return keys
  }

  /** Whether an administrator vouches for the certificate. */
  get isGiven(): boolean {
    return this.#options.tls.given !== null
  }

  /** SHA-256 of the certificate, as browsers show it. */
  get fingerprint(): string {
    return shownFingerprint(this.#read.certificate)
  }

  get desk(): OwnDesk {
    return deskOf(this.#options)
  }

  context(): SecureContextOptions {
    const { certificate, key } = this.#read
    return { ...protocol, cert: certificate, key }
  }

  /** Gives the server every certificate that comes later, until the scope closes. */
  follow(server: Server): void {
    const { clock, logger, scope } = this.#options
    this.#servers.push(server as unknown as TlsServer)
    const stop = new AbortController()
    const running = loop({
      name: 'web certificate',
      signal: stop.signal,
      step: () => this.#look(),
      pauseMs: LOOK_MS,
      clock,
      onFailure: ({ error }) => logger.warn('the certificate for pages cannot be looked at', { part: 'http', error }),
    })
    scope.add('web certificate', async () => {
      stop.abort()
      await running
    })
  }

  /** Uses what lies in the files from now on, where it is any good; what was there goes on serving where it is not. */
  readAgain(): void {
    const found = this.#files()
    if (found.certificate === this.#read.certificate && found.key === this.#read.key) return
    const fatal = this.#troubles(found).find(({ isFatal }) => isFatal)
    if (fatal !== undefined) return this.#warn(fatal.words)
    this.#read = found
    for (const server of this.#servers) server.setSecureContext(this.context())
    this.#tell()
  }

  async #look(): Promise<void> {
    const { tls, issuer, clock } = this.#options
    if (tls.given === null && deskStanding(this.desk, clock.nowMs()) === 'none')
      await makeDesk(this.desk, issuer(), clock.nowMs())
    this.readAgain()
  }

  #files(): { readonly certificate: string; readonly key: string } {
    const { tls, keysFolder } = this.#options
    const files = tls.given ?? deskFiles(keysFolder)
    return { certificate: readText(files.certificate), key: readText(files.key) }
  }

  #troubles({ certificate, key }: { readonly certificate: string; readonly key: string }) {
    return troublesOfWeb(certificate, key, this.#options.tls.names, this.#options.clock.nowMs())
  }

  #tell(): void {
    for (const { words } of this.#troubles(this.#read)) this.#warn(words)
    const whose = this.isGiven ? 'that was given' : 'that this program made'
    this.#options.logger.info(`pages are served by HTTPS under a certificate ${whose}`, {
      part: 'http',
      fingerprint: shownFingerprint(this.#read.certificate),
      reason: this.isGiven
        ? ''
        : 'a browser that does not know it yet shows the same SHA-256 fingerprint; /trust tells how to make it known',
    })
  }

  #warn(words: string): void {
    if (words === this.#said) return
    this.#said = words
    this.#options.logger.warn('the certificate for pages is not right', { part: 'http', code: 'http/certificate', reason: words })
  }
}

/** A gateway signs its pages itself; a station that waits for its gateway's word has its own meanwhile, and keeps what is still good. */
async function makeWhereNeeded(options: WebKeysOptions): Promise<void> {
  if (options.tls.given !== null) return
  const [desk, issuer, nowMs] = [deskOf(options), options.issuer(), options.clock.nowMs()]
  const standing = deskStanding(desk, nowMs)
  if (standing === 'none' || (standing !== 'signed' && issuer !== null)) await makeDesk(desk, issuer, nowMs)
}

function deskOf({ keysFolder, tls, authority }: WebKeysOptions): OwnDesk {
  return { keysFolder, names: tls.names, authority }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Fault('http/certificate', `${path}: ${(cause as NodeJS.ErrnoException).code ?? 'cannot be read'}`, cause)
  }
}

/** What the HTTP side of a program is built with: its certificates where it speaks HTTPS, and the authority its office may trust. */
export interface OpenedWeb {
  /** null for plain HTTP. */
  readonly keys: WebKeys | null
  readonly options: {
    readonly https: { readonly context: SecureContextOptions; readonly strictTransport: () => boolean } | null
    readonly proxies: readonly string[]
    readonly authority?: { readonly certificate: string; readonly mark: string; readonly fingerprint: string }
  }
}

/** Reads or makes what pages are served with. */
export async function openWeb({ tls, proxies }: WebServing, parts: Omit<WebKeysOptions, 'tls'>): Promise<OpenedWeb> {
  const { authority: certificate } = parts
  const authority =
    certificate === null
      ? {}
      : { authority: { certificate, mark: authorityMark(certificate), fingerprint: shownFingerprint(certificate) } }
  if (tls === null) return { keys: null, options: { https: null, proxies, ...authority } }
  const keys = await WebKeys.open({ ...parts, tls })
  const https = { context: keys.context(), strictTransport: () => keys.isGiven }
  return { keys, options: { https, proxies, ...authority } }
}
