import type { CaseId } from '../../domain/values.js'
import type { CaseScope } from '../../store/projections/case-scope.js'
import { caseLine, type CaseLine } from '../query/cases.js'
import type { Site } from '../site.js'

/** Whom somebody looks for. */
export type Sought = { readonly identity: string } | { readonly name: string }

/** More than a person reads; whoever sees so many asks more exactly. */
const MOST_FOUND = 50
/** Looked at before those outside somebody's reach are left out. */
const MOST_LOOKED_AT = 1_000

/**
 * Cases of a person, newest first: by the whole number of a document or a credit code, or by part of a name. Only those whose
 * applicant's paper is held here: a station forgets with the papers.
 */
export async function findByPerson(site: Site, sought: Sought, scope?: CaseScope): Promise<readonly CaseLine[]> {
  const caseIds = 'identity' in sought ? site.store.applicants.byIdentity(sought.identity) : await byName(site, sought.name)
  if (caseIds.length === 0) return []
  const filter = { caseIds: caseIds.slice(0, MOST_LOOKED_AT), ...(scope !== undefined && { scope }) }
  return site.store.caseList.page(filter, MOST_FOUND).map((view) => caseLine(site, view))
}

async function byName(site: Site, name: string): Promise<CaseId[]> {
  const part = name.trim()
  if (part === '') return []
  const keys = await site.names.find(part, MOST_LOOKED_AT)
  return keys.flatMap((key) => site.store.applicants.caseOf(key) ?? [])
}
