import type { FaultCode } from '../../domain/fault.js'
import type { ItemDraft } from '../../domain/item.js'
import { checkItem, faultOfFinding } from '../item-check.js'
import { shapeItem } from '../item-shape.js'
import type { SheetProblem } from '../columns/cell.js'
import type { Columns } from '../columns/column.js'
import { fieldProblem, type ReadRow } from './read-rows.js'
import type { Children, ReadItem } from './join.js'
import type { ChildKey } from '../columns/sheets.js'

/** Which column says a field of the item itself. */
const ITEM_FIELDS: Readonly<Record<string, string>> = {
  id: 'ITEMID',
  name: 'TASKNAME',
  type: 'TASKTYPE',
  level: 'USELEVEL',
  organ: 'DEPTNAME',
  handling: 'PROJECTTYPE',
  promised: 'PROMISEDAY',
  legal: 'ANTICIPATEDAY',
  form: 'FORMSCHEMA',
  effectiveFrom: 'PLANEFFECTIVEDATE',
  codes: 'TASKCODE',
  visits: 'LIMITSCENENUM',
  area: 'HANDLEAREA',
  planCancel: 'PLANCANCELDATE',
  recordOnly: 'RECORDONLY',
  company: 'COMPANY',
  handledAt: 'HANDLEDAT',
  externalSystems: 'EXTERNALSYSTEMS',
}

/** Which sheet holds the parts of a list of the item, and which column says what is most often wrong with one. */
const LISTS: Readonly<Record<string, { readonly sheet: ChildKey; readonly field: string }>> = {
  materials: { sheet: 'MATERIAL', field: 'MATERIALNAME' },
  scenarioGroups: { sheet: 'SCENARIO', field: 'SCENARIOMATERIALS' },
  steps: { sheet: 'STEP', field: 'STEPNAME' },
  grants: { sheet: 'GRANT', field: 'POWER' },
  legalBasis: { sheet: 'LAW', field: 'LAWNAME' },
  fees: { sheet: 'FEE', field: 'LAWNAME' },
  specialSteps: { sheet: 'SPECIAL', field: 'SPECIALNAME' },
  results: { sheet: 'RESULT', field: 'RESULTNAME' },
  questions: { sheet: 'QUESTION', field: 'QUESTION' },
  preconditions: { sheet: 'PRECONDITION', field: 'PRENAME' },
}

/** The form of the whole and the rules of content, each named at the row that says it. */
export function contentProblems(row: ReadItem, children: Children, draft: ItemDraft): readonly SheetProblem[] {
  const at = (path: string, detail: string, code: FaultCode = 'catalogue/broken'): SheetProblem => {
    const place = placeOf(path, row, children, draft)
    return fieldProblem(place.row, place.field, code, detail)
  }
  const shaped = shapeItem(draft)
  if (shaped.kind === 'broken') return shaped.details.map((detail) => at(detail.split(' ')[0] ?? '', detail))
  return checkItem(draft).map((finding) => {
    const severity = finding.severity === 'refusal' ? 'error' : 'warning'
    return { ...at(finding.path, finding.zh, faultOfFinding(finding)), severity }
  })
}

/** The row and column a JSON Pointer into the item leads to; the item's own row where no other says it. */
function placeOf(
  path: string,
  row: ReadItem,
  children: Children,
  draft: ItemDraft,
): { readonly row: ReadRow<Columns>; readonly field: string } {
  const [first = '', second, third] = path
    .split('/')
    .slice(1)
    .filter((word) => word !== 'guide')
  const list = LISTS[first]
  const own = { row, field: ITEM_FIELDS[first] ?? 'TASKNAME' }
  if (list === undefined || second === undefined) return own
  const rows: readonly ReadRow<Columns>[] = children[list.sheet].get(row) ?? []
  const index =
    first === 'scenarioGroups'
      ? firstRowOfGroup(draft, Number(second), third === 'options' ? Number(path.split('/')[4] ?? 0) : 0)
      : Number(second)
  const found = rows[index]
  return found === undefined ? own : { row: found, field: list.field }
}

/** A group has as many rows as options. */
function firstRowOfGroup({ scenarioGroups }: ItemDraft, group: number, option: number): number {
  return (
    scenarioGroups.slice(0, group).reduce((sum, { options }) => sum + Math.max(1, options.length), 0) +
    (Number.isInteger(option) ? option : 0)
  )
}
