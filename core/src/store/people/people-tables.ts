import type { Connection } from '../file/connection.js'
import type { Secrets } from '../secrets/secrets.js'
import { AccountAsks } from './account-asks.js'
import { Attempts } from './attempts.js'
import { HandOvers } from './hand-overs.js'
import { KnownMachines } from './known-machines.js'
import { PasswordResets } from './password-resets.js'
import { Sessions } from './sessions.js'
import { Verifiers } from './verifiers.js'

/** The tables of people who sign in. */
export interface PeopleTables {
  readonly verifiers: Verifiers
  readonly sessions: Sessions
  readonly knownMachines: KnownMachines
  readonly attempts: Attempts
  readonly accountAsks: AccountAsks
  readonly passwordResets: PasswordResets
  readonly handOvers: HandOvers
}

export function preparePeopleTables(db: Connection, secrets: Secrets): PeopleTables {
  return {
    verifiers: new Verifiers(db, secrets),
    sessions: new Sessions(db),
    knownMachines: new KnownMachines(db),
    attempts: new Attempts(db),
    accountAsks: new AccountAsks(db),
    passwordResets: new PasswordResets(db),
    handOvers: new HandOvers(db),
  }
}
