import { writeXlsxStream } from 'hucre/xlsx'

/** What a list's cell holds. */
export type ListCell = string | number | null

/** One list as a sheet; pages are asked for one after the other, as the reader takes them. */
export interface ListSheet {
  readonly name: string
  readonly headers: readonly string[]
  readonly pages: () => Iterable<readonly (readonly ListCell[])[]>
}

/** The list as the bytes of an .xlsx file, page by page: memory does not grow with the rows, and others get their turn between pages. */
export function streamWorkbook({ name, headers, pages }: ListSheet): ReadableStream<Uint8Array> {
  async function* rows() {
    yield headers.map((header) => header as ListCell)
    for (const page of pages()) {
      for (const row of page) yield row.map(safeCell)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const columns = headers.map((header) => ({ width: Math.min(40, Math.max(10, 2 * header.length + 4)) }))
  return writeXlsxStream(rows(), { name, columns, freezePane: { rows: 1 } })
}

/** Signs with which a spreadsheet begins a formula, once the sheet is saved as text and opened again. */
const FORMULA = /^[=+\-@\t\r]/

/** Text stays text wherever the file goes. */
export function safeCell(cell: ListCell): ListCell {
  if (typeof cell !== 'string') return cell
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  // `_x0041_` in a cell's text would be read as an escaped letter.
  return text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
}
