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

/** What is wrong with the name of a test: null when its file says the title, in a call or in a table of cases. */
export function problemOf({ file, title }: WrittenTest): string | null {
  let source: string
  try {
    source = readRepository(file)
  } catch {
    return `${file} does not exist`
  }
  const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``]
  return quoted.some((text) => source.includes(text)) ? null : `${file} has no test "${title}"`
}
