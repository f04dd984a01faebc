import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { foundCity } from '@liandong/core/cli/init/found-city.js'
import { reasonsNotReady } from '@liandong/core/cli/program/readiness.js'
import { serveHttp } from '@liandong/core/cli/program/serve-http.js'
import { startInScope, type ProgramParts } from '@liandong/core/cli/program/start-in-scope.js'
import { buildApp } from '@liandong/core/http/app.js'
import { catalogueWorkRoutes } from '@liandong/core/http/catalogue-work/routes.js'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import type { Channel, ChannelPair } from '@liandong/core/link/channel.js'
import { isChild, keepDialling, keepUp, openLinkedSite } from '@liandong/core/link/linked-site.js'
import { programVersion } from '@liandong/core/runtime/version.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import { loadSiteKeys } from '@liandong/core/transport/site-keys.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import { countyDialler, openCityBus } from './bus.js'
import type { GatewayConfig } from './config.js'

/** A gateway that answers. */
export interface RunningGateway {
  /** Where counters and pages of this machine find it. */
  readonly httpUrl: string
  /** Where the sites below dial. */
  readonly grpcPort: number
  close(): Promise<void>
}

/** Opens a gateway, top to bottom; closing is the same list read upwards. */
export function startGateway(config: GatewayConfig, parts: ProgramParts = {}): Promise<RunningGateway> {
  return startInScope(parts, async ({ clock, logger: programLogger, scope }) => {
    const { site: id, tier, parent, dataFolder, keysFolder } = config
    const logger = programLogger.child({ site: id })
    const keys = loadSiteKeys(keysFolder, id)
    const identity = { site: id, tier, generation: keys.generation, parent: parent?.site ?? null, sealKey: keys.sealKey }
    const { site, hub } = openLinkedSite({ ...identity, dataFolder, programVersion, clock, logger }, scope)
    if (config.firstFolder !== null && foundCity(site, config.firstFolder) === 'founded')
      logger.info('city founded', { path: config.firstFolder, rosterVersion: site.roster.version })

    const accept = (peer: string, pair: ChannelPair) => {
      if (isChild(site, peer)) return void hub.accept(peer, pair)
      // A roster on its way may name it; the site dials again.
      logger.warn('a site the roster does not name as a child was turned away', { part: 'link', peer, code: 'roster/behind' })
      for (const channel of [pair.messages, pair.blobs]) channel.close('roster/behind')
    }
    const busParts = { config, keys, clock, logger, scope }
    const bus = tier === 'city' ? openCityBus(busParts, accept) : null
    const onBlobs =
      bus === null ? {} : { onBlobs: (peer: string, session: number, blobs: Channel) => bus.attachBlobs(peer, session, blobs) }
    const grpc = await startGrpcServer({
      address: `${config.grpc.host}:${config.grpc.port}`,
      tls: keys.tls,
      onPair: accept,
      ...onBlobs,
      contracts: contractsImage(),
      clock,
    })
    scope.add('grpc', () => grpc.close())
    logger.info('grpc listening', { part: 'grpc', address: `${config.grpc.host}:${grpc.port}` })
    if (parent !== null) {
      const upward = grpcDialler({ address: parent.address, tls: keys.tls, parent: parent.site, clock })
      scope.add('grpc dialler', () => upward.close())
      keepDialling(hub, parent.site, countyDialler(busParts, parent.site, upward), scope)
    }
    keepUp(site, config.links.retentionDays, { clock, logger }, scope)
    const doors = { links: () => hub.status(), notReady: () => reasonsNotReady(site) }
    const app = buildApp(site, {
      logger,
      doors,
      version: programVersion,
      randomHex,
      pages: findPages(),
      routes: catalogueWorkRoutes,
    })
    const httpUrl = await serveHttp(app, config.http, scope)
    logger.info('http listening', { part: 'http', address: httpUrl })
    grpc.setServing(true)
    scope.add('readiness', () => grpc.setServing(false))
    logger.info('ready')
    return { httpUrl, grpcPort: grpc.port }
  })
}

/** What gRPC reflection shows; a checkout that was never built has none. */
function contractsImage(): string | null {
  const path = createRequire(import.meta.url).resolve('@liandong/core/liandong.binpb')
  return existsSync(path) ? path : null
}
