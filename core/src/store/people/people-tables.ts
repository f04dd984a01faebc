import type { Connection } from '../file/connection.js'
import { Verifiers } from './verifiers.js'

/** The tables of people who sign in. */
export interface PeopleTables {
  readonly verifiers: Verifiers
}

export function preparePeopleTables(db: Connection): PeopleTables {
  return { verifiers: new Verifiers(db) }
}
