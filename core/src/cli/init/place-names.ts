import type { Division, Divisions } from '../divisions.js'

/** Names of a city's divisions as screens show them, by code; no two of one level are equal. */
export type DivisionLabels = ReadonlyMap<string, string>

/** Adds the level above, and at last a count, only where a name alone would mean two divisions of the city. */
export function labelDivisions(divisions: Divisions, cityName: string): DivisionLabels {
  const areas = labelsOf(divisions.areas, (area) => [area.name, `${area.name}(区县级)`], [cityName])
  const townships = labelsOf(divisions.townships, ({ name, parent }) => [name, `${areas.get(parent) ?? ''}${name}`])
  const villages = labelsOf(divisions.villages, ({ name, parent }) => {
    const village = villageName(name)
    return [village, `${townships.get(parent) ?? ''}${village}`]
  })
  return new Map([...areas, ...townships, ...villages])
}

/** 张村村委会 → 张村, 李庄村民委员会 → 李庄村, 日升社区居委会 → 日升社区: the committee is not the place. */
export function villageName(committee: string): string {
  const name = committee
    .replace(/(类似)?(居民|居|村民|村|民)?(委员会|委会)会?$/, (ending) => (ending.startsWith('村') ? '村' : ''))
    .replace(/村村$/, '村')
  return name === '' || name === '村' ? committee : name
}

/** For each division the first of its candidate names that is nobody else's, else the last with a count. */
function labelsOf(
  divisions: readonly Division[],
  candidates: (division: Division) => readonly [short: string, long: string],
  taken: readonly string[] = [],
): ReadonlyMap<string, string> {
  const shortUses = countUses([...taken, ...divisions.map((division) => candidates(division)[0])])
  const used = new Set(taken)
  return new Map(
    divisions.map((division) => {
      const [short, long] = candidates(division)
      const label = firstFree(shortUses.get(short) === 1 ? short : long, used)
      used.add(label)
      return [division.code, label]
    }),
  )
}

function firstFree(label: string, used: ReadonlySet<string>): string {
  let free = label
  for (let count = 2; used.has(free); count++) free = `${label}(${count})`
  return free
}

function countUses(names: readonly string[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1)
  return uses
}
