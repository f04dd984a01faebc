import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { Site } from '../../domain/roster.js'
import type { SiteId } from '../../domain/values.js'
import { authorityFiles, makeBusUser, makeLinkMacKey, makeNetworkKeys, makeSiteKeys } from '../keys.js'
import { readInitFolder } from './init-folder.js'

/** Where a city's keys lie below the folder `init` made. */
export function keysFolderOf(folder: string, site: SiteId): string {
  return join(folder, 'keys', site)
}

/** Makes the network's authority and the keys of every site that has a machine; answers whose. What is there stays. */
export async function makeCityKeys(folder: string): Promise<readonly SiteId[]> {
  const sites = runningSites(folder)
  const authority = join(folder, 'keys', 'authority')
  if (!existsSync(authorityFiles(authority).certificate)) await makeNetworkKeys(authority)
  const made: SiteId[] = []
  for (const site of sites) if (await makeKeysOf(folder, site)) made.push(site.id)
  shareBusKeys(folder, sites, new Set(made))
  return made
}

/** As `makeCityKeys`, for one site, planned ones included: its machine is being set up. */
export async function makeKeysForSite(folder: string, id: SiteId): Promise<boolean> {
  const site = sitesOf(folder).find((each) => each.id === id)
  if (site === undefined) throw new Fault('site/unknown', id)
  return await makeKeysOf(folder, site)
}

async function makeKeysOf(folder: string, { id, tier, generation }: Site): Promise<boolean> {
  const target = keysFolderOf(folder, id)
  if (existsSync(target)) return false
  await makeSiteKeys(authorityFiles(join(folder, 'keys', 'authority')), { site: id, generation }, target)
  if (tier !== 'edge') await makeBusUser(target)
  return true
}

/** The city shares a key with each county. */
function shareBusKeys(folder: string, sites: readonly Site[], made: ReadonlySet<SiteId>): void {
  const holder = ({ id }: Site) => ({ site: id, folder: keysFolderOf(folder, id) })
  const city = sites.find(({ tier }) => tier === 'city')
  const counties = sites.filter(({ tier, id }) => tier === 'county' && made.has(id))
  if (city !== undefined) for (const county of counties) makeLinkMacKey(holder(city), holder(county))
}

function runningSites(folder: string): readonly Site[] {
  return sitesOf(folder).filter(({ life }) => life === 'enrolled')
}

/** As they are after the last change of each. */
function sitesOf(folder: string): readonly Site[] {
  const facts = readInitFolder(folder).changes.flatMap(({ facts }) => facts)
  const sites = facts.flatMap((fact) => (fact.kind === 'site' ? [fact.site] : []))
  return [...new Map(sites.map((site) => [site.id, site])).values()]
}
