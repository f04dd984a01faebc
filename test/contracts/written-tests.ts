import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

/** A test by its file and the title in it, as a page or a table names it. */
export interface WrittenTest {
  readonly file: string
  readonly title: string
}

export function readRepository(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, root)), 'utf8')
}

/** What is wrong with the name of a test: null when its file registers one with that title. */
export function problemOf({ file, title }: WrittenTest): string | null {
  let source: string
  try {
    source = readRepository(file)
  } catch {
    return `${file} does not exist`
  }
  return titlesIn(source).includes(title) ? null : `${file} has no test "${title}"`
}

/** Titles as the source says them, with the places that a table fills in. */
function titlesIn(source: string): string[] {
  const registered = /\b(?:test|it)(?:\.each\([\s\S]*?\)|\.skipIf\([^)]*\))?\(\s*(['"`])((?:(?!\1).)*)\1/g
  return [...source.matchAll(registered)].map(([, , title]) => title ?? '')
}
