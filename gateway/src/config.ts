import type { ConfigOf } from '@liandong/core/runtime/config.js'
import { gatewaySettings } from '@liandong/core/cli/program/settings.js'
import { identify } from '@liandong/core/cli/program/identity.js'
import type { Decided } from '@liandong/core/cli/program/run-program.js'
import { mistakesInWeb, webServing, type WebServing } from '@liandong/core/cli/program/web-settings.js'

type Values = ConfigOf<typeof gatewaySettings>

/** What one gateway runs with; parts it does not have are null. */
export interface GatewayConfig
  extends Pick<Values, 'dataFolder' | 'storeKeyFile' | 'keysFolder' | 'grpc' | 'links' | 'enrolment'> {
  readonly site: string
  readonly tier: 'city' | 'county'
  readonly http: WebServing
  /** Made by `liandong init`: the city takes its roster from it, each gateway its first items; only into an empty store. */
  readonly firstFolder: string | null
  /** Only a county has one. */
  readonly parent: { readonly site: string; readonly address: string } | null
  /** `server` names the bus in its certificate; null where the bus is on the same machine. */
  readonly nats: (Omit<Values['nats'], 'servers'> & { readonly servers: readonly string[] }) | null
}

/** Which settings belong to which tier. */
export function decideGatewayConfig(values: Values): Decided<GatewayConfig> {
  const { site, parent } = identify(values)
  const mistakes = [
    ...mistakesOf(values, parent),
    ...mistakesInWeb(values.http),
    ...(site === null ? ['LIANDONG_SITE must be given'] : []),
  ]
  if (mistakes.length > 0 || site === null) return { kind: 'mistakes', mistakes }
  const { dataFolder, storeKeyFile, keysFolder, http, grpc, links, enrolment, tier, firstFolder, nats } = values
  const config: GatewayConfig = {
    tier,
    site,
    dataFolder,
    storeKeyFile,
    keysFolder,
    http: webServing(http),
    grpc,
    links,
    enrolment,
    firstFolder,
    parent: parent.site === null || parent.address === null ? null : { site: parent.site, address: parent.address },
    nats: nats.servers === null ? null : { ...nats, servers: nats.servers.split(',') },
  }
  return { kind: 'config', config }
}

function mistakesOf({ tier }: Values, parent: Values['parent']): readonly string[] {
  const given = { LIANDONG_PARENT_SITE: parent.site, LIANDONG_PARENT_ADDRESS: parent.address }
  const names = Object.entries(given)
  if (tier === 'city')
    return names.filter(([, value]) => value !== null).map(([name]) => `${name} is for a county; the city has no parent`)
  const missing = names.filter(([, value]) => value === null).map(([name]) => `${name} must be given for a county`)
  return missing
}
