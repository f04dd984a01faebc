import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TextDecoder } from 'node:util'
import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib'

/** Something personal that stands nowhere else in the world, and where somebody planted it. */
export interface Mark {
  readonly what: string
  readonly text: string
}

/** A mark of Chinese characters, so that other encodings look different. */
export function markOf(what: string, before = ''): Mark {
  const rare = Array.from(randomBytes(6), (byte) => String.fromCodePoint(0x4e00 + 7 * byte)).join('')
  return { what, text: `${before}${rare}` }
}

/** Where a mark was found. */
export interface Leak {
  readonly what: string
  readonly where: string
}

/** Marks inside bytes, as they stand, in other encodings, and inside what is packed there. */
export function marksIn(bytes: Buffer, where: string, marks: readonly Mark[]): Leak[] {
  const readings = [bytes, ...unpacked(bytes)]
  return marks.flatMap(({ what, text }) =>
    formsOf(text).some((form) => readings.some((reading) => reading.includes(form))) ? [{ what, where }] : [],
  )
}

/** Marks in every file below a folder. */
export function marksBelow(folder: string, marks: readonly Mark[]): Leak[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.flatMap((file) => marksIn(readFileSync(file), file, marks))
}

function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text)
  const escaped = JSON.stringify(text).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const forms = [utf8, Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16(), gbk(text)]
  return [...forms, Buffer.from(escaped.slice(1, -1)), Buffer.from(encodeURIComponent(text)), Buffer.from(utf8.toString('hex'))]
}

/** Node writes no GBK, but reads it: the table is turned round. */
function gbk(text: string): Buffer {
  return Buffer.concat(Array.from(text, (each) => codes().get(each) ?? Buffer.from(each)))
}

let table: Map<string, Buffer> | null = null

function codes(): Map<string, Buffer> {
  if (table !== null) return table
  const decoder = new TextDecoder('gbk')
  table = new Map()
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const bytes = Buffer.from([first, second])
      const character = decoder.decode(bytes)
      if (character.length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, bytes)
    }
  }
  return table
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])

/** What begins as gzip anywhere inside, and the whole as zlib or brotli where it is. */
function unpacked(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  const part = { finishFlush: constants.Z_SYNC_FLUSH }
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1))
    attempt(() => gunzipSync(bytes.subarray(at), part))
  attempt(() => inflateSync(bytes))
  if (bytes.length < 4 * 1024 * 1024) attempt(() => brotliDecompressSync(bytes))
  return found

  function attempt(unpack: () => Buffer): void {
    try {
      found.push(unpack())
    } catch {
      // Not that.
    }
  }
}
