import type { Connection } from '../file/connection.js'
import { Claims } from './claims.js'
import { Delegations } from './delegations.js'
import { DraftCounts } from './draft-counts.js'
import { Surveys } from './surveys.js'
import { Works } from './works.js'

/** The tables of writing and reviewing the catalogue; empty at a site that only reads it. */
export interface WorkTables {
  readonly works: Works
  readonly claims: Claims
  readonly delegations: Delegations
  readonly surveys: Surveys
  readonly draftCounts: DraftCounts
}

export function prepareWorkTables(db: Connection): WorkTables {
  return {
    works: new Works(db),
    claims: new Claims(db),
    delegations: new Delegations(db),
    surveys: new Surveys(db),
    draftCounts: new DraftCounts(db),
  }
}
