/** A list as somebody reads it, and how many rows of the newest answer differ from it in more than what they say. */
export interface Steady<Row> {
  readonly rows: readonly Row[]
  readonly waiting: number
}

/**
 * What is shown of a newer answer before the reader asks for it: the same rows in the same places, each saying what it says
 * now; one that is gone says what it said last.
 */
export function steadied<Row>(shown: readonly Row[], fresh: readonly Row[], keyOf: (row: Row) => string): Steady<Row> {
  const now = new Map(fresh.map((row) => [keyOf(row), row]))
  const before = new Set(shown.map(keyOf))
  const gone = shown.filter((row) => !now.has(keyOf(row))).length
  const added = fresh.filter((row) => !before.has(keyOf(row))).length
  const kept = shown.map(keyOf).filter((key) => now.has(key))
  const order = fresh.map(keyOf).filter((key) => before.has(key))
  const moved = order.filter((key, at) => kept[at] !== key).length
  return { rows: shown.map((row) => now.get(keyOf(row)) ?? row), waiting: gone + added + moved }
}
