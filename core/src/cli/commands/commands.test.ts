import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../store/open.js'
import { sitesIn } from '../init/make-keys.js'
import { configCommand } from './config-command.js'
import { initCityCommand } from './key-commands.js'
import { runCommand } from './run-command.js'
import { backupCommand, rebuildCommand, sitesCommand, verifyCommand } from './store-commands.js'

const commands = {
  init: initCityCommand,
  sites: sitesCommand,
  verify: verifyCommand,
  rebuild: rebuildCommand,
  backup: backupCommand,
  config: configCommand,
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-commands-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(...words: readonly string[]) {
  const said: string[] = []
  const told: string[] = []
  const world = { nowMs: 0, print: (line: string) => said.push(line), printError: (line: string) => told.push(line) }
  const code = await runCommand(commands, words, world)
  return { code, said: said.join('\n'), told: told.join('\n') }
}

describe('the command liandong', () => {
  it('lists its commands, and says what one of them is for', async () => {
    const all = await run()
    for (const name of Object.keys(commands)) expect(all.said).toContain(`  ${name}`)
    expect((await run('verify', '--help')).said).toContain('liandong verify --data DIR')
  })

  it.each([
    [['fly'], '没有命令 fly'],
    [['verify'], '--data'],
    [['verify', '--data', 'x', 'y'], '参数应为 0 个'],
    [['backup', '--data', 'x'], '参数应为 1 个'],
    [['verify', '--colour', 'red'], 'liandong verify'],
    [['config', 'toaster'], '没有程序 toaster'],
  ])('answers %j with its usage', async (words, part) => {
    const { code, told, said } = await run(...words)
    expect(code).toBe(2)
    expect(told).toContain(part)
    expect(said).toBe('')
  })

  it('prints the settings of a program', async () => {
    const { said } = await run('config', 'edge-agent')
    expect(said).toMatch(/^LIANDONG_PARENT_ADDRESS +where the county is dialled.* \(host:port; may be left out\)$/m)
    expect(said).not.toContain('NATS')
  })

  it('looks through a store, rebuilds it and copies it', async () => {
    const [data, copy] = [join(folder, 'data'), join(folder, 'copy')]
    openStore(data).close()
    expect(await run('verify', '--data', data)).toMatchObject({ code: 0, said: expect.stringContaining('全部相符') })
    expect((await run('rebuild', '--data', data)).code).toBe(0)
    expect(await run('backup', '--data', data, copy)).toMatchObject({ code: 0, said: expect.stringContaining('keep it apart') })
    expect((await run('verify', '--data', copy)).code).toBe(1)
    expect((await run('verify', '--data', copy, '--key', `${data}.key`)).code).toBe(0)
    expect(await run('backup', '--data', data, copy)).toMatchObject({ code: 1, told: expect.stringContaining('config/invalid') })
  })

  it('says what is wrong with a store, with its code', async () => {
    const data = join(folder, 'data')
    openStore(data).close()
    writeFileSync(join(data, 'site.db'), 'no database at all'.repeat(100))
    expect(await run('verify', '--data', data)).toMatchObject({ code: 1, told: expect.stringContaining('[store/damaged]') })
  })

  it('says that a store is in use', async () => {
    const data = join(folder, 'data')
    const store = openStore(data)
    try {
      expect(await run('sites', '--data', data)).toMatchObject({ code: 1, told: expect.stringContaining('[store/in-use]') })
    } finally {
      store.close()
    }
  })

  it('does not make a store where there is none', async () => {
    const data = join(folder, 'none')
    expect(await run('verify', '--data', data)).toMatchObject({ code: 1, told: expect.stringContaining(data) })
  })
})

describe('keys', () => {
  const divisions = join(import.meta.dirname, '../../../../test/fixtures/divisions/dongguan')
  const init = () => run('init', '--city', '441900', '--divisions', divisions, '--out', folder, '--from', '2026-01-01')

  it('are made for the city alone; every other site enrols', async () => {
    const { code, said } = await init()
    expect([code, said]).toEqual([0, expect.stringContaining('liandong enrol')])
    expect(readdirSync(join(folder, 'keys')).sort()).toEqual(['authority', 's0001'])
    const trusted = sitesIn(folder).filter(({ trust }) => trust !== undefined)
    expect(trusted.map(({ id, life }) => [id, life])).toEqual([['s0001', 'enrolled']])
  }, 30_000)

  it('are made only once', async () => {
    await init()
    const before = readdirSync(join(folder, 'keys', 's0001')).map((name) =>
      readFileSync(join(folder, 'keys', 's0001', name), 'utf8'),
    )
    expect((await init()).code).toBe(1)
    const after = readdirSync(join(folder, 'keys', 's0001')).map((name) =>
      readFileSync(join(folder, 'keys', 's0001', name), 'utf8'),
    )
    expect(after).toEqual(before)
  }, 30_000)
})
