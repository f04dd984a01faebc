import { existsSync, readFileSync } from 'node:fs'
import { newest } from '@liandong/core/domain/roster-view.js'
import type { ChannelPair, Dialler } from '@liandong/core/link/channel.js'
import type { Clock } from '@liandong/core/runtime/clock.js'
import type { Logger } from '@liandong/core/runtime/logger.js'
import type { Scope } from '@liandong/core/runtime/scope.js'
import { replaceFile } from '@liandong/core/store/file/replace-file.js'
import { isTrusted } from '@liandong/core/site/enrolment/known-machine.js'
import type { Site } from '@liandong/core/site/site.js'
import type { GrpcDialler } from '@liandong/core/transport/grpc-client.js'
import { startNatsCity, type NatsCity } from '@liandong/core/transport/nats/city.js'
import { startNatsCounty } from '@liandong/core/transport/nats/county.js'
import { natsUsersConfig } from '@liandong/core/transport/nats/server-config.js'
import { listLinkPeers, loadBusSeed, loadBusUser, loadLinkMacKey, type SiteKeys } from '@liandong/core/transport/site-keys.js'
import { reportFailures } from './bus-failures.js'
import { isBusUser } from './bus-user.js'
import type { GatewayConfig } from './config.js'

/** What both ends of the bus are opened with. */
export interface BusParts {
  readonly config: GatewayConfig
  readonly keys: SiteKeys
  readonly clock: Clock
  readonly logger: Logger
  readonly scope: Scope
}

/** The city's end of the bus, and its server's users. */
export interface CityBus extends Pick<NatsCity, 'attachBlobs'> {
  /** Counties that came, got another machine or were cut off: lines and users follow at once. */
  follow(): void
}

/** The city's end; null where the bus is not used. */
export function openCityBus(parts: BusParts, site: Site, accept: (peer: string, pair: ChannelPair) => void): CityBus | null {
  const common = commonOptions(parts)
  if (common === null) return null
  const counties = () => countiesOf(site, parts.config.keysFolder)
  writeUsers(parts, site)
  const city = startNatsCity({ ...common, counties: counties(), onPair: accept })
  parts.scope.add('nats', () => city.close())
  return {
    attachBlobs: (...papers) => city.attachBlobs(...papers),
    follow: () => {
      // Users first: whoever is cut off shall not be let in again between the two.
      writeUsers(parts, site)
      city.setCounties(counties())
    },
  }
}

/** Counties whose machine is trusted and shares a key with this one. */
function countiesOf(site: Site, keysFolder: string) {
  const trusted = listLinkPeers(keysFolder).filter((peer) => isTrusted(site, peer))
  return trusted.map((peer) => ({ site: peer, macKey: loadLinkMacKey(keysFolder, peer) }))
}

/** Writes the users of the bus's server, where the city keeps that file, and has it read again when it changed. */
function writeUsers({ config, logger }: BusParts, site: Site): void {
  const { usersFile, pidFile } = config.nats ?? { usersFile: null, pidFile: null }
  if (usersFile === null) return
  const trusted = newest(site.roster.sites).filter(({ id, tier }) => tier === 'county' && isTrusted(site, id))
  const counties = trusted.flatMap(({ id, trust }) =>
    busUser(id, site.store.enrolments.admitted(id)?.trust.busUser ?? trust?.busUser),
  )
  const text = natsUsersConfig({ city: { site: site.id, publicKey: loadBusUser(config.keysFolder) }, counties })
  if (existsSync(usersFile) && readFileSync(usersFile, 'utf8') === text) return
  replaceFile(usersFile, text)
  logger.info('users of the bus written', { part: 'nats', path: usersFile, count: counties.length })
  if (pidFile !== null) reload(pidFile, logger)
}

function busUser(site: string, publicKey: string | null | undefined) {
  return publicKey === null || publicKey === undefined || !isBusUser(publicKey) ? [] : [{ site, publicKey }]
}

/** As `nats-server --signal reload` does. A server that does not run reads them when it starts. */
function reload(pidFile: string, logger: Logger): void {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGHUP')
  } catch (error) {
    logger.warn('the bus server could not be told to read its users', { part: 'nats', path: pidFile, error })
  }
}

/** A county's way to the city: messages over the bus and papers over gRPC, or both over gRPC where the bus is not used. */
export function countyDialler(parts: BusParts, city: string, grpc: GrpcDialler): Dialler {
  const common = commonOptions(parts)
  if (common === null) return grpc
  const macKey = loadLinkMacKey(parts.config.keysFolder, city)
  const county = startNatsCounty({ ...common, city, macKey, dialBlobs: (session, signal) => grpc.dialBlobs(session, signal) })
  parts.scope.add('nats', () => county.close())
  return county
}

function commonOptions({ config, keys, clock, logger }: BusParts) {
  const { nats, site, keysFolder } = config
  if (nats === null) return null
  const onFailure = reportFailures(logger.child({ part: 'nats' }))
  const tls = nats.server === null ? {} : { tls: { own: keys.tls, server: nats.server } }
  return { servers: nats.servers, site, seed: loadBusSeed(keysFolder), ...tls, clock, onFailure }
}
