import { describe, expect, test } from 'vitest'
import { problemOf, readRepository, type WrittenTest } from './written-tests.js'

/** `| asset | attacker | control | \`file\`<br>title |`. */
const row = /^\| [^|]+ \| [^|]+ \| [^|]+ \| `([^`]+)`<br>(.+) \|$/

function proofs(): WrittenTest[] {
  return readRepository('docs/threats.md')
    .split('\n')
    .flatMap((line) => {
      const [, file, title] = row.exec(line) ?? []
      return file === undefined || title === undefined ? [] : [{ file, title }]
    })
}

describe('the page of threats', () => {
  test('names only tests that exist', () => {
    expect(proofs().length).toBeGreaterThan(20)
    expect(proofs().flatMap((proof) => problemOf(proof) ?? [])).toEqual([])
  })

  test('has no row that this test does not read', () => {
    const rows = readRepository('docs/threats.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| asset') && !line.startsWith('| ---'))
    expect(proofs()).toHaveLength(rows.length)
  })

  test('names every attack that is tried against real processes', () => {
    const files = ['sites', 'http'].map((name) => readRepository(`test/process/attacks/${name}.test.ts`))
    const titles = files.flatMap((text) => [...text.matchAll(/^ {2}it\('(.+)', async/gm)].map(([, title]) => title))
    const named = new Set(proofs().map(({ title }) => title))
    expect(titles.filter((title) => title !== undefined && !named.has(title))).toEqual([])
  })
})
