/** JSON with sorted keys and no spaces: the same value has the same bytes everywhere, so its digest names it. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isPlainObject(inner) ? sortedByKey(inner) : inner))
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys like "1" come first in any object of JavaScript, whatever the order; everywhere alike, which is what counts. */
function sortedByKey(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries)
}
