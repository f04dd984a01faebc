import { hostname, networkInterfaces } from 'node:os'
import type { ConfigOf } from '../../runtime/config.js'
import { isWebName, MAX_WEB_NAMES } from '../../wire/doors/web-names.js'
import type { siteSettings } from './settings.js'

/** How a program serves its pages: settings that fit together. */
export interface WebServing {
  readonly host: string
  readonly port: number
  /** Addresses of proxies whose word about the caller is believed. */
  readonly proxies: readonly string[]
  /** null: plain HTTP, for this machine alone. */
  readonly tls: {
    /** Files an administrator gave; null where the program makes its own. */
    readonly given: { readonly certificate: string; readonly key: string } | null
    /** What browsers open; what a certificate of the program's own names. */
    readonly names: readonly string[]
  } | null
}

type Values = ConfigOf<(typeof siteSettings)['http']>

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** What speaks against them, each with what to do; empty where they fit. */
export function mistakesInWeb({ host, scheme, certificate, key, names, proxies }: Values): readonly string[] {
  const isPlain = scheme === 'http'
  return [
    ...(isPlain && !loopback.has(host)
      ? [
          `LIANDONG_HTTP_SCHEME=http is for LIANDONG_HTTP_HOST 127.0.0.1 or ::1 alone: leave it out, and pages are served by HTTPS under a certificate the program makes, or give LIANDONG_HTTP_CERTIFICATE and LIANDONG_HTTP_KEY`,
        ]
      : []),
    ...((certificate === null) === (key === null)
      ? []
      : ['LIANDONG_HTTP_CERTIFICATE and LIANDONG_HTTP_KEY are files that belong together: give both or neither']),
    ...(isPlain && certificate !== null ? ['LIANDONG_HTTP_SCHEME=http uses no certificate: leave one of them out'] : []),
    ...listOf(names)
      .filter((name) => !isWebName(name))
      .map((name) => `LIANDONG_HTTP_NAMES: ${name} is neither an address nor a host name`),
    ...(listOf(names).length > MAX_WEB_NAMES ? [`LIANDONG_HTTP_NAMES: at most ${MAX_WEB_NAMES}`] : []),
    ...listOf(proxies)
      .filter((proxy) => !/^[0-9a-f.:]+(\/\d{1,3})?$/i.test(proxy))
      .map((proxy) => `LIANDONG_HTTP_PROXIES: ${proxy} is no address`),
  ]
}

/** The settings as a program serves by them; call it only where there is no mistake. HTTPS wherever another machine can come. */
export function webServing(values: Values): WebServing {
  const { host, port, scheme, certificate, key, names, proxies } = values
  const isSecure = scheme === 'https' || certificate !== null || !loopback.has(host)
  const given = certificate === null || key === null ? null : { certificate, key }
  const shown = names === null && given === null ? ownNames(host) : listOf(names)
  return { host, port, proxies: listOf(proxies), tls: isSecure ? { given, names: shown } : null }
}

/** Under what a browser in the office finds this machine. */
function ownNames(host: string): readonly string[] {
  const everywhere = host === '0.0.0.0' || host === '::'
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const outside = addresses.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address)
  const name = hostname().toLowerCase()
  const named = isWebName(name) && name !== 'localhost' ? [name] : []
  return [...new Set([...(everywhere ? outside : [host]), ...named])].slice(0, MAX_WEB_NAMES)
}

function listOf(text: string | null): readonly string[] {
  const parts = text?.split(',').map((part) => part.trim().toLowerCase()) ?? []
  return parts.filter((part) => part !== '')
}
