import type { OVERVIEW } from '@liandong/core/http/overview/routes.js'
import type { Static } from 'typebox'

export type Overview = Static<typeof OVERVIEW>
export type OverviewRow = Overview['rows'][number]

export const FIGURES = ['intake', 'completions', 'open', 'atRisk', 'overdue'] as const
export type Figure = (typeof FIGURES)[number]

export const classOf: Readonly<Record<Figure, string>> = {
  intake: 'figure',
  completions: 'figure',
  open: 'figure',
  atRisk: 'figure risk',
  overdue: 'figure late',
}

const before = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** The list of cases behind a figure; null where the list has no such condition. */
export function casesBehind(figure: Figure, { place }: OverviewRow, { today, near }: Overview): string | null {
  const under = place.id
  if (figure === 'intake') return `/cases?${new URLSearchParams({ under })}`
  if (figure === 'completions') return `/cases?${new URLSearchParams({ under, stage: 'completed' })}`
  if (figure === 'open') return `/cases?${new URLSearchParams({ under, open: 'true' })}`
  const dueBefore = figure === 'overdue' ? before(today) : near
  return `/cases?${new URLSearchParams({ under, open: 'true', dueBefore })}`
}

/** Rows nobody stands above among those shown. */
export function topOf({ rows }: Overview): OverviewRow | null {
  const ids = new Set(rows.map(({ place }) => place.id))
  return rows.find(({ parent }) => parent === null || !ids.has(parent)) ?? null
}
