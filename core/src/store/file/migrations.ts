import { Fault } from '../../domain/fault.js'
import type { Connection } from './connection.js'
import { firstSchema } from './schema.js'

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** Their position is the version kept in `user_version`: never reordered, never changed after a release. */
export const migrations: readonly Migration[] = [{ name: 'first tables', sql: firstSchema }]

/** Refuses a file of a newer program, else runs what is missing, each migration in a transaction of its own. */
export function migrate(db: Connection, file: string, steps: readonly Migration[] = migrations): void {
  const found = db.pragma('user_version', { simple: true }) as number
  if (found > steps.length) {
    throw new Fault('store/newer', `${file} has version ${found}, this program knows ${steps.length}`)
  }
  for (const [index, step] of steps.entries()) {
    if (index >= found) db.transaction(() => run(db, step, index + 1)).exclusive()
  }
}

function run(db: Connection, step: Migration, version: number): void {
  db.exec(step.sql)
  db.pragma(`user_version = ${version}`)
}
