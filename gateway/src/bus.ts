import type { ChannelPair, Dialler } from '@liandong/core/link/channel.js'
import type { Clock } from '@liandong/core/runtime/clock.js'
import type { Logger } from '@liandong/core/runtime/logger.js'
import type { Scope } from '@liandong/core/runtime/scope.js'
import type { GrpcDialler } from '@liandong/core/transport/grpc-client.js'
import { startNatsCity, type NatsCity } from '@liandong/core/transport/nats/city.js'
import { startNatsCounty } from '@liandong/core/transport/nats/county.js'
import { listLinkPeers, loadBusSeed, loadLinkMacKey, type SiteKeys } from '@liandong/core/transport/site-keys.js'
import { reportFailures } from './bus-failures.js'
import type { GatewayConfig } from './config.js'

/** What both ends of the bus are opened with. */
export interface BusParts {
  readonly config: GatewayConfig
  readonly keys: SiteKeys
  readonly clock: Clock
  readonly logger: Logger
  readonly scope: Scope
}

/** The city's end; null where the bus is not used. */
export function openCityBus(parts: BusParts, accept: (peer: string, pair: ChannelPair) => void): NatsCity | null {
  const common = commonOptions(parts)
  if (common === null) return null
  const { keysFolder } = parts.config
  const counties = listLinkPeers(keysFolder).map((site) => ({ site, macKey: loadLinkMacKey(keysFolder, site) }))
  const city = startNatsCity({ ...common, counties, onPair: accept })
  parts.scope.add('nats', () => city.close())
  return city
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
