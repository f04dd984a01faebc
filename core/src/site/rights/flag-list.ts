import type { Rights } from '../../domain/rights/rights.js'
import type { CaseId } from '../../domain/values.js'
import { type Named, personNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { maySeeCase } from './case-target.js'

/** One act to look at. */
export interface FlagLine {
  readonly caseId: CaseId
  readonly number: string
  readonly person: Named
  readonly action: string
  readonly version: number
  readonly atMs: number
}

/** Acts to look at, of the cases the asking person may see, the latest first. */
export function listFlags(site: Site, limit: number, rights?: Rights): readonly FlagLine[] {
  return site.store.flags.newest(limit).flatMap(({ caseId, person, action, version, atMs }) => {
    const view = site.store.caseList.get(caseId)
    if (view === null || (rights !== undefined && !maySeeCase(site, rights, caseId, 'flag.read'))) return []
    return [{ caseId, number: view.number, person: personNamed(site, person), action, version, atMs }]
  })
}
