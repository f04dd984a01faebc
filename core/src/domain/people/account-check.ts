import type { Place, Roster } from '../roster.js'
import { currentOrgan, currentPerson, currentPlace } from '../roster-view.js'
import { type Account, administrationsOf, type Role, type RoleGrant } from './account.js'
import { accountsOfLogin, usableAtCity } from './accounts.js'

/** Everybody sees the roster: a login name is no place for an identity number. */
const LOGIN = /^[a-z0-9][a-z0-9._-]{1,31}$/
const IDENTITY_NUMBER = /^\d{17}[\dx]$|^\d{15}$/

/** Where a role may be held; a role of a later version, nowhere. 村民委员会组织法 2, 5: at a village there is the proxy alone. */
const PLACES: { readonly [role: string]: readonly Place['kind'][] | undefined } = {
  'network-administrator': ['hall'],
  'security-administrator': ['hall'],
  auditor: ['hall'],
  'catalogue-editor': ['hall', 'township-centre'],
  'department-clerk': ['hall', 'township-centre'],
  approver: ['hall', 'township-centre'],
  'window-clerk': ['hall', 'township-centre'],
  'outlet-clerk': ['hall', 'township-centre'],
  'township-clerk': ['township-centre'],
  proxy: ['village-station'],
  supervisor: ['hall', 'township-centre'],
  reader: ['hall', 'township-centre'],
} satisfies Record<Role, readonly Place['kind'][]>

/** Whether the role is held for an organ; `may` is an editor, who writes an organ's items or the hall's own. */
const ORGANS: { readonly [R in Role]?: 'must' | 'may' } = {
  'department-clerk': 'must',
  approver: 'must',
  'catalogue-editor': 'may',
}

/** All that is wrong with an account in the roster that it would become part of. */
export function checkAccount(roster: Roster, account: Account): string[] {
  const before = roster.accounts.get(account.person)?.at(-2)?.record
  const held = administrationsOf(account)
  return [
    ...when(currentPerson(roster, account.person) === null, `no person ${account.person}`),
    ...when(!LOGIN.test(account.login) || IDENTITY_NUMBER.test(account.login), `${account.login} is no login name`),
    ...accountsOfLogin(roster, account.login)
      .filter(({ person }) => person !== account.person)
      .map(({ person }) => `${person} has the login name ${account.login}`),
    ...when(held.length > 1, `${held.join(' and ')} are never one person`),
    ...when(before !== undefined && account.credentialVersion < before.credentialVersion, 'the credential version only grows'),
    ...account.roles.flatMap((grant) => checkGrant(roster, grant)),
  ]
}

function checkGrant(roster: Roster, { role, place, organ }: RoleGrant): string[] {
  const found = currentPlace(roster, place)
  if (found === null) return [`no place ${place}`]
  return [
    ...when(PLACES[role]?.includes(found.kind) !== true, `no ${role} at a ${found.kind}`),
    ...when(ORGANS[role] === 'must' && organ === null, `a ${role} acts for an organ`),
    ...when(ORGANS[role] === undefined && organ !== null, `a ${role} acts for no organ`),
    ...when(organ !== null && currentOrgan(roster, organ) === null, `no organ ${organ}`),
  ]
}

/** Roles that would have nobody left at the city, though somebody had them: without them nobody could give rights any more. */
export function lostAdministrations(before: Roster, after: Roster): readonly Role[] {
  const kept = ['network-administrator', 'security-administrator'] as const
  return kept.filter((role) => usableAtCity(before, role).length > 0 && usableAtCity(after, role).length === 0)
}

function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : []
}
