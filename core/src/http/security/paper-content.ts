import type { FaultCode } from '../../domain/fault.js'
import { partsOf, type Part } from '../../wire/workbook/guard.js'
import { pixelsOfJpeg, pixelsOfPng } from './pixels.js'

/** What a paper may be: kinds every office PC opens. */
export type PaperKind = 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/ofd' | typeof DOCX | typeof XLSX

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type Looked =
  | { readonly kind: 'paper'; readonly mediaType: PaperKind }
  | { readonly kind: 'unfit'; readonly code: FaultCode; readonly detail: string }

/** A1 at 300 dots an inch is 70 million; more is a picture made to fill a viewer's memory. */
const MAX_PIXELS = 150_000_000
/** Unpacked, all parts together; a booklet of scans is near 100 MB. */
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024
/** Deflate reaches about a thousand where nothing is said; small parts may be as dull as they like. */
const MAX_RATIO = 200
const DULL_BYTES = 5 * 1024 * 1024
/** A PDF may have something before its head, within its first kilobyte (ISO 32000-1, Annex H.3). */
const PDF_WITHIN = 1024

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const JPEG = Buffer.from('ffd8ff', 'hex')
const ZIP = Buffer.from('504b0304', 'hex')

/** Names browsers and scanners give the same kinds; what says nothing is looked at alone. */
const alsoCalled: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'application/x-pdf': 'application/pdf',
  'application/x-ofd': 'application/ofd',
  'application/vnd.ofd': 'application/ofd',
}
const SAYS_NOTHING = new Set(['', 'application/octet-stream', 'application/zip', 'application/x-zip-compressed'])

/**
 * What a paper is, by its content; unfit where that is not what it was said to be, is nothing we take, or would grow beyond measure
 * when somebody opens it. Heads and directories are read, nothing is unpacked or drawn.
 */
export function lookAtPaper(content: Buffer, stated: string): Looked {
  const looked = kindOf(content)
  if (looked.kind === 'unfit') return looked
  const essence = stated.split(';')[0]?.trim().toLowerCase() ?? ''
  const named = alsoCalled[essence] ?? essence
  return SAYS_NOTHING.has(named) || named === looked.mediaType ? looked : unfit('paper/wrong-kind', looked.mediaType)
}

function kindOf(content: Buffer): Looked {
  if (content.subarray(0, PNG.length).equals(PNG)) return picture('image/png', pixelsOfPng(content))
  if (content.subarray(0, JPEG.length).equals(JPEG)) return picture('image/jpeg', pixelsOfJpeg(content))
  if (content.subarray(0, ZIP.length).equals(ZIP)) return kindOfZip(content)
  if (content.subarray(0, PDF_WITHIN).includes('%PDF-')) return paper('application/pdf')
  return unfit('paper/wrong-kind', '')
}

function picture(mediaType: PaperKind, pixels: number | null): Looked {
  if (pixels === null || pixels === 0) return unfit('paper/unsafe', 'no size in the picture’s head')
  return pixels > MAX_PIXELS ? unfit('paper/unsafe', `${pixels} pixels`) : paper(mediaType)
}

function kindOfZip(content: Buffer): Looked {
  const parts = partsOf(content)
  if ('code' in parts) return unfit('paper/unsafe', 'no directory')
  const trouble = troubleOf(parts)
  if (trouble !== null) return unfit('paper/unsafe', trouble)
  const names = new Set(parts.map(({ name }) => name))
  if (names.has('OFD.xml')) return paper('application/ofd')
  if (names.has('word/document.xml')) return paper(DOCX)
  return names.has('xl/workbook.xml') ? paper(XLSX) : unfit('paper/wrong-kind', 'zip')
}

/** Why nobody should open it; null: nothing is known. */
function troubleOf(parts: readonly Part[]): string | null {
  if (parts.some(({ encrypted }) => encrypted)) return 'encrypted'
  if (parts.some(({ name }) => /(^|[\\/])\.\.([\\/]|$)|^[\\/]|:/.test(name))) return 'a part outside the file'
  if (parts.some(({ name }) => /vbaProject|macrosheets/i.test(name))) return 'macros'
  if (parts.some(({ name }) => /\.(zip|7z|rar|gz|exe|dll|js|vbs|bat|cmd|ps1)$/i.test(name))) return 'a file within the file'
  if (parts.reduce((sum, { unpacked }) => sum + unpacked, 0) > MAX_UNPACKED_BYTES) return 'too large unpacked'
  const isBomb = parts.some(({ packed, unpacked }) => unpacked > DULL_BYTES && unpacked > packed * MAX_RATIO)
  return isBomb ? 'too large unpacked' : null
}

function paper(mediaType: PaperKind): Looked {
  return { kind: 'paper', mediaType }
}

function unfit(code: FaultCode, detail: string): Looked {
  return { kind: 'unfit', code, detail }
}
