import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { PublishingKey, Site, SiteTrust } from '../../domain/roster.js'
import type { SiteId } from '../../domain/values.js'
import { signerOf } from '../../wire/catalogue/signing.js'
import { presentedIn } from '../../wire/doors/presented.js'
import { keyFiles } from '../../wire/site-identity.js'
import {
  authorityFiles,
  giveIssuer,
  issuerFiles,
  makeBusUser,
  makeIssuer,
  makeLinkMacKey,
  makeNetworkKeys,
  makePublishingKey,
  makeSiteKeys,
} from '../keys.js'
import { addChanges, readInitFolder } from './init-folder.js'
import { splitChanges } from './split-changes.js'

/** As long as the programs' own setting says when nobody changes it. */
const GOOD_FOR_MS = 365 * 24 * 3_600_000

/** Where a city's keys lie below the folder `init` made. */
export function keysFolderOf(folder: string, site: SiteId): string {
  return join(folder, 'keys', site)
}

/**
 * Makes the network's authority, the keys of every site that has a machine, and the roster's word that they are trusted; answers
 * whose. What is there stays.
 */
export async function makeCityKeys(folder: string): Promise<readonly SiteId[]> {
  const sites = sitesOf(folder).filter(({ life }) => life === 'enrolled')
  if (!existsSync(root(folder).certificate)) await makeNetworkKeys(authorityFolder(folder))
  const made: Site[] = []
  // Gateways first: what they sign with is needed for the sites below them.
  for (const site of [...sites].sort((a, b) => rank(a) - rank(b))) if (await makeKeysOf(folder, site)) made.push(site)
  shareBusKeys(folder, sites, new Set(made.map(({ id }) => id)))
  trust(folder, made)
  return made.map(({ id }) => id)
}

/** As `makeCityKeys`, for one site, planned ones included: before the city is founded its machine may be set up beforehand. */
export async function makeKeysForSite(folder: string, id: SiteId): Promise<boolean> {
  const site = sitesOf(folder).find((each) => each.id === id)
  if (site === undefined) throw new Fault('site/unknown', id)
  const isMade = await makeKeysOf(folder, site)
  if (isMade) trust(folder, [site])
  return isMade
}

async function makeKeysOf(folder: string, { id, tier, generation, parent }: Site): Promise<boolean> {
  const target = keysFolderOf(folder, id)
  if (existsSync(target)) return false
  const signer = tier === 'edge' ? issuerFiles(keysFolderOf(folder, parent ?? '')) : root(folder)
  await makeSiteKeys(signer, { site: id, generation }, target, root(folder).certificate)
  if (tier === 'city') giveIssuer(root(folder), target)
  if (tier === 'county') await makeIssuer(root(folder), id, target)
  if (tier !== 'edge') await makeBusUser(target)
  if (tier !== 'edge') makePublishingKey(target)
  return true
}

/** The city shares a key with each county. */
function shareBusKeys(folder: string, sites: readonly Site[], made: ReadonlySet<SiteId>): void {
  const holder = ({ id }: Site) => ({ site: id, folder: keysFolderOf(folder, id) })
  const city = sites.find(({ tier }) => tier === 'city')
  const counties = sites.filter(({ tier, id }) => tier === 'county' && made.has(id))
  if (city !== undefined) for (const county of counties) makeLinkMacKey(holder(city), holder(county))
}

/** The city is founded with these facts: what is not in its roster is trusted by nobody. */
function trust(folder: string, made: readonly Site[]): void {
  if (made.length === 0) return
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

function root(folder: string) {
  return authorityFiles(authorityFolder(folder))
}

function rank({ tier }: Site): number {
  return { city: 0, county: 1, edge: 2 }[tier]
}

/** As they are after the last change of each. */
function sitesOf(folder: string): readonly Site[] {
  const facts = readInitFolder(folder).changes.flatMap(({ facts }) => facts)
  const sites = facts.flatMap((fact) => (fact.kind === 'site' ? [fact.site] : []))
  return [...new Map(sites.map((site) => [site.id, site])).values()]
}
