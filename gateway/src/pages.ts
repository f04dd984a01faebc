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
import type { BusParts } from './bus.js'
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
  const doors = { links: () => hub.status(), notReady: () => reasonsNotReady(site) }
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
