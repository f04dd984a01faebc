import { describe, expect, test } from 'vitest'
import { problemOf, readRepository, type WrittenTest } from './written-tests.js'

/** `| \`file\`<br>title | \`file\`<br>line | …`: a test on the page, and the file whose line was broken. */
const row = /^\| `([^`]+)`<br>(.+?) \| `([^`]+)`<br>.+ \|$/

interface Attempt {
  readonly promise: string
  readonly proof: WrittenTest
  readonly broken: string
}

function attempts(): Attempt[] {
  let promise = ''
  const found: Attempt[] = []
  for (const line of readRepository('docs/promises.md').split('\n')) {
    promise = /^## (\d+)\./.exec(line)?.[1] ?? promise
    const [, file, title, broken] = row.exec(line) ?? []
    if (file !== undefined && title !== undefined && broken !== undefined) found.push({ promise, proof: { file, title }, broken })
  }
  return found
}

describe('the page of promises', () => {
  const made = attempts()

  test('names at least two attempts to break each of the ten', () => {
    const ten = Array.from({ length: 10 }, (_, index) => String(index + 1))
    expect(ten.filter((promise) => made.filter((attempt) => attempt.promise === promise).length < 2)).toEqual([])
  })

  test('names only tests that exist', () => {
    expect(made.flatMap(({ proof }) => problemOf(proof) ?? [])).toEqual([])
  })

  test('names only files that exist, of our program and beside it', () => {
    const page = readRepository('docs/promises.md')
    const files = new Set([
      ...made.map(({ broken }) => broken),
      ...[...page.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file ?? ''),
    ])
    for (const file of files) expect(() => readRepository(file)).not.toThrow()
  })

  test('has no row that this test does not read', () => {
    const rows = readRepository('docs/promises.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(rows).toHaveLength(made.length)
  })
})
