import { inflateRawSync } from 'node:zlib'
import type { FaultCode } from '../../domain/fault.js'

/** A file of 3,000 items is near 6 MB. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024
/** Unpacked, all parts together: 36,000 rows are near 60 MB of XML. */
const MAX_UNPACKED_BYTES = 300 * 1024 * 1024
/** A workbook has some dozens of parts. */
const MAX_PARTS = 2_000
/** Deflate reaches about a thousand; sheets of repeated words reach some forty. Small parts may be as dull as they like. */
const MAX_RATIO = 200
const DULL_BYTES = 5 * 1024 * 1024

export interface Unfit {
  readonly code: FaultCode
  readonly detail: string
}

const unfit = (code: FaultCode, detail: string): Unfit => ({ code, detail })

/** What speaks against opening these bytes as a workbook, judged before any library sees them; null: nothing. */
export function whyNotWorkbook(bytes: Uint8Array): Unfit | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.byteLength > MAX_FILE_BYTES)
    return unfit('input/too-large', `文件 ${mb(buffer.byteLength)} MB,最多 ${mb(MAX_FILE_BYTES)} MB;请分成几个文件导入`)
  if (buffer.subarray(0, 8).equals(OLE)) return oleFile(buffer)
  const parts = partsOf(buffer)
  return 'code' in parts ? parts : (unfitParts(parts) ?? damaged(buffer, parts))
}

/** Container of old .xls files and of encrypted workbooks alike. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

function oleFile(buffer: Buffer): Unfit {
  const isEncrypted = buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return isEncrypted ? unfit('import/encrypted', '') : unfit('import/old-format', '')
}

/** What a zip's directory says of one of its files, sizes in bytes. */
export interface Part {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50

/** The parts named by the directory at the file's end; nothing is unpacked. */
export function partsOf(buffer: Buffer): readonly Part[] | Unfit {
  const end = endOfDirectory(buffer)
  if (end === null) return unfit('import/not-a-table', '不是 .xlsx 文件')
  const count = buffer.readUInt16LE(end + 10)
  if (count > MAX_PARTS) return unfit('input/too-large', `文件里有 ${count} 个部分`)
  const parts: Part[] = []
  let at = buffer.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== DIRECTORY_ENTRY) return unfit('import/not-a-table', '文件目录损坏')
    const nameLength = buffer.readUInt16LE(at + 28)
    parts.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      encrypted: (buffer.readUInt16LE(at + 8) & 1) === 1,
      packed: buffer.readUInt32LE(at + 20),
      unpacked: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return parts
}

/** The record stands at the end, behind it at most a comment of 64 KiB. */
function endOfDirectory(buffer: Buffer): number | null {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 22 - 0xffff); at -= 1)
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at
  return null
}

function unfitParts(parts: readonly Part[]): Unfit | null {
  if (parts.some(({ encrypted }) => encrypted)) return unfit('import/encrypted', '')
  if (!parts.some(({ name }) => /(^|\/)workbook\d*\.xml$/.test(name)))
    return unfit(
      'import/not-a-table',
      parts.some(({ name }) => name.endsWith('workbook.bin')) ? '是 .xlsb 文件' : '压缩包里没有工作簿',
    )
  if (parts.some(({ name }) => /vbaProject|macrosheets/i.test(name))) return unfit('import/macros', '')
  if (new Set(parts.map(({ name }) => name)).size < parts.length) return unfit('import/not-a-table', '文件目录有重名')
  const unpacked = parts.reduce((sum, part) => sum + part.unpacked, 0)
  const bomb = parts.find((part) => part.unpacked > DULL_BYTES && part.unpacked > part.packed * MAX_RATIO)
  if (unpacked > MAX_UNPACKED_BYTES || bomb !== undefined)
    return unfit(
      'input/too-large',
      `展开后 ${mb(unpacked)} MB${bomb === undefined ? '' : `(${bomb.name.slice(0, 60)})`};请删去空行空列,或分成几个文件`,
    )
  return null
}

/** Unpacks every part once, with the size it claims as the limit: a part that lies, is cut off or has no end is damaged. */
function damaged(buffer: Buffer, parts: readonly Part[]): Unfit | null {
  for (const part of parts) {
    const content = unpack(buffer, part)
    if (content === null) return unfit('import/not-a-table', `${part.name.slice(0, 60)} 损坏`)
    if (
      /worksheets\/[^/]+\.xml$/.test(part.name) &&
      !/<\/(\w+:)?worksheet>\s*$/.test(content.toString('latin1', Math.max(0, content.length - 200)))
    )
      return unfit('import/not-a-table', `${part.name.slice(0, 60)} 不完整`)
  }
  return null
}

function unpack(buffer: Buffer, { method, packed, unpacked, offset }: Part): Buffer | null {
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== LOCAL_HEADER) return null
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28)
  if (start + packed > buffer.length) return null
  const content = buffer.subarray(start, start + packed)
  if (method === 0) return packed === unpacked ? content : null
  if (method !== 8) return null
  try {
    const whole = inflateRawSync(content, { maxOutputLength: Math.max(1, unpacked) })
    return whole.byteLength === unpacked ? whole : null
  } catch {
    return null
  }
}

function mb(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)
}
