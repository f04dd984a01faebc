import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { initCity } from '@liandong/core/cli/init/init-city.js'
import { type InitFolder, readInitFolder, writeInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { keysFolderOf } from '@liandong/core/cli/init/make-keys.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { Acting } from '@liandong/core/site/act.js'
import { makeKeysBeforehand } from '../../test/process/keys-beforehand.js'

/** Compiled benches lie in `.setup/bench/bench`, so this is the demonstration's own extract of a real city. */
const data = fileURLToPath(new URL('../../../../tools/demo/data', import.meta.url))

const CITY_CODE = '371100'
/** The sites measured, with somebody who may register there. */
const SITES = {
  agent: { code: '371122104266', person: 'u5001', level: 'village' },
  gateway: { code: '371122', person: 'u2006', level: 'county' },
} as const
export type DemoSiteName = keyof typeof SITES

export interface DemoSite {
  readonly id: string
  readonly parent: string
  readonly keysFolder: string
  readonly acting: Acting
  /** One that may be registered there. */
  readonly item: ItemVersion
}

/** Makes the whole city with all its places, items and keys in a folder. */
export async function makeDemoCity(folder: string): Promise<void> {
  const made = initCity({
    cityCode: CITY_CODE,
    divisionsFolder: join(data, 'divisions'),
    cityName: null,
    from: '2020-01-01',
    machines: [SITES.agent.code],
    staffFile: join(data, 'staff.json'),
    itemsFolder: join(data, 'items'),
    atMs: Date.now(),
  })
  if (made.kind === 'problems') throw new Error(made.problems.join('\n'))
  writeInitFolder(folder, made)
  await makeKeysBeforehand(folder)
}

export function demoSite(folder: string, name: DemoSiteName): DemoSite {
  const city = readInitFolder(folder)
  const { code, person, level } = SITES[name]
  const place = placesOf(city).find(({ codes }) => codes.some((dated) => dated.code === code))
  const site = sitesOf(city).find(({ id }) => id === place?.site)
  const takesIn = ['receive', 'proxy', 'first-review', 'decide', 'village-handle']
  const item = city.items.find(
    ({ grants, scenarioGroups }) =>
      scenarioGroups.length === 0 &&
      grants.some((grant) => grant.level === level && grant.organ === null && takesIn.includes(grant.power)),
  )
  if (place === undefined || site === undefined || site.parent === null || item === undefined)
    throw new Error(`no ${name} in the city`)
  const acting = { person, place: place.id, organ: null, mandate: null }
  return { id: site.id, parent: site.parent, keysFolder: keysFolderOf(folder, site.id), acting, item }
}

function placesOf({ changes }: InitFolder) {
  return changes.flatMap(({ facts }) => facts.flatMap((fact) => (fact.kind === 'place' ? [fact.place] : [])))
}

function sitesOf({ changes }: InitFolder) {
  return changes.flatMap(({ facts }) => facts.flatMap((fact) => (fact.kind === 'site' ? [fact.site] : [])))
}
