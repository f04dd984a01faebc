import { Fault } from '../../domain/fault.js'
import type { Level, PlaceId, SiteId } from '../../domain/values.js'
import type { Division, Divisions } from '../divisions.js'
import { labelDivisions } from './place-names.js'

/** One division with its hall, centre or station, and its number among all of the city. */
export interface Spot {
  readonly number: string
  readonly level: Level
  readonly code: string
  /** Its name, told apart from every other of its level. */
  readonly label: string
  readonly above: Spot | null
}

/** City, county-level areas, townships, villages, each level in the order of its codes. */
export function spotsOf(divisions: Divisions, cityName: string): readonly Spot[] {
  const labels = labelDivisions(divisions, cityName)
  const city: Spot = { number: numberAt(1), level: 'city', code: divisions.city.code, label: cityName, above: null }
  const spots = [city]
  const add = (level: Level, rows: readonly Division[], above: ReadonlyMap<string, Spot>) => {
    const added = new Map<string, Spot>()
    for (const { code, name, parent } of rows) {
      const spot: Spot = {
        number: numberAt(spots.length + 1),
        level,
        code,
        label: labels.get(code) ?? name,
        above: above.get(parent) ?? city,
      }
      spots.push(spot)
      added.set(code, spot)
    }
    return added
  }
  const areas = add('county', divisions.areas, new Map())
  const townships = add('township', divisions.townships, areas)
  add('village', divisions.villages, townships)
  return spots
}

/** Refuses codes of machines that no township or village has. */
export function checkMachines(spots: readonly Spot[], machines: ReadonlySet<string>): void {
  const codes = new Set(spots.filter(isEdge).map(({ code }) => code))
  const unknown = [...machines].filter((code) => !codes.has(code))
  if (unknown.length > 0) throw new Fault('config/invalid', `乡级、村级区划代码 ${unknown.join('、')} 不在表中`)
}

/** Edges dial their county, whatever lies between them in the administrative tree. */
export function countyOf(spot: Spot): Spot {
  return spot.level === 'county' || spot.above === null ? spot : countyOf(spot.above)
}

/** Townships and villages are served by a machine of their own, or hosted by their county. */
export function isEdge({ level }: Spot): boolean {
  return level === 'township' || level === 'village'
}

/** Permanent id of the place; it says nothing about the division's code. */
export function placeId({ number }: Spot): PlaceId {
  return `p${number}`
}

/** Permanent id of the site that is, or one day will be, the place's own. */
export function siteId({ number }: Spot): SiteId {
  return `s${number}`
}

function numberAt(count: number): string {
  return String(count).padStart(4, '0')
}
