import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { hasInitFolder, readInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { partNames, parts, type PartName } from './city-plan.js'

/** A part's permanent ids, as `liandong init` gave them. */
export interface PartIds {
  readonly site: string
  readonly place: string
}

export type CityIds = Readonly<Record<PartName, PartIds>>

/** Codes hold from a day long past, so that a case of the first minute finds them. */
const codesFrom = '2020-01-01'

/** Makes the city with the same command an administrator uses, the first time only, and answers who has which ids. */
export function openCityFiles(root: string, folder: string): CityIds {
  if (!hasInitFolder(folder)) initCity(root, folder)
  return readIds(folder)
}

function initCity(root: string, folder: string): void {
  const data = join(root, 'tools/demo/data')
  const machines = partNames.filter((name) => parts[name].tier === 'edge').map((name) => parts[name].code)
  const args = [
    ...['--city', parts.city.code, '--out', folder, '--from', codesFrom],
    ...['--divisions', join(data, 'divisions'), '--machines', machines.join(',')],
    ...['--staff', join(data, 'staff.json'), '--items', join(data, 'items')],
  ]
  const { status } = spawnSync(process.execPath, ['core/dist/cli/main.js', 'init', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('liandong init failed')
}

function readIds(folder: string): CityIds {
  const facts = readInitFolder(folder).changes.flatMap((change) => change.facts)
  const byCode = new Map(
    facts.flatMap((fact) => (fact.kind === 'place' ? fact.place.codes.map(({ code }) => [code, fact.place] as const) : [])),
  )
  const idsOf = (name: PartName): PartIds => {
    const place = byCode.get(parts[name].code)
    if (place === undefined) throw new Error(`the city has no ${parts[name].code}`)
    return { site: place.site, place: place.id }
  }
  return Object.fromEntries(partNames.map((name) => [name, idsOf(name)])) as CityIds
}
