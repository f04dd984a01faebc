import { evolveAll } from '../../domain/case/evolve.js'
import { standingBranch } from '../../domain/case/fork.js'
import { decodeEvent } from '../../wire/event.js'
import type { Connection } from '../file/connection.js'
import { putCounterViews } from '../projections/counter-views.js'
import type { StoredEvent } from '../event-log.js'
import { showAllItems } from '../catalogue/show-item.js'
import { showApplicant } from '../erasure/show-applicant.js'
import type { Blobs } from '../papers/blobs.js'
import type { Tables } from '../tables.js'

/** Raised when a projection is made otherwise than before: a store of the older kind rebuilds when it is opened. */
export const PROJECTION_VERSION = 1

/** Tables that hold nothing but what facts say. */
export const PROJECTIONS = [
  'case_view',
  'case_snapshot',
  'task_view',
  'applicant_view',
  'applicant_digest',
  'notice_view',
  'original_view',
  'external_view',
  'case_moment',
  'item_view',
  'item_taker',
  'item_subject',
  'work_view',
] as const

/** Drops every projection and makes it again. Inside a transaction. */
export function rebuild(db: Connection, tables: Tables, blobs: Blobs): void {
  for (const table of PROJECTIONS) db.exec(`DELETE FROM ${table}`)
  tables.cases.forget()
  for (const caseId of tables.events.caseIds())
    projectCase(tables, blobs, tables.events.range(caseId, 1, Number.MAX_SAFE_INTEGER))
  showAllItems(tables)
  tables.catalogueWork.works.rebuild()
  tables.meta.put('projections', String(PROJECTION_VERSION))
}

function projectCase(tables: Tables, blobs: Blobs, rows: readonly StoredEvent[]): void {
  const { standing, setAside, frozen } = standingBranch(rows)
  const byHash = new Map(rows.map((row) => [row.hash, row]))
  const chain = standing.flatMap((hash) => byHash.get(hash) ?? [])
  const head = chain.at(-1)
  const state = evolveAll(chain.map(({ bytes }) => decodeEvent(bytes)))
  if (head === undefined || state === null) return
  tables.cases.put(state, head.hash, head.row)
  tables.cases.setBranches(state.caseId, setAside.length, frozen)
  showApplicant(tables, blobs, state)
  putCounterViews(tables, state)
}
