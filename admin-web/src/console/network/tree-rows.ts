import type { LineSign, NetworkRow } from './use-network.js'

/** A row where it stands in the tree. */
export interface TreeRow {
  readonly row: NetworkRow
  readonly depth: number
  readonly childCount: number
  readonly isOpen: boolean
  /** It is what was looked for, not only on the way to it. */
  readonly fits: boolean
}

/** What the address says is to be shown. */
export interface TreeFilter {
  readonly text: string
  readonly sign: LineSign | null
}

/** Children of each row in the order they came; the topmost under ''. */
export function childrenOf(rows: ReadonlyMap<string, NetworkRow>): ReadonlyMap<string, readonly NetworkRow[]> {
  const children = new Map<string, NetworkRow[]>()
  for (const row of rows.values()) {
    const parent = row.parent !== null && rows.has(row.parent) ? row.parent : ''
    const known = children.get(parent)
    if (known === undefined) children.set(parent, [row])
    else known.push(row)
  }
  return children
}

/** The rows on the screen from top to bottom: of a filter those that fit and the way to them. */
export function treeRows(
  rows: ReadonlyMap<string, NetworkRow>,
  { text, sign }: TreeFilter,
  folded: ReadonlySet<string>,
): readonly TreeRow[] {
  const children = childrenOf(rows)
  const isFiltered = text !== '' || sign !== null
  const fits = (row: NetworkRow) => row.name.includes(text) && (sign === null || row.line === sign)
  const walk = (parent: string, depth: number): readonly TreeRow[] =>
    (children.get(parent) ?? []).flatMap((row) => {
      const isOpen = isFiltered || !folded.has(row.id)
      const below = isOpen ? walk(row.id, depth + 1) : []
      if (isFiltered && below.length === 0 && !fits(row)) return []
      return [{ row, depth, childCount: children.get(row.id)?.length ?? 0, isOpen, fits: fits(row) }, ...below]
    })
  return walk('', 0)
}

/** How many of each sign; machines without a place are none. */
export function countSigns(rows: ReadonlyMap<string, NetworkRow>): ReadonlyMap<LineSign, number> {
  const counts = new Map<LineSign, number>()
  for (const { line, kind } of rows.values()) if (kind !== 'machine') counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}
