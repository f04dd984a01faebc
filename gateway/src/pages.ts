import { reasonsNotReady } from '@liandong/core/cli/program/readiness.js'
import { serveHttp } from '@liandong/core/cli/program/serve-http.js'
import { openWeb } from '@liandong/core/cli/program/web-keys.js'
import { buildApp } from '@liandong/core/http/app.js'
import { catalogueWorkRoutes } from '@liandong/core/http/catalogue-work/routes.js'
import { enrolmentRoutes } from '@liandong/core/http/enrolment/routes.js'
import { networkRoutes } from '@liandong/core/http/network/routes.js'
import { overviewRoutes } from '@liandong/core/http/overview/routes.js'
import { accountRoutes } from '@liandong/core/http/people/accounts.js'
import { gatewayBounds } from '@liandong/core/http/security/server.js'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { loadIssuer } from '@liandong/core/site/enrolment/issuer.js'
import type { LinkHub } from '@liandong/core/link/hub.js'
import { programVersion } from '@liandong/core/runtime/version.js'
import type { Site } from '@liandong/core/site/site.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import { judgeDialled } from '@liandong/core/site/enrolment/known-machine.js'
import type { PeerTest } from '@liandong/core/site/network/peer-test.js'
import { siteNamed } from '@liandong/core/site/query/names.js'
import { busTest, parentTest } from '@liandong/core/transport/peer-test/peer-test.js'
import type { BusParts } from './bus.js'
import type { GatewayConfig } from './config.js'
import { doorFacts } from './doors.js'

/** What pages tell of, beside what a gateway is made of. */
export interface PagesParts extends BusParts {
  readonly site: Site
  readonly hub: LinkHub
  /** The port the sites below dial. */
  readonly grpcPort: number
}

/** Serves counters, consoles and their API, by HTTPS wherever another machine can come; answers the URL. */
export async function servePages({ site, hub, grpcPort, config, keys, clock, logger, scope }: PagesParts): Promise<string> {
  const { keysFolder } = config
  const doors = { links: () => hub.status(), notReady: () => reasonsNotReady(site), peerTest: wayUp(site, hub, config, keys) }
  const issuer = () => loadIssuer(keysFolder)
  const web = await openWeb(config.http, { keysFolder, authority: keys.tls.authority, issuer, clock, logger, scope })
  const app = buildApp(site, {
    ...web.options,
    connections: gatewayBounds,
    logger,
    doors,
    version: programVersion,
    randomHex,
    pages: findPages(),
    routes: [
      ...catalogueWorkRoutes,
      accountRoutes,
      enrolmentRoutes(doorFacts(config, keys.tls, grpcPort)),
      networkRoutes,
      overviewRoutes,
    ],
  })
  const url = await serveHttp(app, config.http, scope)
  web.keys?.follow(app.server)
  logger.info('http listening', { part: 'http', address: url })
  return url
}

/** A county's way to the city; the city's, which is nobody's child, to the bus. */
function wayUp(site: Site, hub: LinkHub, { parent, nats }: GatewayConfig, keys: PagesParts['keys']): PeerTest | null {
  if (parent === null) return nats === null ? null : busTest(nats.servers[0] ?? '', 'NATS')
  return parentTest({
    address: parent.address,
    tls: keys.tls,
    expected: { site: parent.site, judge: (presented) => judgeDialled(site, presented) },
    target: siteNamed(site, parent.site).name,
    line: () => hub.status().find(({ peer }) => peer === parent.site) ?? null,
    programVersion,
  })
}
