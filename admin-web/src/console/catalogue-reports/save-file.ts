/** Gives a file to the browser to save. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by then; kept longer, it would stay in memory with the page.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A table that Excel opens as it is: UTF-8 with its mark, one line for each row. */
export function saveTable(name: string, rows: readonly (readonly (string | number | null)[])[]): void {
  const text = rows.map((row) => row.map(cellText).join(',')).join('\r\n')
  saveFile(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
}

/** What begins like a formula is made text, so that no sheet reckons with a name. */
function cellText(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value}`
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}
