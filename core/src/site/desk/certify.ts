import { Fault } from '../../domain/fault.js'
import { currentSite } from '../../domain/roster-view.js'
import { isDeskProved, type DeskRequest } from '../../wire/doors/desk-request.js'
import { fingerprintOf } from '../../wire/doors/presented.js'
import { isOfficeName } from '../../wire/doors/web-names.js'
import { requestedKey, signWeb, type Issuer } from '../enrolment/issuer.js'
import { knownMachine, trustTimeMs } from '../enrolment/known-machine.js'
import type { Site } from '../site.js'

/** What a gateway certifies the pages of the sites below it with. */
export interface DeskIssuer {
  readonly issuer: () => Issuer | null
  /** Names the gateway's own pages are opened under. */
  readonly ownNames: readonly string[]
}

/** Two years; renewed when half of it has passed, so that the longest outage fits in between. */
const GOOD_FOR_MS = 730 * 86_400_000

/**
 * Certifies the pages of a site below this gateway, for names of its own office alone, to the very key the roster trusts. Throws Faults:
 * `link/…` for who is not trusted, `http/names-refused`.
 */
export async function certifyDesk(site: Site, request: DeskRequest, { issuer, ownNames }: DeskIssuer): Promise<string> {
  const known = knownMachine(site, request.site)
  const fact = currentSite(site.roster, request.site)
  if (known === null || fact?.parent !== site.id || fact.life === 'retired') throw new Fault('link/not-enrolled', request.site)
  if (request.generation !== known.generation) throw new Fault('link/old-generation', request.site)
  if (known.trust.revokedMs !== null) throw new Fault('link/revoked', request.site)
  const isKnownKey = fingerprintOf(request.siteKey) === known.trust.fingerprint
  if (!isKnownKey || !isDeskProved(request)) throw new Fault('link/unknown-key', request.site)
  const foreign = request.names.filter((name) => !isOfficeName(name) || ownNames.includes(name))
  if (foreign.length > 0) throw new Fault('http/names-refused', foreign.join(' '))
  const authority = issuer()
  if (authority === null) throw new Fault('enrolment/no-authority')
  const issuedMs = trustTimeMs(site)
  const key = await requestedKey(request.signingRequest)
  return await signWeb(authority, key, { names: request.names, issuedMs, notAfterMs: issuedMs + GOOD_FOR_MS })
}
