import { refused, type Refusal } from '../../domain/decider.js'
import type { Account } from '../../domain/people/account.js'
import { accountByLogin, isUsable } from '../../domain/people/accounts.js'
import type { Verifier } from '../../domain/people/verifier.js'
import type { PersonId } from '../../domain/values.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { sha256Hex } from '../../wire/hash.js'
import { auditCounted, auditNow, auditRefusal } from '../audit/audit.js'
import type { Site } from '../site.js'
import { contactOf } from './contact.js'
import { desksOf, mayUsePin, needsOneTimeCode } from './desks.js'
import { isSecret, type HashSlots } from './hashing.js'
import { countedBy, countWrong, type Counted, forgiven, lockedFor } from './lock-out.js'
import { stepOfCode } from './one-time-code.js'
import { openSession } from './sessions.js'

/** What somebody typed, and where from. */
export interface SignInAttempt {
  readonly login: string
  readonly secret: string
  /** A PIN serves only where the browser shows that it is known. */
  readonly isPin: boolean
  /** Six digits of an authenticator; null where none were typed. */
  readonly code: string | null
  /** What the browser keeps from the last time somebody signed in there with a password. */
  readonly machine: string | null
  readonly address: string
}

export interface SignedInNow {
  readonly kind: 'signed-in'
  readonly person: PersonId
  /** For the browser alone: kept here only as its digest. */
  readonly token: string
  /** Makes the browser known from now on; null where it was a PIN that signed in. */
  readonly machine: string | null
}

const MACHINE_BYTES = 32
/** A browser that guesses PINs is known no more. */
const MOST_WRONG_PINS = 10

/**
 * Signs a person in at this site, with or without a line. An unknown name and a wrong password get the same answer after the same
 * work. Answers after the commit; throws `sign-in/busy`.
 */
export async function signIn(site: Site, slots: HashSlots, attempt: SignInAttempt): Promise<SignedInNow | Refusal> {
  if (contactOf(site)?.isOver === true) return refused('sign-in/offline-too-long', '')
  const told = whoTells(site, attempt)
  const locked = lockedFor(site, told.counted)
  if (locked !== null) {
    const person = told.account?.person ?? null
    auditRefusal(site, attempt.address, { person, place: null, subject: site.id, outcome: locked.code })
    return locked
  }
  // Asked again once it is their turn: meanwhile others may have guessed.
  return slots.run(attempt.address, async () => lockedFor(site, told.counted) ?? (await compare(site, attempt, told)))
}

interface Told {
  readonly account: Account | null
  readonly verifier: Verifier | null
  readonly machineHash: string | null
  readonly counted: readonly Counted[]
}

function whoTells(site: Site, { login, machine, address }: SignInAttempt): Told {
  const name = login.trim().toLowerCase()
  const found = accountByLogin(site.roster, name)
  const account = found !== null && isUsable(site.roster, found) ? found : null
  const machineHash = machine === null ? null : sha256Hex(machine)
  const isKnown = account !== null && machineHash !== null && site.store.people.knownMachines.knows(machineHash, account.person)
  const verifier = account === null ? null : verifierOf(site.store, account.person)
  // Under an older one than the roster names nobody is signed in: the newer one is on its way.
  const isCurrent = verifier !== null && verifier.version >= (account?.credentialVersion ?? 0)
  return {
    account,
    verifier: isCurrent ? verifier : null,
    machineHash: isKnown ? machineHash : null,
    counted: countedBy(name, address, isKnown ? machineHash : null),
  }
}

async function compare(site: Site, attempt: SignInAttempt, told: Told): Promise<SignedInNow | Refusal> {
  const { account, verifier, machineHash } = told
  if (attempt.isPin && machineHash === null) return refused('sign-in/unknown-machine', '')
  const mayPin = account !== null && mayUsePin(site, account.person)
  const phc = attempt.isPin ? (mayPin ? (verifier?.pinPhc ?? null) : null) : (verifier?.phc ?? null)
  const right = await isSecret(phc, attempt.secret)
  if (!right || account === null || verifier === null) return wrong(site, attempt, told)
  return site.commit(() => admit(site, attempt, { ...told, account, verifier }))
}

function wrong(site: Site, { isPin, address }: SignInAttempt, { account, machineHash, counted }: Told): Promise<Refusal> {
  return site.commit(() => {
    const count = countWrong(site, counted)
    const { knownMachines } = site.store.people
    if (isPin && machineHash !== null && account !== null && count >= MOST_WRONG_PINS)
      knownMachines.drop(machineHash, account.person)
    auditCounted(site, address, {
      kind: 'sign-in',
      person: account?.person ?? null,
      place: null,
      subject: site.id,
      outcome: 'sign-in/refused',
      reason: null,
    })
    return refused('sign-in/refused', '')
  })
}

type Known = Told & { readonly account: Account; readonly verifier: Verifier }

/** The secret was right; what else is asked. The roster may have changed while it was hashed. */
function admit(site: Site, attempt: SignInAttempt, known: Known): SignedInNow | Refusal {
  const { account, verifier } = known
  const { person } = account
  const now = whoTells(site, attempt)
  if (now.account?.person !== person || now.verifier?.version !== verifier.version) return refused('sign-in/refused', '')
  if (desksOf(site, person).length === 0) return refused('sign-in/not-here', '')
  const unproved = needsOneTimeCode(site, account) ? judgeCode(site, attempt, known) : null
  if (unproved !== null) return unproved
  forgiven(site, known.counted)
  const { token } = openSession(site, person, verifier.version)
  auditNow(site, { kind: 'sign-in', person, place: null, subject: site.id, outcome: 'done', reason: null })
  return { kind: 'signed-in', person, token, machine: attempt.isPin ? null : makeKnown(site, person, known.machineHash) }
}

/** Guessed codes count as guessed passwords do. */
function judgeCode(site: Site, { code }: SignInAttempt, { account, verifier, counted }: Known): Refusal | null {
  const { attempts } = site.store.people
  if (verifier.totp === null) return refused('sign-in/no-code', '')
  if (code === null) return refused('sign-in/code-needed', '')
  const step = stepOfCode(verifier.totp, code, site.clock.now().estimateMs)
  if (step !== null && step > attempts.usedStep(account.person)) {
    attempts.useStep(account.person, step)
    return null
  }
  countWrong(site, counted)
  return refused('sign-in/code-needed', 'wrong')
}

function makeKnown(site: Site, person: PersonId, before: string | null): string {
  const machine = site.options.randomHex(MACHINE_BYTES)
  site.store.people.knownMachines.add(sha256Hex(machine), before, person, site.nowRawMs())
  return machine
}
