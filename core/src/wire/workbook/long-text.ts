/** A sheet beside the others for texts a cell cannot hold as they are. */
export const LONG_TEXT_SHEET = '续文'
/** Excel's limit is 32,767. */
const CELL_CHARACTERS = 32_000
const MARK = /^‹续文(\d+)›$/

/** Texts of one file put aside, each under its number. */
export interface LongTexts {
  /** What the cell holds: the text, or a mark that names where it stands. */
  readonly put: (text: string) => string
  /** Rows of the sheet of texts; none when nothing was put aside. */
  readonly rows: () => readonly (readonly (string | number)[])[]
}

/** Puts aside what is too long, has blank edges that are meant, or looks like a mark. */
export function longTexts(): LongTexts {
  const rows: (readonly (string | number)[])[] = []
  let count = 0
  const put = (text: string): string => {
    if (text.length <= CELL_CHARACTERS && text.trim() === text && !MARK.test(text)) return text
    count += 1
    for (const [part, piece] of piecesOf(text).entries()) rows.push([count, part + 1, `“${piece}”`])
    return `‹续文${count}›`
  }
  return { put, rows: () => (rows.length === 0 ? [] : [['编号', '序号', '内容'], ...rows]) }
}

/** Never between the halves of one character. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = at + CELL_CHARACTERS
    const next = /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end
    pieces.push(text.slice(at, next))
    at = next
  }
  return pieces.length === 0 ? [''] : pieces
}

/** The texts of such a sheet by their numbers, pieces in order. */
export function readLongTexts(rows: readonly (readonly unknown[])[]): ReadonlyMap<number, string> {
  const pieces = rows.flatMap(([number, part, text]) =>
    typeof number === 'number' && typeof part === 'number' && typeof text === 'string' && /^“[\s\S]*”$/.test(text)
      ? [{ number, part, text: text.slice(1, -1) }]
      : [],
  )
  const texts = new Map<number, string>()
  for (const { number, text } of pieces.sort((a, b) => a.number - b.number || a.part - b.part))
    texts.set(number, (texts.get(number) ?? '') + text)
  return texts
}

/** The number a mark names, or null for any other text. */
export function markedNumber(text: string): number | null {
  const number = MARK.exec(text)?.[1]
  return number === undefined ? null : Number(number)
}
