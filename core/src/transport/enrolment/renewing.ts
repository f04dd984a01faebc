import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renewalDueMs } from '../../domain/doors/trust.js'
import { Fault } from '../../domain/fault.js'
import { currentSite } from '../../domain/roster-view.js'
import type { Clock } from '../../runtime/clock.js'
import type { Logger } from '../../runtime/logger.js'
import { loop } from '../../runtime/loop.js'
import type { Scope } from '../../runtime/scope.js'
import { forgetNextKey, keepRenewed, nextIssuerKeyFile, nextKeyFile, writeNew } from '../../site/enrolment/key-folder.js'
import { renewalOf } from '../../site/enrolment/machine.js'
import { trustTimeMs } from '../../site/enrolment/known-machine.js'
import type { Site } from '../../site/site.js'
import { presentedIn } from '../../wire/doors/presented.js'
import { keyFiles } from '../../wire/site-identity.js'
import type { SiteKeyring } from '../site-keys.js'
import { renewAt } from './client.js'

/** What a site renews its key with. */
export interface RenewingOptions {
  readonly site: Site
  readonly keysFolder: string
  readonly keyring: SiteKeyring
  /** The parent's address. */
  readonly address: string
  /** The parent refuses this site because its key is overdue: the roster that would say so cannot come. */
  readonly isRefused: () => boolean
  readonly clock: Clock
  readonly logger: Logger
  readonly scope: Scope
}

/** Looked at that often: keys are good for months, but who is refused waits for it. */
const LOOK_MS = 5_000
/** A parent that refuses the new key too has another reason. */
const REFUSED_AGAIN_MS = 600_000
/** What passes by itself: asked again at the next look. */
const passing: ReadonlySet<string> = new Set(['roster/behind', 'link/parent-unreachable'])
/** A refusal stands until somebody acts, so the parent is not asked all the time. */
const backOff = { firstMs: 2_000, longestMs: 600_000 }

/** Renews the key when two thirds of its time have passed, until the scope closes; what is refused is said once. */
export function keepRenewing(options: RenewingOptions): void {
  const { clock, logger, scope } = options
  const stop = new AbortController()
  let said = ''
  let notBeforeMs = Number.NEGATIVE_INFINITY
  const running = loop({
    name: 'renewal',
    signal: stop.signal,
    step: async () => {
      const isRefused = clock.monotonicMs() >= notBeforeMs && options.isRefused()
      if (!isRefused && !isDue(options)) return
      if (!(await renewed(options))) return
      notBeforeMs = clock.monotonicMs() + REFUSED_AGAIN_MS
      logger.info('key renewed', { part: 'enrolment' })
    },
    pauseMs: LOOK_MS,
    backOff,
    clock,
    onFailure: ({ error }) => {
      const { code, detail } = error instanceof Fault ? error : new Fault('internal/bug', String(error))
      if (code !== said) logger.warn('the key could not be renewed', { part: 'enrolment', code, reason: detail })
      said = code
    },
  })
  scope.add('renewing', async () => {
    stop.abort()
    await running
  })
}

function isDue({ site, keysFolder, keyring }: RenewingOptions): boolean {
  if (existsSync(nextKeyFile(keysFolder))) return true
  const presented = presentedIn(keyring.certificate)
  const trust = currentSite(site.roster, site.id)?.trust
  if (presented === null || trust === undefined) return false
  // The roster may not tell yet of the key this site has; it is good as long as the one before was.
  const { issuedMs } = presented
  return trustTimeMs(site) >= renewalDueMs({ ...trust, issuedMs, renewByMs: issuedMs + trust.renewByMs - trust.issuedMs })
}

/** False where the parent could not answer yet. */
async function renewed(options: RenewingOptions): Promise<boolean> {
  try {
    await renewOnce(options)
    return true
  } catch (error) {
    if (error instanceof Fault && passing.has(error.code)) return false
    throw error
  }
}

async function renewOnce({ site, keysFolder, keyring, address }: RenewingOptions): Promise<void> {
  const { makeKey } = await import('../../wire/doors/certificates.js')
  const file = nextKeyFile(keysFolder)
  // On the disk before it is asked for: the answer may be lost, and then only the same key gets it again.
  if (!existsSync(file)) writeNew(file, await makeKey())
  const issuerFile = nextIssuerKeyFile(keysFolder)
  const hasAuthority = existsSync(join(keysFolder, keyFiles.issuerKey))
  if (hasAuthority && !existsSync(issuerFile)) writeNew(issuerFile, await makeKey())
  const nextIssuerKey = hasAuthority ? readFileSync(issuerFile, 'utf8') : null
  const request = await renewalOf(site.id, keyring, readFileSync(file, 'utf8'), nextIssuerKey)
  try {
    const { certificate, authorityCertificate } = await renewAt(address, keyring.authority, request)
    keepRenewed(keysFolder, certificate, authorityCertificate)
  } catch (error) {
    if (error instanceof Fault && error.code === 'link/unknown-key') forgetNextKey(keysFolder)
    throw error
  }
  keyring.readAgain()
}
