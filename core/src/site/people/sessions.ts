import { createHmac } from 'node:crypto'
import { accountAt, isUsable } from '../../domain/people/accounts.js'
import { lostRights } from '../../domain/people/lost-rights.js'
import type { Roster } from '../../domain/roster.js'
import type { Hash, PersonId } from '../../domain/values.js'
import type { HeldSession, Session } from '../../store/people/sessions.js'
import { sha256Hex } from '../../wire/hash.js'
import { auditNow } from '../audit/audit.js'
import type { Site } from '../site.js'
import { desksOf } from './desks.js'

/** Who a request comes from. */
export interface SignedIn {
  readonly person: PersonId
  /** Names the session; its token is known to the browser alone. */
  readonly tokenHash: Hash
  readonly startedMs: number
  /** Somebody else set the password: nothing but changing it is allowed. */
  readonly mustChange: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** Written so seldom, for how long a session rested needs no more. */
const WRITE_SEEN_MS = MINUTE_MS
/** More browsers at a time are somebody else’s. */
const MOST_OF_PERSON = 8
const TOKEN_BYTES = 32

/** What a browser holds after signing in, and what its pages say with each act. */
export interface NewSession {
  readonly token: string
  readonly session: Session
}

/** Inside a transaction. */
export function openSession(site: Site, person: PersonId, verifierVersion: number): NewSession {
  const { sessions } = site.store.people
  const nowMs = site.nowRawMs()
  sessions.dropStartedBefore(nowMs - site.roster.policy.sessionHours * HOUR_MS)
  const surplus = sessions.ofPerson(person).slice(0, 1 - MOST_OF_PERSON)
  for (const { tokenHash } of surplus) sessions.drop(tokenHash)
  const token = site.options.randomHex(TOKEN_BYTES)
  const session = { tokenHash: sha256Hex(token), person, startedMs: nowMs, seenMs: nowMs, verifierVersion }
  sessions.add(session)
  return { token, session }
}

/** A page that knows it was made for this session; whoever makes a browser send its cookie does not know it. */
export function pageSecretOf(token: string): string {
  return createHmac('sha256', token).update('liandong page').digest('hex')
}

/** Who is signed in under the token; null where nobody is any more. Counts as a sign of life unless nobody is there. */
export function sessionOf(site: Site, token: string, isAttended = true): SignedIn | null {
  const { sessions } = site.store.people
  const session = sessions.find(sha256Hex(token))
  if (session === null) return null
  const nowMs = site.nowRawMs()
  if (!isAlive(site, session, nowMs)) {
    site.transact(() => sessions.drop(session.tokenHash))
    return null
  }
  if (isAttended && nowMs - session.seenMs >= WRITE_SEEN_MS) noteSeen(site, session, nowMs)
  const { person, tokenHash, startedMs, mustChange } = session
  return { person, tokenHash, startedMs, mustChange }
}

/** A full disk ends nobody's session. */
function noteSeen(site: Site, { tokenHash }: Session, nowMs: number): void {
  site.commit(() => site.store.people.sessions.seen(tokenHash, nowMs)).catch(() => {})
}

function isAlive(site: Site, session: HeldSession, nowMs: number): boolean {
  const { idleMinutes, sessionHours } = site.roster.policy
  const account = accountAt(site.roster, session.person)
  return (
    account !== null &&
    isUsable(site.roster, account) &&
    session.heldVersion !== null &&
    session.verifierVersion >= Math.max(account.credentialVersion, session.heldVersion) &&
    within(nowMs - session.seenMs, idleMinutes * MINUTE_MS) &&
    within(nowMs - session.startedMs, sessionHours * HOUR_MS) &&
    desksOf(site, session.person).length > 0
  )
}

/** A clock set back says nothing about how long it was; better to sign in again. */
function within(passedMs: number, mostMs: number): boolean {
  return passedMs >= -WRITE_SEEN_MS && passedMs < mostMs
}

/** 退出. Answers after the commit. */
export function signOut(site: Site, { tokenHash, person }: SignedIn): Promise<void> {
  return site.commit(() => {
    site.store.people.sessions.drop(tokenHash)
    noteEnd(site, person, null)
  })
}

function noteEnd(site: Site, person: PersonId, reason: string | null): void {
  auditNow(site, { kind: 'sign-out', person, place: null, subject: site.id, outcome: 'done', reason })
}

/** Inside a transaction: all sessions of a person but one. */
export function endSessionsOf(site: Site, person: PersonId, except: Hash | null): void {
  const { sessions } = site.store.people
  for (const { tokenHash } of sessions.ofPerson(person)) if (tokenHash !== except) sessions.drop(tokenHash)
}

/** Inside the transaction of a roster version: who lost a right under it has to sign in again. */
export function endLostSessions(site: Site, before: Roster): void {
  const { sessions } = site.store.people
  for (const { person, tokenHash } of sessions.all()) {
    if (!lostRights(before, site.roster, person)) continue
    sessions.drop(tokenHash)
    noteEnd(site, person, 'rights')
  }
}
