import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { foundCity, publishFirstItems } from '@liandong/core/cli/init/found-city.js'
import { startInScope, type ProgramParts } from '@liandong/core/cli/program/start-in-scope.js'
import type { Channel, ChannelPair } from '@liandong/core/link/channel.js'
import type { LinkHub } from '@liandong/core/link/hub.js'
import { isOverdueAt, keepDialling, keepUp, type LinkedSite, openLinkedSite } from '@liandong/core/link/linked-site.js'
import type { Refusal } from '@liandong/core/domain/decider.js'
import type { LoopFailure } from '@liandong/core/runtime/loop.js'
import type { Logger } from '@liandong/core/runtime/logger.js'
import type { Presented } from '@liandong/core/domain/doors/trust.js'
import { auditRefusal } from '@liandong/core/site/audit/audit.js'
import { tellAgain } from '@liandong/core/site/enrolment/admit.js'
import { packAside } from '@liandong/core/site/contents/aside.js'
import { judgeDialIn, judgeDialled } from '@liandong/core/site/enrolment/known-machine.js'
import { programVersion } from '@liandong/core/runtime/version.js'
import { keepRenewing } from '@liandong/core/transport/enrolment/renewing.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { startGrpcServer, type GrpcServer, type GrpcServerOptions } from '@liandong/core/transport/grpc-server.js'
import type { SnapshotSource } from '@liandong/core/transport/snapshot/fetch.js'
import { keepFetching } from '@liandong/core/transport/snapshot/keep-fetching.js'
import { linkKeyOf, loadSigner, loadSiteKeys } from '@liandong/core/transport/site-keys.js'
import type { Site } from '@liandong/core/site/site.js'
import { countyDialler, openCityBus, type BusParts, type CityBus } from './bus.js'
import type { GatewayConfig } from './config.js'
import { keepOwnKey, openDoor } from './doors.js'
import { servePages } from './pages.js'

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
    const logger = programLogger.child({ site: config.site })
    const keys = loadSiteKeys(config.keysFolder, config.site)
    const busParts = { config, keys, clock, logger, scope }
    const follow = { trust: () => {} }
    const { site, hub } = openSite(busParts, () => follow.trust())
    if (config.firstFolder !== null) found(site, config.firstFolder, logger)

    const accept = (peer: string, pair: ChannelPair) => void hub.accept(peer, pair)
    const bus = config.tier === 'city' ? openCityBus(busParts, site, accept) : null
    const grpc = await listen(site, accept, bus, busParts)
    follow.trust = () => {
      grpc.judgeAgain()
      bus?.follow()
    }
    if (config.parent === null) keepOwnKey({ site, config, keyring: keys.tls, clock, logger, scope })
    else dialParent(config.parent, site, hub, busParts)
    keepUp(site, config.links.retentionDays, { clock, logger }, scope)
    const httpUrl = await servePages({ ...busParts, site, hub, grpcPort: grpc.port })
    grpc.setServing(true)
    scope.add('readiness', () => grpc.setServing(false))
    logger.info('ready')
    return { httpUrl, grpcPort: grpc.port }
  })
}

/** The store with its identity and keys, and the links that will belong to it. */
function openSite({ config, keys, clock, logger, scope }: BusParts, onTrustChanged: () => void): LinkedSite {
  const { site, tier, parent, dataFolder, storeKeyFile, keysFolder, nats } = config
  const own = {
    generation: keys.generation,
    sealKey: keys.sealKey,
    signer: loadSigner(keysFolder),
    linkKey: (peer: string) => linkKeyOf(keysFolder, peer),
  }
  const identity = { site, tier, parent: parent?.site ?? null, ...own }
  const files = { dataFolder, storeKeyFile, programVersion, contentsAside: nats !== null }
  return openLinkedSite({ ...identity, ...files, clock, logger, onTrustChanged }, scope)
}

/** Where the sites below dial: links, enrolment and snapshots behind one port, not yet called ready. */
async function listen(
  site: Site,
  onPair: GrpcServerOptions['onPair'],
  bus: CityBus | null,
  { config, keys, clock, logger, scope }: BusParts,
): Promise<GrpcServer> {
  const grpc = await startGrpcServer({
    address: `${config.grpc.host}:${config.grpc.port}`,
    tls: keys.tls,
    admit: (presented) => judged(presented, judgeDialIn(site, presented), site, logger),
    enrolment: openDoor(site, config, logger),
    ...snapshots(site, logger),
    onPair,
    ...(bus !== null && { onBlobs: (peer: string, session: number, blobs: Channel) => bus.attachBlobs(peer, session, blobs) }),
    contracts: contractsImage(),
    clock,
  })
  scope.add('grpc', () => grpc.close())
  keys.tls.onChange((tls) => grpc.rotate(tls))
  logger.info('grpc listening', { part: 'grpc', address: `${config.grpc.host}:${grpc.port}` })
  return grpc
}

/** A county keeps its link to the city and its key; what the city's roster does not tell yet it says again. */
function dialParent(parent: NonNullable<GatewayConfig['parent']>, site: Site, hub: LinkHub, parts: BusParts): void {
  const { config, keys, clock, logger, scope } = parts
  const judge = (presented: Presented) => judgeDialled(site, presented)
  const upward = grpcDialler({ address: parent.address, tls: keys.tls, parent: parent.site, judge, clock })
  scope.add('grpc dialler', () => upward.close())
  keepDialling(hub, parent.site, countyDialler(parts, parent.site, upward), scope)
  const isRefused = () => isOverdueAt(hub, parent.site)
  const { keysFolder } = config
  keepRenewing({ site, keysFolder, keyring: keys.tls, address: parent.address, isRefused, clock, logger, scope })
  if (config.nats !== null) fetchAside(site, { address: parent.address, tls: keys.tls, parent: parent.site, judge }, parts)
  tellAgain(site)
}

/** What is asked for beside the bus; where the bus is not used, lanes carry it. */
function fetchAside(site: Site, source: SnapshotSource, { clock, logger, scope }: BusParts): void {
  const onFailure = ({ error, failureCount, retryAfterMs }: LoopFailure) =>
    logger.warn('contents could not be fetched', { part: 'grpc', error, failureCount, retryAfterMs })
  keepFetching({ site, source, clock, onFailure }, scope)
}

/** Counties that are far behind are answered here, whether they use the bus or not. */
function snapshots(site: Site, logger: Logger): Pick<GrpcServerOptions, 'snapshots'> {
  const onBug = (error: unknown) => logger.error('a snapshot met a bug', { part: 'grpc', code: 'internal/bug', error })
  return { snapshots: { pack: (ask) => packAside(site, ask), onBug } }
}

/** The city begins with the roster and the items made for it; a county publishes its items once its roster has come. */
function found(site: Site, folder: string, logger: Logger): void {
  if (site.options.tier === 'city' && foundCity(site, folder) === 'founded')
    logger.info('city founded', { path: folder, rosterVersion: site.roster.version })
  const publish = () => {
    const outcome = publishFirstItems(site, folder)
    if (outcome === 'published') logger.info('first items published', { path: folder })
    return outcome
  }
  if (publish() !== 'waiting') return
  let tried = site.roster.version
  site.store.onCommit(() => {
    if (site.roster.version === tried) return
    tried = site.roster.version
    // After the commit that brought the roster, not in the midst of it.
    queueMicrotask(publish)
  })
}

/** Who is turned away is told why, and shown here. */
function judged({ site: peer }: Presented, refusal: Refusal | null, site: Site, logger: Logger): Refusal | null {
  if (refusal !== null) {
    logger.warn('a site was turned away', { part: 'link', peer, code: refusal.code, reason: refusal.detail })
    auditRefusal(site, `site ${peer}`, { person: null, place: null, subject: `site ${peer}`, outcome: refusal.code })
  }
  return refusal
}

/** What gRPC reflection shows; a checkout that was never built has none. */
function contractsImage(): string | null {
  const path = createRequire(import.meta.url).resolve('@liandong/core/liandong.binpb')
  return existsSync(path) ? path : null
}
