import type { ItemId } from '../../domain/values.js'
import { isBlank, type SheetProblem, shownCell, type Table } from '../columns/cell.js'
import type { Columns } from '../columns/column.js'
import { CHILD_KEYS, type ChildKey, type SHEETS, type SheetKey } from '../columns/sheets.js'
import { sha256Hex } from '../hash.js'
import { fieldProblem, type ReadRow } from './read-rows.js'

/** An item the catalogue holds already: what a file's row is recognised by, and what its next version follows. */
export interface KnownItem {
  readonly id: ItemId
  readonly version: number
  /** The most particular it has of 业务办理项编码, 实施编码, 地方实施编码. */
  readonly code: string | null
}

export type ReadItem = ReadRow<(typeof SHEETS)['ITEM']['columns']>
type ReadChild<Key extends ChildKey> = ReadRow<(typeof SHEETS)[Key]['columns']>
export type Children = { readonly [Key in ChildKey]: Map<ReadItem, ReadChild<Key>[]> }

const KEY_FIELDS = ['ITEMID', 'TASKHANDLEITEM', 'TASKCODE', 'LOCALTASKCODE'] as const

/** The words a row is known by, broken rows too, so that their children are not told to be orphans. */
function wordsOf({ row, header, values }: ReadItem): { readonly codes: readonly string[]; readonly name: string | null } {
  const word = (field: string) => {
    const at = header.places.get(field)?.find((index) => !isBlank(row.cells[index]))
    return at === undefined ? null : (shownCell(row.cells[at] ?? null)?.trim() ?? null)
  }
  const codes = KEY_FIELDS.flatMap((field) => values?.[field] ?? word(field) ?? [])
  return { codes, name: values?.TASKNAME ?? word('TASKNAME') }
}

/** The column a row is recognised by. */
function keyFieldOf({ row, header }: ReadItem): string {
  const has = (field: string) => header.places.get(field)?.some((index) => !isBlank(row.cells[index])) ?? false
  return KEY_FIELDS.find(has) ?? 'TASKNAME'
}

/** Each row's id: its own, that of the known item with one of its codes, or one made from its code. */
export function idsOf(
  rows: readonly ReadItem[],
  known: readonly KnownItem[],
  problems: SheetProblem[],
): ReadonlyMap<ReadItem, ItemId> {
  const byCode = new Map(known.flatMap(({ id, code }) => (code === null ? [] : [[code, id] as const])))
  const first = new Map<ItemId, ReadItem>()
  const ids = new Map<ReadItem, ItemId>()
  for (const row of rows) {
    const { codes, name } = wordsOf(row)
    // Items of one implementation list share the codes after the first.
    const id = row.values?.ITEMID ?? byCode.get(codes[0] ?? '') ?? madeId(codes[0] ?? null, name)
    const earlier = first.get(id)
    if (earlier !== undefined)
      problems.push(
        fieldProblem(
          row,
          keyFieldOf(row),
          'import/duplicate',
          `与“${earlier.table.name}”第 ${earlier.row.number} 行是同一事项(${codes[0] ?? name ?? id})`,
        ),
      )
    first.set(id, earlier ?? row)
    ids.set(row, id)
  }
  return ids
}

/** A code in small letters where it can stand in an address, and a digest's beginning otherwise: the same in every run. */
export function madeId(code: string | null, name: string | null): ItemId {
  const small = code?.toLowerCase() ?? ''
  return /^[a-z0-9][a-z0-9.-]{0,63}$/.test(small) ? small : `i-${sha256Hex(Buffer.from(code ?? name ?? '')).slice(0, 16)}`
}

/** Rows by every word their children may name them by: first their own, then what they may share with others. */
export function indexOf(
  rows: readonly ReadItem[],
  ids: ReadonlyMap<ReadItem, ItemId>,
): ReadonlyMap<string, ReadonlySet<ReadItem>> {
  const own = new Map<string, Set<ReadItem>>()
  const shared = new Map<string, Set<ReadItem>>()
  const add = (index: Map<string, Set<ReadItem>>, word: string | null | undefined, row: ReadItem) => {
    if (word !== null && word !== undefined) index.set(word, (index.get(word) ?? new Set()).add(row))
  }
  for (const row of rows) {
    const { codes, name } = wordsOf(row)
    for (const word of [ids.get(row), codes[0]]) add(own, word, row)
    for (const word of [...codes.slice(1), name]) add(shared, word, row)
  }
  return new Map([...shared, ...own])
}

/** A sheet of the file with what it is. */
export interface NamedTable {
  readonly table: Table
  readonly key: SheetKey
}

/** Rows of all sheets but the items', each with the item it names, in the order their numbers give. */
export function joined(
  sheets: readonly NamedTable[],
  index: ReadonlyMap<string, ReadonlySet<ReadItem>>,
  read: (table: Table, key: ChildKey) => readonly ReadRow<Columns>[],
  problems: SheetProblem[],
): Children {
  const children = Object.fromEntries(CHILD_KEYS.map((key) => [key, new Map()])) as unknown as Children
  for (const { table, key } of sheets) {
    if (key === 'ITEM') continue
    const rows = read(table, key)
    for (const row of rows) {
      const parent = row.values === null ? null : parentOf(String(row.values['ITEM']), row, index, problems)
      if (parent === null) continue
      const siblings = children[key] as Map<ReadItem, unknown[]>
      const known = siblings.get(parent)
      if (known === undefined) siblings.set(parent, [row])
      else known.push(row)
    }
    for (const siblings of children[key].values()) (siblings as ReadRow<Columns>[]).sort((a, b) => orderOf(a) - orderOf(b))
  }
  return children
}

function orderOf({ values }: ReadRow<Columns>): number {
  return (values as { readonly ORDERNUM?: number | null } | null)?.ORDERNUM ?? Number.MAX_SAFE_INTEGER
}

function parentOf(
  word: string,
  row: Parameters<typeof fieldProblem>[0],
  index: ReadonlyMap<string, ReadonlySet<ReadItem>>,
  problems: SheetProblem[],
): ReadItem | null {
  const found = [...(index.get(word) ?? [])]
  if (found.length === 1) return found[0] ?? null
  const detail = found.length === 0 ? '事项表中没有它' : `事项表中有 ${found.length} 行叫这个名字,请改写编码`
  problems.push(fieldProblem(row, 'ITEM', 'import/dangling', detail))
  return null
}
