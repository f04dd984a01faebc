import { hostname } from 'node:os'
import type { EnrolmentFacts } from '@liandong/core/http/enrolment/routes.js'
import { authorityMark } from '@liandong/core/wire/doors/code.js'
import type { Clock } from '@liandong/core/runtime/clock.js'
import type { Logger } from '@liandong/core/runtime/logger.js'
import { loop } from '@liandong/core/runtime/loop.js'
import type { Scope } from '@liandong/core/runtime/scope.js'
import { certifyDesk } from '@liandong/core/site/desk/certify.js'
import { EnrolmentDoor } from '@liandong/core/site/enrolment/door.js'
import { loadIssuer } from '@liandong/core/site/enrolment/issuer.js'
import { frameKeyFor, keepRenewed, nextKeyFile } from '@liandong/core/site/enrolment/key-folder.js'
import { replaceFile } from '@liandong/core/store/file/replace-file.js'
import { enterOwnKey, isOwnKeyDue, makeOwnKey } from '@liandong/core/site/enrolment/own-key.js'
import type { Site } from '@liandong/core/site/site.js'
import type { EnrolmentCalls } from '@liandong/core/transport/enrolment/service.js'
import type { SiteKeyring } from '@liandong/core/transport/site-keys.js'
import { isBusUser } from './bus-user.js'
import type { GatewayConfig } from './config.js'

const DAY_MS = 24 * 3_600_000
/** The city's own key is good for months. */
const LOOK_MS = 60_000

/** What a gateway offers to machines that have no certificate, or an old one. */
export function openDoor(site: Site, { keysFolder, enrolment, http }: GatewayConfig, logger: Logger): EnrolmentCalls {
  const door = new EnrolmentDoor(site, {
    issuer: () => loadIssuer(keysFolder),
    goodForMs: enrolment.goodDays * DAY_MS,
    frameKey: (county, isNew) => frameKeyFor(keysFolder, county, isNew),
    isBusUser,
  })
  return {
    enrol: (request, from) => door.enrol(request, from),
    renew: (request) => door.renew(request),
    certifyDesk: (request) =>
      certifyDesk(site, request, { issuer: () => loadIssuer(keysFolder), ownNames: http.tls?.names ?? [] }),
    onBug: (error) => logger.error('enrolment met a bug', { part: 'enrolment', code: 'internal/bug', error }),
  }
}

/** What sheets say of this gateway; `port` is the one it took. */
export function doorFacts({ grpc, enrolment }: GatewayConfig, { authority }: SiteKeyring, port: number): EnrolmentFacts {
  const everywhere = grpc.host === '0.0.0.0' || grpc.host === '::'
  return {
    address: () => grpc.shown ?? `${everywhere ? hostname() : grpc.host}:${port}`,
    authority: authorityMark(authority),
    needsApproval: enrolment.approval === 'administrator',
  }
}

/** What the city renews its own key with. */
export interface OwnKeyParts {
  readonly site: Site
  readonly config: GatewayConfig
  readonly keyring: SiteKeyring
  readonly clock: Clock
  readonly logger: Logger
  readonly scope: Scope
}

/** The city renews its own key when it is due, and enters it in the roster; nobody stands above it. */
export function keepOwnKey(parts: OwnKeyParts): void {
  const { clock, logger, scope } = parts
  const stop = new AbortController()
  const running = loop({
    name: 'own key',
    signal: stop.signal,
    step: () => lookAfterOwnKey(parts),
    pauseMs: LOOK_MS,
    clock,
    onFailure: ({ error }) => logger.error('the city’s own key could not be renewed', { part: 'enrolment', error }),
  })
  scope.add('own key', async () => {
    stop.abort()
    await running
  })
}

async function lookAfterOwnKey({ site, config, keyring, logger }: OwnKeyParts): Promise<void> {
  const { keysFolder, enrolment } = config
  const issuer = loadIssuer(keysFolder)
  if (issuer !== null && isOwnKeyDue(site, keyring.certificate)) {
    const { key, certificate } = await makeOwnKey(site, issuer)
    replaceFile(nextKeyFile(keysFolder), key)
    keepRenewed(keysFolder, certificate)
    keyring.readAgain()
  }
  if (await enterOwnKey(site, keyring.certificate, enrolment.goodDays * DAY_MS)) logger.info('key renewed', { part: 'enrolment' })
}
