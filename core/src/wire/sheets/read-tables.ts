import type { ItemDraft } from '../../domain/item.js'
import type { ItemId, LocalDate } from '../../domain/values.js'
import { fileProblem, isBlank, type SheetProblem, type Table } from '../columns/cell.js'
import type { Columns } from '../columns/column.js'
import { itemOfRows } from './item-from-rows.js'
import type { ChildRow, ChildRows, ItemRow } from './item-to-rows.js'
import type { MappingFile } from './mapping-file.js'
import type { OrganBook } from '../columns/organ-book.js'
import { contentProblems } from './content-problems.js'
import { type Children, idsOf, indexOf, joined, type KnownItem, type NamedTable, type ReadItem } from './join.js'
import { fieldProblem, type ReadRow, readRows } from './read-rows.js'
import { CHILD_KEYS, type ChildKey, SHEETS, type SheetKey, sheetNamed } from '../columns/sheets.js'

/** What the reading of a file needs to know of the place it is read at. */
export interface ReadContext {
  readonly organs: OrganBook
  readonly known: readonly KnownItem[]
  readonly mapping: MappingFile | null
  /** For items that say no day of their own. */
  readonly effectiveFrom: LocalDate
  /** For items that name no source: the file. */
  readonly source: string
  readonly progress?: (done: number, total: number) => void
}

/** One item of a file, and whether it is already here under its id. */
export interface ImportedItem {
  readonly draft: ItemDraft
  /** Nothing is wrong with it. */
  readonly fits: boolean
  readonly sheet: string
  readonly row: number
}

export interface ReadTables {
  readonly items: readonly ImportedItem[]
  readonly problems: readonly SheetProblem[]
  readonly rowCount: number
}

/** How many items are put together between two words of progress. */
const PROGRESS_EVERY = 50

/** All items of the tables, with everything that is wrong in any of them. */
export function readTables(tables: readonly Table[], context: ReadContext): ReadTables {
  const problems: SheetProblem[] = []
  const sheets = namedSheets(tables, context.mapping, problems)
  const itemTables = sheets.filter(({ key }) => key === 'ITEM')
  if (itemTables.length === 0) return { items: [], problems: [noItems(tables), ...problems], rowCount: 0 }
  const rows = itemTables.flatMap(({ table }) =>
    collect(readRows(table, SHEETS.ITEM.columns, mappingOf(table, context), context.organs), problems),
  )
  if (rows.length === 0)
    problems.push({ ...fileProblem('import/no-sheet', '事项表中没有一行事项'), sheet: itemTables[0]?.table.name ?? null })
  const ids = idsOf(rows, context.known, problems)
  const index = indexOf(rows, ids)
  const readChild = (table: Table, key: ChildKey): readonly ReadRow<Columns>[] =>
    collect(readRows(table, SHEETS[key].columns as Columns, mappingOf(table, context), context.organs), problems)
  const children = joined(sheets, index, readChild, problems)
  const absent = new Set(CHILD_KEYS.filter((key) => !sheets.some((sheet) => sheet.key === key)))
  noteDefaults(rows, children, absent, problems)
  const items = assembled({ rows, ids, children, absent }, context, problems)
  return { items, problems, rowCount: sheets.reduce((sum, { table }) => sum + table.rows.length, 0) }
}

function noItems(tables: readonly Table[]): SheetProblem {
  return fileProblem(
    'import/no-sheet',
    `文件中的工作表:${
      tables
        .map(({ name }) => name)
        .slice(0, 20)
        .join('、') || '无'
    }`,
  )
}

function mappingOf({ name }: Table, { mapping }: ReadContext) {
  return mapping !== null && Object.hasOwn(mapping.sheets, name) ? mapping.sheets[name] : undefined
}

function namedSheets(tables: readonly Table[], mapping: MappingFile | null, problems: SheetProblem[]): readonly NamedTable[] {
  const absent = Object.keys(mapping?.sheets ?? {}).filter((name) => !tables.some((table) => table.name === name))
  for (const name of absent) problems.push(fileProblem('import/mapping', `文件中没有工作表“${name}”`))
  return tables.flatMap((table) => {
    const key = (mapping?.sheets[table.name]?.as as SheetKey | undefined) ?? sheetNamed(table.name)
    if (key !== null) return [{ table, key }]
    if (table.rows.some(({ cells }) => !cells.every(isBlank)))
      problems.push({
        ...fileProblem('import/unknown-column', `工作表“${table.name}”不认识,未导入`),
        severity: 'warning',
        sheet: table.name,
      })
    return []
  })
}

function collect<Row>(
  read: { readonly rows: readonly Row[]; readonly problems: readonly SheetProblem[] },
  problems: SheetProblem[],
) {
  for (const problem of read.problems) problems.push(problem)
  return read.rows
}

/** What a file as a whole leaves unsaid is told once, not for every item. */
function noteDefaults(
  rows: readonly ReadItem[],
  children: Children,
  absent: ReadonlySet<ChildKey>,
  problems: SheetProblem[],
): void {
  const without = (key: ChildKey) => (absent.has(key) ? rows.length : 0)
  const note = (count: number, detail: string) => {
    if (count > 0) problems.push({ ...fileProblem('import/default', `${count} 个事项${detail}`), severity: 'warning' })
  }
  note(without('STEP'), '没有办理环节,按“受理、决定”两步导入')
  note(without('GRANT'), '没有办理权限,按“本级实施主体审批”导入')
  const unsure = rows.filter(({ header, values }) => values !== null && !header.places.has('PLANEFFECTIVEDATE')).length
  note(unsure, '没有生效日期,按导入时给定的日期生效')
  if (children.VILLAGE.size > 0) note(children.VILLAGE.size, '逐村列出;村级权限按级别授予,所列权限将对下辖各村有效')
}

interface Joined {
  readonly rows: readonly ReadItem[]
  readonly ids: ReadonlyMap<ReadItem, ItemId>
  readonly children: Children
  readonly absent: ReadonlySet<ChildKey>
}

function assembled(
  { rows, ids, children, absent }: Joined,
  context: ReadContext,
  problems: SheetProblem[],
): readonly ImportedItem[] {
  const versions = new Map(context.known.map(({ id, version }) => [id, version]))
  const items: ImportedItem[] = []
  for (const [index, row] of rows.entries()) {
    if (index % PROGRESS_EVERY === 0) context.progress?.(index, rows.length)
    const id = ids.get(row)
    if (row.values === null || id === undefined) continue
    const version = Math.max((versions.get(id) ?? 0) + 1, row.values.TASKVERSION ?? 1)
    const defaults = { id, version, effectiveFrom: context.effectiveFrom, source: context.source, absent }
    const draft = itemOfRows(row.values, childrenOf(row, children, context, problems), defaults)
    const found = [...rowRules(row, draft), ...contentProblems(row, children, draft)]
    for (const problem of found) problems.push(problem)
    const fits = found.every(({ severity }) => severity === 'warning')
    items.push({ draft, fits, sheet: row.table.name, row: row.row.number })
  }
  context.progress?.(rows.length, rows.length)
  return items
}

function childrenOf(item: ReadItem, children: Children, { organs }: ReadContext, problems: SheetProblem[]): ChildRows {
  const valuesOf = <Key extends ChildKey>(key: Key) =>
    (children[key].get(item) ?? []).flatMap(({ values }) => values ?? []) as ChildRow<Key>[]
  const towns = (children.TOWN.get(item) ?? []).flatMap((row) => {
    if (row.values === null) return []
    const { TOWNCODE, TOWNNAME } = row.values
    const names = [TOWNCODE, TOWNNAME, `${TOWNNAME}人民政府`, `${TOWNNAME}办事处`, `${TOWNNAME}街道办事处`]
    const organ = names.map((name) => (name === null ? null : organs.find(name))).find((found) => typeof found === 'string')
    if (organ === undefined)
      problems.push(fieldProblem(row, 'TOWNNAME', 'catalogue/unknown-organ', `名册中没有“${TOWNNAME}”的机关`))
    return organ === undefined ? [] : [{ ...row.values, TOWNNAME: organ as string }]
  })
  return {
    MATERIAL: valuesOf('MATERIAL'),
    SCENARIO: valuesOf('SCENARIO'),
    STEP: valuesOf('STEP'),
    GRANT: valuesOf('GRANT'),
    LAW: valuesOf('LAW'),
    FEE: valuesOf('FEE'),
    SPECIAL: valuesOf('SPECIAL'),
    RESULT: valuesOf('RESULT'),
    QUESTION: valuesOf('QUESTION'),
    PRECONDITION: valuesOf('PRECONDITION'),
    TOWN: towns,
    VILLAGE: valuesOf('VILLAGE'),
  }
}

/** What the row says beside the item itself. */
function rowRules(row: ReadItem, draft: ItemDraft): readonly SheetProblem[] {
  const values = row.values as ItemRow
  const { fees, specialSteps } = draft.guide
  const problem = (field: string, detail: string) => fieldProblem(row, field, 'import/cell', detail)
  return [
    ...(values.TASKSTATE === 'published'
      ? []
      : [problem('TASKSTATE', '只导入在用的事项;暂停、取消请在目录中操作,并从文件中删去该行')]),
    ...(values.ISFEE === true && fees.length === 0 ? [problem('ISFEE', '写明收费,但收费表中没有该事项的收费项目')] : []),
    ...(values.ISFEE === false && fees.length > 0 ? [problem('ISFEE', `写明不收费,但收费表中有 ${fees.length} 行`)] : []),
    ...(values.SPECIALPROCEDURE !== null && values.SPECIALPROCEDURE !== '无' && specialSteps.length === 0
      ? [{ ...problem('SPECIALPROCEDURE', '特殊环节表中没有该事项的行,这一格不导入'), severity: 'warning' as const }]
      : []),
  ]
}
