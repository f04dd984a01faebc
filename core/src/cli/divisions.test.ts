import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type Divisions, describeProblem, readDivisions } from './divisions.js'

const fixtures = fileURLToPath(new URL('../../../test/fixtures/divisions/', import.meta.url))
const rizhao = fileURLToPath(new URL('../../../tools/demo/data/divisions/', import.meta.url))
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const GOOD = {
  'areas.csv': ['code,name,cityCode', '990102,东山区,9901', '990121,西川县,9901'],
  'streets.csv': ['code,name,areaCode,cityCode', '990102001,东山街道,990102,9901', '990121100,城关镇,990121,9901'],
  'villages.csv': [
    'code,name,streetCode,cityCode',
    '990102001001,和平社区居委会,990102001,9901',
    '990121100200,张村村委会,990121100,9901',
  ],
} as const

type FileName = keyof typeof GOOD

/** A folder with the good tables, one of them with other lines or bytes (null leaves it out). */
function tables(file: FileName, content: readonly string[] | Uint8Array | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'divisions-'))
  folders.push(folder)
  for (const [name, lines] of Object.entries({ ...GOOD, [file]: content })) {
    if (lines !== null) writeFileSync(join(folder, name), lines instanceof Uint8Array ? lines : `${lines.join('\n')}\n`)
  }
  return folder
}

function problems(folder: string, city = '990100') {
  const read = readDivisions(folder, city)
  return read.kind === 'problems' ? read.problems.map(({ code, file, line }) => [code, file, line]) : []
}

function good(folder: string, city: string): Divisions {
  const read = readDivisions(folder, city)
  if (read.kind === 'problems') throw new Error(read.problems.map(describeProblem).join('\n'))
  return read.divisions
}

describe('reading division tables', () => {
  it('finds the 5 county-level areas, 56 townships and 1,679 villages of Rizhao', () => {
    const { city, areas, townships, villages } = good(rizhao, '371100')
    expect([areas.length, townships.length, villages.length]).toEqual([5, 56, 1679])
    expect(city).toEqual({ code: '371100', name: '日照市' })
  })

  it('takes the city code with four digits as well', () => {
    expect(good(rizhao, '3711')).toEqual(good(rizhao, '371100'))
  })

  it('gives the same result in whatever order the rows stand', () => {
    const [head, ...rows] = GOOD['villages.csv']
    expect(good(tables('villages.csv', [head, ...rows.toReversed()]), '990100')).toEqual(
      good(tables('villages.csv', GOOD['villages.csv']), '990100'),
    )
  })

  it('reads byte-order mark, CRLF, blanks, quotes, other column order and unknown columns', () => {
    expect(good(join(fixtures, 'odd'), '990100').areas).toEqual([
      { code: '990102', name: '东山区', parent: '9901' },
      { code: '990121', name: '西川县', parent: '9901' },
      { code: '990171', name: '高新技术产业开发区', parent: '9901' },
    ])
  })

  it('lets a development zone have a street whose code begins with another county', () => {
    const { townships } = good(join(fixtures, 'odd'), '990100')
    expect(townships.find(({ code }) => code === '990102005')?.parent).toBe('990171')
  })

  it('accepts equal names in two townships and within one', () => {
    const { villages } = good(join(fixtures, 'odd'), '990100')
    expect(villages.filter(({ name }) => name === '张村村委会')).toHaveLength(2)
    expect(villages.filter(({ name }) => name.startsWith('李庄村'))).toHaveLength(3)
  })

  it('does not mind what is wrong with another city', () => {
    expect(problems(join(fixtures, 'odd'))).toEqual([])
    expect(problems(join(fixtures, 'odd'), '990200')).toEqual([['divisions/wrong-length', 'china-streets.csv', 9]])
  })

  it.each([
    ['townships without a city column, by their county', 'streets.csv', 'areaCode'],
    ['villages without a city column, by their township', 'villages.csv', 'streetCode'],
  ] as const)('finds %s', (_, file, parent) => {
    const rows = GOOD[file].slice(1).map((row) => row.replace(/,9901$/, ''))
    const { townships, villages } = good(tables(file, [`code,name,${parent}`, ...rows]), '990100')
    expect([townships.length, villages.length]).toEqual([2, 2])
  })

  it('passes over empty lines and blanks in the head', () => {
    const [, ...rows] = GOOD['areas.csv']
    expect(good(tables('areas.csv', [' code , name , cityCode ', '', ...rows, '', '']), '990100').areas).toHaveLength(2)
  })

  it('takes the one row of a city without counties as its county-level area', () => {
    const { areas, townships, villages } = good(join(fixtures, 'dongguan'), '441900')
    expect(areas).toEqual([{ code: '441900', name: '东莞市', parent: '4419' }])
    expect(townships.map(({ parent }) => parent)).toEqual(['441900', '441900', '441900'])
    expect(villages).toHaveLength(8)
  })

  it('makes one area stand for a city whose townships name the city itself', () => {
    const { areas, townships } = good(join(fixtures, 'no-area-row'), '990300')
    expect(areas).toEqual([{ code: '990300', name: '市', parent: '9903' }])
    expect(townships.map(({ parent }) => parent)).toEqual(['990300', '990300'])
  })
})

describe('a bad division table', () => {
  const streetHead = GOOD['streets.csv'][0]
  const streets = (...rows: string[]) => ['streets.csv', [streetHead, ...GOOD['streets.csv'].slice(1), ...rows]] as const
  const villages = (...rows: string[]) => ['villages.csv', [...GOOD['villages.csv'], ...rows]] as const
  const gbk = Uint8Array.from([...Buffer.from('code,name,cityCode\n990102,'), 0xb6, 0xab, 0xc7, 0xf8, 0x2c, 0x39])

  it.each([
    ['a duplicate area', ['areas.csv', [...GOOD['areas.csv'], '990121,再西川县,9901']], 'divisions/duplicate', 4],
    ['a duplicate township', streets('990121100,城关镇,990121,9901'), 'divisions/duplicate', 4],
    ['a duplicate village', villages('990102001001,和平社区居委会,990102001,9901'), 'divisions/duplicate', 4],
    ['a township without its county', streets('990103001,孤儿街道,990103,9901'), 'divisions/orphan', 4],
    ['a village without its township', villages('990121999200,孤儿村委会,990121999,9901'), 'divisions/orphan', 4],
    ['a village with no township named', villages('990121100209,孤儿村委会,,9901'), 'divisions/orphan', 4],
    ['a county code of 5 digits', ['areas.csv', [...GOOD['areas.csv'], '99012,短县,9901']], 'divisions/wrong-length', 4],
    ['a township code of 12 digits', streets('990121101000,长镇,990121,9901'), 'divisions/wrong-length', 4],
    ['a village code of 9 digits', villages('990121100,短村委会,990121100,9901'), 'divisions/wrong-length', 4],
    ['a village without a code', villages(',无码村委会,990121100,9901'), 'divisions/wrong-length', 4],
    ['a code with a letter', streets('99012110O,字母镇,990121,9901'), 'divisions/not-digits', 4],
    ['a code in full-width digits', streets('99０121101,全角镇,990121,9901'), 'divisions/not-digits', 4],
    ['a village without a name', villages('990121100202,,990121100,9901'), 'divisions/no-name', 4],
    ['a row with a column too few', streets('990121101,少列镇'), 'divisions/unreadable', 4],
    ['a row with a column too many', streets('990121101,多列镇,990121,9901,x'), 'divisions/unreadable', 4],
    ['a quote that never ends', villages('990121100202,"引号,990121100,9901'), 'divisions/unreadable', 4],
    ['a head without the parent column', ['streets.csv', ['code,name', '990102001,东山街道']], 'divisions/unreadable', 1],
    ['an empty file', ['streets.csv', new Uint8Array()], 'divisions/unreadable', null],
    ['a file that is not UTF-8', ['areas.csv', gbk], 'divisions/unreadable', null],
  ] as const)('%s is named with its line', (_, [file, content], code, line) => {
    expect(problems(tables(file, content))).toEqual([[code, file, line]])
  })

  it('that is missing is named, and the tables below are not called orphans for it', () => {
    expect(problems(tables('streets.csv', null))).toEqual([['divisions/unreadable', '*streets.csv', null]])
  })

  it('that stands beside another of its kind is not guessed', () => {
    const folder = tables('areas.csv', GOOD['areas.csv'])
    writeFileSync(join(folder, 'old-areas.csv'), '')
    expect(problems(folder)).toEqual([['divisions/unreadable', '*areas.csv', null]])
  })

  it('is reported with everything that is wrong with it at once', () => {
    const [file, content] = villages('99012110020,,990121999,9901', '990102001001,和平社区居委会,990102001,9901')
    expect(problems(tables(file, content))).toEqual([
      ['divisions/wrong-length', 'villages.csv', 4],
      ['divisions/no-name', 'villages.csv', 4],
      ['divisions/orphan', 'villages.csv', 4],
      ['divisions/duplicate', 'villages.csv', 5],
    ])
  })

  it('is described by file, line, what is wrong and what to do', () => {
    const read = readDivisions(tables(...streets('990103001,孤儿街道,990103,9901')), '990100')
    expect(read.kind === 'problems' && read.problems.map(describeProblem)).toEqual([
      'streets.csv 第 4 行:区划表有找不到上级的行(代码 990103001 孤儿街道 的上级 990103 不在表中)。请补上上级或删去该行 [divisions/orphan]',
    ])
  })
})

describe('a city that is not there', () => {
  it.each(['999900', '99', '37110O', ''])('(%s) is refused', (city) => {
    expect(problems(tables('areas.csv', GOOD['areas.csv']), city)).toEqual([['divisions/unknown-city', '*areas.csv', null]])
  })

  it('in a folder that does not exist is refused with the folder', () => {
    expect(problems('/nowhere/at/all')).toHaveLength(3)
  })
})
