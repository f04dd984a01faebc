import type { Connection } from './connection.js'

/** What people look at, as far as screens ask for it again: never which case, place or person. */
export const CHANGE_KINDS = [
  'cases',
  'tasks',
  'notices',
  'originals',
  'drafts',
  'registers',
  'links',
  'catalogue',
  'roster',
  'people',
  'sessions',
  'others',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** Which kind a table's rows belong to; null for what no screen shows, or what asking for a screen writes itself. */
const kinds: Readonly<Record<string, ChangeKind | null>> = {
  case_view: 'cases',
  applicant_view: 'cases',
  external_view: 'cases',
  request: 'cases',
  case_erased: 'cases',
  flagged_act: 'cases',
  seizure_ask: 'cases',
  seizure_proposal: 'cases',
  want: 'cases',
  task_view: 'tasks',
  hand_over: 'tasks',
  notice_view: 'notices',
  original_view: 'originals',
  draft: 'drafts',
  consultation: 'registers',
  sign_off: 'registers',
  link: 'links',
  lane_mark: 'links',
  line_story: 'links',
  held: 'links',
  parked: 'links',
  catalogue_list: 'catalogue',
  catalogue_ledger: 'catalogue',
  item_view: 'catalogue',
  item_stop: 'catalogue',
  claim: 'catalogue',
  delegation: 'catalogue',
  survey: 'catalogue',
  survey_answer: 'catalogue',
  work_act: 'catalogue',
  work_view: 'catalogue',
  roster_change: 'roster',
  enrolment_code: 'roster',
  admission: 'roster',
  account_ask: 'people',
  password_reset: 'people',
  verifier: 'people',
  session: 'sessions',
  ...silent([
    'meta',
    'case_key',
    'event',
    'case_snapshot',
    'case_moment',
    'applicant_digest',
    'unknown_answer',
    'case_neighbour',
    'letter',
  ]),
  ...silent(['lane_out', 'lane_ack', 'lane_result', 'blob', 'blob_journal', 'blob_case', 'spool', 'staged']),
  ...silent(['item_version', 'item_taker', 'item_subject', 'content', 'content_want', 'content_ask', 'aside_ask', 'parcel']),
  ...silent(['catalogue_edition', 'catalogue_entry', 'catalogue_sent', 'snapshot_part', 'draft_count']),
  // Looking at a case or a list is recorded too: told of, it would be asked for again without end.
  ...silent(['audit_chain', 'audit_entry', 'known_machine', 'wrong_attempt', 'used_code']),
}

function silent(tables: readonly string[]): Record<string, null> {
  return Object.fromEntries(tables.map((table) => [table, null]))
}

/** A session is seen once a minute, and only its end concerns anybody; every other row may also begin or change. */
const onlyGone = new Set(['session'])

/**
 * Tells of each row written, by this connection, of a table that screens show, also where the transaction is rolled back later.
 * By triggers of the connection's own, which no file keeps: so no place that writes can forget to say it. A table nobody entered
 * above counts as `others`.
 */
export function watchTables(db: Connection, changed: (kind: ChangeKind) => void): void {
  db.function('row_changed', (kind: unknown) => {
    changed(kind as ChangeKind)
    return null
  })
  const tables = db.prepare<[], { name: string }>(`SELECT name FROM main.sqlite_schema WHERE type = 'table'`).all()
  for (const { name } of tables) {
    const kind = name in kinds ? kinds[name] : 'others'
    if (kind === null || kind === undefined || name.startsWith('sqlite_')) continue
    for (const act of onlyGone.has(name) ? ['DELETE'] : ['INSERT', 'UPDATE', 'DELETE'])
      db.exec(`CREATE TEMP TRIGGER ${name}_${act} AFTER ${act} ON main.${name} BEGIN SELECT row_changed('${kind}'); END`)
  }
}
