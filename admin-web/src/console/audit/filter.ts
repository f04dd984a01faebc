import { useSearchParams } from 'react-router'

const fields = ['from', 'to', 'kind', 'person', 'place', 'subject', 'outcome'] as const
export type Field = (typeof fields)[number]
export type AuditFilter = Readonly<Record<Field, string>> & { readonly after: readonly string[] }

/** What is looked for, kept in the address; any other change goes back to the first page. */
export function useAuditFilter(): [AuditFilter, (change: Partial<AuditFilter>) => void] {
  const [params, setParams] = useSearchParams()
  const words = Object.fromEntries(fields.map((field) => [field, params.get(field) ?? ''])) as Record<Field, string>
  const filter = { ...words, after: params.getAll('after') }
  const change = (next: Partial<AuditFilter>) => {
    const { after, ...rest } = { ...filter, after: [], ...next }
    const kept = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== ''))
    for (const cursor of after) kept.append('after', cursor)
    setParams(kept, { replace: true })
  }
  return [filter, change]
}

const CHINA_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** Days as people mean them: whole ones in China, the last included. */
export function queryOf({ from, to, after: _, ...words }: AuditFilter): URLSearchParams {
  const query = new URLSearchParams(Object.entries(words).filter(([, value]) => value !== ''))
  const [fromMs, toMs] = [startOf(from), startOf(to)]
  if (fromMs !== null) query.set('from', String(fromMs))
  if (toMs !== null) query.set('to', String(toMs + DAY_MS))
  return query
}

function startOf(day: string): number | null {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(ms) ? null : ms - CHINA_MS
}

export function pathOf(filter: AuditFilter): string {
  const query = queryOf(filter)
  query.set('limit', '20')
  const cursor = filter.after.at(-1)
  if (cursor !== undefined) query.set('cursor', cursor)
  return `/api/audit?${query}`
}
