import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ZERO_HASH } from '../../wire/hash.js'
import { decodeItem, encodeItem } from '../../wire/item.js'
import { decodeRosterChange, encodeRosterChange } from '../../wire/roster.js'
import { initCommand } from './init-command.js'
import { readInitFolder } from './init-folder.js'

const data = fileURLToPath(new URL('../../../../tools/demo/data/', import.meta.url))
const odd = fileURLToPath(new URL('../../../../test/fixtures/divisions/odd', import.meta.url))
/** 2026-01-01 00:30 in China, still 2025 by UTC. */
const nowMs = Date.UTC(2025, 11, 31, 16, 30)
let folder: string

interface ItemFile {
  readonly items: readonly { readonly guide: object }[]
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const printed: string[] = []
  const errors: string[] = []
  const world = { nowMs, print: (line: string) => printed.push(line), printError: (line: string) => errors.push(line) }
  const code = initCommand(args, world)
  return { code, printed, errors: errors.join('\n') }
}

const city = (out: string) => ['--city', '990100', '--divisions', odd, '--out', out]

describe('liandong init', () => {
  it('leaves the roster and items of the demonstration’s city in the folder', () => {
    const out = join(folder, 'rizhao')
    const divisions = [
      '--divisions',
      join(data, 'divisions'),
      '--staff',
      join(data, 'staff.json'),
      '--items',
      join(data, 'items'),
    ]
    const { code, printed, errors } = run('--city', '371100', '--out', out, ...divisions, '--machines', '371122104,371122104266')
    expect([code, errors]).toEqual([0, ''])
    expect(printed.join()).toContain('站点 1741 个')
    const { changes, items } = readInitFolder(out)
    expect(changes.map(({ version }) => version)).toEqual(changes.map((_, index) => index + 1))
    expect(items.length).toBeGreaterThan(46)
    expect(items.map((item) => decodeItem(encodeItem(item)))).toEqual(items)
    expect(changes.map((change) => decodeRosterChange(encodeRosterChange(change, ZERO_HASH).bytes).change)).toEqual(changes)
    const persons = changes.flatMap(({ facts }) => facts.filter((fact) => fact.kind === 'person'))
    expect(persons.length).toBeGreaterThan(20)
  })

  it('dates the codes by the day in China unless told otherwise', () => {
    run(...city(join(folder, 'a')))
    run(...city(join(folder, 'b')), '--from', '2025-07-01')
    const [today, told] = ['a', 'b'].map((name) => JSON.stringify(readInitFolder(join(folder, name)).changes))
    expect(today).toContain('"from":"2026-01-01"')
    expect(told).toContain('"from":"2025-07-01"')
  })

  it('refuses a folder that holds a city already and leaves it as it was', () => {
    run(...city(folder))
    const before = readInitFolder(folder)
    const { code, errors } = run(...city(folder), '--name', '别名市')
    expect(code).toBe(1)
    expect(errors).toContain('中已有城市')
    expect(readInitFolder(folder)).toEqual(before)
  })

  it.each([
    ['nothing named', [], '--city、--divisions、--out 都要写明'],
    ['an unknown option', [...city('x'), '--speed', '9'], '--speed'],
    ['a date that is none', [...city('x'), '--from', '2026-02-30'], '--from 2026-02-30'],
    ['a city the tables lack', ['--city', '990900', '--divisions', odd, '--out', 'x'], 'divisions/unknown-city'],
    ['a machine for an unknown code', [...city('x'), '--machines', '990102009'], '990102009'],
    ['a staff file that is missing', [...city('x'), '--staff', 'nowhere.json'], 'nowhere.json'],
    ['an items folder that is missing', [...city('x'), '--items', 'nowhere'], 'nowhere'],
  ])('with %s says so and writes nothing', (_, args, problem) => {
    const out = join(folder, 'x')
    const { code, errors } = run(...args.map((arg) => (arg === 'x' ? out : arg)))
    expect(code).toBe(1)
    expect(errors).toContain(problem)
    expect(() => readInitFolder(out)).toThrow('liandong init')
  })

  it('refuses items that only the city’s departments show to be against the law', () => {
    const items = join(folder, 'items')
    mkdirSync(items)
    const file: ItemFile = JSON.parse(readFileSync(join(data, 'items', '04-guihua.json'), 'utf8'))
    const [first] = file.items
    if (first === undefined) throw new Error('no item')
    const guide = { ...first.guide, powerSource: '6', entrustingOrgan: '住房公积金管理中心' }
    writeFileSync(join(items, 'entrusted.json'), JSON.stringify({ ...file, items: [{ ...first, guide }] }))
    const out = join(folder, 'x')
    const { code, errors } = run(...city(out), '--items', items)
    expect([code, errors]).toEqual([1, expect.stringContaining('行政许可只能委托其他行政机关实施')])
    expect(errors).toContain('[catalogue/broken]')
    expect(() => readInitFolder(out)).toThrow('liandong init')
  })

  it('says why a folder cannot be written', () => {
    writeFileSync(join(folder, 'file'), '')
    const { code, errors } = run(...city(join(folder, 'file', 'out')))
    expect(code).toBe(1)
    expect(errors).toContain('写不了')
  })

  it('prints each problem of the tables on a line of its own', () => {
    const { errors } = run('--city', '990200', '--divisions', odd, '--out', join(folder, 'x'))
    expect(errors).toBe(
      'china-streets.csv 第 9 行:区划代码位数不对(代码 99020200 应为 9 位)。县级6位、乡级9位、村级12位 [divisions/wrong-length]',
    )
  })
})
