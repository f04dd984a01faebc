import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { programVersion } from './version.js'

test('the programs say the version of their package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  expect(programVersion).toBe(version)
})
