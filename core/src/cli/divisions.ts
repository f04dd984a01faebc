import { type FaultCode, faults } from '../domain/fault.js'
import {
  AREA_TABLE,
  CITY_TABLE,
  type DivisionProblem,
  hasTable,
  readTable,
  STREET_TABLE,
  type TableRow,
  VILLAGE_TABLE,
} from './division-table.js'

/** One county-level area, township or village as the tables name it. */
export interface Division {
  readonly code: string
  readonly name: string
  /** Code of the division above, from the parent column. */
  readonly parent: string
}

/** The divisions of one city, each list in the order of its codes. */
export interface Divisions {
  /** `name` is null when the folder holds no table of cities. */
  readonly city: { readonly code: string; readonly name: string | null }
  /** 县级. In a city without counties (不设区的市) one area stands for the city itself. */
  readonly areas: readonly Division[]
  /** 乡级. */
  readonly townships: readonly Division[]
  /** 村级. */
  readonly villages: readonly Division[]
}

/** Either the divisions, or everything that is wrong with the tables. */
export type DivisionsRead =
  | { readonly kind: 'divisions'; readonly divisions: Divisions }
  | { readonly kind: 'problems'; readonly problems: readonly DivisionProblem[] }

/** Names that group divisions on paper and are no names of a city. */
const GROUPING_NAMES = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']

/** Reads one city (`371100` or `3711`) out of tables that may hold the whole country; problems of other cities do not matter. */
export function readDivisions(folder: string, cityCode: string): DivisionsRead {
  if (!/^\d{4}(\d{2})?$/.test(cityCode)) return problemsOf([unknownCity(cityCode)])
  const city = cityCode.slice(0, 4)
  const areas = readTable(folder, AREA_TABLE, (row) => row.city === city)
  const areaCodes = withCityItself(city, codesOf(areas.rows))
  const streets = readTable(folder, STREET_TABLE, (row) => row.city === city || areaCodes.has(row.parent))
  const streetCodes = codesOf(streets.rows)
  const villages = readTable(folder, VILLAGE_TABLE, (row) => row.city === city || streetCodes.has(row.parent))
  const problems = [
    ...areas.problems,
    ...checkRows(areas.rows, 6, null),
    ...streets.problems,
    ...checkRows(streets.rows, 9, areas.problems.length > 0 ? null : areaCodes),
    ...villages.problems,
    ...checkRows(villages.rows, 12, streets.problems.length > 0 ? null : streetCodes),
  ]
  if (problems.length > 0) return problemsOf(problems)
  if (areas.rows.length + streets.rows.length === 0) return problemsOf([unknownCity(cityCode)])
  const name = cityName(folder, city)
  const townships = streets.rows.map((row) => (row.parent === city ? { ...row, parent: `${city}00` } : row))
  return {
    kind: 'divisions',
    divisions: {
      city: { code: `${city}00`, name },
      areas: toDivisions([...areas.rows, ...standingArea(city, name, areas.rows, townships)]),
      townships: toDivisions(townships),
      villages: toDivisions(villages.rows),
    },
  }
}

/** One line for a person: where, what, and what to do. */
export function describeProblem({ code, file, line, detail }: DivisionProblem): string {
  const where = line === null ? file : `${file} 第 ${line} 行`
  return `${where}:${faults[code].zh}(${detail})。${faults[code].zhNext} [${code}]`
}

/** In a city without counties its townships name the city itself as their parent, as `4419` or `441900`. */
function withCityItself(city: string, codes: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...codes, city, `${city}00`])
}

function standingArea(
  city: string,
  name: string | null,
  areas: readonly TableRow[],
  townships: readonly Division[],
): readonly Division[] {
  const code = `${city}00`
  const needed = townships.some((township) => township.parent === code) && !areas.some((area) => area.code === code)
  return needed ? [{ code, name: name ?? '市', parent: city }] : []
}

/** `parents` is null where the table above could not be read: its rows would all be called orphans. */
function checkRows(rows: readonly TableRow[], length: number, parents: ReadonlySet<string> | null): readonly DivisionProblem[] {
  const firstLines = new Map<string, number>()
  return rows.flatMap((row) => {
    const problem = (code: FaultCode, detail: string) => ({ code, file: row.file, line: row.line, detail })
    const found: DivisionProblem[] = []
    if (!/^[0-9]*$/.test(row.code)) found.push(problem('divisions/not-digits', `代码 ${row.code}`))
    else if (row.code.length !== length)
      found.push(problem('divisions/wrong-length', `代码 ${row.code || '空'} 应为 ${length} 位`))
    if (row.name === '') found.push(problem('divisions/no-name', `代码 ${row.code}`))
    if (parents !== null && !parents.has(row.parent))
      found.push(problem('divisions/orphan', `代码 ${row.code} ${row.name} 的上级 ${row.parent || '空'} 不在表中`))
    const firstLine = firstLines.get(row.code)
    if (firstLine === undefined) firstLines.set(row.code, row.line)
    else found.push(problem('divisions/duplicate', `代码 ${row.code} 已在第 ${firstLine} 行`))
    return found
  })
}

function cityName(folder: string, city: string): string | null {
  if (!hasTable(folder, CITY_TABLE)) return null
  const { rows } = readTable(folder, CITY_TABLE, (row) => row.code.slice(0, 4) === city)
  const name = rows[0]?.name ?? ''
  return name === '' || GROUPING_NAMES.includes(name) ? null : name
}

function toDivisions(rows: readonly Division[]): readonly Division[] {
  return rows.map(({ code, name, parent }) => ({ code, name, parent })).sort((a, b) => (a.code < b.code ? -1 : 1))
}

function codesOf(rows: readonly TableRow[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.code))
}

function unknownCity(cityCode: string): DivisionProblem {
  return { code: 'divisions/unknown-city', file: '*areas.csv', line: null, detail: `城市代码 ${cityCode}` }
}

function problemsOf(problems: readonly DivisionProblem[]): DivisionsRead {
  return { kind: 'problems', problems }
}
