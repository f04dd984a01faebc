import type { Kind } from './kinds.js'

/** One column: its Chinese headers, how its values stand in cells, and what a blank cell means (absent: it must be filled in). */
export interface Column<Value> {
  readonly names: readonly string[]
  readonly kind: Kind<Value>
  readonly blank?: Value
}

/** Columns by their field's national name, or one made like it where the national schema has none. */
export type Columns = Readonly<Record<string, Column<unknown>>>

/** The values of one row. */
export type RowOf<Of extends Columns> = { readonly [Field in keyof Of]: Of[Field] extends Column<infer Value> ? Value : never }

/** A column that must be filled in; headers parted by blanks. */
export function must<Value>(names: string, kind: Kind<Value>): Column<Value> {
  return { names: names.split(' '), kind }
}

/** A column that may stay blank. */
export function may<Value>(names: string, kind: Kind<Value>, blank: NoInfer<Value>): Column<Value> {
  return { names: names.split(' '), kind, blank }
}

/** A column whose blank cells are null. */
export function maybe<Value>(names: string, kind: Kind<Value>): Column<Value | null> {
  return {
    names: names.split(' '),
    kind: {
      read: (cell, organs) => kind.read(cell, organs),
      write: (value, organs) => (value === null ? null : kind.write(value, organs)),
    },
    blank: null,
  }
}
