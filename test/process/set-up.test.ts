import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

function setUp(...parts: string[]) {
  const { status, stderr } = spawnSync(process.execPath, ['tools/setup.mjs', ...parts], { cwd: root, encoding: 'utf8' })
  return { status, said: stderr }
}

test('a second set-up finds nothing to do', () => {
  const { status, said } = setUp('nats', 'chromium', 'faketime')
  expect(said.match(/^set-up: \w+ +\w+/gm)?.map((line) => line.replace(/ +/g, ' '))).toEqual(
    ['system', 'packages', 'sqlite', 'codegen', 'pages', 'build'].map((stage) => `set-up: ${stage} unchanged`),
  )
  expect(status).toBe(0)
})

test('a set-up that was killed does not keep the next one waiting', () => {
  const { pid: ended } = spawnSync('true')
  writeFileSync(join(root, '.setup', 'lock'), String(ended))
  expect(setUp().status).toBe(0)
})

test('an unknown part is named beside the known ones', () => {
  expect(setUp('browser')).toMatchObject({ status: 1, said: expect.stringContaining('known: nats, chromium, faketime') })
})

test('without root it says what to install', async () => {
  const { installCommands } = await import(new URL('../../tools/setup/debian.mjs', import.meta.url).href)
  vi.spyOn(process, 'getuid').mockReturnValue(1000)
  try {
    expect(() => installCommands(['sh', 'no-such-command'])).toThrow(/missing: no-such-command.+as root.+\n.+apt-get install/)
  } finally {
    vi.restoreAllMocks()
  }
})
