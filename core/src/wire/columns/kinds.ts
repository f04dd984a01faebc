import { dateOfDay, dayNumber } from '../../domain/civil-date.js'
import type { FaultCode } from '../../domain/fault.js'
import type { LocalDate, OrganId } from '../../domain/values.js'
import { type Cell, exactCell } from './cell.js'
import type { CodeList } from './code-lists.js'
import type { OrganBook } from './organ-book.js'

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly detail: string; readonly code?: FaultCode }

/** How one kind of value stands in a cell; `read` never gets a blank one. */
export interface Kind<Value> {
  read(cell: Cell, organs: OrganBook): Read<Value>
  write(value: Value, organs: OrganBook): Cell
}

const good = <Value>(value: Value): Read<Value> => ({ ok: true, value })
const bad = (detail: string, code?: FaultCode): Read<never> => ({ ok: false, detail, ...(code !== undefined && { code }) })

/** Beyond these an exact number is no longer what was typed: Excel keeps fifteen digits. */
const MAX_EXACT = 1e15

/** The text of a cell; a number typed where a code belongs is taken when nothing can be lost of it. */
function textOf(cell: Cell): Read<string> {
  if (typeof cell === 'string') return good(cell.trim())
  if (typeof cell === 'number')
    return Number.isSafeInteger(cell) && Math.abs(cell) < MAX_EXACT
      ? good(String(cell))
      : Number.isInteger(cell)
        ? bad('Excel 把它存成了数字,末几位已丢失;请把该列设为“文本”后重新填写')
        : good(String(cell))
  if (typeof cell === 'boolean') return good(cell ? '是' : '否')
  if (cell === null) return good('')
  if (cell.kind === 'date') return good(cell.date)
  if (cell.kind === 'exact') return good(cell.text)
  return bad(cell.kind === 'error' ? `单元格是错误值 ${cell.text}` : '这里应为文字')
}

function then<A, B>(read: Read<A>, next: (value: A) => Read<B>): Read<B> {
  return read.ok ? next(read.value) : read
}

/** Characters, not halves of them. */
function lengthOf(found: string): number {
  let count = 0
  for (const _ of found) count += 1
  return count
}

/** Text of at most so many characters. */
export function text(maxLength: number): Kind<string> {
  return {
    read: (cell) =>
      then(textOf(cell), (found) =>
        lengthOf(found) > maxLength ? bad(`${lengthOf(found)} 个字,最多 ${maxLength} 个`) : good(found),
      ),
    write: (value) => value,
  }
}

export const line = text(200)
export const passage = text(4000)
export const code = text(50)

const ID = /^[a-z0-9][a-z0-9.-]{0,63}$/

/** Ids of items, materials, steps; they stand in addresses. */
export const id: Kind<string> = {
  read: (cell) =>
    then(textOf(cell), (found) =>
      ID.test(found) ? good(found) : bad('编号只能用小写字母、数字、点和短横,以字母或数字开头,最长 64 个字'),
    ),
  write: (value) => value,
}

export function integer(minimum: number, maximum: number): Kind<number> {
  return {
    read: (cell) => {
      const found =
        typeof cell === 'number' ? cell : typeof cell === 'string' && /^\s*\d{1,9}\s*$/.test(cell) ? Number(cell) : null
      return found !== null && Number.isInteger(found) && found >= minimum && found <= maximum
        ? good(found)
        : bad(`应为 ${minimum} 到 ${maximum} 的整数`)
    },
    write: (value) => value,
  }
}

const YES = ['是', '1', 'true', 'y', 'yes', '有', '√', '支持', '收费', '需要']
const NO = ['否', '0', 'false', 'n', 'no', '无', '×', '不支持', '不收费', '不需要']

export const flag: Kind<boolean> = {
  read: (cell) => {
    if (typeof cell === 'boolean') return good(cell)
    return then(textOf(cell), (found) => {
      const word = found.toLowerCase()
      if (YES.includes(word)) return good(true)
      return NO.includes(word) ? good(false) : bad('应为 是 或 否')
    })
  },
  write: (value) => value,
}

/** A value of a code list, by its code, its name, or both (`01 行政许可`). */
export function oneOf<Value extends string>({ rows, meant }: CodeList<Value>): Kind<Value> {
  const expected = rows.map(({ written, name }) => (written === name ? name : `${written} ${name}`)).join('、')
  return {
    read: (cell) =>
      then(textOf(cell), (found) => {
        const value = meant.get(found) ?? meant.get(/^([0-9A-Za-z]{1,2})[\s.、:-]/.exec(found.normalize('NFKC'))?.[1] ?? '')
        return value === undefined ? bad(`应为其中之一:${expected}`) : good(value)
      }),
    write: (value) => rows.find((row) => row.value === value)?.written ?? value,
  }
}

/** Lines of a cell, or a list of JSON: what our own export writes where a line would be ambiguous. */
function linesOf(cell: Cell, separators: RegExp): Read<readonly string[]> {
  if (typeof cell === 'object' && cell !== null && cell.kind === 'json') {
    const { value } = cell
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? good(value) : bad('应为文字的列表')
  }
  return then(textOf(cell), (found) => {
    const listed = found.startsWith('[') ? jsonLines(found) : null
    return good(
      listed ??
        found
          .split(separators)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
    )
  })
}

function jsonLines(found: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(found)
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : null
  } catch {
    return null
  }
}

function writtenText(cell: Cell): string {
  return typeof cell === 'string' ? cell : ''
}

/** Several values in one cell, one a line or parted by 、 ; , (of passages: lines only). */
export function many<Value extends string>(kind: Kind<Value>, separators = /[\r\n、;;,,|]+/): Kind<readonly Value[]> {
  return {
    read: (cell, organs) =>
      then(linesOf(cell, separators), (parts) => {
        const read = parts.map((part) => ({ part, value: kind.read(exactCell(part), organs) }))
        const broken = read.find(({ value }) => !value.ok)
        if (broken !== undefined && !broken.value.ok)
          return bad(`“${broken.part.slice(0, 40)}”${broken.value.detail}`, broken.value.code)
        return good(read.flatMap(({ value }) => (value.ok ? [value.value] : [])))
      }),
    write: (values, organs) => {
      const value = values.map((one) => writtenText(kind.write(one, organs)))
      const shown = value.join('\n')
      const isPlain =
        !shown.startsWith('[') && value.every((part) => part !== '' && part.trim() === part && !separators.test(part))
      return value.length === 0 ? null : { kind: 'json', value, ...(isPlain && { text: shown }) }
    },
  }
}

export const lines = many(passage, /[\r\n]+/)

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
/** 1900-01-01 as Excel counts; it believes in 1900-02-29, so from March 1900 on the days are counted from 1899-12-30. */
const EXCEL_DAY_ZERO = dayNumber('1899-12-30')
/** 1927 … 2173: no other number in a column of dates is meant as one. */
const SERIALS = { first: 10_000, last: 100_000 }

export const date: Kind<LocalDate> = {
  read: (cell) => {
    if (typeof cell === 'object' && cell !== null && cell.kind === 'date') return good(cell.date)
    if (typeof cell === 'number') return serialDate(cell)
    return then(textOf(cell), (found) => {
      const [, year, month, day] = DATE.exec(found) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(found) ?? []
      if (year === undefined || month === undefined || day === undefined) return bad('应为日期,如 2026-03-01')
      const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
      return dateOfDay(dayNumber(written)) === written ? good(written) : bad(`没有 ${written} 这一天`)
    })
  },
  write: (value) => value,
}

function serialDate(serial: number): Read<LocalDate> {
  if (serial >= SERIALS.first && serial <= SERIALS.last) return good(dateOfDay(EXCEL_DAY_ZERO + Math.floor(serial)))
  // 20260301 typed as a number.
  if (Number.isInteger(serial) && serial >= 19_000_101 && serial <= 21_991_231) return date.read(String(serial), NOBODY)
  return bad('应为日期,如 2026-03-01')
}

const NOBODY: OrganBook = { find: () => [], show: (organ) => organ }

/** An organ by its name, credit code or id. */
export const organ: Kind<OrganId> = {
  read: (cell, organs) =>
    then(textOf(cell), (found) => {
      const meant = organs.find(found)
      if (typeof meant === 'string') return good(meant)
      const names = meant.slice(0, 5).map(({ name }) => name)
      return bad(
        names.length === 0 ? `名册中没有“${found.slice(0, 40)}”` : `“${found.slice(0, 40)}”可能是 ${names.join('、')},请写全称`,
        'catalogue/unknown-organ',
      )
    }),
  write: (value, organs) => organs.show(value),
}

/** An object of JSON; in Excel its text. */
export const json: Kind<Readonly<Record<string, unknown>>> = {
  read: (cell) => {
    if (typeof cell === 'object' && cell !== null && cell.kind === 'json') return object(cell.value)
    return then(textOf(cell), (found) => {
      try {
        return object(JSON.parse(found))
      } catch {
        return bad('不是有效的 JSON')
      }
    })
  },
  write: (value) => ({ kind: 'json', value }),
}

function object(value: unknown): Read<Readonly<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? good(value as Readonly<Record<string, unknown>>)
    : bad('应为 JSON 对象')
}
