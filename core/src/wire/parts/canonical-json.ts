/** JSON with sorted keys and no spaces: the same value has the same bytes everywhere, so its digest names it. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value))
}

/** The value with every object's keys in order; what is in order already, as all that was read from such JSON, is not copied. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  return Array.isArray(value) ? sortedList(value) : sortedRecord(value as Readonly<Record<string, unknown>>)
}

function sortedList(list: readonly unknown[]): readonly unknown[] {
  const parts = list.map(sorted)
  return parts.some((part, index) => part !== list[index]) ? parts : list
}

/** Keys like "1" come first in any object of JavaScript, whatever the order; everywhere alike, which is what counts. */
function sortedRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let isInOrder = true
  let before: string | null = null
  const entries = Object.keys(record).map((key): [string, unknown] => {
    const inner = record[key]
    const part = sorted(inner)
    if (part !== inner || (before !== null && before > key)) isInOrder = false
    before = key
    return [key, part]
  })
  return isInOrder ? record : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
