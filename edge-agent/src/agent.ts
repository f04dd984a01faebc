import { phoneSecurity } from '@liandong/core/cli/program/phone-security.js'
import { reasonsNotReady } from '@liandong/core/cli/program/readiness.js'
import { serveHttp } from '@liandong/core/cli/program/serve-http.js'
import { startInScope, type ProgramParts } from '@liandong/core/cli/program/start-in-scope.js'
import { openWeb } from '@liandong/core/cli/program/web-keys.js'
import { buildApp } from '@liandong/core/http/app.js'
import { lanAddresses } from '@liandong/core/http/phone/lan.js'
import { PhoneCamera } from '@liandong/core/http/phone/phone-camera.js'
import { phoneRoutes } from '@liandong/core/http/phone/routes.js'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { isOverdueAt, keepDialling, keepUp, openLinkedSite } from '@liandong/core/link/linked-site.js'
import type { Presented } from '@liandong/core/domain/doors/trust.js'
import { judgeDialled } from '@liandong/core/site/enrolment/known-machine.js'
import { programVersion } from '@liandong/core/runtime/version.js'
import { siteNamed } from '@liandong/core/site/query/names.js'
import { parentTest } from '@liandong/core/transport/peer-test/peer-test.js'
import { keepDeskCertified } from '@liandong/core/transport/enrolment/desk.js'
import { keepRenewing } from '@liandong/core/transport/enrolment/renewing.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { loadSiteKeys } from '@liandong/core/transport/site-keys.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import type { Scope } from '@liandong/core/runtime/scope.js'
import type { Site } from '@liandong/core/site/site.js'
import type { AgentConfig, AgentIdentity } from './config.js'
import { type PracticeParts, servePractice } from './practice.js'
import { startUnenrolled } from './unenrolled.js'

/** An agent that answers. */
export interface RunningAgent {
  /** Where the desk beside it finds it. */
  readonly httpUrl: string
  close(): Promise<void>
}

/** Opens an agent; one whose machine is no site yet waits to be enrolled first. */
export function startAgent(config: AgentConfig, parts: ProgramParts = {}): Promise<RunningAgent> {
  const { identity } = config
  if (identity !== null) return startKnown(config, identity, parts)
  return startUnenrolled(config, parts, (enrolled) => startKnown(config, enrolled, parts))
}

/** Opens an agent, top to bottom; closing is the same list read upwards. */
function startKnown(config: AgentConfig, { site: id, parent }: AgentIdentity, parts: ProgramParts): Promise<RunningAgent> {
  return startInScope(parts, async ({ clock, logger: programLogger, scope }) => {
    const { dataFolder, storeKeyFile, keysFolder, links } = config
    const logger = programLogger.child({ site: id })
    const keys = loadSiteKeys(keysFolder, id)
    const identity = {
      site: id,
      tier: 'edge',
      generation: keys.generation,
      parent: parent.site,
      sealKey: keys.sealKey,
      signer: null,
    } as const
    const { site, hub } = openLinkedSite({ ...identity, dataFolder, storeKeyFile, programVersion, clock, logger }, scope)
    const judge = (presented: Presented) => judgeDialled(site, presented)
    const upward = grpcDialler({ address: parent.address, tls: keys.tls, parent: parent.site, judge, clock })
    scope.add('grpc dialler', () => upward.close())
    keepDialling(hub, parent.site, upward, scope)
    keepUp(site, links.retentionDays, { clock, logger }, scope)
    const isRefused = () => isOverdueAt(hub, parent.site)
    keepRenewing({ site, keysFolder, keyring: keys.tls, address: parent.address, isRefused, clock, logger, scope })
    const peerTest = parentTest({
      address: parent.address,
      tls: keys.tls,
      expected: { site: parent.site, judge },
      target: siteNamed(site, parent.site).name,
      line: () => hub.status().find(({ peer }) => peer === parent.site) ?? null,
      programVersion,
    })
    const doors = { links: () => hub.status(), notReady: () => reasonsNotReady(site), peerTest }
    const web = await openWeb(config.http, {
      issuer: () => null,
      keysFolder,
      authority: keys.tls.authority,
      clock,
      logger,
      scope,
    })
    const security = phoneSecurity(web.keys, { names: lanAddresses, keysFolder, clock, logger, scope })
    const phone = new PhoneCamera({ addresses: lanAddresses, port: config.phone.port, security, clock, logger })
    scope.add('phone', () => phone.stop())
    const shown = { ...web.options, version: programVersion, randomHex, pages: findPages(), logger }
    const otherPort = await practicePort(site, config, shown, scope)
    const app = buildApp(site, { ...shown, doors, otherPort, routes: [phoneRoutes(phone)] })
    const httpUrl = await serveHttp(app, config.http, scope)
    if (web.keys !== null) {
      web.keys.follow(app.server)
      const { desk, isGiven } = web.keys
      const onCertified = () => web.keys?.readAgain()
      if (!isGiven) keepDeskCertified({ desk, keyring: keys.tls, address: parent.address, onCertified, clock, logger, scope })
    }
    logger.info('http listening', { part: 'http', address: httpUrl })
    logger.info('ready')
    return { httpUrl }
  })
}

/** Where practice is served; null where none is offered. */
async function practicePort(real: Site, config: AgentConfig, app: PracticeParts['app'], scope: Scope): Promise<number | null> {
  const { practice, http, dataFolder } = config
  if (practice.port === 0) return null
  const own = { ...app, otherPort: http.port }
  return await servePractice({
    real,
    folder: `${dataFolder}-practice`,
    at: { host: http.host, port: practice.port },
    app: own,
    scope,
  })
}
