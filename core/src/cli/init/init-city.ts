import { readFileSync } from 'node:fs'
import { checkAgainstRoster } from '../../domain/catalogue-rules/check.js'
import { type FaultCode, Fault, faults } from '../../domain/fault.js'
import type { ItemDraft, ItemVersion } from '../../domain/item.js'
import type { RosterChange, RosterFact } from '../../domain/roster.js'
import { applyChange, emptyRoster } from '../../domain/roster-view.js'
import type { LocalDate } from '../../domain/values.js'
import { BODY_TYPES } from '../../wire/event.js'
import { withDigest } from '../../wire/item.js'
import { describeProblem, readDivisions } from '../divisions.js'
import { readItemFiles } from '../items/read-items.js'
import { resolveEverywhere } from '../items/resolve-items.js'
import { ADMINISTRATOR, planCity } from './plan-city.js'
import { planStaff } from './plan-staff.js'
import { viewOfFacts } from './roster-view.js'
import { splitChanges } from './split-changes.js'

/** From what a city is made; folders and files are paths. */
export interface InitRequest {
  readonly cityCode: string
  readonly divisionsFolder: string
  readonly cityName: string | null
  readonly from: LocalDate
  readonly machines: readonly string[]
  readonly staffFile: string | null
  readonly itemsFolder: string | null
  readonly atMs: number
}

/** The first roster versions and items of a city, or every reason in words why there are none. */
export type InitResult =
  | { readonly kind: 'city'; readonly changes: readonly RosterChange[]; readonly items: readonly ItemVersion[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] }

/** Reads and checks all there is and writes nothing. */
export function initCity(request: InitRequest): InitResult {
  const read = readDivisions(request.divisionsFolder, request.cityCode)
  if (read.kind === 'problems') return { kind: 'problems', problems: read.problems.map(describeProblem) }
  const { from, cityName } = request
  try {
    const facts = planCity(read.divisions, { from, cityName, machines: new Set(request.machines), bodyTypes: BODY_TYPES })
    return complete(request, facts)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { kind: 'problems', problems: [inWords(error.code, error.detail)] }
  }
}

function complete({ staffFile, itemsFolder, from, atMs }: InitRequest, facts: readonly RosterFact[]): InitResult {
  const view = viewOfFacts(facts)
  const staff = staffFile === null ? { facts: [], problems: [] } : planStaff(readJson(staffFile), view, from)
  const files = itemsFolder === null ? { items: [], problems: [] } : readItemFiles(itemsFolder)
  const resolved = resolveEverywhere(files.items, view)
  const problems = [
    ...staff.problems.map((detail) => inWords('config/invalid', `${staffFile}:${detail}`)),
    ...files.problems.map(({ code, file, item, detail }) => inWords(code, [file, item, detail].filter(Boolean).join(' '))),
    ...resolved.problems.map(({ code, item, place, detail }) => inWords(code, `${item} ${place} ${detail}`)),
  ]
  if (problems.length > 0) return { kind: 'problems', problems }
  const broken = againstRoster(resolved.items, { version: 1, atMs, by: ADMINISTRATOR, facts: [...facts, ...staff.facts] })
  if (broken.length > 0) return { kind: 'problems', problems: broken }
  return {
    kind: 'city',
    changes: splitChanges([...facts, ...staff.facts], ADMINISTRATOR, atMs),
    items: resolved.items.map(withDigest),
  }
}

/** What only the city's departments can say of its items; what is only told stops nothing. */
function againstRoster(items: readonly ItemDraft[], first: RosterChange): readonly string[] {
  const roster = applyChange(emptyRoster(), first)
  return items.flatMap((item) =>
    checkAgainstRoster(item, roster)
      .filter(({ severity }) => severity === 'refusal')
      .map(({ path, zh }) => inWords('catalogue/broken', `${item.id} ${path} ${zh}`)),
  )
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Fault('config/invalid', `${path}:${error instanceof Error ? error.message : String(error)}`, error)
  }
}

function inWords(code: FaultCode, detail: string): string {
  return `${faults[code].zh}(${detail})。${faults[code].zhNext} [${code}]`
}
