import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const buf = join(root, 'node_modules', '.bin', 'buf')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-proto-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A copy of our contracts in which one text of one file is another. */
function changedCopy(name: string, file: string, from: RegExp, to: string): string {
  const copy = join(folder, name)
  cpSync(join(root, 'proto'), copy, { recursive: true })
  const before = readFileSync(join(copy, file), 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(join(copy, file), after)
  return copy
}

function breaks(changed: string): { status: number | null; said: string } {
  const { status, stdout } = spawnSync(buf, ['breaking', changed, '--against', join(root, 'proto')], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, said: stdout }
}

const eventFile = 'liandong/event/v1/event.proto'

test('a field that gets another type is refused', () => {
  const { status, said } = breaks(changedCopy('retyped', eventFile, /^(\s+)string (\w+ = \d+;)/m, '$1int64 $2'))
  expect(said).toContain('changed type from "string" to "int64"')
  expect(status).toBe(100)
})

test('a field that disappears is refused', () => {
  const { status, said } = breaks(changedCopy('removed', eventFile, /^\s+string \w+ = \d+;/m, ''))
  expect(said).toContain('was deleted')
  expect(status).toBe(100)
})

test('contracts that only have another comment are accepted', () => {
  expect(breaks(changedCopy('same', eventFile, /$/, '// the same\n'))).toEqual({ status: 0, said: '' })
})
