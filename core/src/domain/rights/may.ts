import type { RoleGrant } from '../people/account.js'
import { organAt } from '../roster-view.js'
import type { Action } from './actions.js'
import { liesUnder, type Rights } from './rights.js'
import { table, type Row } from './table.js'
import type { Target } from './target.js'

/** The one question of rights: whether the person may do this to that. Without a target: whether to anything at all. */
export function may(rights: Rights, action: Action, target: Target | null = null): boolean {
  return table[action].some((row) => rights.grants.some((grant) => holds(row, grant, rights, target)))
}

function holds(row: Row, grant: RoleGrant, rights: Rights, target: Target | null): boolean {
  if (!row.roles.includes(grant.role) || !row.tiers.includes(rights.tier)) return false
  return target === null || (isTheirs(row, rights, target) && reaches(row, grant, rights, target))
}

function isTheirs({ whose }: Row, { person }: Rights, { owner, persons }: Target): boolean {
  if (whose === 'any') return true
  return owner === person || (whose === 'own or stood in for' && persons.includes(person))
}

function reaches({ reach }: Row, grant: RoleGrant, rights: Rights, target: Target): boolean {
  if (reach === 'desk') return true
  const inArea = target.places.some((place) => liesUnder(rights.roster, place, grant.place, rights.version))
  if (target.persons.includes(rights.person)) return true
  if (reach === 'area') return grant.organ === null && (inArea || wasAsked(grant, rights, target))
  if (target.organs === 'unknown') return true
  // Held for no organ: what belongs to none, at the place's own hand.
  if (grant.organ === null) return inArea && target.organs.length === 0
  if (target.organs.includes(grant.organ) || target.asked.includes(grant.place)) return true
  const level = organAt(rights.roster, grant.organ, rights.version)?.level
  return inArea && level !== undefined && target.openTo.includes(level)
}

function wasAsked(grant: RoleGrant, { roster, version }: Rights, { asked }: Target): boolean {
  return asked.some((place) => liesUnder(roster, place, grant.place, version))
}

/** The roles by which the person may do this to some things and not to others; empty: to nothing. */
export function grantsFor(rights: Rights, action: Action): readonly RoleGrant[] {
  const rows = table[action].filter(({ tiers }) => tiers.includes(rights.tier))
  return rights.grants.filter(({ role }) => rows.some(({ roles }) => roles.includes(role)))
}
