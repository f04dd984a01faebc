type Step = string | number

/** The value at a path; undefined where there is none. */
export function valueAt(holder: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((at, step) => (isHolder(at) ? at[step] : undefined), holder)
}

/** The text or number at a path as text; empty where there is none. */
export function textAt(holder: unknown, path: readonly Step[]): string {
  return textOf(valueAt(holder, path))
}

/** A text or a number as text; anything else is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : ''
}

/** The holder with another value at the path; everything else is as it was. */
export function withValueAt<Holder>(holder: Holder, path: readonly Step[], value: unknown): Holder {
  const [first, ...rest] = path
  if (first === undefined) return value as Holder
  const inner = withValueAt(isHolder(holder) ? holder[first] : undefined, rest, value)
  if (Array.isArray(holder)) return holder.map((each, index) => (index === first ? inner : each)) as Holder
  return { ...holder, [first]: inner }
}

function isHolder(value: unknown): value is Readonly<Record<Step, unknown>> {
  return typeof value === 'object' && value !== null
}

/** An id that no row of the list has yet. */
export function freeId(prefix: string, rows: readonly unknown[]): string {
  const taken = new Set(rows.map((row) => valueAt(row, ['id'])))
  let number = rows.length + 1
  while (taken.has(`${prefix}-${number}`)) number += 1
  return `${prefix}-${number}`
}
