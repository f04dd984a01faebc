import { refused, type Refusal } from '../../domain/decider.js'
import type { Site as SiteFact } from '../../domain/roster.js'
import { currentSite } from '../../domain/roster-view.js'
import type { PersonId, SiteId } from '../../domain/values.js'
import type { EnrolmentCode } from '../../store/doors/enrolments.js'
import { hashOfCode, makeCode, readCode } from '../../wire/doors/code.js'
import { randomHex } from '../../wire/hash.js'
import type { Site } from '../site.js'
import { auditNow } from '../audit/audit.js'
import { knownMachine } from './known-machine.js'

/** Long enough for a visit the day after tomorrow. */
const GOOD_FOR_MS = 72 * 3_600_000

/** What an administrator asks codes for. */
export interface CodesWanted {
  readonly sites: readonly SiteId[]
  readonly needsApproval: boolean
  /** Sites that have a machine get another one in its place; said expressly, since it cuts the old one off. */
  readonly replaces: boolean
  readonly by: PersonId
}

/** A code as it is shown, this once. */
export interface ShownCode {
  readonly id: string
  readonly site: SiteId
  readonly name: string
  readonly code: string
  readonly expiresMs: number
}

/** Makes codes for sites below this gateway, all or none. Answers after the commit; the codes themselves are kept nowhere. */
export function makeCodes(
  site: Site,
  wanted: CodesWanted,
): Promise<{ readonly kind: 'made'; readonly codes: readonly ShownCode[] } | Refusal> {
  return site.commit(() => {
    const facts = wanted.sites.map((id) => plannable(site, id, wanted.replaces))
    const refusal = facts.find((fact) => 'kind' in fact)
    if (refusal !== undefined && 'kind' in refusal) return refusal
    const codes = facts.flatMap((fact) => ('kind' in fact ? [] : makeOne(site, fact, wanted)))
    for (const { site: id } of codes) auditCode(site, id, wanted.by, 'code made')
    return { kind: 'made', codes }
  })
}

function plannable(site: Site, id: SiteId, replaces: boolean): SiteFact | Refusal {
  const fact = currentSite(site.roster, id)
  if (fact === null) return refused('site/unknown', id)
  if (fact.parent !== site.id || fact.life === 'retired') return refused('enrolment/refused', `${id} does not dial ${site.id}`)
  const machine = knownMachine(site, id)
  const isFree = machine === null || machine.trust.revokedMs !== null
  return isFree || replaces ? fact : refused('enrolment/refused', `${id} has a machine`)
}

function makeOne(site: Site, { id, name }: SiteFact, { by, needsApproval }: CodesWanted): ShownCode {
  const code = makeCode()
  const madeMs = site.clock.now().estimateMs
  const kept = { id: randomHex(8), codeHash: hashOfCode(code), site: id, by, madeMs, expiresMs: madeMs + GOOD_FOR_MS }
  site.store.enrolments.addCode({ ...kept, needsApproval })
  return { id: kept.id, site: id, name, code, expiresMs: kept.expiresMs }
}

/** An administrator lets the machine in that said a code. */
export function approveCode(site: Site, id: string, by: PersonId): Promise<EnrolmentCode | Refusal> {
  return site.commit(() => {
    const code = site.store.enrolments.code(id)
    if (code === null) return refused('enrolment/code-unknown', id)
    if (code.fingerprint === null) return refused('enrolment/refused', 'no machine has said this code')
    if (code.approvedBy === null) {
      site.store.enrolments.approveCode(id, by)
      auditCode(site, code.site, by, 'approved')
    }
    return { ...code, approvedBy: code.approvedBy ?? by }
  })
}

/** A machine that waits is not let in, or a code that was lost ends; whoever was let in already is cut off instead. */
export function refuseCode(site: Site, id: string, by: PersonId, reason: string): Promise<EnrolmentCode | Refusal> {
  return site.commit(() => {
    const code = site.store.enrolments.code(id)
    if (code === null) return refused('enrolment/code-unknown', id)
    if (code.admittedMs !== null) return refused('enrolment/code-used', id)
    // An end that is past: of this very moment it would still be good.
    const expiresMs = Math.min(code.expiresMs, site.clock.now().estimateMs - 1)
    site.store.enrolments.endCode(id, expiresMs)
    auditCode(site, code.site, by, 'refused', reason)
    return { ...code, expiresMs }
  })
}

function auditCode(site: Site, about: SiteId, person: PersonId, outcome: string, reason: string | null = null): void {
  auditNow(site, { kind: 'enrolment', person, place: null, subject: about, outcome, reason })
}

/** What a machine that said a code is let in as. */
export interface Claim {
  readonly code: EnrolmentCode
  readonly fact: SiteFact
  readonly generation: number
  /** It was let in before: the same answer is due. */
  readonly isRepeated: boolean
}

/** Binds a code to the key of the machine that says it. Inside a transaction. */
export function claimCode(site: Site, typed: string, fingerprint: string): Claim | Refusal {
  const code = readCode(typed)
  const found = code === null ? null : site.store.enrolments.codeByHash(hashOfCode(code))
  if (found === null) return refused('enrolment/code-unknown')
  if (found.fingerprint !== null && found.fingerprint !== fingerprint) return refused('enrolment/code-used')
  const nowMs = site.clock.now().estimateMs
  // Whoever asked in time gets the answer that was lost on its way.
  if (nowMs > found.expiresMs && found.admittedMs === null) return refused('enrolment/code-expired')
  const fact = currentSite(site.roster, found.site)
  if (fact === null || fact.parent !== site.id || fact.life === 'retired') return refused('enrolment/refused', found.site)
  if (found.fingerprint === null) site.store.enrolments.useCode(found.id, fingerprint, nowMs)
  const machine = knownMachine(site, found.site)
  const isRepeated = found.admittedMs !== null
  if (isRepeated && machine?.trust.fingerprint !== fingerprint) return refused('enrolment/code-used')
  const generation = machine === null ? Math.max(fact.generation, 1) : machine.generation + (isRepeated ? 0 : 1)
  return { code: { ...found, fingerprint }, fact, generation, isRepeated }
}
