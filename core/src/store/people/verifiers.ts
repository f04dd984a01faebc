import type { Statement } from 'better-sqlite3'
import type { Verifier } from '../../domain/people/verifier.js'
import type { PersonId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'
import type { Secrets } from '../secrets/secrets.js'

export type { Verifier }

interface Columns {
  person: string
  version: number
  secret: Buffer
  must_change: number
  set_at_ms: number
  set_by: string
  set_at: string
}

/** Verifiers of the people who may sign in here or below. */
export class Verifiers {
  readonly #secrets: Secrets
  readonly #get: Statement<[string], Columns>
  readonly #put: Statement<[Columns]>
  readonly #drop: Statement<[string]>
  readonly #people: Statement<[], { person: string; version: number }>

  constructor(db: Connection, secrets: Secrets) {
    this.#secrets = secrets
    this.#get = db.prepare('SELECT * FROM verifier WHERE person = ?')
    this.#put = db.prepare(
      'INSERT OR REPLACE INTO verifier VALUES (@person, @version, @secret, @must_change, @set_at_ms, @set_by, @set_at)',
    )
    this.#drop = db.prepare('DELETE FROM verifier WHERE person = ?')
    this.#people = db.prepare('SELECT person, version FROM verifier ORDER BY person')
  }

  get(person: PersonId): Verifier | null {
    const found = this.#get.get(person)
    return found === undefined ? null : toVerifier(found, this.#secrets)
  }

  /** Takes the place of what is here. */
  put({ person, version, phc, pinPhc, totp, mustChange, setAtMs, setBy, setAt }: Verifier): void {
    const secret = JSON.stringify({ phc, pinPhc, totp: totp === null ? null : Buffer.from(totp).toString('hex') })
    this.#put.run({
      person,
      version,
      secret: this.#secrets.seal(aboutOf(person), secret),
      must_change: Number(mustChange),
      set_at_ms: setAtMs,
      set_by: setBy,
      set_at: setAt,
    })
  }

  drop(person: PersonId): void {
    this.#drop.run(person)
  }

  /** Whose verifier is here, and which version. */
  versions(): readonly { readonly person: PersonId; readonly version: number }[] {
    return this.#people.all()
  }
}

/** Stores come and go with their tables, so those are asked for each time. */
interface HasVerifiers {
  readonly people: { readonly verifiers: Verifiers }
}

/** null: this site may not sign the person in. */
export function verifierOf({ people }: HasVerifiers, person: PersonId): Verifier | null {
  return people.verifiers.get(person)
}

/** Inside a transaction. Whoever changes a verifier calls `changeVerifier` of the site instead, which also sends it on. */
export function putVerifier({ people }: HasVerifiers, verifier: Verifier): void {
  people.verifiers.put(verifier)
}

function toVerifier(found: Columns, secrets: Secrets): Verifier {
  const { person, version, must_change, set_at_ms, set_by, set_at } = found
  const { phc, pinPhc, totp } = JSON.parse(secrets.open(aboutOf(person), found.secret).toString('utf8')) as {
    phc: string
    pinPhc: string | null
    totp: string | null
  }
  return {
    person,
    version,
    phc,
    pinPhc,
    totp: totp === null ? null : Buffer.from(totp, 'hex'),
    mustChange: must_change === 1,
    setAtMs: set_at_ms,
    setBy: set_by,
    setAt: set_at,
  }
}

/** What a verifier's sealed column is bound to. */
export function aboutOf(person: PersonId): string {
  return `verifier ${person}`
}
