import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { enrolCommand, type Sheet } from './enrol-command.js'
import { runCommand } from './run-command.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-enrol-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function enrolWith(...words: readonly string[]) {
  const sheets: Sheet[] = []
  const told: string[] = []
  const enrol = enrolCommand(async (_machine, sheet) => {
    sheets.push(sheet)
    return { site: 's1', tier: 'edge', parent: { site: 's0', address: sheet.address } }
  })
  const places = ['--parent', 'gateway:1', '--authority', 'AAAA', '--data', join(folder, 'data'), '--keys', join(folder, 'keys')]
  const world = { nowMs: 0, print: () => {}, printError: (line: string) => told.push(line) }
  return { code: await runCommand({ enrol }, ['enrol', ...places, ...words], world), sheets, told: told.join('\n') }
}

it('an enrolment code is read from a file', async () => {
  writeFileSync(join(folder, 'code'), 'ABCDE-FGHJK-LMNPQ-RTUWX\n')
  const { code, sheets } = await enrolWith('--code-file', join(folder, 'code'))
  expect([code, sheets]).toEqual([0, [{ address: 'gateway:1', authority: 'AAAA', code: 'ABCDE-FGHJK-LMNPQ-RTUWX' }]])
})

it('an enrolment code is taken from no command line, where everybody on the machine reads it', async () => {
  const { code, sheets, told } = await enrolWith('--code', 'ABCDE-FGHJK-LMNPQ-RTUWX')
  expect([code, sheets]).toEqual([2, []])
  expect(told).toContain('--code-file')
})
