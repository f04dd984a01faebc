import type { SiteId } from '../../domain/values.js'
import { consumerName, inboxPrefix, streamName, streamSubjects } from './names.js'

/** A gateway as the broker knows it: the public half of its credential. */
export interface BusUser {
  readonly site: SiteId
  readonly publicKey: string
}

/** Who may use the bus. */
export interface BusUsers {
  readonly city: BusUser
  readonly counties: readonly BusUser[]
}

/** Where and how the server runs. */
export interface BusServer {
  /** `host:port`; port -1 takes a free one and writes it into `portsFolder`. */
  readonly listen: string
  readonly storeFolder: string
  readonly portsFolder?: string
  /** Where it writes its process id, so that it can be told to read its users again. */
  readonly pidFile?: string
  /** PEM files of the server; clients must then show a certificate of the same authority. */
  readonly tls?: { readonly certificate: string; readonly key: string; readonly authority: string }
}

export interface NatsServerConfigOptions extends BusServer, BusUsers {}

/** The configuration of the nats-server beside the city, as text. It holds no secret. */
export function natsServerConfig(options: NatsServerConfigOptions): string {
  return `${serverBlock(options).join('\n')}\n${natsUsersConfig(options)}`
}

/** The same without its users, which stand in a file of that name beside it: the city writes that one while the server runs. */
export function natsServerConfigBeside(usersFile: string, server: BusServer): string {
  // Unquoted names end at a blank, and the server looks for them beside the file that names them.
  return `${serverBlock(server).join('\n')}\ninclude ${quote(usersFile)}\n`
}

/** The users of the bus and what each may do, as text. */
export function natsUsersConfig({ city, counties }: BusUsers): string {
  const users = [userLine(city, cityPermissions(city)), ...counties.map((county) => userLine(county, countyPermissions(county)))]
  return `authorization { users: [\n${users.join('\n')}\n] }\n`
}

function serverBlock({ listen, storeFolder, portsFolder, pidFile, tls }: BusServer): readonly string[] {
  return [
    `listen: ${quote(listen)}`,
    ...(portsFolder === undefined ? [] : [`ports_file_dir: ${quote(portsFolder)}`]),
    ...(pidFile === undefined ? [] : [`pid_file: ${quote(pidFile)}`]),
    `jetstream { store_dir: ${quote(storeFolder)} }`,
    ...(tls === undefined ? [] : [tlsBlock(tls)]),
  ]
}

interface Permissions {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
}

/** The city makes every stream and consumer. */
function cityPermissions({ site }: BusUser): Permissions {
  return { publish: ['liandong.>', '$JS.API.>'], subscribe: [`${inboxPrefix(site)}.>`] }
}

/**
 * A county publishes its own subjects and pulls the one consumer the city made for it. With the right to make consumers, or to hear
 * `_INBOX.>`, it could read what others are sent.
 */
function countyPermissions({ site }: BusUser): Permissions {
  const consumer = `${streamName('down', site)}.${consumerName}`
  return {
    publish: [streamSubjects('up', site), `$JS.API.CONSUMER.INFO.${consumer}`, `$JS.API.CONSUMER.MSG.NEXT.${consumer}`],
    subscribe: [`${inboxPrefix(site)}.>`],
  }
}

function userLine({ publicKey }: BusUser, { publish, subscribe }: Permissions): string {
  return `  { nkey: ${publicKey}, permissions: { publish: [${publish.map(quote).join(', ')}], subscribe: [${subscribe.map(quote).join(', ')}] } }`
}

function tlsBlock({ certificate, key, authority }: { certificate: string; key: string; authority: string }): string {
  return `tls { cert_file: ${quote(certificate)}, key_file: ${quote(key)}, ca_file: ${quote(authority)}, verify: true }`
}

function quote(text: string): string {
  return JSON.stringify(text)
}
