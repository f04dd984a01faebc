import { readInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { keysFolderOf, makeCityKeys, networkAuthority, sitesIn, trustSites } from '@liandong/core/cli/init/make-keys.js'
import { issuerFiles, makeBusUser, makeIssuer, makeLinkMacKey, makePublishingKey, makeSiteKeys } from '@liandong/core/cli/keys.js'
import type { Site } from '@liandong/core/domain/roster.js'
import { BODY_TYPES } from '@liandong/core/wire/event.js'

/**
 * A fast path for tests and benches whose matter is not enrolment: makes the keys of a city and of every gateway and every site that
 * hosts a place, and has the city founded with them, as if all had enrolled.
 */
export async function makeKeysBeforehand(folder: string): Promise<void> {
  const city = await makeCityKeys(folder)
  const hosts = new Set(readInitFolder(folder).changes.flatMap(({ facts }) => facts.flatMap(hostIn)))
  const sites = sitesIn(folder).filter(({ id, tier }) => tier === 'county' || (tier === 'edge' && hosts.has(id)))
  // Gateways first: what they sign with is needed for the sites below them.
  for (const site of [...sites].sort((a, b) => a.tier.localeCompare(b.tier))) await makeKeysOf(folder, site, city)
  trustSites(
    folder,
    sites.map((site) => ({ ...site, bodyTypes: BODY_TYPES })),
  )
}

type Fact = ReturnType<typeof readInitFolder>['changes'][number]['facts'][number]

function hostIn(fact: Fact): readonly string[] {
  return fact.kind === 'place' ? [fact.place.site] : []
}

async function makeKeysOf(folder: string, { id, tier, generation, parent }: Site, city: string): Promise<void> {
  const root = networkAuthority(folder)
  const target = keysFolderOf(folder, id)
  const signer = tier === 'edge' ? issuerFiles(keysFolderOf(folder, parent ?? '')) : root
  await makeSiteKeys(signer, { site: id, generation }, target, root.certificate)
  if (tier === 'edge') return
  await makeIssuer(root, id, target)
  await makeBusUser(target)
  makePublishingKey(target)
  makeLinkMacKey({ site: city, folder: keysFolderOf(folder, city) }, { site: id, folder: target })
}
