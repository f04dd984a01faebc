import { until } from '../world/until.js'
import { dateIn } from './cast.js'
import type { Desk } from './desk.js'

/** An item as an editor has it before them; what the stories do not touch passes through as it is. */
export interface Content extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly type: string
  readonly legal: unknown
  readonly materials: readonly {
    readonly id: string
    readonly name: string
    readonly necessity: string
    readonly legalBasis: string | null
  }[]
  readonly guide: Readonly<Record<string, unknown>> & {
    readonly base: { readonly entry: string; readonly version: number } | null
    readonly codes: unknown
    readonly legalBasis: unknown
    readonly conditions: readonly string[]
  }
}

export interface Work {
  readonly id: string
  readonly items: readonly { readonly item: string; readonly content: Content }[]
  readonly choices: readonly { readonly item: string; readonly path: string; readonly take: string | null }[]
  readonly published: { readonly list: string; readonly number: number } | null
}

/** What the city imports of an entry of the base list. */
export interface BaseInput extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly materials: readonly { readonly name: string; readonly basis: string | null }[]
  readonly conditions: readonly string[]
}

export interface BaseEntry extends BaseInput {
  readonly version: number
}

/** The base list's entry as a site has it; null where it is not, or not yet. */
export async function baseEntryAt({ api }: Desk, id: string): Promise<BaseEntry | null> {
  const { entries } = await api.get<{ entries: readonly { readonly entry: BaseEntry }[] }>('/api/base-list')
  return entries.find(({ entry }) => entry.id === id)?.entry ?? null
}

/** Imports one entry at the city and waits until a county has that version. */
export async function importEntry(city: Desk, county: Desk, entry: BaseInput): Promise<number> {
  await city.api.post('/api/base-list/imports', { entries: [entry] })
  const version = (await baseEntryAt(city, entry.id))?.version ?? 0
  await until(`${county.site.name} has version ${version} of the base entry`, async () =>
    (await baseEntryAt(county, entry.id))?.version === version ? true : null,
  )
  return version
}

/** Writes a work's one item anew. */
export function write({ api }: Desk, { id }: Pick<Work, 'id'>, content: Content): Promise<Work> {
  return api.put<Work>(`/api/works/${id}/items/${content.id}`, content)
}

/** From the writer through the department to the hall: submitted, checked, reviewed by somebody who did not write it. */
export async function passReviews(organ: Desk, hall: Desk, { id }: Pick<Work, 'id'>): Promise<void> {
  await organ.api.post(`/api/works/${id}/submit`, {})
  await organ.api.post(`/api/works/${id}/pass-department`, {})
  await hall.api.post(`/api/works/${id}/pass-legal`, {})
}

/** Puts it into force today. */
export async function publish(hall: Desk, { id }: Pick<Work, 'id'>): Promise<NonNullable<Work['published']>> {
  const { published } = await hall.api.post<Work>(`/api/works/${id}/publish`, { from: dateIn(0) })
  if (published === null) throw new Error(`work ${id} is not published`)
  return published
}

/** What a site below has proved to hold, as its gateway's ledger says. */
export interface LedgerLine {
  readonly site: { readonly id: string; readonly name: string }
  readonly list: string
  readonly held: number
  readonly newest: number
  readonly missing: number
  readonly behindSinceMs: number | null
}

/** The ledger (台账) of one list. */
export async function ledgerOf({ api }: Desk, list: string): Promise<readonly LedgerLine[]> {
  const { lines } = await api.get<{ lines: readonly LedgerLine[] }>('/api/catalogue/ledger')
  return lines.filter((line) => line.list === list)
}

/** Resolves with the ledger once all but the named sites have proved the newest edition. */
export async function provenBy(county: Desk, list: string, except: readonly string[]): Promise<readonly LedgerLine[]> {
  return until(`${county.site.name} has the proofs of ${list}`, async () => {
    const lines = await ledgerOf(county, list)
    const isOpen = ({ site, held, newest }: LedgerLine) => held < newest && !except.includes(site.id)
    return lines.length > 0 && !lines.some(isOpen) ? lines : null
  })
}
