import type { Content } from '../catalogue/shapes.js'
import { valueAt, withValueAt } from '../catalogue-item/paths.js'

/** A part both changed since the page last had the same as the program. */
export interface Clash {
  readonly path: readonly string[]
  readonly theirs: unknown
  readonly mine: unknown
}

export interface Merged {
  readonly content: Content
  /** What only the other changed: taken over, and told. */
  readonly followed: readonly (readonly string[])[]
  readonly clashes: readonly Clash[]
}

/** What nobody types. */
const NOT_WRITTEN: readonly string[] = ['id', 'version', 'guide']

/** Another person's words and mine on one base: theirs follow where I wrote nothing, mine stay where they wrote nothing. */
export function mergeWritten(base: Content, theirs: Content, mine: Content): Merged {
  let content = mine
  const followed: (readonly string[])[] = []
  const clashes: Clash[] = []
  for (const path of partsOf(base, theirs, mine)) {
    const [was, there, here] = [base, theirs, mine].map((each) => valueAt(each, path))
    if (isSame(there, here) || isSame(was, there)) continue
    if (isSame(was, here)) {
      content = withValueAt(content, path, there)
      followed.push(path)
    } else clashes.push({ path, theirs: there, mine: here })
  }
  return { content, followed, clashes }
}

function partsOf(...contents: readonly Content[]): readonly (readonly string[])[] {
  const tops = contents.flatMap((content) => Object.keys(content)).filter((key) => !NOT_WRITTEN.includes(key))
  const guides = contents.flatMap(({ guide }) => Object.keys(guide))
  return [...[...new Set(tops)].map((key) => [key]), ...[...new Set(guides)].map((key) => ['guide', key])]
}

/** Equal as JSON, whatever the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(valueAt(a, [key]), valueAt(b, [key])))
}
