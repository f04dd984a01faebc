import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PublishingKey, Site, SiteTrust } from '../../domain/roster.js'
import type { SiteId } from '../../domain/values.js'
import { signerOf } from '../../wire/catalogue/signing.js'
import { presentedIn } from '../../wire/doors/presented.js'
import { keyFiles } from '../../wire/site-identity.js'
import {
  type AuthorityFiles,
  authorityFiles,
  giveIssuer,
  makeBusUser,
  makeNetworkKeys,
  makePublishingKey,
  makeSiteKeys,
} from '../keys.js'
import { addChanges, readInitFolder } from './init-folder.js'
import { splitChanges } from './split-changes.js'

/** As long as the programs' own setting says when nobody changes it. */
const GOOD_FOR_MS = 365 * 24 * 3_600_000

/** Where the keys of a city's site lie below the folder `init` made. */
export function keysFolderOf(folder: string, site: SiteId): string {
  return join(folder, 'keys', site)
}

/** The network's authority as `init` made it below that folder. */
export function networkAuthority(folder: string): AuthorityFiles {
  return authorityFiles(authorityFolder(folder))
}

/**
 * Makes the network's authority, the keys of the city, which nobody stands above, and the roster's word that they are trusted;
 * answers the city. Every other site makes its own keys when it enrols.
 */
export async function makeCityKeys(folder: string): Promise<SiteId> {
  await makeNetworkKeys(authorityFolder(folder))
  const city = sitesIn(folder).find(({ tier }) => tier === 'city')
  if (city === undefined) throw new Error(`${folder} holds no city`)
  const target = keysFolderOf(folder, city.id)
  await makeSiteKeys(networkAuthority(folder), { site: city.id, generation: city.generation }, target)
  giveIssuer(networkAuthority(folder), target)
  await makeBusUser(target)
  makePublishingKey(target)
  trustSites(folder, [city])
  return city.id
}

/** The city is founded with these facts: what is not in its roster is trusted by nobody. */
export function trustSites(folder: string, made: readonly Site[]): void {
  const last = readInitFolder(folder).changes.at(-1)
  if (last === undefined) return
  const facts = made.map((site) => ({
    kind: 'site' as const,
    site: {
      ...site,
      life: 'enrolled' as const,
      trust: trustOf(keysFolderOf(folder, site.id)),
      publishingKeys: publishingKeysOf(keysFolderOf(folder, site.id)),
    },
  }))
  addChanges(folder, splitChanges(facts, last.by, Math.max(last.atMs, 0), last.version + 1))
}

function trustOf(folder: string): SiteTrust {
  const presented = presentedIn(readFileSync(join(folder, keyFiles.certificate), 'utf8'))
  if (presented === null) throw new Error(`the certificate in ${folder} names no site`)
  const user = join(folder, keyFiles.busUser)
  const { fingerprint, issuedMs } = presented
  const busUser = existsSync(user) ? readFileSync(user, 'utf8').trim() : null
  return { fingerprint, busUser, issuedMs, renewByMs: issuedMs + GOOD_FOR_MS, revokedMs: null }
}

/** Their public halves stand in the roster, so that everybody can check what a gateway signs. */
function publishingKeysOf(folder: string): readonly PublishingKey[] {
  const file = join(folder, keyFiles.publishing)
  return existsSync(file) ? [signerOf(readFileSync(file, 'utf8')).key] : []
}

function authorityFolder(folder: string): string {
  return join(folder, 'keys', 'authority')
}

/** The sites of the folder's roster, as they are after the last change of each. */
export function sitesIn(folder: string): readonly Site[] {
  const facts = readInitFolder(folder).changes.flatMap(({ facts }) => facts)
  const sites = facts.flatMap((fact) => (fact.kind === 'site' ? [fact.site] : []))
  return [...new Map(sites.map((site) => [site.id, site])).values()]
}
