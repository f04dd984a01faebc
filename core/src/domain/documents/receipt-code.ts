import { parseNumber } from '../case/number.js'

/** What stands in a receipt's QR: enough to reopen the case from the villager's paper. */
export interface ReceiptCode {
  readonly number: string
  /** null on a receipt printed where the code is not known. */
  readonly queryCode: string | null
  readonly item: string
  readonly version: number
  /** Legal time of the registration, ms since 1970 UTC; whole minutes in the code. */
  readonly registeredMs: number
  readonly papers: readonly {
    readonly material: string
    readonly originals: number
    readonly copies: number
    readonly scan: boolean
  }[]
}

const SCHEME = 'liandong-receipt:1?'
/** Our own name, or the address of a public page: what it is asked about stands behind the #, where browsers keep it to themselves. */
const BEFORE = /^(?:liandong-receipt:1\?|https?:\/\/[^#]+#)(.+)$/is
const MINUTE_MS = 60_000

/** As text of plain letters and signs, which a scanner that types like a keyboard gets through. */
export function receiptText({ number, queryCode, item, version, registeredMs, papers }: ReceiptCode): string {
  const listed = papers.map(
    ({ material, originals, copies, scan }) => `${escaped(material)}.${originals}.${copies}.${scan ? 1 : 0}`,
  )
  const fields = [
    `number=${number}`,
    ...(queryCode === null ? [] : [`code=${queryCode}`]),
    `i=${escaped(item)}`,
    `v=${version}`,
    `t=${Math.floor(registeredMs / MINUTE_MS).toString(36)}`,
    `p=${listed.join('~')}`,
  ]
  return `${SCHEME}${fields.join('&')}`
}

/** The receipt a scanned text says; null for any other text. Wide signs of a Chinese keyboard are forgiven. */
export function readReceipt(scanned: string): ReceiptCode | null {
  const [, said] = BEFORE.exec(scanned.normalize('NFKC').trim()) ?? []
  if (said === undefined) return null
  const fields = new Map(said.split('&').map(split))
  const number = (fields.get('number') ?? '').toUpperCase()
  const item = unescaped(fields.get('i') ?? '')
  const minutes = Number.parseInt(fields.get('t') ?? '', 36)
  const version = Number(fields.get('v'))
  const papers = (fields.get('p') ?? '')
    .split('~')
    .filter((paper) => paper !== '')
    .map(readPaper)
  const isSound = parseNumber(number) !== null && item !== null && item !== '' && Number.isSafeInteger(minutes) && version >= 1
  if (!isSound || !Number.isInteger(version) || papers.includes(null)) return null
  const known = papers.filter((paper) => paper !== null)
  return { number, queryCode: fields.get('code') ?? null, item, version, registeredMs: minutes * MINUTE_MS, papers: known }
}

/** Papers are told apart by `~`. */
function escaped(id: string): string {
  return encodeURIComponent(id).replaceAll('~', '%7E')
}

function split(field: string): readonly [string, string] {
  const at = field.indexOf('=')
  return [field.slice(0, at), field.slice(at + 1)]
}

function readPaper(text: string): ReceiptCode['papers'][number] | null {
  const [, id = '', originals, copies, scan] = /^(.+)\.(\d{1,2})\.(\d{1,2})\.([01])$/.exec(text) ?? []
  const material = unescaped(id)
  return material === null || material === ''
    ? null
    : { material, originals: Number(originals), copies: Number(copies), scan: scan === '1' }
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
