import { refused, type Refusal } from '../../domain/decider.js'
import { type FaultCode, isFaultCode } from '../../domain/fault.js'
import { givesAdministration, peopleOf } from '../../domain/accounts/askers.js'
import { type AccountChange, factsOfChange } from '../../domain/accounts/changes.js'
import { checkChange } from '../../domain/roster-check.js'
import type { PersonId, SiteId } from '../../domain/values.js'
import type { StoredAccountAsk } from '../../store/people/account-asks.js'
import { encodeAccountAnswer, encodeAccountAsk } from '../../wire/people/account-ask.js'
import { auditNow } from '../audit/audit.js'
import { writeLetter } from '../log/forward.js'
import { administrationsOf } from '../../domain/people/account.js'
import { makeRosterVersion } from '../roster-change.js'
import type { Site } from '../site.js'
import { refuseChange } from './jurisdiction.js'

/** What became of a change: the roster's version at the city, an ask of the city at a county, or a second person is to confirm. */
export type ChangeOutcome =
  | { readonly kind: 'done'; readonly version: number }
  | { readonly kind: 'asked'; readonly id: string }
  | { readonly kind: 'proposed'; readonly id: string }
  | Refusal

/** A second person who did not look within a day has to be told anew. */
const GOOD_FOR_MS = 24 * 3_600_000

/** A security administrator changes accounts of the own people. Inside a transaction. */
export function changeNow(site: Site, change: AccountChange, by: PersonId): ChangeOutcome {
  if (site.options.tier === 'edge') return refused('account/at-gateway', site.id)
  const needsSecond = givesAdministration(site.roster, change)
  const ask = newAsk(site, change, by)
  if (!needsSecond) return carryOut(site, ask)
  // Everything but the second person must be right before anybody is asked to agree.
  const early = refuseChange(site, site.id, change, { by, second: null })
  if (early !== null && early.code !== 'account/second-person') return early
  if (peopleOf(change).includes(by)) return early ?? refused('account/second-person', by)
  const broken = refuseBroken(site, change, by)
  if (broken !== null) return broken
  site.store.people.accountAsks.put({ ...ask, state: 'proposed' })
  note(site, ask, 'proposed')
  return { kind: 'proposed', id: ask.id }
}

/** A second person agrees that somebody is given an administration. Inside a transaction. */
export function confirmNow(site: Site, id: string, second: PersonId): ChangeOutcome {
  const proposal = openProposals(site).find((each) => each.id === id)
  if (proposal === undefined) return refused('account/proposal-unknown', id)
  const outcome = carryOut(site, { ...proposal, second })
  if (outcome.kind === 'done') site.store.people.accountAsks.put({ ...proposal, second, state: 'done' })
  return outcome
}

/** What was proposed is not agreed to. Inside a transaction. */
export function dropNow(site: Site, id: string, by: PersonId): { readonly kind: 'done' } | Refusal {
  const proposal = openProposals(site).find((each) => each.id === id)
  if (proposal === undefined) return refused('account/proposal-unknown', id)
  site.store.people.accountAsks.put({ ...proposal, second: by, state: 'refused' })
  note(site, { ...proposal, second: by }, 'not agreed')
  return { kind: 'done' }
}

/** Changes that wait for a second person here. */
export function openProposals(site: Site): readonly StoredAccountAsk[] {
  const since = site.clock.now().estimateMs - GOOD_FOR_MS
  return site.store.people.accountAsks.inState('proposed').filter(({ atMs }) => atMs >= since)
}

function newAsk(site: Site, change: AccountChange, by: PersonId): StoredAccountAsk {
  const rest = { second: null, from: null, code: null, detail: '' }
  return { id: site.options.randomHex(16), state: 'asked', change, by, atMs: site.clock.now().estimateMs, ...rest }
}

/** The city makes the version; a county asks the city, whatever it thinks of it itself. */
function carryOut(site: Site, ask: StoredAccountAsk): ChangeOutcome {
  const refusal = refuseChange(site, ask.from ?? site.id, ask.change, ask) ?? refuseBroken(site, ask.change, ask.by)
  if (refusal !== null) {
    note(site, ask, refusal.code)
    return refusal
  }
  return site.options.tier === 'city' ? enter(site, ask) : askCity(site, ask)
}

function refuseBroken(site: Site, change: AccountChange, by: PersonId): Refusal | null {
  const made = factsOfChange(site.roster, change)
  if (made.kind === 'refused') return made
  const mixed = made.facts.find((fact) => fact.kind === 'account' && administrationsOf(fact.account).length > 1)
  if (mixed?.kind === 'account') return refused('account/separated', administrationsOf(mixed.account).join(', '))
  const { estimateMs: atMs } = site.clock.now()
  const problems = checkChange(site.roster, { version: site.roster.version + 1, atMs, by, facts: made.facts })
  return problems.length === 0
    ? null
    : refused('roster/broken', problems.map(({ id, problem }) => `${id}: ${problem}`).join('; '))
}

function enter(site: Site, ask: StoredAccountAsk): ChangeOutcome {
  const made = factsOfChange(site.roster, ask.change)
  if (made.kind === 'refused') return made
  if (made.facts.length === 0) return { kind: 'done', version: site.roster.version }
  const outcome = makeRosterVersion(site, made.facts, ask.by)
  note(site, ask, outcome.kind === 'done' ? 'done' : outcome.code)
  return outcome
}

function askCity(site: Site, ask: StoredAccountAsk): ChangeOutcome {
  site.store.people.accountAsks.put({ ...ask, state: 'asked' })
  note(site, ask, 'asked')
  sendAsk(site, ask)
  return { kind: 'asked', id: ask.id }
}

function sendAsk(site: Site, ask: StoredAccountAsk): void {
  const { parent } = site
  if (parent === null || !site.store.lanes.exists(parent)) return
  writeLetter(site, parent, 'case', 'account-ask', ask.id, encodeAccountAsk(ask))
}

/** On a new link a county says again what the city has not answered. Inside a transaction. */
export function giveAccountAsks(site: Site, peer: SiteId): void {
  if (peer === site.parent) for (const ask of site.store.people.accountAsks.inState('asked')) sendAsk(site, ask)
}

/** The city's word on what a county asked: made once, said again as often as it is asked. Inside a transaction. */
export function answerAsk(site: Site, county: SiteId, ask: Omit<StoredAccountAsk, 'state' | 'from' | 'code' | 'detail'>): void {
  const known = site.store.people.accountAsks.find(ask.id)
  const answer = known?.from === county ? known : decided(site, county, ask)
  const { id, code, detail } = answer
  writeLetter(site, county, 'case', 'account-answer', id, encodeAccountAnswer({ id, code, detail }))
}

function decided(
  site: Site,
  county: SiteId,
  ask: Omit<StoredAccountAsk, 'state' | 'from' | 'code' | 'detail'>,
): StoredAccountAsk {
  const open: StoredAccountAsk = { ...ask, state: 'asked', from: county, code: null, detail: '' }
  const outcome = carryOut(site, open)
  const isRefused = outcome.kind === 'refused'
  const { code, detail } = isRefused ? outcome : { code: null, detail: '' }
  const answer: StoredAccountAsk = { ...open, state: isRefused ? 'refused' : 'done', code, detail }
  site.store.people.accountAsks.put(answer)
  return answer
}

/** What the city answered. Inside a transaction. */
export function takeAnswer(site: Site, id: string, code: string | null, detail: string): void {
  const ask = site.store.people.accountAsks.find(id)
  if (ask === null || ask.from !== null || ask.state !== 'asked') return
  const known: FaultCode | null = code === null ? null : isFaultCode(code) ? code : 'internal/bug'
  site.store.people.accountAsks.put({ ...ask, state: known === null ? 'done' : 'refused', code: known, detail })
}

function note(site: Site, { change, by, second }: StoredAccountAsk, outcome: string): void {
  const reason = second === null ? change.do : `${change.do}; ${second}`
  auditNow(site, { kind: 'account', person: by, place: null, subject: peopleOf(change).join(' '), outcome, reason })
}
