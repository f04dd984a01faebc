/** Values by the path of the part they belong to; an absent path is a part that is not there. */
export type Parts = ReadonlyMap<string, unknown>

/** A part they changed and we did not: it follows. */
export interface Follow {
  readonly path: string
  /** undefined: the part goes. */
  readonly value: unknown
}

/** A part both changed, each in another way. */
export interface Conflict {
  readonly path: string
  readonly base: unknown
  readonly theirs: unknown
  readonly ours: unknown
}

export interface Merge {
  readonly follows: readonly Follow[]
  readonly conflicts: readonly Conflict[]
  /** Changed here alone: stays as it is. */
  readonly kept: readonly string[]
}

/** Three-way: what we left as it was follows them, what we adapted is never overwritten. */
export function merge3(base: Parts, theirs: Parts, ours: Parts): Merge {
  const paths = [...new Set([...base.keys(), ...theirs.keys(), ...ours.keys()])]
  const follows: Follow[] = []
  const conflicts: Conflict[] = []
  const kept: string[] = []
  for (const path of paths) {
    const [was, there, here] = [base.get(path), theirs.get(path), ours.get(path)]
    if (sameJson(there, here)) continue
    if (sameJson(was, there)) kept.push(path)
    else if (sameJson(was, here)) follows.push({ path, value: there })
    else conflicts.push({ path, base: was, theirs: there, ours: here })
  }
  return { follows, conflicts, kept }
}

/** Parts after changes; undefined takes a part away. */
export function mergedParts(ours: Parts, follows: readonly Follow[]): Parts {
  const merged = new Map(ours)
  for (const { path, value } of follows) {
    if (value === undefined) merged.delete(path)
    else merged.set(path, value)
  }
  return merged
}

/** Equal as JSON, whatever the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b)
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  const keys = definedKeys(left)
  if (keys.length !== definedKeys(right).length) return false
  return keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => sameJson(value, b[index]))
}

function definedKeys(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined)
}
