import Database from 'better-sqlite3'
import type { Store } from '@liandong/core/store/store.js'
import type { Scene } from './scene.js'

/** Each store verifies, and a rebuild makes every projection again exactly. */
export function checkStores({ sites }: Scene): string[] {
  return sites.flatMap(({ site, store }) => [
    ...store.verify().map(({ kind, subject, detail }) => `${site}: ${kind} ${subject} ${detail}`),
    ...changedByRebuild(store).map((view) => `${site}: rebuild changes ${view}`),
  ])
}

const VIEWS = [
  'case_view',
  'task_view',
  'notice_view',
  'original_view',
  'item_view',
  'applicant_view',
  'applicant_digest',
] as const

function changedByRebuild(store: Store): string[] {
  const before = views(store)
  store.rebuild()
  const after = views(store)
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name))
}

/** Every row of every projection, and every state as acts load it. */
function views(store: Store): Map<string, string> {
  const found = new Map<string, string>()
  const db = new Database(store.serialize().database)
  for (const view of VIEWS)
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${view}`).all()) {
      found.set(
        [
          view,
          row['case_id'] ?? row['row'] ?? row['case_key'],
          row['task'] ?? row['sequence'] ?? row['material'] ?? hexOf(row['digest']),
        ].join(' '),
        JSON.stringify(row),
      )
    }
  db.close()
  for (const caseId of store.events.caseIds()) found.set(`state of ${caseId}`, asText(store.cases.state(caseId)))
  return found
}

function asText(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) => (value instanceof Map ? [...value] : value))
}

function hexOf(value: unknown): string {
  return value instanceof Buffer ? value.toString('hex') : ''
}
